package count

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/table"
)

// sums returns, for each key of a table with the total in one dimension, the total and the sum
// of the parts.
func sums(tables *Tables, d table.Definition, dimension int) map[table.Key][2]int64 {
	pairs := map[table.Key][2]int64{}
	for _, c := range tables.Cells(d.ID) {
		k := c.Key.With(dimension, d.Dimensions[dimension].Total(c.Key.At(dimension)))
		pair := pairs[k]
		if c.Key == k {
			pair[0] += c.Value
		} else {
			pair[1] += c.Value
		}
		pairs[k] = pair
	}
	return pairs
}

// The checks of DICTIONARY section 11, and more: every dimension that is said to add up does.
func TestPartsAddUpToTheirTotals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables, _ := drawWorld(t).apply(t)
		for _, d := range table.Definitions() {
			for i, dim := range d.Dimensions {
				if !dim.Additive || dim.Regions || leads(d, dim.ID) || dim.Follows != "" {
					continue
				}
				for k, pair := range sums(tables, d, i) {
					if pair[0] != pair[1] {
						t.Fatalf("%s: parts of %s in %v add up to %d, not %d", d.ID, dim.ID, d.Names(k), pair[1], pair[0])
					}
				}
			}
		}
	})
}

// leads reports whether another dimension follows the one of the given id.
func leads(d table.Definition, id string) bool {
	for _, dim := range d.Dimensions {
		if dim.Follows == id {
			return true
		}
	}
	return false
}

func TestTablesAgreeWithEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		tables, _ := w.apply(t)
		for _, series := range []string{"VIC_ALL", "VIC_UNQ_ALL"} {
			everybody := func(id string, names ...string) int64 {
				return cell(t, tables, id, append([]string{series}, names...)...)
			}
			victims := everybody("T01", "_T", "_T", "_T", "_T")
			for id, names := range map[string][]string{
				"T02": {"_T", "_T", "_T", "_T", "_T"},
				"T04": {"_T", "_T", "_T", "_T", "_T"},
				"T05": {"_T", "CITIZENSHIP_CLASS", "_T", "_T"},
				"T25": {"_T", "_T", "_T", "_T"},
			} {
				if n := everybody(id, names...); n != victims {
					t.Errorf("%s counts %d of %s, T01 %d", id, n, series, victims)
				}
			}
			paths := everybody("T09", "_T", "_T", "_T", "_T", "_T")
			if n := everybody("T10", "_T", "_T", "NUMBER", "_T"); n != paths {
				t.Errorf("T10 counts %d of %s with both countries known, T09 %d", n, series, paths)
			}
			if n := everybody("T11", "_T", "_T", "_T"); n != paths {
				t.Errorf("T11 counts %d of %s with both countries known, T09 %d", n, series, paths)
			}
			if paths > victims {
				t.Errorf("%d paths of %d victims", paths, victims)
			}
		}
	})
}
