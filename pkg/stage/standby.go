package stage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
)

// probeEvery is how often a standby asks whether somebody is in charge.
const probeEvery = time.Second

// standby folds the outputs of whoever is in charge, and returns when nobody is and the fold
// has seen the whole output.
//
// Liveness rides on plain NATS, not on the log: markers in the log would grow it by thirty
// million messages a year and stage. It need not be right, either: an instance that takes
// over too early is refused by the broker, because it expects another last sequence.
func (r *runner) standby(ctx context.Context) error {
	out, err := follow(ctx, r.out, r.at.output+1)
	if err != nil {
		return err
	}
	defer out.close()
	heard := time.Now()
	for first := true; ; first = false {
		if err := r.catchUp(ctx, out); err != nil {
			return err
		}
		alive, certain := r.probe(ctx)
		if alive {
			heard = time.Now()
		}
		if !alive && (certain || time.Since(heard) >= r.TakeoverAfter) {
			return r.takeOver(ctx, out)
		}
		if first {
			r.Ready(false)
			r.events.Info().Uint64("output", r.at.output).Msg("standing by")
		}
		if err := r.restoreFor(ctx, out, probeEvery); err != nil {
			return err
		}
	}
}

// probe asks for a sign of life. certain means that nobody even listens.
func (r *runner) probe(ctx context.Context) (alive, certain bool) {
	if r.Alive == "" {
		return false, true
	}
	ctx, cancel := context.WithTimeout(ctx, probeEvery)
	defer cancel()
	_, err := r.JetStream.Conn().RequestWithContext(ctx, r.Alive, nil)
	return err == nil, errors.Is(err, nats.ErrNoResponders)
}

// answerProbes gives signs of life until stop is called.
func (r *runner) answerProbes() (stop func(), err error) {
	if r.Alive == "" {
		return func() {}, nil
	}
	sub, err := r.JetStream.Conn().Subscribe(r.Alive, func(m *nats.Msg) { _ = m.Respond([]byte(r.instance)) })
	if err != nil {
		return nil, fmt.Errorf("answering probes: %w", err)
	}
	return func() { _ = sub.Unsubscribe() }, nil
}

// takeOver reads what was written while nobody answered and makes sure that the log is whole.
func (r *runner) takeOver(ctx context.Context, out *reader) error {
	for range settleTries {
		if err := r.catchUp(ctx, out); err != nil {
			return err
		}
		if len(r.torn) == 0 {
			return r.retryOutage(ctx, func() error { return r.checkInput(ctx) })
		}
		if !sleep(ctx, settleWait) { // the rest of the batch may be on its way to the disk
			return ctx.Err()
		}
	}
	return r.heal(ctx)
}

// catchUp restores until the fold has seen all that the output holds now.
func (r *runner) catchUp(ctx context.Context, out *reader) error {
	var last uint64
	err := r.retryOutage(ctx, func() error {
		s, err := r.out.state(ctx)
		last = s.LastSeq
		return err
	})
	if err != nil {
		return err
	}
	if last < r.seen() {
		return fmt.Errorf("%w: %s ends at %d, not at %d", ErrLogRegression, r.Output, last, r.seen())
	}
	for r.seen() < last {
		rec, err := out.next(ctx, r.CheckEvery)
		if errors.Is(err, errIdle) {
			continue
		}
		if err != nil {
			return err
		}
		if err := r.restore(rec); err != nil {
			return err
		}
	}
	return nil
}

// restoreFor restores what arrives in the given time.
func (r *runner) restoreFor(ctx context.Context, out *reader, d time.Duration) error {
	for end := time.Now().Add(d); ; {
		rec, err := out.next(ctx, time.Until(end))
		if errors.Is(err, errIdle) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.restore(rec); err != nil {
			return err
		}
	}
}

// restore folds one output of whoever was in charge, once its step is whole.
func (r *runner) restore(rec record) error {
	m, err := parseMark(rec.header.Get(markHeader))
	if err != nil {
		return fmt.Errorf("output %d of %s: %w", rec.Seq, r.Output, err)
	}
	if !m.follows(r.lastMark()) {
		return fmt.Errorf("%w: output %d of %s is out of place", ErrCorrupt, rec.Seq, r.Output)
	}
	r.torn = append(r.torn, part{rec, m})
	if m.part < m.parts {
		return nil
	}
	for _, p := range r.torn {
		if err := r.fold.Restore(p.Message); err != nil {
			return fmt.Errorf("%w: output %d of %s: %w", ErrCorrupt, p.Seq, r.Output, err)
		}
	}
	r.torn = nil
	r.at = position{mark: m, output: rec.Seq, input: m.input, from: m.from}
	return nil
}

// retryWait is the pause between two questions to a broker in trouble.
const retryWait = 200 * time.Millisecond

// retryOutage repeats ask until it has an answer, the log turns out bad, or ctx ends.
func (r *runner) retryOutage(ctx context.Context, ask func() error) error {
	for {
		err := ask()
		if err == nil || isFatal(err) {
			return err
		}
		r.events.Warn().Err(err).Msg("the broker does not answer; trying again")
		if !sleep(ctx, retryWait) {
			return ctx.Err()
		}
	}
}
