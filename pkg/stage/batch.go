package stage

import (
	"fmt"
	"strconv"

	"github.com/nats-io/nats.go"
)

// maxBatchBytes bounds the data of one atomic batch, which the broker holds in memory.
const maxBatchBytes = 16 << 20

// batch is the outputs of one or more inputs, to be stored whole or not at all.
type batch struct {
	msgs     []*nats.Msg
	lastMark mark
	inputs   []record
	cause    record // input of the first output
	bytes    int
}

func (b *batch) last() record { return b.inputs[len(b.inputs)-1] }

func (b *batch) reset() { *b = batch{} }

// full reports whether the outputs of another step need a batch of their own.
func (b *batch) full(out []Message) bool {
	n := b.bytes
	for _, o := range out {
		n += len(o.Data)
	}
	return len(b.msgs) > 0 && (b.lastMark.next > 0 || len(b.msgs)+len(out) > MaxOutputs || n > maxBatchBytes)
}

func (b *batch) add(in record, step, next int, out []Message, instance string) error {
	m := mark{input: in.Seq, step: step, parts: len(out), next: next, instance: instance, from: in.from}
	if len(out) > MaxOutputs || (next > 0 && len(out) == 0) || !m.rises() {
		return fmt.Errorf("%w: input %d step %d has %d outputs and goes on at %d: at least 1 and at most %d can go on, and only at a later step",
			ErrFold, in.Seq, step, len(out), next, MaxOutputs)
	}
	if len(out) > 0 {
		m.digest = digest(in.Data)
	}
	if len(b.msgs) == 0 {
		b.cause = in
	}
	for i, o := range out {
		m.part = i + 1
		b.msgs = append(b.msgs, &nats.Msg{Subject: o.Subject, Data: o.Data, Header: nats.Header{
			markHeader: {m.String()},
			bornHeader: {strconv.FormatInt(in.born.UnixNano(), 10)},
		}})
		b.bytes += len(o.Data)
		b.lastMark = m
	}
	if n := len(b.inputs); n == 0 || b.inputs[n-1].Seq != in.Seq {
		b.inputs = append(b.inputs, in)
	}
	return nil
}
