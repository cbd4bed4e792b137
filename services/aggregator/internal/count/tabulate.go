package count

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/table"
)

// tabulator adds the base keys of a batch in one table.
type tabulator func(*batch, *keyed)

var tabulators = map[string]tabulator{
	"T01": each(bySexAndAge),
	"T02": each(byForm),
	"T04": each(byCitizenship),
	"T05": each(byClass),
	"T09": each(byPath),
	"T10": each(byReach),
	"T11": each(bySubregions),
	"T12": each(byTransit),
	"T25": each(byAuthority),
	"T30": tabulateQuality,
}

// each makes a tabulator of a rule that puts the base keys of one sighting.
func each(rule func(s *sighting, put func(table.Key))) tabulator {
	return func(b *batch, base *keyed) {
		for i := range b.sightings.sums {
			s := &b.sightings.sums[i]
			if s.n != (amount{}) {
				rule(&s.key, func(k table.Key) { base.add(k, s.n) })
			}
		}
	}
}

func bySexAndAge(s *sighting, put func(table.Key)) {
	put(table.KeyOf(s.series, s.country, s.sex, s.age, s.year))
}

func byForm(s *sighting, put func(table.Key)) {
	put(table.KeyOf(s.series, s.country, s.form, s.sex, s.age, s.year))
}

func byCitizenship(s *sighting, put func(table.Key)) {
	put(table.KeyOf(s.series, s.country, s.citizenship, s.sex, s.age, s.year))
}

func byClass(s *sighting, put func(table.Key)) {
	put(table.KeyOf(s.series, s.country, table.ByClass, class(s), s.year))
	if table.Area(s.country).EU() {
		put(table.KeyOf(s.series, s.country, table.ByClassEU, classEU(s), s.year))
	}
}

func class(s *sighting) table.Code {
	switch geo.Reach(table.Area(s.citizenship), table.Area(s.country)) {
	case code.FlowTypeDomestic:
		return table.ClassOwn
	case code.FlowTypeSubregional:
		return table.ClassSameSub
	case code.FlowTypeIntraregional:
		return table.ClassSameReg
	case code.FlowTypeTransregional:
		return table.ClassOther
	}
	return table.Unknown
}

// classEU is the class that a member of the EU sees.
func classEU(s *sighting) table.Code {
	switch {
	case s.citizenship == table.Unknown:
		return table.Unknown
	case s.citizenship == s.country:
		return table.ClassOwn
	case table.Area(s.citizenship).EU():
		return table.ClassEU
	}
	return table.ClassNonEU
}

func byPath(s *sighting, put func(table.Key)) {
	if s.path() {
		put(table.KeyOf(s.series, s.origin, s.destination, s.sex, s.form, s.year))
	}
}

func byReach(s *sighting, put func(table.Key)) {
	if s.path() {
		flow := geo.Reach(table.Area(s.origin), table.Area(s.destination))
		put(table.KeyOf(s.series, s.destination, table.Code(flow), table.UnitNumber, s.year))
	}
}

func bySubregions(s *sighting, put func(table.Key)) {
	if s.path() {
		put(table.KeyOf(s.series, subregion(s.origin), subregion(s.destination), s.year))
	}
}

func subregion(c table.Code) table.Code { return table.AreaCode(table.Area(c).Subregion()) }

// byTransit puts a person once in each transit country and once in the total of them; one who
// was detected in transit once more for that, under the detecting country if she has no other.
func byTransit(s *sighting, put func(table.Key)) {
	via, inTransit := s.transit, s.stage == table.StageTransit
	if inTransit && via.Len() == 0 && s.country != table.Unknown {
		via[0] = table.Area(s.country)
	}
	if !inTransit && via.Len() == 0 {
		return
	}
	places := [len(via) + 1]table.Code{table.Total}
	for i, a := range via {
		places[i+1] = table.AreaCode(a)
	}
	for _, place := range places[:via.Len()+1] {
		k := table.KeyOf(s.series, place, s.origin, s.destination, table.Total, s.year)
		put(k)
		if inTransit {
			put(k.With(4, table.StageTransit))
		}
	}
}

func byAuthority(s *sighting, put func(table.Key)) {
	status := table.Code(code.TraffickingStatusPresumed)
	if s.series == table.SeriesConfirmed {
		status = table.Code(code.TraffickingStatusConfirmed)
	}
	put(table.KeyOf(s.series, s.country, s.authority, status, s.year))
}
