package stage

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
)

// chain is a fold that notices everything: each output is a hash over the one before and the
// input, so a lost, repeated or reordered step changes all that follow. The first byte of an
// input says how many outputs each step has, the second how many steps there are.
type chain struct {
	prefix string // of its subjects
	head   [32]byte
}

func (c *chain) Apply(in Message, step int) ([]Message, int, error) {
	if len(in.Data) < 2 {
		return nil, 0, errors.New("input too short")
	}
	outputs, steps := int(in.Data[0]%4), int(in.Data[1]%3)+1
	if steps > 1 && outputs == 0 {
		outputs = 1
	}
	var out []Message
	for part := range outputs {
		c.head = sha256.Sum256(fmt.Appendf(c.head[:], "%d %x %d %d", in.Seq, in.Data, step, part))
		out = append(out, Message{Subject: c.prefix + hex.EncodeToString(c.head[:1]), Data: append([]byte(nil), c.head[:]...)})
	}
	if step+2 < 2*steps { // steps are numbered 0, 2, 4
		return out, step + 2, nil
	}
	return out, 0, nil
}

func (c *chain) Restore(out Message) error {
	if copy(c.head[:], out.Data) != len(c.head) {
		return errors.New("short output")
	}
	return nil
}

func (c *chain) AppendBinary(b []byte) ([]byte, error) { return append(b, c.head[:]...), nil }

func (c *chain) UnmarshalBinary(b []byte) error {
	if len(b) != len(c.head) {
		return errors.New("short state")
	}
	copy(c.head[:], b)
	return nil
}

// batchOf is what the stage must have published: the fold over all inputs, with no broker.
func (b *bench) batchOf(inputs ...[]byte) []Message {
	b.t.Helper()
	f, all := b.fold(), []Message(nil)
	for i, data := range inputs {
		for step, more := 0, true; more; {
			out, next, err := f.Apply(Message{Seq: uint64(i + 1), Data: data}, step)
			if err != nil {
				b.t.Fatal(err)
			}
			all, step, more = append(all, out...), next, next > 0
		}
	}
	return all
}
