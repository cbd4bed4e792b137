package rule

import (
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// first returns the record of the first victim of the sound report after an edit.
func first(e edit) tip.Record {
	r, ctx := sound(), italy()
	e(&r, &ctx)
	return Harmonise(r)[0]
}

func TestPalermoResult(t *testing.T) {
	var none code.Set[code.PalermoMeans]
	ages := func(entry, exploitation, registration code.AgeBand) edit {
		return func(r *tip.Report, _ *Context) {
			v := &r.Victims[0]
			v.AgeEntry, v.AgeExploitation, v.AgeRegistration = entry, exploitation, registration
			r.Incident.Means = none
		}
	}
	const minor, adult, unknown = code.AgeBandMinorUnspecified, code.AgeBandAdultUnspecified, code.AgeBandUnknown
	role := func(p code.PerpetratorRole, then func(*tip.Report)) edit {
		return func(r *tip.Report, _ *Context) {
			r.Perpetrators[0].Roles = code.SetOf(p)
			then(r)
		}
	}
	noAct := func(r *tip.Report) { r.Incident.Acts = code.Set[code.TraffickingAct]{} }
	noMeans := func(r *tip.Report) { r.Incident.Means = none }
	noPurpose := func(r *tip.Report) { r.Victims[0].Forms = code.SetOf(code.ExploitationFormUnknown) }
	tests := map[string]struct {
		edit edit
		want code.PalermoResult
	}{
		"an adult with all elements":                 {func(*tip.Report, *Context) {}, code.PalermoResultCompleteAdult},
		"a child needs no means":                     {ages(0, 0, code.AgeBandY09To17), code.PalermoResultCompleteChild},
		"a child with means is a child":              {onVictim(func(v *tip.Victim) { v.AgeRegistration = code.AgeBandY00To08 }), code.PalermoResultCompleteChild},
		"no act":                                     {func(r *tip.Report, _ *Context) { noAct(r) }, code.PalermoResultIncompleteAct},
		"an adult without means":                     {func(r *tip.Report, _ *Context) { noMeans(r) }, code.PalermoResultIncompleteMeans},
		"no purpose":                                 {func(r *tip.Report, _ *Context) { noPurpose(r) }, code.PalermoResultIncompletePurpose},
		"unknown age without means":                  {ages(0, unknown, unknown), code.PalermoResultAgeUnknownNoMeans},
		"unknown age with means":                     {onVictim(func(v *tip.Victim) { v.AgeRegistration = unknown }), code.PalermoResultCompleteAdult},
		"unknown age without means or purpose":       {func(r *tip.Report, c *Context) { ages(0, 0, 0)(r, c); noPurpose(r) }, code.PalermoResultIncompletePurpose},
		"the age on entry goes before the others":    {ages(minor, adult, code.AgeBandY48Plus), code.PalermoResultCompleteChild},
		"the age at exploitation before the last":    {ages(unknown, adult, code.AgeBandY09To17), code.PalermoResultIncompleteMeans},
		"the age at registration where none else is": {ages(unknown, 0, code.AgeBandY18To20), code.PalermoResultIncompleteMeans},
		"a recruiter is evidence of an act":          {role(code.PerpetratorRoleRecruiter, noAct), code.PalermoResultCompleteAdult},
		"a controller is not":                        {role(code.PerpetratorRoleControlled, noAct), code.PalermoResultIncompleteAct},
		"a kidnapper is evidence of means":           {role(code.PerpetratorRoleKidnapper, noMeans), code.PalermoResultCompleteAdult},
		"a recruiter is not":                         {role(code.PerpetratorRoleRecruiter, noMeans), code.PalermoResultIncompleteMeans},
		"an exploiter is evidence of a purpose":      {role(code.PerpetratorRoleExploiter, noPurpose), code.PalermoResultCompleteAdult},
		"an unspecified control method is no evidence": {func(r *tip.Report, _ *Context) {
			noMeans(r)
			r.Victims[0].ControlMethods = code.SetOf(code.ControlMethodOther, code.ControlMethodNotSpecified)
		}, code.PalermoResultIncompleteMeans},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := first(tt.edit).Victim.PalermoResult; got != tt.want {
				t.Errorf("got %s, want %s", got.Name(), tt.want.Name())
			}
		})
	}
}

