package wire

import (
	"cmp"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// nested is a field of one message, sent even where it is empty.
func nested[M, N any](name string, at func(*M) *N, fields message[N]) field[M] {
	return field[M]{name,
		func(d *decoder, m *M, v value) bool {
			return mergeAt(d, step{name, single}, fields, v, at(m))
		},
		func(b []byte, num protowire.Number, m *M) []byte {
			return appendMessage(b, num, fields, at(m))
		},
	}
}

// mostNested is the most victims or perpetrators that a report is read with. A million bytes
// could hold half a million empty ones, so V28 is found here already.
const mostNested = 50

// nestedList is a field of a list of messages; one more than mostNested is V28 and left out.
func nestedList[M, N any](name string, at func(*M) *[]N, fields message[N]) field[M] {
	return field[M]{name,
		func(d *decoder, m *M, v value) bool {
			if v.kind != protowire.BytesType {
				return false
			}
			list := at(m)
			if len(*list) == mostNested {
				d.fault(code.ReasonV28, name)
				return true
			}
			var n N
			mergeAt(d, step{name, len(*list)}, fields, v, &n)
			*list = append(*list, n)
			return true
		},
		func(b []byte, num protowire.Number, m *M) []byte {
			list := *at(m)
			for i := range list {
				b = appendMessage(b, num, fields, &list[i])
			}
			return b
		},
	}
}

// mergeAt merges a message field into m and answers false where the field is none.
func mergeAt[M any](d *decoder, s step, fields message[M], v value, m *M) bool {
	if v.kind != protowire.BytesType {
		return false
	}
	if d.depth == 0 {
		d.steps = 0
	}
	d.at[d.depth] = s
	d.depth++
	merge(d, fields, v.bytes, m)
	d.depth--
	return true
}

// protectionStep is one kind of assistance as the wire lists it.
type protectionStep struct {
	kind   code.ProtectionResponse
	period tip.Period
}

// protection is a list of protection steps, which the domain holds as a set. A kind that
// comes twice keeps its earliest known year, so that the order of the steps does not matter.
func protection[M any](name string, at func(*M) *tip.Protection) field[M] {
	return field[M]{name,
		func(d *decoder, m *M, v value) bool {
			var s protectionStep
			ok := mergeAt(d, step{name, d.steps}, stepFields, v, &s)
			d.steps++
			if p := at(m); s.kind != 0 {
				p.Given = p.Given.With(s.kind)
				p.Years[s.kind] = earliest(p.Years[s.kind], s.period)
			}
			return ok
		},
		func(b []byte, num protowire.Number, m *M) []byte {
			p := at(m)
			for i, period := range p.Years {
				if kind := code.ProtectionResponse(i); p.Given.Has(kind) {
					b = appendMessage(b, num, stepFields, &protectionStep{kind, period})
				}
			}
			return b
		},
	}
}

func earliest(a, b tip.Period) tip.Period {
	if a == 0 || b != 0 && cmp.Or(cmp.Compare(b.Year(), a.Year()), cmp.Compare(b, a)) < 0 {
		return b
	}
	return a
}
