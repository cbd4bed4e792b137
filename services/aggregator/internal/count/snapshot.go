package count

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/corridor-tip/corridor/pkg/table"
)

// A snapshot is the fingerprint of the definitions, then for each table in order the number
// of its cells and the cells in canonical order, each its key and its value. All numbers are
// big-endian in eight bytes. So equal states have equal bytes, and the other way.
const cellSize = 16

var errShort = errors.New("it ends too early")

// AppendBinary appends a snapshot of the whole state; the error is always nil.
func (t *Tables) AppendBinary(b []byte) ([]byte, error) {
	fingerprint := table.Fingerprint()
	b = append(b, fingerprint[:]...)
	for i := range t.cubes {
		cells := t.cubes[i].sorted()
		b = binary.BigEndian.AppendUint64(b, uint64(len(cells)))
		for _, c := range cells {
			b = binary.BigEndian.AppendUint64(b, uint64(c.Key))
			b = binary.BigEndian.AppendUint64(b, uint64(c.Value))
		}
	}
	return b, nil
}

// UnmarshalBinary replaces the state with a snapshot. It refuses bytes that AppendBinary
// cannot have written under today's definitions, and keeps the state then.
func (t *Tables) UnmarshalBinary(b []byte) error {
	loaded := New()
	if err := loaded.load(b); err != nil {
		return fmt.Errorf("loading a snapshot of the tables: %w", err)
	}
	*t = *loaded
	return nil
}

func (t *Tables) load(b []byte) (err error) {
	fingerprint := table.Fingerprint()
	switch {
	case len(b) < len(fingerprint):
		return errShort
	case [8]byte(b) != fingerprint:
		return errors.New("it was taken under other definitions")
	}
	b = b[len(fingerprint):]
	for i := range t.cubes {
		if b, err = t.cubes[i].load(b); err != nil {
			return err
		}
	}
	if len(b) > 0 {
		return fmt.Errorf("%d bytes follow the last table", len(b))
	}
	return nil
}

// load fills an empty cube from the front of b and returns the rest.
func (c *cube) load(b []byte) ([]byte, error) {
	if len(b) < 8 {
		return nil, errShort
	}
	n, b := binary.BigEndian.Uint64(b), b[8:]
	if n > math.MaxInt/cellSize || int(n)*cellSize > len(b) {
		return nil, errShort
	}
	cells := make([]table.Cell, n)
	for i := range cells {
		at := b[i*cellSize:]
		cells[i].Key = table.Key(binary.BigEndian.Uint64(at))
		cells[i].Value = int64(binary.BigEndian.Uint64(at[8:]))
	}
	if err := c.check(cells, 1); err != nil {
		return nil, err
	}
	for _, cell := range cells {
		c.set(cell)
	}
	return b[int(n)*cellSize:], nil
}
