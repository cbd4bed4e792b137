package rule

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// mostDrivers is how many risk drivers of an incident are shared.
const mostDrivers = 2

// Generalise returns a report in the form in which it may leave its country (data dictionary
// 4.3, 5.1): the detection period no finer than finest, a quarter where that is unspecified;
// other periods to the year; ages on entry and at exploitation as minor or adult; at most two
// drivers; of each victim's citizenships the one that defines origin. It only makes coarser,
// looks at no other report, and doing it twice changes nothing.
//
// The hub makes the same records of both forms but for that period, with one exception. Where
// several citizenships leave the origin open, it is unknown; but the origin is said once for
// all victims, so in a report on several the citizenship of that victim becomes unknown.
func Generalise(r tip.Report, finest code.PeriodGrain) tip.Report {
	in := coarserIncident(r.Incident)
	in.DetectionPeriod = in.DetectionPeriod.Coarsen(agreed(finest))
	victims := make([]tip.Victim, len(r.Victims))
	for i, v := range r.Victims {
		victims[i] = coarserVictim(v)
		kept, _ := defining(&r.Incident, v.Citizenships)
		switch open := leavesOpen(&r.Incident, v.Citizenships); {
		case open && len(victims) == 1:
			in.Origin = geo.Unknown
		case open:
			kept = geo.Unknown
		}
		victims[i].Citizenships, _ = tip.AreasOf(kept)
	}
	r.Incident, r.Victims, r.Perpetrators = in, victims, HarmonisePerpetrators(r)
	r.Response.Protection = toYears(r.Response.Protection)
	return r
}

// agreed returns the finest detection period that an agreement allows; a quarter without one.
func agreed(finest code.PeriodGrain) code.PeriodGrain {
	if finest == code.PeriodGrainUnspecified {
		return code.PeriodGrainQuarter
	}
	return finest
}

func coarserIncident(in tip.Incident) tip.Incident {
	in.RecruitmentPeriod = in.RecruitmentPeriod.Coarsen(code.PeriodGrainYear)
	in.ExploitationStart = in.ExploitationStart.Coarsen(code.PeriodGrainYear)
	in.ExploitationEnd = in.ExploitationEnd.Coarsen(code.PeriodGrainYear)
	in.Drivers = lowest(in.Drivers, mostDrivers)
	return in
}

func lowest[C ~uint16](s code.Set[C], most int) code.Set[C] {
	var kept code.Set[C]
	for c := range s.All() {
		if kept.Len() == most {
			break
		}
		kept = kept.With(c)
	}
	return kept
}

func coarserVictim(v tip.Victim) tip.Victim {
	v.AgeExploitation = minorOrAdult(v.AgeExploitation)
	v.AgeEntry = minorOrAdult(v.AgeEntry)
	v.Protection = toYears(v.Protection)
	return v
}

// minorOrAdult keeps of an age band only on which side of 18 it lies.
func minorOrAdult(band code.AgeBand) code.AgeBand {
	switch ageOf(band) {
	case child:
		return code.AgeBandMinorUnspecified
	case adult:
		return code.AgeBandAdultUnspecified
	}
	return band
}

func toYears(p tip.Protection) tip.Protection {
	for i, period := range p.Years {
		p.Years[i] = period.Coarsen(code.PeriodGrainYear)
	}
	return p
}
