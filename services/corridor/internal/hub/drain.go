package hub

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
)

// Drained waits until everything that REPORTS holds has reached STATISTICS, and tells progress
// how many messages of REPORTS are decided. Each stage answers every message that it is meant
// for, so the mark of its last output says how far it is.
func Drained(ctx context.Context, js jetstream.JetStream, progress func(decided uint64)) error {
	for {
		done, decided, err := drained(ctx, js)
		if err != nil && ctx.Err() == nil {
			return err
		}
		progress(decided)
		if done {
			return nil
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func drained(ctx context.Context, js jetstream.JetStream) (done bool, decided uint64, err error) {
	reports, err := last(ctx, js, bus.Reports, "")
	if err != nil {
		return false, 0, err
	}
	decided, err = stage.Checkpoint(ctx, js, bus.Normalized)
	if err != nil || decided < reports || reports == 0 {
		return reports == 0, decided, err
	}
	for _, hop := range hops[1:] {
		end, err := last(ctx, js, hop.from, hop.filter)
		if err != nil {
			return false, decided, err
		}
		at, err := stage.Checkpoint(ctx, js, hop.to)
		if err != nil || at < end {
			return false, decided, err
		}
	}
	return true, decided, nil
}

// last returns the sequence of the last message of a stream, or of those on a subject.
func last(ctx context.Context, js jetstream.JetStream, name, filter string) (uint64, error) {
	s, err := js.Stream(ctx, name)
	if err != nil {
		return 0, fmt.Errorf("looking at stream %s: %w", name, err)
	}
	if filter == "" {
		return s.CachedInfo().State.LastSeq, nil
	}
	msg, err := s.GetLastMsgForSubject(ctx, filter)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("looking at stream %s: %w", name, err)
	}
	return msg.Sequence, nil
}
