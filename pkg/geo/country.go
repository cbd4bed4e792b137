package geo

// country is a row of the table; m49, subregion and region are 0 where M49 has none.
type country struct {
	alpha3, alpha2 string
	m49            uint16
	subregion      uint16
	region         uint16
	name           string
	aliases        string
}

// region is an M49 region or sub-region; the parent of a region is 0.
type region struct {
	m49, parent uint16
	name        string
}

// position holds, for every packed code, 1 plus its row in countries; 0 is no country.
var position = positions()

func positions() (p [27 * 27 * 27]uint8) {
	for i, c := range countries {
		p[pack(c.alpha3)] = uint8(i + 1)
	}
	return p
}

func (a Area) country() *country {
	if int(a) >= len(position) || position[a] == 0 {
		return nil
	}
	return &countries[position[a]-1]
}

func (a Area) listedRegion() *region {
	for i := range regions {
		if regionOf(regions[i].m49) == a {
			return &regions[i]
		}
	}
	return nil
}

// Name returns the English short name of a country, region or sub-region; "All areas" for Total,
// "Unknown" for Unknown, and nothing for None.
func (a Area) Name() string {
	switch a {
	case Total:
		return "All areas"
	case Unknown:
		return "Unknown"
	}
	if c := a.country(); c != nil {
		return c.name
	}
	if r := a.listedRegion(); r != nil {
		return r.name
	}
	return ""
}

// Alpha2 returns the ISO 3166-1 alpha-2 code of a country, XK for Kosovo; the empty string
// where there is none.
func (a Area) Alpha2() string {
	if c := a.country(); c != nil {
		return c.alpha2
	}
	return ""
}

// Subregion returns the M49 sub-region of a country, in sub-Saharan Africa and Latin America
// the intermediate region, and a sub-region itself; otherwise Unknown.
//
// Taiwan (TWN) and Kosovo (XKX) have no entry in M49. They stand where Unicode CLDR's
// territory containment puts them, in 030 Eastern Asia and 039 Southern Europe: without a
// place, a path from Indonesia to Taiwan would be called transregional.
func (a Area) Subregion() Area {
	if c := a.country(); c != nil {
		return regionOf(c.subregion)
	}
	if r := a.listedRegion(); r != nil && r.parent != 0 {
		return a
	}
	return Unknown
}

// Region returns the M49 region of a country or sub-region, and a region itself; otherwise
// Unknown.
func (a Area) Region() Area {
	if c := a.country(); c != nil {
		return regionOf(c.region)
	}
	switch r := a.listedRegion(); {
	case r == nil:
		return Unknown
	case r.parent == 0:
		return a
	default:
		return regionOf(r.parent)
	}
}

// Countries returns every country, sorted by alpha-3. Kosovo (XKX) and the test jurisdiction
// XCT, codes that ISO 3166-1 leaves to its users, are among them.
func Countries() []Area {
	list := make([]Area, len(countries))
	for i, c := range countries {
		list[i] = pack(c.alpha3)
	}
	return list
}

// Subregions returns the 22 M49 sub-regions that Subregion yields, by number.
func Subregions() []Area {
	var list []Area
	for _, r := range regions {
		if r.parent != 0 {
			list = append(list, regionOf(r.m49))
		}
	}
	return list
}
