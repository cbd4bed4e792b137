package holder

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// refusals are the errors of what a holder answers.
var refusals = map[pb.EvaluationRefusal]error{
	pb.EvaluationRefusal_EVALUATION_REFUSAL_MALFORMED:     ErrMalformed,
	pb.EvaluationRefusal_EVALUATION_REFUSAL_UNTRUSTED:     ErrUntrusted,
	pb.EvaluationRefusal_EVALUATION_REFUSAL_STALE:         ErrStale,
	pb.EvaluationRefusal_EVALUATION_REFUSAL_UNKNOWN_EPOCH: ErrEpoch,
	pb.EvaluationRefusal_EVALUATION_REFUSAL_QUOTA:         ErrQuota,
	pb.EvaluationRefusal_EVALUATION_REFUSAL_UNAVAILABLE:   ErrUnavailable,
}

// passing reports whether a refusal may be gone in a moment: a holder that does not answer, or
// that has not seen yet that the country is in the trust list.
func passing(err error) bool { return errors.Is(err, ErrUnavailable) || errors.Is(err, ErrUntrusted) }

// evaluate asks one holder, again with a new request while the refusal may pass.
func (c *Client) evaluate(ctx context.Context, holder int, epoch uint32, blinded [][]byte) (token.Evaluation, error) {
	var e token.Evaluation
	var err error
	for n, wait := 0, pause; n < attempts; n, wait = n+1, 2*wait {
		if n > 0 && !sleep(ctx, wait) {
			break
		}
		if e, err = c.attempt(ctx, holder, epoch, blinded); !passing(err) {
			return e, err
		}
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return token.Evaluation{}, err
}

func (c *Client) attempt(ctx context.Context, holder int, epoch uint32, blinded [][]byte) (token.Evaluation, error) {
	data, err := c.request(epoch, blinded)
	if err != nil {
		return token.Evaluation{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.patience)
	defer cancel()
	msg, err := c.nc.RequestWithContext(ctx, bus.Evaluations(holder), data)
	if err != nil {
		if errors.Is(err, nats.ErrConnectionClosed) || errors.Is(err, nats.ErrMaxPayload) {
			return token.Evaluation{}, err
		}
		return token.Evaluation{}, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return decodeReply(msg.Data)
}

// request returns the signed request. Its id is new each time, because a holder answers an id
// once.
func (c *Client) request(epoch uint32, blinded [][]byte) ([]byte, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return nil, fmt.Errorf("making the id of a request: %w", err)
	}
	body, err := proto.Marshal(&pb.EvaluationRequestBody{RequestId: id.String(), Country: c.country.String(), Epoch: epoch, Blinded: blinded})
	if err != nil {
		return nil, fmt.Errorf("writing a request: %w", err)
	}
	signature, err := c.key.Sign(sign.EvaluationRequestType, body)
	if err != nil {
		return nil, err
	}
	data, err := proto.Marshal(&pb.EvaluationRequest{Body: body, PublicKey: c.key.Public(), Signature: signature})
	if err != nil {
		return nil, fmt.Errorf("writing a request: %w", err)
	}
	return data, nil
}

// decodeReply reads an answer. Whether it is the right one its proof says.
func decodeReply(data []byte) (token.Evaluation, error) {
	var r pb.EvaluationReply
	if proto.Unmarshal(data, &r) != nil {
		return token.Evaluation{}, ErrAnswer
	}
	if r.GetRefusal() != pb.EvaluationRefusal_EVALUATION_REFUSAL_UNSPECIFIED {
		if err := refusals[r.GetRefusal()]; err != nil {
			return token.Evaluation{}, err
		}
		return token.Evaluation{}, ErrAnswer
	}
	return token.Evaluation{Elements: r.GetEvaluated(), Proof: r.GetProof()}, nil
}

// sleep waits for d; false when ctx ended.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
