package wire

import (
	"slices"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/corridor-tip/corridor/pkg/code"
)

// message lists the fields of a message of the schema that is an M in the domain, each at
// its field number.
type message[M any] []field[M]

// field is one field of a message. decode adds a value to m and answers false where its wire
// type is not the schema's; encode appends what m holds, tag included, and nothing for zero.
type field[M any] struct {
	name   string
	decode func(d *decoder, m *M, v value) bool
	encode func(b []byte, num protowire.Number, m *M) []byte
}

// value is what stands behind a tag: a number or bytes, by its type.
type value struct {
	kind   protowire.Type
	number uint64
	bytes  []byte
}

func decode[M any](d *decoder, fields message[M], b []byte) M {
	var m M
	merge(d, fields, b, &m)
	return m
}

// merge reads b into m, as protobuf merges a message that comes in several parts.
func merge[M any](d *decoder, fields message[M], b []byte, m *M) {
	unknown := false
	for len(b) > 0 && !d.malformed {
		var v value
		num, n := v.consume(b)
		if n < 0 {
			d.malformed = true
			return
		}
		b = b[n:]
		known := int(num) < len(fields) && fields[num].decode != nil
		if !known || !fields[num].decode(d, m, v) {
			unknown = true
		}
	}
	if unknown {
		d.fault(code.ReasonV10, "")
	}
}

// consume reads the first field of b and returns its number and its length with the tag,
// negative where b is malformed.
func (v *value) consume(b []byte) (protowire.Number, int) {
	tag, start := varint(b)
	num, kind := protowire.DecodeTag(tag)
	if start < 0 || !num.IsValid() {
		return 0, -1
	}
	v.kind = kind
	var n int
	switch kind {
	case protowire.VarintType:
		v.number, n = varint(b[start:])
	case protowire.BytesType:
		v.number, n = varint(b[start:])
		if n < 0 || v.number > uint64(len(b)-start-n) {
			return 0, -1
		}
		v.bytes = b[start+n:][:v.number]
		n += len(v.bytes)
	default:
		n = protowire.ConsumeFieldValue(num, kind, b[start:])
	}
	if n < 0 {
		return 0, -1
	}
	return num, start + n
}

// varint is protowire.ConsumeVarint with its commonest case, a single byte, taken first.
func varint(b []byte) (uint64, int) {
	if len(b) > 0 && b[0] < 0x80 {
		return uint64(b[0]), 1
	}
	return protowire.ConsumeVarint(b)
}

func encode[M any](fields message[M], m *M) []byte {
	return appendFields(make([]byte, 0, 256), fields, m)
}

func appendFields[M any](b []byte, fields message[M], m *M) []byte {
	for num, f := range fields {
		if f.encode != nil {
			b = f.encode(b, protowire.Number(num), m)
		}
	}
	return b
}

// appendMessage appends a message field. Its length is known last and moved in before it.
func appendMessage[M any](b []byte, num protowire.Number, fields message[M], m *M) []byte {
	b = protowire.AppendTag(b, num, protowire.BytesType)
	start := len(b)
	b = appendFields(b, fields, m)
	var length [8]byte
	return slices.Insert(b, start, protowire.AppendVarint(length[:0], uint64(len(b)-start))...)
}

func appendNumber(b []byte, num protowire.Number, v uint64) []byte {
	if v == 0 {
		return b
	}
	return protowire.AppendVarint(protowire.AppendTag(b, num, protowire.VarintType), v)
}

func appendText(b []byte, num protowire.Number, s string) []byte {
	if s == "" {
		return b
	}
	return protowire.AppendString(protowire.AppendTag(b, num, protowire.BytesType), s)
}
