package deduplicator

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/deduplicator/internal/link"
)

// Book is what the deduplicator has decided, read from PERSONS with its link key: what a
// reviewer asks. It decides nothing and writes nothing.
type Book struct {
	fold *fold
	read uint64 // sequence of the last message read
}

// errEnd ends the reading at the end that the stream had.
var errEnd = errors.New("the end")

// Book returns an empty book under the configuration's key and model.
func (c Config) Book() (*Book, error) {
	l, err := c.linking()
	if err != nil {
		return nil, err
	}
	return &Book{fold: newFold(l, newMetrics(nil))}, nil
}

// Read goes on to the present end of PERSONS. The error says E-LINKAGE where that was decided
// with another key or model.
func (b *Book) Read(ctx context.Context, js jetstream.JetStream) error {
	s, err := js.Stream(ctx, bus.Persons)
	if err != nil {
		return fmt.Errorf("reading %s: %w", bus.Persons, err)
	}
	end := s.CachedInfo().State.LastSeq
	if end <= b.read {
		return nil
	}
	err = stage.Follow(ctx, js, bus.Persons, b.read+1, func(m stage.Message) error {
		if err := b.fold.Restore(m); err != nil {
			return fmt.Errorf("reading message %d of %s: %w", m.Seq, bus.Persons, err)
		}
		if b.read = m.Seq; m.Seq == end {
			return errEnd
		}
		return nil
	})
	switch {
	case errors.Is(err, errEnd):
		return nil
	case err == nil:
		return fmt.Errorf("reading %s: %w", bus.Persons, context.Cause(ctx))
	}
	return err
}

// Links reports whether records are linked at all: there is a link key.
func (b *Book) Links() bool { return b.fold.linking != nil }

// Has reports whether a victim is in a report that counts.
func (b *Book) Has(k linkage.Key) bool { return b.fold.Has(link.VictimOf(k)) }

// Queue returns the pairs that a reviewer should look at, the best first and no more than
// limit where that is above 0.
func (b *Book) Queue(limit int) []linkage.Candidate {
	if x := b.fold.Index(); x != nil {
		return x.Queue(limit)
	}
	return nil
}

// Explain returns why two victims are one person or are not; false where there is no evidence
// on one of them, or they are one.
func (b *Book) Explain(first, second linkage.Key) (linkage.Explanation, bool) {
	if x := b.fold.Index(); x != nil {
		return x.Explain(first, second)
	}
	return linkage.Explanation{}, false
}

// Decision returns the decision on two victims that counts; it may take an earlier one back.
func (b *Book) Decision(first, second linkage.Key) (linkage.Decision, bool) {
	if x := b.fold.Index(); x != nil {
		return x.Decision(first, second)
	}
	return linkage.Decision{}, false
}

// Together reports whether two victims are one person now.
func (b *Book) Together(first, second linkage.Key) bool {
	return b.fold.Together(link.VictimOf(first), link.VictimOf(second))
}

// ReviewBody returns a decision as a reviewer signs it.
func ReviewBody(d linkage.Decision) *pb.ReviewBody {
	return &pb.ReviewBody{
		First: victimPB(d.A), Second: victimPB(d.B), Verdict: pb.ReviewVerdict(d.Verdict), Revision: d.Revision,
	}
}
