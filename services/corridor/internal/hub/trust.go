package hub

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
)

// Trust adds keys of countries to the trust list in force, or puts them in the place of those
// that the countries had, and waits for the hub's verdict. It returns the countries of the
// list that is then in force.
func Trust(ctx context.Context, js jetstream.JetStream, k *keyring.Keyring, keys map[geo.Area]string) ([]geo.Area, error) {
	version, before, err := inForce(ctx, js)
	if err != nil {
		return nil, err
	}
	all := maps.Clone(before)
	maps.Copy(all, keys)
	if !maps.Equal(all, before) {
		list, err := k.TrustList(version+1, all)
		if err != nil {
			return nil, err
		}
		if err := offer(ctx, js, list, version+1); err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(all)), nil
}

// verdictTimeout bounds the wait for a hub that may not be running.
const verdictTimeout = 30 * time.Second

// offer publishes a trust list and waits until the normalizer has put it in force or refused.
func offer(ctx context.Context, js jetstream.JetStream, list []byte, version uint64) error {
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
	got, _, err := inForce(ctx, js)
	if err == nil && got != version {
		err = errors.New("the hub has refused the trust list (A04): the anchor in --keys is not the one that the normalizer was given, or another list came first")
	}
	return err
}

// inForce returns the version and the keys of the list in force; 0 and none before the first.
func inForce(ctx context.Context, js jetstream.JetStream) (uint64, map[geo.Area]string, error) {
	keys := map[geo.Area]string{}
	s, err := js.Stream(ctx, bus.Normalized)
	if err != nil {
		return 0, nil, fmt.Errorf("reading the trust list: %w", err)
	}
	msg, err := s.GetLastMsgForSubject(ctx, bus.TrustInForceSubject)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return 0, keys, nil
	}
	if err != nil {
		return 0, nil, fmt.Errorf("reading the trust list: %w", err)
	}
	var n pb.Normalized
	var list pb.TrustList
	var body pb.TrustListBody
	for _, part := range []struct {
		data func() []byte
		into proto.Message
	}{{func() []byte { return msg.Data }, &n}, {n.GetTrustList, &list}, {list.GetBody, &body}} {
		if err := proto.Unmarshal(part.data(), part.into); err != nil {
			return 0, nil, fmt.Errorf("reading the trust list: %w", err)
		}
	}
	for _, key := range body.GetKeys() {
		if c, ok := geo.ParseAlpha3(key.GetCountry()); ok {
			keys[c] = key.GetPublicKey()
		}
	}
	return body.GetVersion(), keys, nil
}
