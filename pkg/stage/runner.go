package stage

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/rs/zerolog"
)

// runner is one life of an instance: from an empty fold, through standby, to being in charge
// and, when fenced, to its end.
type runner struct {
	Config
	metrics  *metrics
	in       source
	out      log
	events   zerolog.Logger
	instance string

	fold     Fold
	at       position // what fold has seen
	torn     []part   // outputs of a step that is not whole, behind at
	sinceSnp int      // outputs since the last snapshot
}

// position is how far a fold has come.
type position struct {
	mark   mark   // of the last output; zero before the first
	output uint64 // sequence of the last output
	input  uint64 // last input decided; beyond mark.input when inputs had no outputs
	from   string // place of that input among partitions; see formatPlace
}

// nextInput returns the message and step to decide next.
func (p position) nextInput() (seq uint64, step int) {
	if p.mark.next > 0 {
		return p.mark.input, p.mark.next
	}
	return p.input + 1, 0
}

func (r *runner) run(ctx context.Context) error {
	r.metrics.restores.Inc()
	r.fold = r.New()
	if err := r.retryOutage(ctx, func() error { return r.open(ctx) }); err != nil {
		return err
	}
	if err := r.loadSnapshot(ctx); err != nil {
		return err
	}
	if err := r.standby(ctx); err != nil {
		return err
	}
	return r.lead(ctx)
}

func (r *runner) open(ctx context.Context) (err error) {
	if r.in, err = openSource(ctx, r.Config); err != nil {
		return err
	}
	r.out, err = openLog(ctx, r.JetStream, r.Output)
	return err
}

// lead decides inputs until ctx ends or another instance writes.
func (r *runner) lead(ctx context.Context) error {
	stop, err := r.answerProbes()
	if err != nil {
		return err
	}
	defer stop()
	in, err := r.in.follow(ctx, r.at)
	if err != nil {
		return err
	}
	defer in.close()
	r.metrics.active.Set(1)
	defer r.metrics.active.Set(0)
	r.Ready(true)
	r.events.Info().Uint64("input", r.at.input).Uint64("output", r.at.output).Msg("in charge")
	return r.decideAll(ctx, in)
}

func (r *runner) decideAll(ctx context.Context, in *reader) error {
	for {
		group, err := r.gather(ctx, in)
		if ctx.Err() != nil && (err == nil || errors.Is(err, ctx.Err())) {
			return r.snapshot(ctx)
		}
		if err != nil {
			return err
		}
		if err := r.decide(ctx, group); err != nil {
			return err // the fold may be ahead of the log: no snapshot of it, ever
		}
		if err := r.snapshotWhenDue(ctx); err != nil {
			return err
		}
	}
}

// gather waits for one input and takes those that are there already, up to the group's
// limits. An idle wait ends with an empty group after CheckEvery, once the log was checked.
func (r *runner) gather(ctx context.Context, in *reader) ([]record, error) {
	first, err := in.next(ctx, r.CheckEvery)
	if errors.Is(err, errIdle) {
		return nil, r.checkLogs(ctx)
	}
	if err != nil {
		return nil, err
	}
	group, bytes := []record{first}, len(first.Data)
	for len(group) < r.GroupMessages && bytes < r.GroupBytes {
		rec, ok, err := in.poll()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		group, bytes = append(group, rec), bytes+len(rec.Data)
	}
	r.metrics.lag.Set(float64(in.pending()))
	return group, nil
}

// decide applies a group of inputs and publishes what they cause. A step that announces more
// is published before the next one, because a restart must be able to go on from it.
func (r *runner) decide(ctx context.Context, group []record) error {
	_, step := r.at.nextInput()
	batch := &batch{}
	for i := range group {
		for more := true; more; {
			out, next, err := r.fold.Apply(group[i].Message, step)
			if err != nil {
				err = fmt.Errorf("%w: input %d: %w", ErrFold, group[i].Seq, err)
				return errors.Join(err, r.commit(ctx, batch)) // what came before it is sound, and of a Settler nothing
			}
			if batch.full(out) {
				if err := r.commit(ctx, batch); err != nil {
					return err
				}
			}
			if err := batch.add(group[i], step, next, out, r.instance); err != nil {
				return err
			}
			step, more = next, next > 0
		}
	}
	if err := r.settleInputs(batch); err != nil {
		return err
	}
	return r.commit(ctx, batch)
}

// settleInputs adds what the inputs of a batch cause together, as the answer to the last of them.
func (r *runner) settleInputs(b *batch) error {
	s, ok := r.fold.(Settler)
	if !ok || len(b.inputs) == 0 {
		return nil
	}
	out, err := s.Settle()
	if err != nil {
		return fmt.Errorf("%w: inputs up to %d: %w", ErrFold, b.last().Seq, err)
	}
	last := b.last()
	last.born = b.inputs[0].born // what waited longest
	return b.add(last, 0, 0, out, r.instance)
}

// commit publishes a batch and moves the position behind it.
func (r *runner) commit(ctx context.Context, b *batch) error {
	if len(b.inputs) == 0 {
		return nil
	}
	if err := r.die("applied"); err != nil {
		return err
	}
	if err := r.traced(ctx, b, func(ctx context.Context) error { return r.confirmAndStore(ctx, b) }); err != nil {
		return err
	}
	if err := r.die("stored"); err != nil {
		return err
	}
	r.advance(b)
	b.reset()
	return nil
}

func (r *runner) confirmAndStore(ctx context.Context, b *batch) error {
	for _, in := range lastOfEach(b.inputs) {
		if err := r.confirm(ctx, in); err != nil {
			return err
		}
	}
	if err := r.die("confirmed"); err != nil {
		return err
	}
	return r.store(ctx, b)
}

// die ends the run where a test says so.
func (r *runner) die(point string) error {
	if r.killed != nil && r.killed(point) {
		return errKilled
	}
	return nil
}

func (r *runner) advance(b *batch) {
	if n := len(b.msgs); n > 0 {
		r.at.output += uint64(n)
		r.at.mark = b.lastMark
		r.sinceSnp += n
	}
	r.at.input, r.at.from = b.last().Seq, b.last().from
	r.metrics.observe(b)
}

// confirm reads the input back before anything that depends on it is published: with one
// replica a consumer can be handed a message before it is on disk.
func (r *runner) confirm(ctx context.Context, in record) error {
	return r.retryOutage(ctx, func() error {
		msg, err := r.in.get(ctx, in.Seq, in.from)
		switch {
		case isNotFound(err):
			return fmt.Errorf("%w: input %d of %s was delivered and is gone", ErrLogRegression, in.Seq, r.Input)
		case err == nil && (msg.Subject != in.Subject || !bytes.Equal(msg.Data, in.Data)):
			return fmt.Errorf("%w: input %d of %s was delivered and is another now", ErrLogRegression, in.Seq, r.Input)
		}
		return err
	})
}
