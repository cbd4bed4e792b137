package rule

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// anyReport is any report at all; fields are drawn by their kinds, mostly from values that
// mean something.
var (
	anyArea = rapid.OneOf(
		rapid.SampledFrom([]geo.Area{geo.None, geo.Unknown, area("MDA"), area("ROU"), area("ITA"), area("VNM")}),
		rapid.SampledFrom([]geo.Area{noArea, geo.Total, area("MDA").Region()}))
	anyAreas = rapid.Map(rapid.SliceOfN(anyArea, 0, 4), func(list []geo.Area) tip.Areas {
		set, _ := tip.AreasOf(list...)
		return set
	})
	anyPeriod = rapid.OneOf(
		rapid.Just(tip.Period(0)),
		rapid.Map(rapid.IntRange(2022, 2025), tip.YearPeriod),
		rapid.Map(rapid.IntRange(1, 4), func(q int) tip.Period { return tip.QuarterPeriod(2024, q) }),
		rapid.Map(rapid.IntRange(1, 12), func(m int) tip.Period { return tip.MonthPeriod(2024, m) }),
		rapid.Map(rapid.Uint32(), func(n uint32) tip.Period { return tip.Period(n) }))
)

// anyCode draws a small number, or one of the high codes OTHER, MIXED and UNKNOWN.
func anyCode[C ~uint16]() *rapid.Generator[C] {
	return rapid.OneOf(
		rapid.Map(rapid.Uint16Range(0, 19), func(n uint16) C { return C(n) }),
		rapid.Map(rapid.Uint16Range(96, 130), func(n uint16) C { return C(n) }))
}

func anySet[C ~uint16]() *rapid.Generator[code.Set[C]] {
	return rapid.Map(rapid.SliceOfN(anyCode[C](), 0, 4), func(list []C) code.Set[C] { return code.SetOf(list...) })
}

var anyVictim = rapid.Custom(func(t *rapid.T) tip.Victim {
	v := tip.Victim{
		Ref:             rapid.Uint32Range(0, 3).Draw(t, "ref"),
		Status:          code.TraffickingStatus(rapid.Uint16Range(0, 4).Draw(t, "status")),
		StatusAuthority: code.IdentifyingAuthority(rapid.Uint16Range(0, 2).Draw(t, "authority")),
		AgeRegistration: anyCode[code.AgeBand]().Draw(t, "age at registration"),
		AgeExploitation: anyCode[code.AgeBand]().Draw(t, "age at exploitation"),
		AgeEntry:        anyCode[code.AgeBand]().Draw(t, "age on entry"),
		Citizenships:    anyAreas.Draw(t, "citizenships"),
		Forms:           anySet[code.ExploitationForm]().Draw(t, "forms"),
		PrimaryForm:     anyCode[code.ExploitationForm]().Draw(t, "primary form"),
		SexualTypes:     anySet[code.SexualExploitationType]().Draw(t, "sexual types"),
		ControlMethods:  anySet[code.ControlMethod]().Draw(t, "control methods"),
		ReturnedFrom:    anyArea.Draw(t, "returned from"),
		FlowType:        anyCode[code.FlowType]().Draw(t, "flow type"),
	}
	v.Protection.Given = anySet[code.ProtectionResponse]().Draw(t, "protection")
	v.Protection.Years[1] = anyPeriod.Draw(t, "protection year")
	return v
})

var anyPerpetrator = rapid.Custom(func(t *rapid.T) tip.Perpetrator {
	return tip.Perpetrator{
		Ref:   rapid.Uint32Range(0, 2).Draw(t, "ref"),
		Roles: anySet[code.PerpetratorRole]().Draw(t, "roles"),
		Form:  anyCode[code.ExploitationForm]().Draw(t, "form"),
	}
})

