package count

import (
	"errors"
	"fmt"
	"slices"

	"github.com/corridor-tip/corridor/pkg/table"
)

// cube is the cells of one table: the base cells and every total above them. It never holds
// a cell that is 0.
type cube struct {
	def      table.Definition
	tabulate tabulator
	axes     []axis
	cells    map[table.Key]int64
}

func newCube(d table.Definition) cube {
	return cube{def: d, tabulate: tabulators[d.ID], axes: axesOf(d), cells: map[table.Key]int64{}}
}

// axis is one way up from a key: a dimension that adds up, with those that follow it.
type axis struct {
	dimension int
	total     table.Key // the bits that are set at the top
	regions   bool      // there is a step at the sub-region
}

func axesOf(d table.Definition) []axis {
	var axes []axis
	for i, dim := range d.Dimensions {
		if !dim.Additive || dim.Follows != "" {
			continue
		}
		a := axis{dimension: i, regions: dim.Regions}
		for j, other := range d.Dimensions {
			if j == i || other.Follows == dim.ID {
				a.total |= table.Mask(j)
			}
		}
		axes = append(axes, a)
	}
	return axes
}

// region returns the key of the sub-region that a key's country is in, and whether the axis
// has that step and the country a sub-region.
func (a axis) region(k table.Key) (table.Key, bool) {
	if !a.regions {
		return k, false
	}
	s := table.Area(k.At(a.dimension)).Subregion()
	return k.With(a.dimension, table.AreaCode(s)), s.IsRegion()
}

// fold adds base cells and everything that they add up to, and returns the cells that changed.
func (c *cube) fold(base *tally[table.Key]) ([]table.Cell, error) {
	for _, a := range c.axes {
		a.roll(base)
	}
	changed := make([]table.Cell, 0, len(base.sums))
	for _, s := range base.sums {
		if s.n == 0 {
			continue
		}
		cell := table.Cell{Key: s.key, Value: c.cells[s.key] + s.n}
		if cell.Value < 0 {
			return nil, fmt.Errorf("counting in %s: a cell falls below zero", c.def.ID)
		}
		c.set(cell)
		changed = append(changed, cell)
	}
	slices.SortFunc(changed, table.CompareCells)
	return changed, nil
}

// roll adds each sum to the keys above its own on one axis. Base keys start at the foot of all
// axes, so after n of them each has reached 2^n keys; those that meet on the way go on as one.
func (a axis) roll(base *tally[table.Key]) {
	for _, s := range base.sums { // the range is fixed here: what roll adds is not rolled again
		if s.n == 0 {
			continue
		}
		if k, ok := a.region(s.key); ok {
			base.add(k, s.n)
		}
		base.add(s.key|a.total, s.n)
	}
}

func (c *cube) set(cell table.Cell) {
	if cell.Value == 0 {
		delete(c.cells, cell.Key)
		return
	}
	c.cells[cell.Key] = cell.Value
}

// sorted returns all cells in canonical order.
func (c *cube) sorted() []table.Cell {
	cells := make([]table.Cell, 0, len(c.cells))
	for k, n := range c.cells {
		cells = append(cells, table.Cell{Key: k, Value: n})
	}
	slices.SortFunc(cells, table.CompareCells)
	return cells
}

// check returns an error unless the cells have keys of the table, rising strictly, and values
// of at least least.
func (c *cube) check(cells []table.Cell, least int64) error {
	for i, cell := range cells {
		err := c.def.Check(cell.Key)
		switch {
		case err != nil:
		case cell.Value < least:
			err = fmt.Errorf("the value is below %d", least)
		case i > 0 && cells[i-1].Key >= cell.Key:
			err = errors.New("the key does not rise")
		default:
			continue
		}
		return fmt.Errorf("cell %d of %s: %w", i, c.def.ID, err)
	}
	return nil
}
