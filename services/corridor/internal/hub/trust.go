package hub

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/trust"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
)

// Trust edits the trust list in force, publishes it where that changes it, and waits for the
// hub's verdict. It returns the list that is then in force.
func Trust(ctx context.Context, js jetstream.JetStream, k *keyring.Keyring, edit ...func(*pb.TrustListBody)) (*pb.TrustListBody, error) {
	before, _, err := trust.InForce(ctx, js, k.Anchor.Public())
	if errors.Is(err, trust.ErrNone) {
		before, err = &pb.TrustListBody{}, nil
	}
	if err != nil {
		return nil, err
	}
	list := proto.CloneOf(before)
	for _, e := range edit {
		e(list)
	}
	if proto.Equal(list, before) {
		return list, nil
	}
	list.Version++
	data, err := k.TrustList(list)
	if err != nil {
		return nil, err
	}
	return list, offer(ctx, js, k.Anchor.Public(), data, list.GetVersion())
}

// Countries is an edit that adds keys of countries, or puts them in the place of those that
// the countries had.
func Countries(keys map[geo.Area]string) func(*pb.TrustListBody) {
	return func(list *pb.TrustListBody) {
		for country, key := range keys {
			i := slices.IndexFunc(list.Keys, func(k *pb.TrustedKey) bool { return k.GetCountry() == country.String() })
			if i < 0 {
				i = len(list.Keys)
				list.Keys = append(list.Keys, &pb.TrustedKey{Country: country.String()})
			}
			list.Keys[i].PublicKey = key
		}
		slices.SortFunc(list.Keys, func(a, b *pb.TrustedKey) int { return cmp.Compare(a.GetCountry(), b.GetCountry()) })
	}
}

// Linkage is an edit that says how tokens are made from now on.
func Linkage(l *pb.Linkage) func(*pb.TrustListBody) {
	return func(list *pb.TrustListBody) { list.Linkage = l }
}

// verdictTimeout bounds the wait for a hub that may not be running.
const verdictTimeout = 30 * time.Second

// offer publishes a trust list and waits until the normalizer has put it in force or refused.
func offer(ctx context.Context, js jetstream.JetStream, anchor string, list []byte, version uint64) error {
	ack, err := js.Publish(ctx, bus.TrustOfferedSubject, list)
	if err != nil {
		return fmt.Errorf("publishing the trust list: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, verdictTimeout)
	defer cancel()
	for {
		decided, err := stage.Checkpoint(ctx, js, bus.Normalized)
		if err == nil && decided >= ack.Sequence {
			break
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return errors.New("the trust list is published, and no normalizer has decided on it; is the hub running?")
		}
	}
	got, _, err := trust.InForce(ctx, js, anchor)
	if errors.Is(err, trust.ErrNone) || err == nil && got.GetVersion() != version {
		err = errors.New("the hub has refused the trust list (A04): the anchor in --keys is not the one that the normalizer was given, or another list came first")
	}
	return err
}
