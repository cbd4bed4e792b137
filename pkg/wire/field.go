package wire

import (
	"math"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// number is a field of a number, taken as it is.
func number[M any, N uint32 | uint64](name string, at func(*M) *N) field[M] {
	return field[M]{name,
		func(_ *decoder, m *M, v value) bool {
			if v.kind != protowire.VarintType {
				return false
			}
			*at(m) = N(v.number)
			return true
		},
		func(b []byte, num protowire.Number, m *M) []byte {
			return appendNumber(b, num, uint64(*at(m)))
		},
	}
}

// one is a field of one code. An unlisted number is V21 and read as unknown: the list's
// UNKNOWN, or zero where the list has none.
func one[M any, C list](name string, at func(*M) *C, unknown C) field[M] {
	return field[M]{name,
		func(d *decoder, m *M, v value) bool {
			if v.kind != protowire.VarintType {
				return false
			}
			*at(m) = codeOf(d, name, v.number, unknown)
			return true
		},
		func(b []byte, num protowire.Number, m *M) []byte {
			return appendNumber(b, num, uint64(*at(m)))
		},
	}
}

// many is a field of a set of codes, packed or not; a zero in it says nothing.
func many[M any, C list](name string, at func(*M) *code.Set[C], unknown C) field[M] {
	return field[M]{name,
		func(d *decoder, m *M, v value) bool {
			switch v.kind {
			case protowire.VarintType:
				addCode(d, name, at(m), v.number, unknown)
			case protowire.BytesType:
				addCodes(d, name, at(m), v.bytes, unknown)
			}
			return v.kind == protowire.VarintType || v.kind == protowire.BytesType
		},
		func(b []byte, num protowire.Number, m *M) []byte { return appendSet(b, num, *at(m)) },
	}
}

// list is any code list of the domain.
type list interface {
	~uint16
	Listed() bool
}

func codeOf[C list](d *decoder, name string, wire uint64, unknown C) C {
	n := int32(wire) // as protobuf cuts what is too long for an enumeration
	if n == 0 {
		return 0
	}
	if n > 0 && n <= math.MaxUint16 && C(n).Listed() {
		return C(n)
	}
	d.fault(code.ReasonV21, name)
	return unknown
}

func addCode[C list](d *decoder, name string, set *code.Set[C], wire uint64, unknown C) {
	if c := codeOf(d, name, wire, unknown); c != 0 {
		*set = set.With(c)
	}
}

func addCodes[C list](d *decoder, name string, set *code.Set[C], packed []byte, unknown C) {
	for len(packed) > 0 {
		wire, n := varint(packed)
		if n < 0 {
			d.malformed = true
			return
		}
		addCode(d, name, set, wire, unknown)
		packed = packed[n:]
	}
}

func appendSet[C list](b []byte, num protowire.Number, set code.Set[C]) []byte {
	if set.Empty() {
		return b
	}
	size := 0
	for c := range set.All() {
		size += protowire.SizeVarint(uint64(c))
	}
	b = protowire.AppendTag(b, num, protowire.BytesType)
	b = protowire.AppendVarint(b, uint64(size))
	for c := range set.All() {
		b = protowire.AppendVarint(b, uint64(c))
	}
	return b
}

// text is a field of a string that stands for one value.
func text[M, T any](name string, at func(*M) *T, read func(d *decoder, name string, b []byte) T, show func(T) string) field[M] {
	return field[M]{name,
		func(d *decoder, m *M, v value) bool {
			if v.kind != protowire.BytesType {
				return false
			}
			*at(m) = read(d, name, v.bytes)
			return true
		},
		func(b []byte, num protowire.Number, m *M) []byte {
			return appendText(b, num, show(*at(m)))
		},
	}
}

// area is a field of one country.
func area[M any](name string, at func(*M) *geo.Area) field[M] {
	return text(name, at, (*decoder).area, geo.Area.String)
}

// areas is a field of at most five countries; one more is V11 and left out.
func areas[M any](name string, at func(*M) *tip.Areas) field[M] {
	return field[M]{name,
		func(d *decoder, m *M, v value) bool {
			if v.kind != protowire.BytesType {
				return false
			}
			d.addArea(name, at(m), d.area(name, v.bytes))
			return true
		},
		func(b []byte, num protowire.Number, m *M) []byte {
			set := at(m)
			for _, a := range set[:set.Len()] {
				b = appendText(b, num, a.String())
			}
			return b
		},
	}
}

// period is a field of a year, quarter or month.
func period[M any](name string, at func(*M) *tip.Period) field[M] {
	return text(name, at, (*decoder).period, tip.Period.String)
}

// id is a field of a register id or code. What is no UTF-8 is made so, for a receiver to
// refuse it by place.
func id[M any](name string, at func(*M) *string) field[M] {
	return text(name, at, (*decoder).id, func(s string) string { return strings.ToValidUTF8(s, "\uFFFD") })
}