func TestEveryControlMethodButTheVagueIsEvidenceOfMeans(t *testing.T) {
	for _, e := range code.ControlMethodEntries() {
		m := code.ControlMethod(e.Number)
		rec := tip.Record{Victim: tip.Victim{ControlMethods: code.SetOf(m)}}
		vague := m == code.ControlMethodOther || m == code.ControlMethodNotSpecified
		if elementsOf(&rec, nil).means == vague {
			t.Errorf("%s is evidence: %t", m.Name(), !vague)
		}
	}
}

func TestFlow(t *testing.T) {
	path := func(origin, destination, detection geo.Area) edit {
		return onIncident(func(in *tip.Incident) {
			in.Origin, in.Destination, in.Detection = origin, destination, detection
		})
	}
	mda, ita := area("MDA"), area("ITA")
	tests := map[string]struct {
		edit edit
		want code.FlowType
	}{
		"inside one country":                       {path(mda, mda, ita), code.FlowTypeDomestic},
		"inside one sub-region":                    {path(mda, area("ROU"), ita), code.FlowTypeSubregional},
		"inside one region":                        {path(mda, ita, ita), code.FlowTypeIntraregional},
		"between regions":                          {path(mda, area("ARE"), ita), code.FlowTypeTransregional},
		"without a destination detection counts":   {path(mda, geo.None, area("ROU")), code.FlowTypeSubregional},
		"an unknown destination is none":           {path(mda, geo.Unknown, mda), code.FlowTypeDomestic},
		"without destination and detection":        {path(mda, geo.None, geo.None), code.FlowTypeUnknown},
		"an unknown origin":                        {path(geo.Unknown, ita, ita), code.FlowTypeUnknown},
		"an origin that only citizenship gives":    {path(geo.None, ita, ita), code.FlowTypeIntraregional},
		"what the sender computed does not matter": {onVictim(func(v *tip.Victim) { v.FlowType = code.FlowTypeDomestic }), code.FlowTypeIntraregional},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rec := first(tt.edit)
			if got := rec.Victim.FlowType; got != tt.want {
				t.Errorf("got %s, want %s", got.Name(), tt.want.Name())
			}
		})
	}
}

func TestADestinationIsNeverInvented(t *testing.T) {
	rec := first(onIncident(func(in *tip.Incident) { in.Destination = geo.None }))
	if rec.Incident.Destination != geo.None {
		t.Error("a destination that was not sent is stored")
	}
}

func TestOriginAndCitizenship(t *testing.T) {
	const unsaid, citizenship, recruitment = code.OriginBasisUnspecified, code.OriginBasisCitizenship, code.OriginBasisRecruitmentCountry
	unknown, _ := tip.AreasOf(geo.Unknown)
	tests := map[string]struct {
		origin       geo.Area
		basis        code.OriginBasis
		citizenships tip.Areas
		wantOrigin   geo.Area
		wantBasis    code.OriginBasis
		wantKept     tip.Areas
	}{
		"the citizenship that defines origin is kept":       {area("UKR"), citizenship, areas("MDA", "UKR"), area("UKR"), citizenship, areas("UKR")},
		"the lowest is kept where origin rests on another":  {area("UKR"), recruitment, areas("ROU", "UKR"), area("UKR"), recruitment, areas("ROU")},
		"the lowest is kept where origin is not among them": {area("UKR"), citizenship, areas("ROU", "MDA"), area("UKR"), citizenship, areas("MDA")},
		"a single citizenship gives the origin":             {geo.None, unsaid, areas("MDA"), area("MDA"), citizenship, areas("MDA")},
		"several give it where the sender says so":          {geo.None, citizenship, areas("ROU", "MDA"), area("MDA"), citizenship, areas("MDA")},
		"several give none otherwise":                       {geo.None, unsaid, areas("ROU", "MDA"), geo.Unknown, unsaid, areas("MDA")},
		"an origin said to be unknown stays so":             {geo.Unknown, recruitment, areas("MDA"), geo.Unknown, recruitment, areas("MDA")},
		"an unknown citizenship gives none":                 {geo.None, citizenship, unknown, geo.None, citizenship, unknown},
		"a known citizenship is kept before an unknown one": {geo.None, unsaid, tip.Areas{area("MDA"), geo.Unknown}, area("MDA"), citizenship, areas("MDA")},
		"without citizenships there is nothing to keep":     {geo.None, unsaid, areas(), geo.None, unsaid, areas()},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rec := first(func(r *tip.Report, _ *Context) {
				r.Incident.Origin, r.Incident.OriginBasis = tt.origin, tt.basis
				r.Victims[0].Citizenships = tt.citizenships
			})
			in := rec.Incident
			if in.Origin != tt.wantOrigin || in.OriginBasis != tt.wantBasis || rec.Victim.Citizenships != tt.wantKept {
				t.Errorf("got %s by %s, kept %v", in.Origin, in.OriginBasis, rec.Victim.Citizenships.List())
			}
		})
	}
}

