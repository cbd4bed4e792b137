package world

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/services/corridor/internal/people"
)

// person is who is behind a victim in the reports of all countries.
type person struct {
	people.Person
	id                  uint64
	entry, exploitation code.AgeBand // ages when it began, as first told
}

// person invents the person behind a victim who has her true sex and age.
func (w *world) person(v *tip.Victim, rt route, at tip.Period) *person {
	w.people++
	birth := people.BirthAt(w.Rand, v.AgeRegistration, at)
	return &person{
		Person: people.Invent(w.Rand, rt.origin, v.Sex, birth),
		id:     w.people, entry: v.AgeEntry, exploitation: v.AgeExploitation,
	}
}

// tell sets sex and ages as a report of a period tells them. Nobody is told to have been an
// adult before being a child.
func (w *world) tell(v *tip.Victim, p *person, at tip.Period) {
	v.Sex = people.ToldSex(w.Rand, p.Sex)
	v.AgeRegistration = people.ToldBand(w.Rand, people.BandAt(p.Birth, at))
	v.AgeEntry, v.AgeExploitation = p.entry, p.exploitation
	switch v.AgeRegistration {
	case code.AgeBandUnknown:
		v.AgeEntry, v.AgeExploitation = code.AgeBandUnknown, code.AgeBandUnknown
	case code.AgeBandY00To08, code.AgeBandY09To17, code.AgeBandMinorUnspecified:
		v.AgeEntry, v.AgeExploitation = code.AgeBandMinorUnspecified, code.AgeBandMinorUnspecified
	}
}

// identities are the persons as a country knows them; zero where it does not.
func (w *world) identities(list []*person, by geo.Area, once bool) []identity.Identity {
	told := make([]identity.Identity, len(list))
	for i, p := range list {
		if !people.Unnamed(w.Rand, once) {
			told[i] = p.Told(w.Rand, by)
		}
	}
	return told
}
