package keyholder

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/geo"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// verdict is what became of a request.
type verdict struct {
	refusal   pb.EvaluationRefusal
	remaining uint64 // of the country; 0 where no trusted key signed
	least     uint64 // of the country closest to its quota
	folded    bool
}

// decide judges a request in the one order of the audit and stores the entry, so that it is
// there before any answer. Where that fails the request is refused. The error is ErrAudit
// when nothing can be evaluated any more.
func (a *audit) decide(ctx context.Context, r asked) (verdict, error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	a.mu.Lock()
	defer a.mu.Unlock()
	v, err := a.attempt(ctx, r)
	if lastWasAnother(err) {
		if err = a.catchUp(ctx); err == nil {
			v, err = a.attempt(ctx, r)
		}
	}
	now := a.now()
	if err != nil {
		v = verdict{refusal: pb.EvaluationRefusal_EVALUATION_REFUSAL_UNAVAILABLE}
	}
	v.least = a.book.least(now)
	if r.country.Known() {
		v.remaining = a.book.remaining(r.country, now)
	}
	return v, err
}

func (a *audit) attempt(ctx context.Context, r asked) (verdict, error) {
	now := a.now()
	v := verdict{refusal: a.book.judge(r, now)}
	if v.folded = a.book.folds(r.country, v.refusal, now); v.folded {
		return v, nil
	}
	e := entry(r, v.refusal, now)
	e.Previous = a.digest
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(e)
	if err != nil {
		return verdict{}, fmt.Errorf("writing an audit entry: %w", err)
	}
	ack, err := a.js.Publish(ctx, a.topic, data, jetstream.WithExpectStream(a.name),
		jetstream.WithExpectLastSequence(a.last), jetstream.WithRetryAttempts(0))
	if err != nil {
		return verdict{}, fmt.Errorf("storing an audit entry: %w", err)
	}
	a.took(ack.Sequence, data, e)
	a.book.wrote(r.country, v.refusal, now)
	return v, nil
}

// entry is the audit entry of a request. It never holds an element.
func entry(r asked, refusal pb.EvaluationRefusal, now time.Time) *pb.EvaluationAudit {
	e := &pb.EvaluationAudit{Country: geo.Unknown.String(), AtSeconds: now.Unix(), Epoch: r.epoch,
		Elements: uint32(len(r.blinded)), Refusal: refusal}
	if r.country.Known() {
		e.Country = r.country.String()
	}
	if r.id != uuid.Nil {
		e.RequestId = r.id.String()
	}
	return e
}

// lastWasAnother reports that the entry was refused as the stream ends elsewhere: another
// instance wrote, or an entry was stored whose acknowledgement got lost.
func lastWasAnother(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence
}
