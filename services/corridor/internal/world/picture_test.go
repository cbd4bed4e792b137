package world

import (
	"slices"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/services/corridor/internal/people"
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
			func(r tip.Record) bool { return r.Incident.DetectionStage == code.CountryRoleTransit }, crossed, 3, 10},
		"some are found once back": {
			func(r tip.Record) bool { return r.Victim.ReturnedFrom.Known() }, crossed, 30, 45},
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

func TestAPersonIsToldMuchTheSameByEveryCountry(t *testing.T) {
	type sight struct {
		incident tip.Incident
		victim   tip.Victim
	}
	last, count := map[uint64]sight{}, map[string]int{}
	filings, truth := generate(t, Params{Seed: 1, Victims: victims})
	known := map[string]bool{}
	for _, f := range filings {
		if f.Revision != 1 || f.Reason != code.ReasonUnspecified || known[f.CaseKey] {
			continue
		}
		known[f.CaseKey] = true
		for i, v := range f.Report.Victims {
			was, seen := last[f.People[i]]
			now := sight{f.Report.Incident, v}
			last[f.People[i]] = now
			if !seen {
				continue
			}
			count["again"]++
			if was.incident.Destination != now.incident.Destination {
				t.Fatalf("%s: the victim went elsewhere", f.CaseKey)
			}
			if was.victim.Sex != v.Sex && was.victim.Sex != code.SexUnknown && v.Sex != code.SexUnknown {
				count["sex"]++
			}
			if banded(was.victim) && banded(v) && max(was.victim.AgeRegistration, v.AgeRegistration)-min(was.victim.AgeRegistration, v.AgeRegistration) > 1 {
				count["age"]++
			}
		}
	}
	if want := truth.Victims - truth.People; count["again"] < want {
		t.Errorf("%d victims reported again, want %d", count["again"], want)
	}
	for what, low := range map[string]int{"sex": 3, "age": 1} { // per mille
		if n := count[what] * 1000 / count["again"]; n < low || n > 20 {
			t.Errorf("%s differs in %d of %d", what, count[what], count["again"])
		}
	}
}

func banded(v tip.Victim) bool {
	return v.AgeRegistration >= code.AgeBandY00To08 && v.AgeRegistration <= code.AgeBandY48Plus
}

func TestAJourneyIsReportedInItsOrder(t *testing.T) {
	w := newWorld(Params{Seed: 4, Victims: 1})
	order := map[code.CountryRole]int{code.CountryRoleTransit: 0, code.CountryRoleDestination: 1, code.CountryRoleUnspecified: 2, code.CountryRoleOrigin: 3}
	most := 0
	for range 3000 {
		r := w.route()
		stops := w.stops(r)
		s := w.invent(r, stops[0], 2, false)
		nations := map[geo.Area]bool{stops[0].country: true}
		for i, at := range stops[1:] {
			next := w.found(s, at, 2)
			before, after := s.report.Incident, next.report.Incident
			if order[before.DetectionStage] > order[after.DetectionStage] || before.DetectionPeriod.StartsAfter(after.DetectionPeriod) {
				t.Fatalf("found as %s in %s, then as %s in %s", before.DetectionStage, before.DetectionPeriod, after.DetectionStage, after.DetectionPeriod)
			}
			if at.second != (before.Detection == after.Detection) || !sends(after.Detection) {
				t.Fatalf("stop %d: %s after %s", i+1, after.Detection, before.Detection)
			}
			nations[at.country] = true
			s = next
		}
		most = max(most, len(nations))
	}
	if most != mostCountries {
		t.Errorf("a person is reported by at most %d countries, want %d", most, mostCountries)
	}
}

func TestIdentitiesStandBesideTheVictims(t *testing.T) {
	filings, _ := generate(t, Params{Seed: 1, Victims: victims})
	unnamed, all := 0, 0
	for _, f := range filings {
		if len(f.Identities) != len(f.People) {
			t.Fatalf("%s: %d identities of %d persons", f.CaseKey, len(f.Identities), len(f.People))
		}
		for _, id := range f.Identities {
			all++
			if id == (identity.Identity{}) {
				unnamed++
			}
		}
	}
	if share := unnamed * 1000 / all; share < 24 || share > 36 {
		t.Errorf("%d of %d victims have no identity, want about 3 %%", unnamed, all)
	}
}

func TestEveryFocalPointHasPeople(t *testing.T) {
	known := people.Countries()
	for _, c := range countries {
		if !slices.Contains(known, c.area) {
			t.Errorf("nobody can be invented of %s", c.area)
		}
	}
}
