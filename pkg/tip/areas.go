package tip

import (
	"slices"

	"github.com/corridor-tip/corridor/pkg/geo"
)

// AreasOf returns the set of the given areas and whether they fit: at most five, not counting
// repeats and geo.None.
func AreasOf(list ...geo.Area) (Areas, bool) {
	var a Areas
	n := 0
	for _, area := range list {
		if area == geo.None || slices.Contains(a[:n], area) {
			continue
		}
		if n == len(a) {
			return a, false
		}
		a[n] = area
		n++
	}
	slices.Sort(a[:n])
	return a, true
}

// Len returns the number of areas.
func (a Areas) Len() int {
	if i := slices.Index(a[:], geo.None); i >= 0 {
		return i
	}
	return len(a)
}

// List returns the areas in rising order.
func (a Areas) List() []geo.Area { return slices.Clone(a[:a.Len()]) }

// Has reports whether area is in the set.
func (a Areas) Has(area geo.Area) bool { return area != geo.None && slices.Contains(a[:], area) }
