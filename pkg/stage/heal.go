package stage

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// part is an output of a step that is not whole yet.
type part struct {
	record
	mark mark
}

// How long a step may stay without its last outputs before it counts as torn: a broker makes
// the messages of an atomic batch visible one by one.
const (
	settleTries = 20
	settleWait  = 100 * time.Millisecond
)

// seen returns the sequence of the last output that was read.
func (r *runner) seen() uint64 { return r.at.output + uint64(len(r.torn)) }

func (r *runner) lastMark() mark {
	if n := len(r.torn); n > 0 {
		return r.torn[n-1].mark
	}
	return r.at.mark
}

// heal completes the last step of the output, of which a broker that was killed kept only the
// first messages. The fold decides the input again: what is stored must be what it answers,
// and the rest is published. Anything else is ErrTorn.
func (r *runner) heal(ctx context.Context) error {
	m := r.lastMark()
	var msg *jetstream.RawStreamMsg
	err := r.retryOutage(ctx, func() (err error) {
		if msg, err = r.in.get(ctx, m.input, m.from); isNotFound(err) {
			return fmt.Errorf("%w: %s no longer holds %d, which is decided", ErrLogRegression, r.Input, m.input)
		}
		return err
	})
	if err != nil {
		return err
	}
	in := record{Message: Message{Seq: m.input, Subject: msg.Subject, Data: msg.Data}, from: m.from, born: born(msg.Header, msg.Time)}
	out, next, err := r.fold.Apply(in.Message, m.step)
	if err != nil {
		return fmt.Errorf("%w: input %d: %w", ErrFold, m.input, err)
	}
	if digest(in.Data) != m.digest || next != m.next || !r.begins(out) {
		return fmt.Errorf("%w: the last step in %s has %d of %d outputs and they are not what input %d gives",
			ErrTorn, r.Output, m.part, m.parts, m.input)
	}
	return r.storeRest(ctx, in, m, out)
}

// begins reports whether the stored outputs are the first of out.
func (r *runner) begins(out []Message) bool {
	if len(out) != r.lastMark().parts {
		return false
	}
	for i, p := range r.torn {
		if p.Subject != out[i].Subject || !bytes.Equal(p.Data, out[i].Data) {
			return false
		}
	}
	return true
}

func (r *runner) storeRest(ctx context.Context, in record, m mark, out []Message) error {
	b := &batch{}
	if err := b.add(in, m.step, m.next, out, r.instance); err != nil {
		return err
	}
	b.msgs = b.msgs[len(r.torn):]
	r.at.output, r.torn = r.seen(), nil
	if err := r.store(ctx, b); err != nil {
		return err
	}
	r.advance(b)
	r.events.Warn().Uint64("input", m.input).Msg("completed a step that a broker had stored in part")
	return nil
}
