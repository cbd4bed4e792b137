package rule

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

func TestOnlyTheCoarseFormLeaves(t *testing.T) {
	r := sound()
	in, v := &r.Incident, &r.Victims[0]
	in.DetectionPeriod, in.RecruitmentPeriod = tip.MonthPeriod(2024, 8), tip.QuarterPeriod(2022, 1)
	in.ExploitationStart, in.ExploitationEnd = tip.MonthPeriod(2022, 5), tip.MonthPeriod(2023, 1)
	in.Drivers = code.SetOf(code.RiskDriverDemand, code.RiskDriverPoverty, code.RiskDriverDisplacement)
	v.AgeEntry, v.AgeExploitation = code.AgeBandY09To17, code.AgeBandY21To23
	v.Citizenships = areas("MDA", "UKR")
	v.Protection.Given = code.SetOf(code.ProtectionResponseHealth)
	v.Protection.Years[code.ProtectionResponseHealth] = tip.MonthPeriod(2024, 2)
	r.Response.Protection = v.Protection
	r.Perpetrators[0].AgeBand, r.Perpetrators[0].StageYear = code.AgeBandY30To38, tip.MonthPeriod(2024, 2)

	got := Generalise(r, code.PeriodGrainUnspecified)
	gi, gv, year := got.Incident, got.Victims[0], tip.YearPeriod(2024)
	tests := map[string]bool{
		"without an agreement detection is a quarter": gi.DetectionPeriod == tip.QuarterPeriod(2024, 3),
		"recruitment is a year":                       gi.RecruitmentPeriod == tip.YearPeriod(2022),
		"the start is a year":                         gi.ExploitationStart == tip.YearPeriod(2022),
		"the end is a year":                           gi.ExploitationEnd == tip.YearPeriod(2023),
		"the two lowest drivers stay":                 gi.Drivers == code.SetOf(code.RiskDriverPoverty, code.RiskDriverDisplacement),
		"the age on entry is minor":                   gv.AgeEntry == code.AgeBandMinorUnspecified,
		"the age at exploitation is adult":            gv.AgeExploitation == code.AgeBandAdultUnspecified,
		"the age at registration stays":               gv.AgeRegistration == code.AgeBandY21To23,
		"one citizenship stays":                       gv.Citizenships == areas("MDA"),
		"the year of protection is a year":            gv.Protection.Years[code.ProtectionResponseHealth] == year,
		"also that of the report":                     got.Response.Protection.Years[code.ProtectionResponseHealth] == year,
		"the perpetrator is an adult":                 got.Perpetrators[0].AgeBand == code.AgeBandAdultUnspecified,
		"the stage is a year":                         got.Perpetrators[0].StageYear == year,
		"the report itself is not changed":            r.Victims[0] == *v && r.Perpetrators[0].AgeBand == code.AgeBandY30To38,
		"an agreement may allow a month":              Generalise(r, code.PeriodGrainMonth).Incident.DetectionPeriod == tip.MonthPeriod(2024, 8),
		"or only a year":                              Generalise(r, code.PeriodGrainYear).Incident.DetectionPeriod == year,
	}
	for name, ok := range tests {
		if !ok {
			t.Errorf("not so: %s", name)
		}
	}
}

func TestNoOriginIsGuessedFromSeveralCitizenships(t *testing.T) {
	r := sound()
	r.Incident.Origin, r.Incident.OriginBasis = geo.None, code.OriginBasisUnspecified
	r.Victims[0].Citizenships = areas("ROU", "MDA")
	if got := Generalise(r, 0); got.Incident.Origin != geo.Unknown || got.Victims[0].Citizenships != areas("MDA") {
		t.Errorf("alone: origin %s, kept %v", got.Incident.Origin, got.Victims[0].Citizenships.List())
	}
	other := r.Victims[0]
	other.Ref, other.Citizenships = 2, areas("UKR")
	r.Victims = append(r.Victims, other)
	records := Harmonise(Generalise(r, 0))
	if records[0].Incident.Origin.Known() || records[0].Victim.Citizenships[0] != geo.Unknown {
		t.Errorf("beside another: origin %s", records[0].Incident.Origin)
	}
	if records[1].Incident.Origin != area("UKR") {
		t.Errorf("the other: origin %s", records[1].Incident.Origin)
	}
}

func TestTheHubMakesTheSameOfTheGeneralisedForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReport.Draw(t, "report")
		want, got := Harmonise(r), Harmonise(Generalise(r, code.PeriodGrainMonth))
		for i := range want {
			citizenships := r.Victims[i].Citizenships
			if len(want) > 1 && leavesOpen(&r.Incident, citizenships) {
				continue
			}
			if slices.ContainsFunc(citizenships[:], func(a geo.Area) bool { return !country(a) }) {
				continue // refused as V01
			}
			if got[i] != want[i] {
				t.Errorf("of the whole form %+v, of the generalised one %+v", want[i], got[i])
			}
		}
	})
}

func TestGeneralisingTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := Generalise(anyReport.Draw(t, "report"), 0)
		twice := Generalise(once, 0)
		if once.Incident != twice.Incident || once.Response != twice.Response {
			t.Error("incident or response")
		}
		for i := range once.Victims {
			if once.Victims[i] != twice.Victims[i] {
				t.Errorf("victim %d", i)
			}
		}
	})
}

func TestWhatPassesStillPassesGeneralised(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if r := passing.Draw(t, "report"); refused(Generalise(r, 0)) {
			t.Errorf("refused: %v", Check(Generalise(r, 0), italy()))
		}
	})
}
