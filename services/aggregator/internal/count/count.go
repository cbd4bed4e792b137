// Package count keeps the statistics tables: it folds changes of persons into integer cubes
// and tells which cells changed. It is pure: the same persons give the same cells, in
// whatever order and steps they came.
//
// A person becomes one sighting for each country that detected her, and one more that merges
// all her records and counts her once in all. Every table turns a sighting into base keys, and
// the table's definition says to which totals a key adds up.
package count

import (
	"errors"
	"fmt"
	"slices"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Member is one victim record that is judged to belong to a person.
type Member struct {
	Country   geo.Area // that sent the record
	Ref       tip.Ref
	VictimRef uint32
	Record    tip.Record
}

// Change is one person before and after, her members in any order. No member before: the
// person is new. None after: she is gone.
type Change struct{ Before, After []Member }

// TableDelta is what one step changed in one table: the cells that changed, each with its
// value after, in canonical order. The value 0 takes a cell out of the table.
type TableDelta struct {
	Table string
	Cells []table.Cell
}

// Tables is the state: the cubes of all tables. It is not safe for concurrent use.
type Tables struct {
	cubes []cube
	batch batch // what was added and is not settled
	base  keyed // scratch of Settle
}

// New returns tables without a cell.
func New() *Tables {
	t := &Tables{}
	t.batch.reset()
	for _, d := range table.Definitions() {
		t.cubes = append(t.cubes, newCube(d))
	}
	return t
}

// Add takes the changes that one input caused and how its submission fared. They count once
// Settle was called.
func (t *Tables) Add(changes []Change, q Quality) {
	for i := range changes {
		t.batch.add(changes[i].Before, -1)
		t.batch.add(changes[i].After, 1)
	}
	t.batch.qualities = append(t.batch.qualities, q)
}

// Settle folds all that was added since it was last called, and returns the tables that changed
// in the order of their ids. An error means that the changes take away persons who were never
// counted; the tables are spoilt then and must be restored.
func (t *Tables) Settle() ([]TableDelta, error) {
	defer t.batch.reset()
	var deltas []TableDelta
	for i := range t.cubes {
		c := &t.cubes[i]
		t.base.reset()
		c.tabulate(&t.batch, &t.base)
		cells, err := c.fold(&t.base)
		if err != nil {
			return nil, err
		}
		if len(cells) > 0 {
			deltas = append(deltas, TableDelta{Table: c.def.ID, Cells: cells})
		}
	}
	return deltas, nil
}

// Restore folds a delta that Apply returned. A malformed one is refused whole, with the
// position of the first wrong cell.
func (t *Tables) Restore(d TableDelta) error {
	c := t.cube(d.Table)
	if c == nil {
		return errors.New("restoring a table that is not defined")
	}
	if err := c.check(d.Cells, 0); err != nil {
		return fmt.Errorf("restoring: %w", err)
	}
	for _, cell := range d.Cells {
		c.set(cell)
	}
	return nil
}

// Len returns the number of cells of a table.
func (t *Tables) Len(id string) int {
	if c := t.cube(id); c != nil {
		return c.filled
	}
	return 0
}

// Cells returns all cells of a table in canonical order; none for a table that is not defined.
func (t *Tables) Cells(id string) []table.Cell {
	if c := t.cube(id); c != nil {
		return c.sorted()
	}
	return nil
}

func (t *Tables) cube(id string) *cube {
	i := slices.IndexFunc(t.cubes, func(c cube) bool { return c.def.ID == id })
	if i < 0 {
		return nil
	}
	return &t.cubes[i]
}
