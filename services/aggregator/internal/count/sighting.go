package count

import (
	"bytes"
	"cmp"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// sighting is a person as one country detected her, or as all did together: all that the tables ask for, as codes,
// and small, because equal sightings are counted together. Unknown stands for whatever is not
// known, as well as for what a newer sender may have meant.
type sighting struct {
	series      table.Code // None when nobody judged her to be a victim
	country     table.Code // that detected her, first if there are several
	year        table.Code // of the first detection there
	sex         table.Code
	age         table.Code
	form        table.Code
	citizenship table.Code
	authority   table.Code
	origin      table.Code
	destination table.Code
	stage       table.Code
	transit     tip.Areas // countries only
}

// see returns what one record says.
func see(m *Member) sighting {
	in, v := &m.Record.Incident, &m.Record.Victim
	return sighting{
		series:      series(v.Status),
		country:     country(in.Detection),
		year:        year(in.DetectionPeriod),
		sex:         listed(v.Sex, code.SexUnknown),
		age:         age(v.AgeRegistration),
		form:        form(v),
		citizenship: citizenship(&m.Record),
		authority:   listed(v.StatusAuthority, code.IdentifyingAuthorityUnspecified),
		origin:      country(in.Origin),
		destination: country(in.Destination),
		stage:       listed(in.DetectionStage, code.CountryRoleUnspecified),
		transit:     countries(in.Transit),
	}
}

// merge adds a later sighting of the same person: what is known stays, what is not is filled,
// and a confirmation counts whenever it came.
func (s *sighting) merge(later sighting) {
	if s.series == table.None || later.series == table.SeriesConfirmed {
		s.series = later.series
	}
	fill(&s.sex, later.sex)
	fill(&s.age, later.age)
	fill(&s.form, later.form)
	fill(&s.citizenship, later.citizenship)
	fill(&s.authority, later.authority)
	fill(&s.origin, later.origin)
	fill(&s.destination, later.destination)
	fill(&s.stage, later.stage)
	if s.transit.Len() == 0 {
		s.transit = later.transit
	}
}

func fill(c *table.Code, with table.Code) {
	if *c == table.Unknown {
		*c = with
	}
}

// path reports whether both ends of the journey are known.
func (s *sighting) path() bool {
	return s.origin != table.Unknown && s.destination != table.Unknown
}

// canonical orders the members of a person: the year of detection, an unknown one last, then
// the identity of the record.
func canonical(a, b *Member) int {
	return cmp.Or(
		cmp.Compare(year(a.Record.Incident.DetectionPeriod), year(b.Record.Incident.DetectionPeriod)),
		cmp.Compare(a.Country, b.Country),
		bytes.Compare(a.Ref[:], b.Ref[:]),
		cmp.Compare(a.VictimRef, b.VictimRef),
	)
}
