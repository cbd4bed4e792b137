package world

import "github.com/corridor-tip/corridor/pkg/geo"

// corridor is a usual way across borders, with its weight among those to one destination.
type corridor struct {
	origin, destination geo.Area
	weight              int
	transit             []geo.Area
	mix                 *mix
}

var corridors = []corridor{
	// Eastern, Western and Southern Europe.
	{area("UKR"), area("POL"), 60, nil, labour},
	{area("MDA"), area("POL"), 25, areas("UKR"), labour},
	{area("VNM"), area("POL"), 6, areas("UKR"), labour},
	{area("MDA"), area("UKR"), 10, nil, sexual},
	{area("UKR"), area("MDA"), 10, nil, labour},
	{area("MDA"), area("ROU"), 30, nil, childhood},
	{area("UKR"), area("ROU"), 20, areas("MDA"), labour},
	{area("ROU"), area("DEU"), 45, areas("HUN", "AUT"), sexual},
	{area("UKR"), area("DEU"), 20, areas("POL"), sexual},
	{area("NGA"), area("DEU"), 12, areas("LBY", "ITA"), sexual},
	{area("VNM"), area("DEU"), 8, areas("POL"), labour},
	{area("ROU"), area("ITA"), 35, areas("HUN"), sexual},
	{area("NGA"), area("ITA"), 30, areas("NER", "LBY"), sexual},
	{area("UKR"), area("ITA"), 15, areas("POL", "AUT"), household},
	{area("MDA"), area("ITA"), 10, areas("ROU"), household},
	{area("PAK"), area("ITA"), 6, areas("LBY"), labour},
	{area("ROU"), area("ESP"), 40, areas("ITA"), sexual},
	{area("COL"), area("ESP"), 20, nil, sexual},
	{area("NGA"), area("ESP"), 8, areas("MAR"), sexual},
	{area("ROU"), area("GBR"), 40, areas("DEU"), labour},
	{area("POL"), area("GBR"), 20, areas("DEU"), labour},
	{area("VNM"), area("GBR"), 14, areas("UKR", "POL", "DEU"), criminal},
	{area("NGA"), area("GBR"), 6, areas("LBY", "ITA"), household},
	{area("PAK"), area("GBR"), 4, nil, marriage},

	// Africa.
	{area("NGA"), area("LBY"), 60, areas("NER"), sexual},
	{area("ETH"), area("LBY"), 25, areas("SDN"), labour},
	{area("ETH"), area("KEN"), 60, nil, household},

	// South Asia and the Gulf.
	{area("NPL"), area("IND"), 50, nil, sexual},
	{area("BGD"), area("IND"), 45, nil, sexual},
	{area("PAK"), area("IND"), 5, nil, organs},
	{area("IND"), area("ARE"), 35, nil, labour},
	{area("NPL"), area("ARE"), 25, areas("IND"), household},
	{area("PAK"), area("ARE"), 20, nil, labour},
	{area("PHL"), area("ARE"), 20, nil, household},
	{area("KEN"), area("ARE"), 8, nil, household},
	{area("IDN"), area("SAU"), 30, areas("ARE"), household},
	{area("PHL"), area("SAU"), 25, areas("ARE"), household},
	{area("PAK"), area("SAU"), 15, nil, labour},
	{area("ETH"), area("SAU"), 12, areas("DJI", "YEM"), household},

	// South-eastern Asia.
	{area("MMR"), area("THA"), 60, nil, labour},
	{area("KHM"), area("THA"), 25, nil, labour},
	{area("VNM"), area("THA"), 10, areas("KHM"), sexual},
	{area("VNM"), area("KHM"), 40, nil, criminal},
	{area("THA"), area("KHM"), 25, nil, criminal},
	{area("IDN"), area("KHM"), 15, areas("THA"), criminal},
	{area("KEN"), area("KHM"), 3, areas("THA"), criminal},
	{area("IDN"), area("MYS"), 50, nil, household},
	{area("MMR"), area("MYS"), 20, areas("THA"), labour},
	{area("PHL"), area("MYS"), 10, nil, organs},
	{area("BGD"), area("MYS"), 15, areas("THA"), labour},
	{area("THA"), area("MMR"), 30, nil, criminal},
	{area("IDN"), area("MMR"), 10, areas("THA"), criminal},
	{area("KHM"), area("VNM"), 20, nil, childhood},

	// The Americas.
	{area("MEX"), area("USA"), 50, nil, labour},
	{area("GTM"), area("USA"), 20, areas("MEX"), labour},
	{area("HND"), area("USA"), 18, areas("GTM", "MEX"), childhood},
	{area("PHL"), area("USA"), 6, nil, household},
	{area("GTM"), area("MEX"), 40, nil, childhood},
	{area("HND"), area("MEX"), 35, areas("GTM"), sexual},
	{area("COL"), area("MEX"), 6, nil, sexual},
	{area("HND"), area("GTM"), 20, nil, childhood},
}

// route is the way of one case; at home, origin and destination are the same.
type route struct {
	origin, destination geo.Area
	transit             []geo.Area
	mix                 *mix
}

var (
	countryTable = weighCountries()
	inbound      = weighCorridors()
)

func weighCountries() table[*country] {
	var t table[*country]
	for i := range countries {
		t = append(t, share[*country]{&countries[i], countries[i].weight})
	}
	return t
}

func weighCorridors() map[geo.Area]table[*corridor] {
	m := map[geo.Area]table[*corridor]{}
	for i := range corridors {
		c := &corridors[i]
		m[c.destination] = append(m[c.destination], share[*corridor]{c, c.weight})
	}
	return m
}

func (w *world) route() route {
	c := pick(w.dice, countryTable)
	if w.percent(c.domestic) {
		return route{origin: c.area, destination: c.area, mix: c.mix}
	}
	way := pick(w.dice, inbound[c.area])
	return route{way.origin, way.destination, way.transit, way.mix}
}

// area returns the area of a code in the tables above; a wrong one there stops the program
// as it starts.
func area(alpha3 string) geo.Area {
	a, ok := geo.ParseAlpha3(alpha3)
	if !ok {
		panic("world: no country " + alpha3)
	}
	return a
}

func areas(alpha3 ...string) []geo.Area {
	list := make([]geo.Area, len(alpha3))
	for i, s := range alpha3 {
		list[i] = area(s)
	}
	return list
}
