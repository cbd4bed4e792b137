// Package trust reads the trust list in force. The hub hands it on, so whoever relies on it
// checks the anchor's signature.
package trust

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/sign"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// ErrNone says that no trust list is in force yet.
var ErrNone = errors.New("no trust list is in force")

// InForce returns the list in force, which the anchor has to have signed, and its sequence in
// NORMALIZED. Before the first list the error is ErrNone.
func InForce(ctx context.Context, js jetstream.JetStream, anchor string) (*pb.TrustListBody, uint64, error) {
	s, err := js.Stream(ctx, bus.Normalized)
	if err != nil {
		return nil, 0, fmt.Errorf("reading the trust list: %w", err)
	}
	msg, err := s.GetLastMsgForSubject(ctx, bus.TrustInForceSubject)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return nil, 0, ErrNone
	}
	if err != nil {
		return nil, 0, fmt.Errorf("reading the trust list: %w", err)
	}
	body, err := Open(anchor, msg.Data)
	return body, msg.Sequence, err
}

// Open returns the list in a message of bus.TrustInForceSubject. The error says what is wrong
// with it, and nothing of its content.
func Open(anchor string, message []byte) (*pb.TrustListBody, error) {
	var n pb.Normalized
	var list pb.TrustList
	var body pb.TrustListBody
	if proto.Unmarshal(message, &n) != nil || proto.Unmarshal(n.GetTrustList(), &list) != nil {
		return nil, errors.New("the trust list cannot be read")
	}
	if list.GetPublicKey() != anchor || sign.Verify(anchor, sign.TrustListType, list.GetBody(), list.GetSignature()) != nil {
		return nil, errors.New("the trust list is not signed by the anchor that was given")
	}
	if proto.Unmarshal(list.GetBody(), &body) != nil {
		return nil, errors.New("the body of the trust list cannot be read")
	}
	return &body, nil
}
