package people

import (
	"maps"
	"slices"
	"sync"

	"github.com/corridor-tip/corridor/pkg/geo"
)

// nation is how many of a country's people belong to which culture.
type nation struct {
	culture string
	percent int
}

var nations = map[string][]nation{
	"ARE": {{"arabic", 100}}, "SAU": {{"arabic", 100}}, "LBY": {{"arabic", 100}},
	"PAK": {{"urdu", 100}}, "IND": {{"hindi", 84}, {"urdu", 16}}, "NPL": {{"nepali", 100}}, "BGD": {{"bangla", 100}},
	"UKR": {{"slavic", 100}}, "MDA": {{"romanian", 72}, {"slavic", 28}}, "ROU": {{"romanian", 100}},
	"POL": {{"polish", 100}}, "DEU": {{"german", 100}}, "ITA": {{"italian", 100}}, "ESP": {{"spanish", 100}},
	"GBR": {{"english", 100}}, "USA": {{"english", 78}, {"spanish", 22}},
	"COL": {{"spanish", 100}}, "GTM": {{"spanish", 100}}, "HND": {{"spanish", 100}}, "MEX": {{"spanish", 100}},
	"NGA": {{"nigerian", 100}}, "KEN": {{"kenyan", 100}}, "ETH": {{"ethiopian", 100}},
	"MMR": {{"burmese", 100}}, "THA": {{"thai", 100}}, "KHM": {{"khmer", 100}}, "VNM": {{"vietnamese", 100}},
	"IDN": {{"malay", 100}}, "MYS": {{"malay", 100}}, "PHL": {{"filipino", 100}},
}

// people is a country's people made ready to draw from.
type people struct {
	cultures []*culture
	percents []int
}

// peoples returns all countries, made ready once: at the first use, as it takes a while.
var peoples = sync.OnceValue(func() map[geo.Area]*people {
	ready := map[string]*culture{}
	list := map[geo.Area]*people{}
	for alpha3, parts := range nations {
		p := &people{}
		for _, n := range parts {
			if ready[n.culture] == nil {
				ready[n.culture] = newCulture(recipes[n.culture])
			}
			p.cultures = append(p.cultures, ready[n.culture])
			p.percents = append(p.percents, n.percent)
		}
		list[areas(alpha3)[0]] = p
	}
	return list
})

// draw returns the culture of one of the people.
func (p *people) draw(d dice) *culture {
	if len(p.cultures) == 1 {
		return p.cultures[0]
	}
	n, i := d.IntN(100), 0
	for n >= p.percents[i] {
		n -= p.percents[i]
		i++
	}
	return p.cultures[i]
}

// Countries returns the countries whose people can be invented, in the order of their codes.
func Countries() []geo.Area {
	return slices.Sorted(maps.Keys(peoples()))
}
