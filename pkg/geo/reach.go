package geo

import "github.com/corridor-tip/corridor/pkg/code"

// Reach returns how far a path from origin to destination reaches: inside one country, one
// sub-region or one region, or beyond. It is unknown unless both are single countries.
// Countries without a region, such as Antarctica, share none with any other country.
func Reach(origin, destination Area) code.FlowType {
	o, d := origin.country(), destination.country()
	switch {
	case o == nil || d == nil:
		return code.FlowTypeUnknown
	case o == d:
		return code.FlowTypeDomestic
	case o.region == 0 || o.region != d.region:
		return code.FlowTypeTransregional
	case o.subregion == d.subregion:
		return code.FlowTypeSubregional
	}
	return code.FlowTypeIntraregional
}

// union holds the members of the European Union since 1 February 2020.
var union = areaSet("AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST",
	"FIN", "FRA", "GRC", "HRV", "HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD",
	"POL", "PRT", "ROU", "SVK", "SVN", "SWE")

func areaSet(alpha3 ...string) map[Area]bool {
	set := map[Area]bool{}
	for _, s := range alpha3 {
		set[pack(s)] = true
	}
	return set
}

// EU reports whether a is one of the 27 members of the European Union as of 1 February 2020.
func (a Area) EU() bool { return union[a] }
