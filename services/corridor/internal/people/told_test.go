package people

import (
	"math/rand/v2"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/tip"
)

func country(alpha3 string) geo.Area { return areas(alpha3)[0] }

// crowd returns persons of one nationality.
func crowd(r *rand.Rand, nationality string, n int) []Person {
	list := make([]Person, n)
	for i := range list {
		list[i] = Invent(r, country(nationality), code.SexFemale+code.Sex(i%2), identity.Date{Year: 1998, Month: 4, Day: 7})
	}
	return list
}

func newRand() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func TestWhoWritesWhichScript(t *testing.T) {
	tests := map[string]struct {
		nationality, by string
		script          *unicode.RangeTable
		low, high       int // percent of given names
	}{
		"Ukraine writes Ukrainians in Cyrillic":      {"UKR", "UKR", unicode.Cyrillic, 80, 90},
		"Ukraine writes some Moldovans in Cyrillic":  {"MDA", "UKR", unicode.Cyrillic, 12, 22},
		"Poland writes Ukrainians in Latin letters":  {"UKR", "POL", unicode.Latin, 99, 100},
		"Pakistan writes Pakistanis in Arabic ones":  {"PAK", "PAK", unicode.Arabic, 80, 90},
		"the Emirates often too":                     {"PAK", "ARE", unicode.Arabic, 50, 70},
		"Italy does not":                             {"PAK", "ITA", unicode.Latin, 99, 100},
		"Saudi Arabia writes Libyans in Arabic ones": {"LBY", "SAU", unicode.Arabic, 50, 70},
		"Myanmar writes Burmese":                     {"MMR", "MMR", unicode.Myanmar, 80, 90},
		"Thailand does not":                          {"MMR", "THA", unicode.Latin, 99, 100},
		"Viet Nam writes Latin letters":              {"VNM", "VNM", unicode.Latin, 99, 100},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r, n := newRand(), 0
			list := crowd(r, tt.nationality, 2000)
			for i := range list {
				id := list[i].Told(r, country(tt.by))
				if spelledIn(id.Given+id.Family, tt.script) {
					n++
				}
			}
			if share := n * 100 / len(list); share < tt.low || share > tt.high {
				t.Errorf("%d percent, want %d to %d", share, tt.low, tt.high)
			}
		})
	}
}

func TestMistakesHappenAtTheCommittedRates(t *testing.T) {
	r, count := newRand(), map[string]int{}
	list := crowd(r, "COL", 20_000)
	for i := range list {
		p := &list[i]
		id := p.Told(r, country("ESP"))
		for what, is := range map[string]bool{
			"no date":        id.Birth == identity.Date{},
			"only a year":    id.Birth == identity.Date{Year: 1998},
			"another date":   id.Birth != p.Birth,
			"1 January":      id.Birth.Month == 1 && id.Birth.Day == 1,
			"day for month":  id.Birth == identity.Date{Year: 1998, Month: 7, Day: 4},
			"no document":    id.Document == "",
			"no birthplace":  id.Birthplace == "",
			"no district":    id.District == "",
			"no nationality": !id.Nationality.Known(),
		} {
			if is {
				count[what]++
			}
		}
	}
	tests := map[string]struct{ low, high int }{ // per mille
		"no date": {7, 13}, "only a year": {12, 18}, "another date": {54, 70}, "1 January": {11, 20}, "day for month": {7, 13},
		"no document": {700, 750}, "no birthplace": {90, 110}, "no district": {610, 670}, "no nationality": {44, 56},
	}
	for what, tt := range tests {
		if share := count[what] * 1000 / len(list); share < tt.low || share > tt.high {
			t.Errorf("%s: %d per mille, want %d to %d", what, share, tt.low, tt.high)
		}
	}
}

func TestAMistakenDateStillExists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		band := code.AgeBandY00To08 + code.AgeBand(rapid.IntRange(0, 11).Draw(t, "band"))
		p := Invent(r, country("ETH"), code.SexOther, BirthAt(r, band, tip.YearPeriod(2020)))
		for range 50 {
			d := p.Told(r, country("KEN")).Birth
			if d.Month == 0 && d.Day == 0 {
				continue
			}
			made := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
			if made.Year() != d.Year || int(made.Month()) != d.Month || made.Day() != d.Day {
				t.Fatalf("there is no %v", d)
			}
		}
	})
}

func TestABirthIsOfTheBandThatWasAskedFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(2015, 2025).Draw(t, "year")
		at := rapid.SampledFrom([]tip.Period{
			tip.YearPeriod(year), tip.QuarterPeriod(year, 1), tip.QuarterPeriod(year, 4), tip.MonthPeriod(year, 1), tip.MonthPeriod(year, 12),
		}).Draw(t, "period")
		band := code.AgeBandY00To08 + code.AgeBand(rapid.IntRange(0, 8).Draw(t, "band"))
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		birth := BirthAt(r, band, at)
		if got := BandAt(birth, at); got != band {
			t.Errorf("born %v, in %s of band %s, want %s", birth, at, got.Name(), band.Name())
		}
	})
}

func TestTheMiddleOfAPeriod(t *testing.T) {
	for text, want := range map[string]int{
		"2021": 6, "2021-Q1": 2, "2021-Q2": 5, "2021-Q3": 8, "2021-Q4": 11, "2020-Q1": 2,
		"2021-01": 1, "2021-02": 2, "2020-02": 2, "2021-06": 6, "2021-09": 9, "2021-11": 11, "2021-12": 12,
	} {
		p, _ := tip.ParsePeriod(text)
		if got := middle(p); got != want {
			t.Errorf("%s: month %d, want %d", text, got, want)
		}
	}
}

func TestSexAndAgeAreSeldomWrong(t *testing.T) {
	r, count := newRand(), map[string]int{}
	const n = 50_000
	for range n {
		switch ToldSex(r, code.SexFemale) {
		case code.SexMale:
			count["miscoded"]++
		case code.SexUnknown:
			count["sex unknown"]++
		}
		switch ToldBand(r, code.AgeBandY21To23) {
		case code.AgeBandUnknown:
			count["age unknown"]++
		case code.AgeBandAdultUnspecified:
			count["adult"]++
		case code.AgeBandY18To20, code.AgeBandY24To26:
			count["beside"]++
		case code.AgeBandMinorUnspecified:
			t.Fatal("a woman of 22 became a child")
		}
		if b := ToldBand(r, code.AgeBandY00To08); b > code.AgeBandY09To17 && b != code.AgeBandMinorUnspecified && b != code.AgeBandUnknown {
			t.Fatal("a small child became an adult")
		}
	}
	for what, tt := range map[string]struct{ low, high int }{
		"miscoded": {3, 7}, "sex unknown": {65, 75}, "age unknown": {65, 75}, "adult": {30, 45}, "beside": {22, 34},
	} {
		if share := count[what] * 1000 / n; share < tt.low || share > tt.high {
			t.Errorf("%s: %d per mille, want %d to %d", what, share, tt.low, tt.high)
		}
	}
}