func TestFieldsAreMadeCoarser(t *testing.T) {
	rec := first(func(r *tip.Report, _ *Context) {
		in, v := &r.Incident, &r.Victims[0]
		in.Detection = geo.None
		in.RecruitmentPeriod, in.ExploitationStart = tip.MonthPeriod(2022, 5), tip.QuarterPeriod(2022, 4)
		in.ExploitationEnd = tip.MonthPeriod(2023, 1)
		in.Drivers = code.SetOf(code.RiskDriverDemand, code.RiskDriverPoverty, code.RiskDriverDisplacement)
		v.AgeEntry, v.AgeExploitation = code.AgeBandY09To17, code.AgeBandY48Plus
		v.Status, v.StatusAuthority, v.PrimaryForm = 0, 0, 0
		v.ControlMethods = code.SetOf(code.ControlMethodThreatsUnspecified, code.ControlMethodThreatsPhysical)
		r.Response.Protection = tip.Protection{Given: code.SetOf(code.ProtectionResponseHealth)}
		r.Response.Protection.Years[code.ProtectionResponseHealth] = tip.QuarterPeriod(2024, 1)
	})
	in, v := rec.Incident, rec.Victim
	tests := map[string]bool{
		"a missing country of detection is unknown":   in.Detection == geo.Unknown,
		"recruitment is a year":                       in.RecruitmentPeriod == tip.YearPeriod(2022),
		"the start is a year":                         in.ExploitationStart == tip.YearPeriod(2022),
		"the end is a year":                           in.ExploitationEnd == tip.YearPeriod(2023),
		"the two lowest drivers stay":                 in.Drivers == code.SetOf(code.RiskDriverPoverty, code.RiskDriverDisplacement),
		"the age on entry is minor":                   v.AgeEntry == code.AgeBandMinorUnspecified,
		"the age at exploitation is adult":            v.AgeExploitation == code.AgeBandAdultUnspecified,
		"the age at registration stays":               v.AgeRegistration == code.AgeBandY21To23,
		"a missing status is presumed":                v.Status == code.TraffickingStatusPresumed,
		"the only form is the primary one":            v.PrimaryForm == code.ExploitationFormForcedLabour,
		"the specific threat stays":                   v.ControlMethods == code.SetOf(code.ControlMethodThreatsPhysical),
		"the report's protection is the victim's":     v.Protection.Given.Has(code.ProtectionResponseHealth),
		"the year of protection is a year":            v.Protection.Years[code.ProtectionResponseHealth] == tip.YearPeriod(2024),
		"the detection period stays as it was agreed": in.DetectionPeriod == tip.QuarterPeriod(2024, 3),
	}
	for name, ok := range tests {
		if !ok {
			t.Errorf("not so: %s", name)
		}
	}
}

func TestTheVictimsOwnProtectionStays(t *testing.T) {
	own := tip.Protection{Given: code.SetOf(code.ProtectionResponseLegal)}
	rec := first(func(r *tip.Report, _ *Context) {
		r.Victims[0].Protection = own
		r.Response.Protection = tip.Protection{Given: code.SetOf(code.ProtectionResponseHealth)}
	})
	if rec.Victim.Protection != own {
		t.Error("the report's protection replaced the victim's own")
	}
}

func TestThePrimaryFormOfSeveralIsUnknown(t *testing.T) {
	rec := first(onVictim(func(v *tip.Victim) {
		v.Forms, v.PrimaryForm = v.Forms.With(code.ExploitationFormForcedBegging), 0
	}))
	if rec.Victim.PrimaryForm != code.ExploitationFormUnknown {
		t.Errorf("got %s", rec.Victim.PrimaryForm.Name())
	}
}

func TestPerpetratorsAreMadeCoarser(t *testing.T) {
	r := sound()
	r.Perpetrators[0].AgeBand = code.AgeBandY30To38
	r.Perpetrators[0].StageYear = tip.MonthPeriod(2024, 2)
	p := HarmonisePerpetrators(r)[0]
	if p.AgeBand != code.AgeBandAdultUnspecified || p.StageYear != tip.YearPeriod(2024) {
		t.Errorf("got %s and %s", p.AgeBand.Name(), p.StageYear)
	}
	if r.Perpetrators[0].AgeBand != code.AgeBandY30To38 {
		t.Error("the report itself was changed")
	}
}
