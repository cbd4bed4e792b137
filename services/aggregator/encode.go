package aggregator

import (
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/corridor-tip/corridor/pkg/table"
)

// encoder writes changes of one table as a TableChange, byte for byte as the protobuf library
// does. Most of a cell is its codes, so each is written once and copied from then on.
type encoder struct {
	def   table.Definition
	codes [][][]byte // by dimension and code: the field that holds it; nil until it was needed
	cell  []byte     // scratch
}

// Numbers of the fields of TableChange and Cell.
const (
	tableField = 1
	cellsField = 2
	keyField   = 1
	valueField = 2
)

func newEncoder(d table.Definition) *encoder {
	e := &encoder{def: d, codes: make([][][]byte, len(d.Dimensions))}
	for i := range e.codes {
		e.codes[i] = make([][]byte, table.Total+1)
	}
	return e
}

func (e *encoder) change(cells []table.Cell) []byte {
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

func (e *encoder) code(dimension int, c table.Code) []byte {
	field := &e.codes[dimension][c]
	if *field == nil {
		*field = protowire.AppendTag(nil, keyField, protowire.BytesType)
		*field = protowire.AppendString(*field, e.def.Dimensions[dimension].List.Name(c))
	}
	return *field
}
