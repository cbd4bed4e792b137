package table

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

// areas holds every area that a table can name, by its code: countries by alphabet, then
// M49 sub-regions by number.
var areas = append(append([]geo.Area{geo.None}, geo.Countries()...), geo.Subregions()...)

// areaCodes is the way back; None for areas that no table names.
var areaCodes = func() (codes [1 << 16]Code) {
	for i, a := range areas {
		codes[a] = Code(i)
	}
	codes[geo.Unknown], codes[geo.Total] = Unknown, Total
	return codes
}()

// AreaCode returns the code of a country, a sub-region, geo.Unknown or geo.Total; None for
// every other area.
func AreaCode(a geo.Area) Code { return areaCodes[a] }

// Area returns the area of a code, geo.None where there is none.
func Area(c Code) geo.Area {
	switch {
	case c == Unknown:
		return geo.Unknown
	case c == Total:
		return geo.Total
	case int(c) < len(areas):
		return areas[c]
	}
	return geo.None
}

// areaEntries returns the areas as the entries of a code list, from code 1 on.
func areaEntries() []code.Entry {
	var list []code.Entry
	for i, a := range areas[1:] {
		list = append(list, entries(Code(1+i), a.String(), a.Name())...)
	}
	return list
}