var anyReport = rapid.Custom(func(t *rapid.T) tip.Report {
	return tip.Report{
		Incident: tip.Incident{
			Origin:            anyArea.Draw(t, "origin"),
			OriginBasis:       code.OriginBasis(rapid.Uint16Range(0, 4).Draw(t, "basis")),
			Transit:           anyAreas.Draw(t, "transit"),
			Destination:       anyArea.Draw(t, "destination"),
			Detection:         anyArea.Draw(t, "detection"),
			DetectionPeriod:   anyPeriod.Draw(t, "detection period"),
			RecruitmentPeriod: anyPeriod.Draw(t, "recruitment"),
			ExploitationStart: anyPeriod.Draw(t, "start"),
			ExploitationEnd:   anyPeriod.Draw(t, "end"),
			Acts:              anySet[code.TraffickingAct]().Draw(t, "acts"),
			Means:             anySet[code.PalermoMeans]().Draw(t, "means"),
			Drivers:           anySet[code.RiskDriver]().Draw(t, "drivers"),
		},
		Victims:       rapid.SliceOfN(anyVictim, 0, 3).Draw(t, "victims"),
		Perpetrators:  rapid.SliceOfN(anyPerpetrator, 0, 2).Draw(t, "perpetrators"),
		ConsentScope:  code.DataConsentScope(rapid.Uint16Range(0, 7).Draw(t, "scope")),
		LegalBasisRef: rapid.SampledFrom([]string{"", "LAW-7"}).Draw(t, "legal basis"),
		SharingLabel:  code.SharingLabel(rapid.Uint16Range(0, 5).Draw(t, "label")),
	}
})

// passing is a report that the rules let through: the sound one with the incident and the
// victims of any other where these pass.
var passing = rapid.Custom(func(t *rapid.T) tip.Report {
	r, source := sound(), anyReport.Draw(t, "source")
	next := r
	next.Incident = source.Incident
	next.Incident.DetectionPeriod = r.Incident.DetectionPeriod
	if !refused(next) {
		r = next
	}
	for _, v := range source.Victims {
		v.Ref = uint32(len(r.Victims) + 1)
		next = r
		next.Victims = append(slices.Clone(r.Victims), v)
		if !refused(next) {
			r = next
		}
	}
	return r
})

func refused(r tip.Report) bool {
	return slices.ContainsFunc(Check(r, italy()), func(f Finding) bool { return Refuses(f.Reason) })
}

// again returns the report that a record makes with what else its report said.
func again(r tip.Report, rec tip.Record) tip.Report {
	r.Incident, r.Victims = rec.Incident, []tip.Victim{rec.Victim}
	return r
}

func TestHarmonisingARecordChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReport.Draw(t, "report")
		for _, rec := range Harmonise(r) {
			r.Response.Protection = tip.Protection{}
			if got := Harmonise(again(r, rec)); len(got) != 1 || got[0] != rec {
				t.Errorf("harmonised twice: %+v, once: %+v", got, rec)
			}
		}
	})
}

func TestHarmoniseKeepsTheVictimsInTheirOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReport.Draw(t, "report")
		records := Harmonise(r)
		if len(records) != len(r.Victims) {
			t.Fatalf("%d records of %d victims", len(records), len(r.Victims))
		}
		for i, rec := range records {
			if rec.Victim.Ref != r.Victims[i].Ref || !rec.Victim.PalermoResult.Listed() || !rec.Victim.FlowType.Listed() {
				t.Errorf("record %d is another victim's, or lacks what is computed", i)
			}
		}
	})
}

func TestCheckNamesFieldsAndNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ctx := Context{
			Sender: anyArea.Draw(t, "sender"), Produced: anyPeriod.Draw(t, "produced"),
			FinestPeriod: code.PeriodGrain(rapid.Uint16Range(0, 4).Draw(t, "finest")),
		}
		for _, f := range Check(anyReport.Draw(t, "report"), ctx) {
			if f.Field == "" || !f.Reason.Listed() {
				t.Errorf("finding %+v says too little", f)
			}
		}
	})
}

func TestWhatPassesStillPassesHarmonised(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := passing.Draw(t, "report")
		for _, rec := range Harmonise(r) {
			if refused(again(r, rec)) {
				t.Errorf("refused: %v", Check(again(r, rec), italy()))
			}
		}
	})
}
