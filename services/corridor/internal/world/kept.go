package world

import (
	"cmp"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

// kept is a victim of a report that stays, with the way she really went.
type kept struct {
	Sight
	way
	person uint64
	named  bool // the report says the same way
}

// way is the countries that somebody was taken from and to.
type way struct{ origin, destination geo.Area }

// survive adds the victims of a report that stays.
func (w *world) survive(f *Filing, s sighting) {
	in, went := &s.report.Incident, way{s.route.origin, s.route.destination}
	for i := range s.report.Victims {
		v := &s.report.Victims[i]
		if v.Status == code.TraffickingStatusConfirmed {
			w.truth.Confirmed++
		} else {
			w.truth.Presumed++
		}
		w.kept = append(w.kept, kept{
			Sight{f.Country, f.CaseKey, v.Ref}, went, s.persons[i].id,
			in.Origin == went.origin && in.Destination == went.destination,
		})
	}
}

// settle adds up what is left.
func (t *Truth) settle(list []kept) {
	t.Records, t.National, t.Persons = len(list), map[geo.Area]int{}, make(map[Sight]uint64, len(list))
	found := map[finding]bool{}
	for i := range list {
		k := &list[i]
		t.Persons[k.Sight] = k.person
		if at := (finding{k.person, k.Country}); !found[at] {
			found[at] = true
			t.National[k.Country]++
		}
	}
	t.NationalSum = len(found)
	t.settleWays(list)
}

// finding is a person and a country that detected her.
type finding struct {
	person  uint64
	country geo.Area
}

// settleWays counts the persons who survive and looks for the way that most of them went.
func (t *Truth) settleWays(list []kept) {
	seen, named, ways := map[uint64]bool{}, map[uint64]bool{}, map[way]Corridor{}
	for i := range list {
		k := &list[i]
		c := ways[k.way]
		c.Origin, c.Destination = k.origin, k.destination
		if !seen[k.person] {
			seen[k.person] = true
			c.Persons++
		}
		if k.named {
			c.Records++
		}
		if k.named && !named[k.person] {
			named[k.person] = true
			c.Named++
		}
		ways[k.way] = c
	}
	t.Survivors = len(seen)
	for _, c := range ways { // in any order: no two are equally large
		if c.Origin != c.Destination && c.larger(t.Largest) {
			t.Largest = c
		}
	}
}

// larger reports whether more persons went this way, or as many and its codes come first.
func (c Corridor) larger(d Corridor) bool {
	return cmp.Or(cmp.Compare(c.Persons, d.Persons), cmp.Compare(d.Origin, c.Origin), cmp.Compare(d.Destination, c.Destination)) > 0
}
