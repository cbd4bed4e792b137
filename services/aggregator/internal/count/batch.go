package count

import (
	"slices"

	"github.com/corridor-tip/corridor/pkg/table"
)

// batch is what the persons of some inputs say, summed before any table looks at it: persons
// that change nothing cancel out, and persons alike are tabulated once.
type batch struct {
	sightings tally[sighting]
	records   tally[record]
	qualities []Quality

	order []*Member  // the person in hand, in canonical order
	seen  []sighting // as the countries saw her, by first detection
	whole sighting   // and as all of them did together
}

func (b *batch) reset() {
	b.sightings.reset()
	b.records.reset()
	b.qualities = b.qualities[:0]
}

// add counts a person n times; a person without members counts nowhere.
func (b *batch) add(members []Member, n int64) {
	b.arrange(members)
	home := b.home()
	b.seen = b.seen[:0]
	for _, m := range b.order {
		s := see(m)
		r := record{sender: country(m.Country), year: s.year, known: completeness(m, &s)}
		fill(&s.country, home)
		r.country, r.repeat = s.country, b.join(s)
		b.records.add(r, amount{detected: n})
	}
	b.tell(n)
}

// tell counts the person in hand n times: in each country where she is a victim, and once as
// all her records describe her, where and when the first of these countries detected her.
func (b *batch) tell(n int64) {
	victim := slices.DeleteFunc(b.seen, func(s sighting) bool { return s.series == table.None })
	if len(victim) == 0 {
		return
	}
	b.whole.country, b.whole.year = victim[0].country, victim[0].year
	fill(&b.whole.destination, b.whole.country)
	b.sightings.add(b.whole, amount{unique: n})
	for _, s := range victim {
		fill(&s.destination, s.country)
		b.sightings.add(s, amount{detected: n})
	}
}

func (b *batch) arrange(members []Member) {
	b.order = b.order[:0]
	for i := range members {
		b.order = append(b.order, &members[i])
	}
	slices.SortFunc(b.order, canonical)
}

// home is the country that takes the records whose detecting country is not known: where the
// person was detected first, so that a missing value never counts her twice.
func (b *batch) home() table.Code {
	for _, m := range b.order {
		if c := country(m.Record.Incident.Detection); c != table.Unknown {
			return c
		}
	}
	return table.Unknown
}

// join merges a sighting into those of the person and of the same country, and returns as which
// kind of duplicate the record counts; None for the person's first.
func (b *batch) join(s sighting) table.Code {
	if len(b.seen) == 0 {
		b.seen, b.whole = append(b.seen, s), s
		return table.None
	}
	b.whole.merge(s)
	for i := range b.seen {
		if b.seen[i].country == s.country {
			b.seen[i].merge(s)
			return table.SeriesRepeatNational
		}
	}
	b.seen = append(b.seen, s)
	return table.SeriesRepeatAbroad
}
