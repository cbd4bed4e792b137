// Package geo knows countries, the M49 regions of the UN Statistics Division and how far
// apart two countries are in them.
//
// table.go comes from https://datahub.io/core/country-codes, which its maintainers give to
// the public domain (Public Domain Dedication and Licence). To bring it up to date, put that
// project's country-codes.csv under $CORRIDOR_DATA/geo and run go generate here.
package geo

//go:generate go run ./internal/gentable $CORRIDOR_DATA/geo/country-codes.csv

import "fmt"

// Area is a country, an M49 region or one of the codes that stand for no single area. It is
// small and comparable, so cells and records hold it by value.
//
// Numbers: 0 is "not sent"; a country packs its three letters in base 27 (A=1), at most
// 19,682; a region is 20,000 plus its M49 number.
type Area uint16

// The areas that are no country and no region.
const (
	None    Area = 0     // not sent
	Unknown Area = 65534 // asked and not known: _U
	Total   Area = 65535 // all areas: _T

	regionBase Area = 20000
	regionLast Area = regionBase + 999
)

// pack returns the area of three capital letters without looking whether it exists.
func pack(alpha3 string) Area {
	var a Area
	for i := range 3 {
		a = a*27 + Area(alpha3[i]-'A'+1)
	}
	return a
}

// regionOf returns the area of an M49 region number, e.g. 151 for Eastern Europe, and
// Unknown for 0.
func regionOf(m49 uint16) Area {
	if m49 == 0 {
		return Unknown
	}
	return regionBase + Area(m49)
}

// IsRegion reports whether a is an M49 region.
func (a Area) IsRegion() bool { return a >= regionBase && a <= regionLast }

// Known reports whether a is one country.
func (a Area) Known() bool { return a.country() != nil }

// String returns alpha-3 for a country, M49_151 for a region, _U, _T, or nothing for None
// and for numbers that no area has.
func (a Area) String() string {
	switch {
	case a == Unknown:
		return "_U"
	case a == Total:
		return "_T"
	case a.IsRegion():
		return fmt.Sprintf("M49_%03d", a-regionBase)
	}
	if c := a.country(); c != nil {
		return c.alpha3
	}
	return ""
}
