package geo

import (
	"slices"
	"testing"
)

func TestEveryCountryHasAName(t *testing.T) {
	for _, a := range Countries() {
		if a.Name() == "" {
			t.Errorf("%s has no name", a)
		}
		if two := a.Alpha2(); len(two) != 2 && a != pack("XCT") {
			t.Errorf("%s has alpha-2 %q", a, two)
		}
	}
}

func TestNames(t *testing.T) {
	for name, c := range map[string]struct {
		area Area
		want string
	}{
		"a country":                    {pack("USA"), "United States"},
		"a country with accents":       {pack("CIV"), "Côte d’Ivoire"},
		"Kosovo":                       {pack("XKX"), "Kosovo"},
		"the test jurisdiction":        {pack("XCT"), "CTDC test jurisdiction"},
		"a region":                     {regionOf(150), "Europe"},
		"a sub-region":                 {regionOf(151), "Eastern Europe"},
		"an intermediate region":       {regionOf(14), "Eastern Africa"},
		"a number that no region has":  {regionOf(999), ""},
		"all areas":                    {Total, "All areas"},
		"asked and not known":          {Unknown, "Unknown"},
		"not sent":                     {None, ""},
		"a number that no country has": {1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.area.Name(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAreasThatAreNoCountryHaveNoPlace(t *testing.T) {
	for _, a := range []Area{None, 1, regionBase - 1, regionLast, Unknown, Total} {
		if a.Known() || a.Alpha2() != "" || a.Subregion() != Unknown || a.Region() != Unknown || a.EU() {
			t.Errorf("area %d passes for a country", uint16(a))
		}
	}
}

func TestCountriesAreSortedAndOwnedByTheCaller(t *testing.T) {
	list := Countries()
	if !slices.IsSortedFunc(list, func(a, b Area) int { return slices.Compare([]byte(a.String()), []byte(b.String())) }) {
		t.Error("not sorted by alpha-3")
	}
	list[0] = Total
	if Countries()[0] == Total {
		t.Error("a caller can change the table")
	}
}

func TestTheUnionHas27Members(t *testing.T) {
	var members int
	for _, a := range Countries() {
		if a.EU() {
			members++
		}
	}
	if members != 27 || pack("GBR").EU() || !pack("HRV").EU() {
		t.Errorf("%d members", members)
	}
}
