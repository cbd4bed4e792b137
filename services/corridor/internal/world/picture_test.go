package world

import (
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// records returns every victim of a first revision that the hub accepts.
func records(t *testing.T) []tip.Record {
	t.Helper()
	filings, _ := generate(t, Params{Seed: 1, Victims: victims})
	var list []tip.Record
	for _, f := range filings {
		if f.Revision != 1 || f.Verdict != code.VerdictAccepted {
			continue
		}
		for _, v := range f.Report.Victims {
			list = append(list, tip.Record{Incident: f.Report.Incident, Victim: v})
		}
	}
	return list
}

func TestTheWorldLooksAsReported(t *testing.T) {
	all := func(tip.Record) bool { return true }
	reach := func(want code.FlowType) func(tip.Record) bool {
		return func(r tip.Record) bool { return geo.Reach(r.Incident.Origin, r.Incident.Destination) == want }
	}
	citizen := func(r tip.Record) bool { return r.Victim.Citizenships != tip.Areas{geo.Unknown} }
	crossed := func(r tip.Record) bool {
		return r.Incident.Origin.Known() && r.Incident.Origin != r.Incident.Destination
	}
	tests := map[string]struct {
		is, among func(tip.Record) bool
		low, high int // percent
	}{
		"more than half are found at home": {
			func(r tip.Record) bool { return r.Victim.Citizenships.Has(r.Incident.Detection) }, citizen, 51, 75},
		"fewer than one in ten cross regions":   {reach(code.FlowTypeTransregional), all, 2, 9},
		"most who cross stay in the sub-region": {reach(code.FlowTypeSubregional), crossed, 50, 75},
		"some cross sub-regions":                {reach(code.FlowTypeIntraregional), crossed, 15, 40},
		"three in ten are children":             {func(r tip.Record) bool { return child(r.Victim.AgeRegistration) }, all, 25, 35},
		"one in five is presumed": {
			func(r tip.Record) bool { return r.Victim.Status == code.TraffickingStatusPresumed }, all, 17, 23},
		"some are found on the way": {
			func(r tip.Record) bool { return r.Incident.DetectionStage == code.CountryRoleTransit }, crossed, 1, 8},
		"some are found once back": {
			func(r tip.Record) bool { return r.Victim.ReturnedFrom.Known() }, crossed, 8, 25},
		"sex is unknown for some":     {func(r tip.Record) bool { return r.Victim.Sex == code.SexUnknown }, all, 5, 10},
		"age is unknown for some":     {func(r tip.Record) bool { return r.Victim.AgeRegistration == code.AgeBandUnknown }, all, 5, 10},
		"citizenship is unknown":      {func(r tip.Record) bool { return !citizen(r) }, all, 5, 10},
		"origin is unknown":           {func(r tip.Record) bool { return r.Incident.Origin == geo.Unknown }, all, 5, 10},
		"the form is unknown":         {func(r tip.Record) bool { return r.Victim.PrimaryForm == code.ExploitationFormUnknown }, all, 5, 10},
		"displacement is unknown":     {func(r tip.Record) bool { return r.Victim.Displaced == code.TernaryUnknown }, all, 5, 10},
		"conflict is unknown":         {func(r tip.Record) bool { return r.Incident.ConflictContext == code.TernaryUnknown }, all, 5, 10},
		"control is not specified":    {func(r tip.Record) bool { return r.Victim.ControlMethods.Has(code.ControlMethodNotSpecified) }, all, 5, 10},
		"the recruiter is unknown":    {func(r tip.Record) bool { return r.Victim.RecruiterRelationships.Has(code.RecruiterRelationshipUnknown) }, all, 5, 10},
		"exploitation is not dated":   {func(r tip.Record) bool { return r.Incident.ExploitationStart == 0 }, all, 5, 10},
		"a year is all that is known": {func(r tip.Record) bool { return r.Incident.DetectionPeriod.Grain() == code.PeriodGrainYear }, all, 5, 10},
	}
	list := records(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			n, of := 0, 0
			for _, r := range list {
				if tt.among(r) {
					of++
					if tt.is(r) {
						n++
					}
				}
			}
			if n*100 < tt.low*of || n*100 > tt.high*of {
				t.Errorf("%d of %d, want %d to %d %%", n, of, tt.low, tt.high)
			}
		})
	}
}

func TestEveryFormOccurs(t *testing.T) {
	primary := map[code.ExploitationForm]int{}
	for _, r := range records(t) {
		primary[r.Victim.PrimaryForm]++
	}
	for _, e := range code.ExploitationFormEntries() {
		f := code.ExploitationForm(e.Number)
		if (primary[f] == 0) != (f == code.ExploitationFormMixed) {
			t.Errorf("%s is the primary form of %d victims", e.Name, primary[f])
		}
	}
}

func TestEveryDetectionYearOccurs(t *testing.T) {
	seen := map[int]int{}
	for _, r := range records(t) {
		seen[r.Incident.DetectionPeriod.Year()]++
	}
	for y := firstYear; y <= lastYear; y++ {
		if seen[y] == 0 {
			t.Errorf("nobody is detected in %d", y)
		}
	}
}

func TestAPersonReportedTwiceIsTheSameInBothCountries(t *testing.T) {
	type sight struct {
		country geo.Area
		victim  tip.Victim
	}
	first, twice := map[uint64]sight{}, 0
	filings, truth := generate(t, Params{Seed: 1, Victims: victims})
	for _, f := range filings {
		if f.Revision != 1 || f.Reason != code.ReasonUnspecified {
			continue
		}
		for i, v := range f.Report.Victims {
			was, known := first[f.People[i]]
			if !known || was.country == f.Country { // the same filing again
				first[f.People[i]] = sight{f.Country, v}
				continue
			}
			twice++
			if was.victim.Sex != v.Sex || was.victim.AgeRegistration != v.AgeRegistration {
				t.Fatalf("%s: the person changed on the way home", f.CaseKey)
			}
		}
	}
	if want := truth.Victims - truth.People; twice < want {
		t.Errorf("%d victims reported by two countries, want %d", twice, want)
	}
}
