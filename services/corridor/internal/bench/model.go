package bench

import (
	"maps"
	"math"
	"slices"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/corridor/internal/labelled"
	"github.com/corridor-tip/corridor/services/corridor/internal/people"
)

// What the built-in model is made with besides labelled records and the frequencies of names in
// the invented world. Each figure was chosen by measurement on FEBRL 2 and 3 and on worlds of
// a million reports, see docs/benchmarks.md.
const (
	fittedSeed    = 99     // of the world, which no benchmark uses by default
	fittedPersons = 12_000 // in it
	nearby        = 8      // persons that each is compared with to find how two agree
	nearbyDates   = 80     // the same of dates of birth alone, which agree seldom

	worldShare   = .8  // of the probabilities of one person; the rest is of the labelled records
	commonNames  = 2.5 // names of compatriots agree so much more often in some peoples than on average
	compatriots  = .02 // share of pairs of two persons that have one nationality
	sameDistrict = .15
	documents    = 1e-6 // share of pairs of two persons with one number
)

// Standard makes the model that linkage.Standard returns out of the labelled records of FEBRL
// 1: how records of one person agree comes from them and from invented persons, how those of
// two do from invented persons alone, as the FEBRL files know no peoples.
func Standard(records []labelled.Record) *linkage.Model {
	base := linkage.Standard()
	m := *base
	m.Source = "m: 8/10 invented persons, 2/10 FEBRL 1; u: invented persons, by nationality; see docs/benchmarks.md"
	m.Corpus, m.Repeats = 1_000_000, .5
	m.Link, m.Strong, m.Review = .80, .98, .1
	m.SameDistrict = sameDistrict
	m.Fields = map[string]linkage.Probabilities{}
	world, told := fitWorld(base), Fit(base, records, 1)
	for name, p := range world.Fields {
		p.M = mixed(p.M, told.Fields[name].M)
		m.Fields[name] = p
	}
	for _, name := range [...]string{"given", "surname"} {
		p := m.Fields[name]
		p.Among = increased(p.Among, commonNames)
		m.Fields[name] = p
	}
	m.Fields["nationality"] = linkage.Probabilities{M: []float64{.002, .998}, U: []float64{1 - compatriots, compatriots}}
	m.Fields["document"] = linkage.Probabilities{M: world.Fields["document"].M, U: []float64{1 - documents, documents}}
	m.Traits = map[string]linkage.Probabilities{
		"sex": {M: []float64{.02, .98}, U: []float64{.45, .55}},
		"age": {M: []float64{.05, .95}, U: []float64{.3, .7}},
	}
	for name, p := range m.Fields {
		m.Fields[name] = linkage.Probabilities{M: rounded(p.M), U: rounded(p.U), Among: rounded(p.Among)}
	}
	return &m
}

// fitWorld fits on invented persons: M on reports on one of them, U on those of two of other
// nationalities, Among on those of two of one.
func fitWorld(base *linkage.Model) *linkage.Model {
	var same, others, together, dates linkage.Tally
	first := map[uint64]identity.Identity{}
	var all []identity.Identity
	among := map[geo.Area][]identity.Identity{}
	people.Stream(fittedSeed, fittedPersons, Repeats, func(s people.Sighting) {
		if was, ok := first[s.Person]; ok {
			same.Add(identity.Compare(was, s.Identity))
			return
		}
		first[s.Person] = s.Identity
		if n := s.Identity.Nationality; n.Known() {
			all = append(all, s.Identity)
			among[n] = append(among[n], s.Identity)
		}
	})
	compare(&others, all, nearby, func(a, b identity.Identity) bool { return a.Nationality != b.Nationality })
	for _, n := range slices.Sorted(maps.Keys(among)) {
		compare(&together, among[n], nearby, always)
	}
	for i := range all {
		all[i] = identity.Identity{Birth: all[i].Birth}
	}
	compare(&dates, all, nearbyDates, always)
	m, u := linkage.Fit(base, &same, &others), linkage.Fit(base, &same, &together)
	for name, p := range m.Fields {
		p.Among = u.Fields[name].Among
		m.Fields[name] = p
	}
	birth := linkage.Fit(base, &same, &dates).Fields["birth"]
	m.Fields["birth"] = linkage.Probabilities{M: birth.M, U: birth.U}
	return m
}

func always(identity.Identity, identity.Identity) bool { return true }

// compare counts how two persons agree who stand near each other in a list.
func compare(t *linkage.Tally, list []identity.Identity, nearby int, counts func(a, b identity.Identity) bool) {
	for i, a := range list {
		for _, b := range list[max(0, i-nearby):i] {
			if counts(a, b) {
				t.Add(identity.Compare(a, b))
			}
		}
	}
}

// mixed mixes how invented persons and those of labelled records agree.
func mixed(world, labelled []float64) []float64 {
	list := make([]float64, len(world))
	for i := range list {
		list[i] = worldShare*world[i] + (1-worldShare)*labelled[i]
	}
	return list
}

// increased makes all agreement so many times as frequent.
func increased(list []float64, times float64) []float64 {
	list = slices.Clone(list)
	list[0] = 1
	for i := range list[1:] {
		list[i+1] *= times
		list[0] -= list[i+1]
	}
	return list
}

// rounded rounds to four significant digits; the first takes what is left to 1.
func rounded(list []float64) []float64 {
	if list == nil {
		return nil
	}
	list = slices.Clone(list)
	rest := 1.0
	for i, x := range list[1:] {
		digits := math.Pow(10, 3-math.Floor(math.Log10(x)))
		list[i+1] = math.Round(x*digits) / digits
		rest -= list[i+1]
	}
	list[0] = math.Round(rest*1e9) / 1e9
	return list
}
