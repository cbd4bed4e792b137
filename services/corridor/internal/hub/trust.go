package hub

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/geo"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
)

// Trust publishes a trust list that adds the countries' keys to those of the last list, or
// puts them in the place of those the countries had. It does nothing where that changes
// nothing.
func Trust(ctx context.Context, js jetstream.JetStream, k *keyring.Keyring, keys map[geo.Area]string) error {
	last, err := lastTrust(ctx, js)
	if err != nil {
		return err
	}
	all := map[geo.Area]string{}
	for _, key := range last.GetKeys() {
		if c, ok := geo.ParseAlpha3(key.GetCountry()); ok {
			all[c] = key.GetPublicKey()
		}
	}
	before := maps.Clone(all)
	maps.Copy(all, keys)
	if maps.Equal(all, before) {
		return nil
	}
	list, err := k.TrustList(last.GetVersion()+1, all)
	if err != nil {
		return err
	}
	if _, err := js.Publish(ctx, bus.TrustOfferedSubject, list); err != nil {
		return fmt.Errorf("publishing the trust list: %w", err)
	}
	return nil
}

// lastTrust returns the list that was published last, empty where there is none.
func lastTrust(ctx context.Context, js jetstream.JetStream) (*pb.TrustListBody, error) {
	s, err := js.Stream(ctx, bus.Reports)
	if err != nil {
		return nil, fmt.Errorf("reading the trust list: %w", err)
	}
	body := &pb.TrustListBody{}
	msg, err := s.GetLastMsgForSubject(ctx, bus.TrustOfferedSubject)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return body, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the trust list: %w", err)
	}
	var list pb.TrustList
	if err := proto.Unmarshal(msg.Data, &list); err != nil {
		return nil, fmt.Errorf("reading the trust list: %w", err)
	}
	return body, proto.Unmarshal(list.GetBody(), body)
}
