package rule

import (
	"slices"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// area returns the country of an alpha-3 code.
func area(alpha3 string) geo.Area {
	a, ok := geo.ParseAlpha3(alpha3)
	if !ok {
		panic("no country: " + alpha3)
	}
	return a
}

func areas(alpha3 ...string) tip.Areas {
	var list []geo.Area
	for _, s := range alpha3 {
		list = append(list, area(s))
	}
	set, _ := tip.AreasOf(list...)
	return set
}

// noArea is three letters that are no country.
const noArea = geo.Area(1)

// sound is a report that no rule objects to: an adult from Moldova exploited in Italy.
func sound() tip.Report {
	return tip.Report{
		Incident: tip.Incident{
			Origin: area("MDA"), OriginBasis: code.OriginBasisRecruitmentCountry,
			Transit: areas("ROU"), Destination: area("ITA"), Detection: area("ITA"),
			DetectionPeriod: tip.QuarterPeriod(2024, 3),
			Acts:            code.SetOf(code.TraffickingActRecruitment),
			Means:           code.SetOf(code.PalermoMeansDeception),
		},
		Victims: []tip.Victim{{
			Ref: 1, Status: code.TraffickingStatusConfirmed,
			StatusAuthority: code.IdentifyingAuthorityPolice,
			Sex:             code.SexFemale, AgeRegistration: code.AgeBandY21To23,
			Citizenships: areas("MDA"), Forms: code.SetOf(code.ExploitationFormForcedLabour),
			PrimaryForm: code.ExploitationFormForcedLabour,
		}},
		Perpetrators: []tip.Perpetrator{{Ref: 1, Stage: code.JusticeStageProsecuted, Jurisdiction: area("ITA")}},
		ConsentScope: code.DataConsentScopeCrossBorderAnonymised,
		SharingLabel: code.SharingLabelAmber,
	}
}

// italy is the context of a submission by Italy in autumn 2024 without special agreement.
func italy() Context { return Context{Sender: area("ITA"), Produced: tip.MonthPeriod(2024, 10)} }

// edit changes the sound report or its context.
type edit func(*tip.Report, *Context)

func onIncident(f func(*tip.Incident)) edit {
	return func(r *tip.Report, _ *Context) { f(&r.Incident) }
}

func onVictim(f func(*tip.Victim)) edit {
	return func(r *tip.Report, _ *Context) { f(&r.Victims[0]) }
}

func onPerpetrator(f func(*tip.Perpetrator)) edit {
	return func(r *tip.Report, _ *Context) { f(&r.Perpetrators[0]) }
}

// checkAll runs Check on the sound report after each edit and compares all findings.
func checkAll(t *testing.T, tests map[string]struct {
	edit edit
	want []Finding
}) {
	t.Helper()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r, ctx := sound(), italy()
			tt.edit(&r, &ctx)
			if got := Check(r, ctx); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// found is a single expected finding.
func found(reason code.Reason, field string) []Finding { return []Finding{{reason, field}} }

func TestRulesOfTheIncident(t *testing.T) {
	checkAll(t, map[string]struct {
		edit edit
		want []Finding
	}{
		"a sound report has no findings":               {func(*tip.Report, *Context) {}, nil},
		"V01 an unknown detecting country may be sent": {onIncident(func(in *tip.Incident) { in.Detection = geo.Unknown }), nil},
		"V01 a detecting country may be missing":       {onIncident(func(in *tip.Incident) { in.Detection = geo.None }), nil},
		"V01 a detecting country must exist":           {onIncident(func(in *tip.Incident) { in.Detection = noArea }), found(code.ReasonV01, "incident.detection_country")},
		"V01 a total is no country":                    {onIncident(func(in *tip.Incident) { in.Destination = geo.Total }), found(code.ReasonV01, "incident.destination_country")},
		"V01 a region is no origin":                    {onIncident(func(in *tip.Incident) { in.Origin = area("MDA").Subregion() }), found(code.ReasonV01, "incident.origin_country")},
		"V01 transit is said once": {onIncident(func(in *tip.Incident) { in.Transit, _ = tip.AreasOf(1, 2) }),
			found(code.ReasonV01, "incident.transit_countries")},
		"V08 a path may end in the year it starts in": {onIncident(func(in *tip.Incident) {
			in.ExploitationStart, in.ExploitationEnd = tip.YearPeriod(2023), tip.YearPeriod(2023)
		}), nil},
		"V08 a path may not end before it starts": {onIncident(func(in *tip.Incident) {
			in.ExploitationStart, in.ExploitationEnd = tip.YearPeriod(2023), tip.YearPeriod(2022)
		}), found(code.ReasonV08, "incident.exploitation_start")},
		"V09 a month is finer than a quarter": {onIncident(func(in *tip.Incident) { in.DetectionPeriod = tip.MonthPeriod(2024, 8) }),
			found(code.ReasonV09, "incident.detection_period")},
		"V09 a month may be sent where agreed": {func(r *tip.Report, ctx *Context) {
			r.Incident.DetectionPeriod, ctx.FinestPeriod = tip.MonthPeriod(2024, 8), code.PeriodGrainMonth
		}, nil},
		"V09 a quarter is finer than a year": {func(_ *tip.Report, ctx *Context) { ctx.FinestPeriod = code.PeriodGrainYear },
			found(code.ReasonV09, "incident.detection_period")},
		"V27 detection may fall into the period of the submission": {onIncident(func(in *tip.Incident) {
			in.DetectionPeriod = tip.QuarterPeriod(2024, 4)
		}), nil},
		"V27 detection may not come after the submission": {onIncident(func(in *tip.Incident) {
			in.DetectionPeriod = tip.QuarterPeriod(2025, 1)
		}), found(code.ReasonV27, "incident.detection_period")},
		"V17 a domestic path may lead through nothing else": {onIncident(func(in *tip.Incident) {
			in.Destination, in.Transit = area("MDA"), areas("MDA")
		}), nil},
		"V17 a domestic path through another country is doubtful": {onIncident(func(in *tip.Incident) { in.Destination = area("MDA") }),
			found(code.ReasonV17, "incident.transit_countries")},
		"V17 sees an origin that citizenship gives": {onIncident(func(in *tip.Incident) {
			in.Origin, in.OriginBasis, in.Destination = geo.None, code.OriginBasisUnspecified, area("MDA")
		}), found(code.ReasonV17, "incident.transit_countries")},
	})
}

func TestRulesOfTheWholeReport(t *testing.T) {
	scope := func(s code.DataConsentScope, legalBasis string) edit {
		return func(r *tip.Report, _ *Context) { r.ConsentScope, r.LegalBasisRef = s, legalBasis }
	}
	victims := func(refs ...uint32) edit {
		return func(r *tip.Report, _ *Context) {
			v := r.Victims[0]
			r.Victims = nil
			for _, v.Ref = range refs {
				r.Victims = append(r.Victims, v)
			}
		}
	}
	upTo := func(n uint32) (refs []uint32) {
		for i := range n {
			refs = append(refs, i+1)
		}
		return refs
	}
	v12 := found(code.ReasonV12, "data_consent_scope")
	checkAll(t, map[string]struct {
		edit edit
		want []Finding
	}{
		"V12 no scope is too little":                   {scope(code.DataConsentScopeUnspecified, "LAW-7"), v12},
		"V12 national statistics are too little":       {scope(code.DataConsentScopeNationalStatistics, "LAW-7"), v12},
		"V12 research release is enough":               {scope(code.DataConsentScopeResearchRelease, ""), nil},
		"V12 a legal basis must be named":              {scope(code.DataConsentScopeLegalBasisOther, ""), v12},
		"V12 a named legal basis is enough":            {scope(code.DataConsentScopeLegalBasisOther, "LAW-7"), nil},
		"V12 a scope that is not listed is too little": {scope(7, "LAW-7"), v12},
		"V28 a report has a victim":                    {victims(), found(code.ReasonV28, "victims")},
		"V28 a report may have 50 victims":             {victims(upTo(50)...), nil},
		"V28 a report may not have 51 victims":         {victims(upTo(51)...), found(code.ReasonV28, "victims")},
		"V28 victims are numbered in any order":        {victims(3, 1), nil},
		"V28 no victim has number 0":                   {victims(1, 0), found(code.ReasonV28, "victims[1].victim_ref")},
		"V28 no two victims have one number":           {victims(1, 2, 1), found(code.ReasonV28, "victims[2].victim_ref")},
		"V28 no perpetrator has number 0": {onPerpetrator(func(p *tip.Perpetrator) { p.Ref = 0 }),
			found(code.ReasonV28, "perpetrators[0].perpetrator_ref")},
		"V28 no two perpetrators have one number": {func(r *tip.Report, _ *Context) {
			r.Perpetrators = append(r.Perpetrators, r.Perpetrators[0])
		}, found(code.ReasonV28, "perpetrators[1].perpetrator_ref")},
		"V29 a red report stays at home": {func(r *tip.Report, _ *Context) { r.SharingLabel = code.SharingLabelRed },
			found(code.ReasonV29, "sharing_label")},
		"V29 an amber strict report may be sent": {func(r *tip.Report, _ *Context) { r.SharingLabel = code.SharingLabelAmberStrict }, nil},
		"V01 a perpetrator's countries must exist": {onPerpetrator(func(p *tip.Perpetrator) { p.Citizenship, p.Jurisdiction = noArea, geo.Total }),
			[]Finding{{code.ReasonV01, "perpetrators[0].citizenship"}, {code.ReasonV01, "perpetrators[0].jurisdiction_country"}}},
		"V04 no perpetrator has mixed forms": {onPerpetrator(func(p *tip.Perpetrator) { p.Form = code.ExploitationFormMixed }),
			found(code.ReasonV04, "perpetrators[0].exploitation_form")},
	})
}

func TestAHugeReportHasFewFindings(t *testing.T) {
	r := sound()
	r.Victims = slices.Repeat(r.Victims, 10_000)
	r.Perpetrators = slices.Repeat(r.Perpetrators, 10_000)
	got := Check(r, italy())
	if len(got) != mostFindings || got[0] != (Finding{code.ReasonV28, "victims"}) {
		t.Errorf("%d findings", len(got))
	}
}

func TestWarningsDoNotRefuse(t *testing.T) {
	warnings := code.SetOf(code.ReasonV05, code.ReasonV17, code.ReasonV18, code.ReasonV19, code.ReasonV21)
	for _, e := range code.ReasonEntries() {
		if reason := code.Reason(e.Number); Refuses(reason) == (warnings.Has(reason) || reason == code.ReasonC02) {
			t.Errorf("%s refuses: %t", reason, Refuses(reason))
		}
	}
	if Refuses(code.ReasonUnspecified) {
		t.Error("no reason refuses")
	}
}
