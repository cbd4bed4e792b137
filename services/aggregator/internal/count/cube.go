package count

import (
	"errors"
	"fmt"
	"slices"

	"github.com/corridor-tip/corridor/pkg/table"
)

// cube is the cells of one table: the base cells and every total above them. The two cells of
// a key, one in each family, lie together, as they mostly change together.
type cube struct {
	def      table.Definition
	tabulate tabulator
	axes     []axis
	family   table.Key // the bit of the second family's keys, if the table has one
	cells    grid
	filled   int // cells that are not 0
}

func newCube(d table.Definition) cube {
	c := cube{def: d, tabulate: tabulators[d.ID], axes: axesOf(d), cells: newGrid()}
	for i, dim := range d.Dimensions {
		c.family |= table.KeyOf().With(i, dim.Families)
	}
	return c
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
				a.total |= table.KeyOf().With(j, other.Total(table.None))
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
func (c *cube) fold(base *keyed) ([]table.Cell, error) {
	for _, a := range c.axes {
		a.roll(base)
	}
	keys, cells := sorted(base)
	changed := make([]table.Cell, 0, cells[detected]+cells[unique])
	second := make([]table.Cell, 0, cells[unique]) // whose keys follow all of the first family
	for _, k := range keys {
		n, cell := base.of(k), c.cells.at(k)
		after := cell.plus(n)
		if after[detected] < 0 || after[unique] < 0 {
			return nil, fmt.Errorf("counting in %s: a cell falls below zero", c.def.ID)
		}
		c.put(cell, after)
		if n[detected] != 0 {
			changed = append(changed, table.Cell{Key: k, Value: after[detected]})
		}
		if n[unique] != 0 {
			second = append(second, table.Cell{Key: k | c.family, Value: after[unique]})
		}
	}
	return append(changed, second...), nil
}

// sorted returns the keys whose sum is not nothing and how many cells they are in each family.
func sorted(base *keyed) (keys []table.Key, cells amount) {
	keys = make([]table.Key, 0, len(base.sums))
	for _, s := range base.sums {
		if s.n != (amount{}) {
			keys = append(keys, s.key)
			cells = cells.plus(s.n.cells())
		}
	}
	slices.Sort(keys)
	return keys, cells
}

// roll adds each sum to the keys above its own on one axis. Base keys start at the foot of all
// axes, so after n of them each has reached 2^n keys; those that meet on the way go on as one.
func (a axis) roll(base *keyed) {
	for _, s := range base.sums { // the range is fixed here: what roll adds is not rolled again
		if s.n == (amount{}) {
			continue
		}
		if k, ok := a.region(s.key); ok {
			base.add(k, s.n)
		}
		base.add(s.key|a.total, s.n)
	}
}

// put replaces the cells of a key.
func (c *cube) put(cell *amount, after amount) {
	a, b := after.cells(), cell.cells()
	c.filled += int(a[detected] + a[unique] - b[detected] - b[unique])
	*cell = after
}

// set replaces one cell.
func (c *cube) set(cell table.Cell) {
	k, family := cell.Key&^c.family, detected
	if k != cell.Key {
		family = unique
	}
	held := c.cells.at(k)
	after := *held
	after[family] = cell.Value
	c.put(held, after)
}

// sorted returns all cells in canonical order.
func (c *cube) sorted() []table.Cell {
	cells := make([]table.Cell, 0, c.filled)
	c.cells.each(func(k table.Key, n amount) {
		if n[detected] != 0 {
			cells = append(cells, table.Cell{Key: k, Value: n[detected]})
		}
		if n[unique] != 0 {
			cells = append(cells, table.Cell{Key: k | c.family, Value: n[unique]})
		}
	})
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
