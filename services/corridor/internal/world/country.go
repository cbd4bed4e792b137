package world

import "github.com/corridor-tip/corridor/pkg/geo"

// The rates of the world, committed: changed only by an architecture decision.
const (
	firstYear = 2015 // of detection
	lastYear  = 2025

	badRate      = 5  // per mille of cases that bring a bad report along
	repeatRate   = 20 // per mille of sound filings sent twice
	correctRate  = 30 // per mille of reports with a second revision
	withdrawRate = 10 // per mille of reports withdrawn
	earlyRate    = 2  // per mille of reports whose withdrawal comes first
	longestDelay = 400

	staleRate              = 15 // percent of corrections after which revision 1 comes again
	correctedThenWithdrawn = 8  // percent of corrections

	unknownRate     = 7  // percent, field by field
	presumedRate    = 20 // percent of victims
	transitRate     = 26 // percent of journeys found in a country on the way, for each
	destinationRate = 90 // percent of journeys found at their end
	refugeRate      = 14 // percent of journeys found in a country off the way, where victims fled
	homeRate        = 68 // percent of journeys found, most of them again, after the return
	mostCountries   = 4  // that find one journey
	secondBodyRate  = 5  // percent of findings that another body of the country reports too
	laterRate       = 40 // percent of further findings in the year after the one before
	partedRate      = 15 // percent of a group whom a further finding misses
	secondFormRate  = 15 // percent of victims
	noMeansRate     = 4  // percent of incidents: a confirmed adult then earns a warning, V05
	perpetratorRate = 40 // percent of reports
)

var (
	caseSizes = table[int]{{1, 62}, {2, 22}, {3, 10}, {4, 6}}
	years     = table[int]{
		{2015, 6}, {2016, 7}, {2017, 8}, {2018, 9}, {2019, 11}, {2020, 7},
		{2021, 8}, {2022, 10}, {2023, 11}, {2024, 12}, {2025, 11},
	}
)

// country is a focal point: how many of the world's cases it finds, how many of those are
// its own nationals trafficked at home, and to what end these are.
type country struct {
	area     geo.Area
	weight   int
	domestic int // percent
	mix      *mix
}

var countries = []country{
	{area("ARE"), 30, 3, household},
	{area("BGD"), 25, 100, labour},
	{area("COL"), 25, 100, armed},
	{area("DEU"), 60, 40, sexual},
	{area("ESP"), 40, 35, sexual},
	{area("ETH"), 25, 100, household},
	{area("GBR"), 65, 45, criminal},
	{area("GTM"), 28, 75, childhood},
	{area("HND"), 14, 100, sexual},
	{area("IDN"), 32, 100, labour},
	{area("IND"), 115, 72, labour},
	{area("ITA"), 45, 30, sexual},
	{area("KEN"), 40, 45, household},
	{area("KHM"), 50, 35, criminal},
	{area("LBY"), 25, 15, labour},
	{area("MDA"), 30, 70, sexual},
	{area("MEX"), 60, 52, sexual},
	{area("MMR"), 35, 90, armed},
	{area("MYS"), 60, 20, labour},
	{area("NGA"), 42, 100, childhood},
	{area("NPL"), 35, 100, marriage},
	{area("PAK"), 34, 100, bonded},
	{area("PHL"), 38, 100, online},
	{area("POL"), 50, 25, labour},
	{area("ROU"), 50, 70, sexual},
	{area("SAU"), 20, 4, household},
	{area("THA"), 80, 30, labour},
	{area("UKR"), 50, 75, labour},
	{area("USA"), 85, 48, sexual},
	{area("VNM"), 40, 90, marriage},
}

// sends reports whether the country has a focal point.
func sends(a geo.Area) bool {
	for i := range countries {
		if countries[i].area == a {
			return true
		}
	}
	return false
}

// otherCountry returns a country that is not a.
func otherCountry(a geo.Area) geo.Area {
	if countries[0].area != a {
		return countries[0].area
	}
	return countries[1].area
}
