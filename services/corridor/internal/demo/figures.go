package demo

import (
	"cmp"
	"slices"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/table"
)

// figures are the headline figures, read from the published cells and from nothing else.
type figures struct {
	cells map[string]map[table.Key]int64 // by table
	rows  []table.Row                    // of T09, as a view shows them
	exact bool
}

func newFigures(source table.Source, exact bool) *figures {
	f := &figures{cells: map[string]map[table.Key]int64{}, exact: exact}
	for _, id := range []string{"T01", "T09", "T10", "T30"} {
		f.cells[id] = map[table.Key]int64{}
		for _, c := range source(id) {
			f.cells[id][c.Key] = c.Value
		}
	}
	d, _ := table.Find("T09")
	f.rows = table.View(d, source, table.Options{Exact: true})
	return f
}

// cell returns the exact count of a cell; 0 where there is none.
func (f *figures) cell(id string, names ...string) int64 {
	d, _ := table.Find(id)
	key, err := d.Parse(names)
	if err != nil {
		return 0
	}
	return f.cells[id][key]
}

// The series that the figures are of: persons, once each, and detections, once in each country
// that detected them.
const (
	unique   = "VIC_UNQ_ALL"
	detected = "VIC_ALL"
)

// pair is an origin-destination pair and its persons over all years.
type pair struct {
	origin, destination geo.Area
	persons, women      int64
}

// pairs returns all flows, the largest first.
func (f *figures) pairs() []pair {
	var list []pair
	for _, r := range f.rows {
		// SERIES, ORIGIN, DESTINATION, SEX, EXPLOIT, TIME_PERIOD
		if r.Key[0] != unique || r.Key[3] != "_T" || r.Key[4] != "_T" || r.Key[5] != "_T" {
			continue
		}
		o, knownO := geo.ParseAlpha3(r.Key[1])
		d, knownD := geo.ParseAlpha3(r.Key[2])
		if knownO && knownD {
			list = append(list, pair{o, d,
				f.cell("T09", unique, r.Key[1], r.Key[2], "_T", "_T", "_T"),
				f.cell("T09", unique, r.Key[1], r.Key[2], "F", "_T", "_T")})
		}
	}
	slices.SortFunc(list, func(a, b pair) int {
		return cmp.Or(-cmp.Compare(a.persons, b.persons), cmp.Compare(a.origin, b.origin), cmp.Compare(a.destination, b.destination))
	})
	return list
}

func abroad(list []pair) []pair {
	return slices.DeleteFunc(slices.Clone(list), func(p pair) bool { return p.origin == p.destination })
}
