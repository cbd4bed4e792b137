package wire

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/corridor-tip/corridor/pkg/table"
)

// Numbers of the fields of TableChange and Cell.
const (
	tableField = 1
	cellsField = 2
	keyField   = 1
	valueField = 2
)

// CellEncoder writes cells of one table as a TableChange, byte for byte as the protobuf library
// does. Most of a cell is its codes, so each is written once and copied from then on. It is for
// one goroutine at a time.
type CellEncoder struct {
	def   table.Definition
	codes [][][]byte // by dimension and code: the field that holds it; nil until it was needed
	cell  []byte     // scratch
}

// NewCellEncoder returns an encoder for the cells of a table.
func NewCellEncoder(d table.Definition) *CellEncoder {
	e := &CellEncoder{def: d, codes: make([][][]byte, len(d.Dimensions))}
	for i := range e.codes {
		e.codes[i] = make([][]byte, table.Total+1)
	}
	return e
}

// TableChange returns a TableChange with the cells.
func (e *CellEncoder) TableChange(cells []table.Cell) []byte {
	const usual = 48 // bytes of a cell
	b := make([]byte, 0, len(cells)*usual+len(e.def.ID)+2)
	b = protowire.AppendTag(b, tableField, protowire.BytesType)
	b = protowire.AppendString(b, e.def.ID)
	for _, c := range cells {
		e.cell = e.cell[:0]
		for i := range e.codes {
			e.cell = append(e.cell, e.code(i, c.Key.At(i))...)
		}
		if c.Value != 0 {
			e.cell = protowire.AppendTag(e.cell, valueField, protowire.VarintType)
			e.cell = protowire.AppendVarint(e.cell, uint64(c.Value))
		}
		b = protowire.AppendTag(b, cellsField, protowire.BytesType)
		b = protowire.AppendBytes(b, e.cell)
	}
	return b
}

func (e *CellEncoder) code(dimension int, c table.Code) []byte {
	field := &e.codes[dimension][c]
	if *field == nil {
		*field = protowire.AppendTag(nil, keyField, protowire.BytesType)
		*field = protowire.AppendString(*field, e.def.Dimensions[dimension].List.Name(c))
	}
	return *field
}

var (
	errMalformed = errors.New("decoding TableChange: malformed")
	errNoTable   = errors.New("decoding TableChange: its table is not defined")
)

// DecodeTableChange reads a TableChange of our own stream, where any fault is corruption, or
// the work of a newer program that knows more tables or codes.
func DecodeTableChange(b []byte) (table.Definition, []table.Cell, error) {
	var d table.Definition
	n, known := 0, false
	err := fields(b, func(number protowire.Number, value []byte, _ uint64) error {
		switch number {
		case tableField:
			d, known = table.Find(string(value))
		case cellsField:
			n++
		}
		return nil
	})
	if err == nil && !known {
		err = errNoTable
	}
	if err != nil {
		return d, nil, err
	}
	cells := make([]table.Cell, 0, n)
	err = fields(b, func(number protowire.Number, value []byte, _ uint64) error {
		if number != cellsField {
			return nil
		}
		c, err := cell(&d, value)
		cells = append(cells, c)
		return err
	})
	return d, cells, err
}

func cell(d *table.Definition, b []byte) (c table.Cell, err error) {
	at := 0
	err = fields(b, func(number protowire.Number, value []byte, varint uint64) error {
		switch number {
		case keyField:
			if at == len(d.Dimensions) {
				return fmt.Errorf("decoding TableChange: a key of %s has too many codes", d.ID)
			}
			k, ok := d.Dimensions[at].List.ParseBytes(value)
			if !ok {
				return fmt.Errorf("decoding TableChange: a key of %s has no code of %s in %s", d.ID, d.Dimensions[at].List.ID, d.Dimensions[at].ID)
			}
			c.Key = c.Key.With(at, k)
			at++
		case valueField:
			c.Value = int64(varint)
		}
		return nil
	})
	if err == nil && at < len(d.Dimensions) {
		err = fmt.Errorf("decoding TableChange: a key of %s has %d codes, not %d", d.ID, at, len(d.Dimensions))
	}
	return c, err
}

// fields hands each field of a message to each: the bytes of one that has bytes, or its number.
// Fields of other kinds are passed over.
func fields(b []byte, each func(number protowire.Number, value []byte, varint uint64) error) error {
	for len(b) > 0 {
		number, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return errMalformed
		}
		b = b[n:]
		var value []byte
		var varint uint64
		switch kind {
		case protowire.BytesType:
			value, n = protowire.ConsumeBytes(b)
		case protowire.VarintType:
			varint, n = protowire.ConsumeVarint(b)
		default:
			n = protowire.ConsumeFieldValue(number, kind, b)
		}
		if n < 0 {
			return errMalformed
		}
		if err := each(number, value, varint); err != nil {
			return err
		}
		b = b[n:]
	}
	return nil
}
