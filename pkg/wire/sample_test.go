package wire

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// country returns the area of an alpha-3 code.
func country(t testing.TB, alpha3 string) geo.Area {
	t.Helper()
	area, ok := geo.ParseAlpha3(alpha3)
	if !ok {
		t.Fatalf("%s is no country", alpha3)
	}
	return area
}

func areaSet(t testing.TB, alpha3 ...string) tip.Areas {
	t.Helper()
	var list []geo.Area
	for _, s := range alpha3 {
		list = append(list, country(t, s))
	}
	set, ok := tip.AreasOf(list...)
	if !ok {
		t.Fatalf("%d areas do not fit", len(alpha3))
	}
	return set
}

func protectionOf(kinds map[code.ProtectionResponse]tip.Period) (p tip.Protection) {
	for kind, period := range kinds {
		p.Given = p.Given.With(kind)
		p.Years[kind] = period
	}
	return p
}

// sample is an invented report with every field sent and one victim and perpetrator.
func sample(t testing.TB) tip.Report {
	t.Helper()
	return tip.Report{
		Incident:      sampleIncident(t),
		Victims:       []tip.Victim{sampleVictim(t)},
		Perpetrators:  []tip.Perpetrator{samplePerpetrator(t)},
		Response:      tip.Response{Protection: protectionOf(map[code.ProtectionResponse]tip.Period{code.ProtectionResponseLegal: tip.MonthPeriod(2024, 5)}), JusticeStage: code.JusticeStage(1)},
		EntityKind:    code.IdentifyingAuthorityPolice,
		ConsentScope:  code.DataConsentScope(4),
		LegalBasisRef: "LAW/2016-12.B",
		AgreementID:   "AGR_7",
		SharingLabel:  code.SharingLabel(2),
		Pillars:       code.SetOf[code.Pillar](1, 2),
	}
}

func sampleRecord(t testing.TB) tip.Record {
	t.Helper()
	return tip.Record{Incident: sampleIncident(t), Victim: sampleVictim(t)}
}

func sampleIncident(t testing.TB) tip.Incident {
	t.Helper()
	return tip.Incident{
		Origin:             country(t, "NPL"),
		OriginBasis:        code.OriginBasis(2),
		Transit:            areaSet(t, "IND", "LKA"),
		Destination:        country(t, "ITA"),
		Detection:          country(t, "AUT"),
		DetectionPeriod:    tip.QuarterPeriod(2024, 3),
		DetectionStage:     code.CountryRole(2),
		RecruitmentPeriod:  tip.YearPeriod(2021),
		ExploitationStart:  tip.YearPeriod(2022),
		ExploitationEnd:    tip.YearPeriod(2023),
		DurationBand:       code.DurationBand(3),
		Acts:               code.SetOf[code.TraffickingAct](1, 2),
		Means:              code.SetOf[code.PalermoMeans](4, 5),
		ConflictContext:    code.Ternary(2),
		Drivers:            code.SetOf[code.RiskDriver](1, 98),
		GroupSizeBand:      code.GroupSizeBand(1),
		RecruitmentMethods: code.SetOf[code.RecruitmentMethod](1, 3),
		OnlinePlatformUsed: code.Ternary(1),
	}
}

func sampleVictim(t testing.TB) tip.Victim {
	t.Helper()
	return tip.Victim{
		Ref:                    7,
		Status:                 code.TraffickingStatusConfirmed,
		StatusAuthority:        code.IdentifyingAuthorityNGO,
		Sex:                    code.SexFemale,
		AgeRegistration:        code.AgeBand(5),
		AgeExploitation:        code.AgeBand(11),
		AgeEntry:               code.AgeBand(10),
		Citizenships:           areaSet(t, "NPL"),
		Forms:                  code.SetOf[code.ExploitationForm](1, 2),
		PrimaryForm:            code.ExploitationForm(2),
		ExploitationRealised:   code.Ternary(1),
		SexualTypes:            code.SetOf[code.SexualExploitationType](1),
		LabourSectors:          code.SetOf[code.LabourSector](1, 20),
		ControlMethods:         code.SetOf[code.ControlMethod](2, 6),
		RecruiterRelationships: code.SetOf[code.RecruiterRelationship](3),
		Displaced:              code.Ternary(2),
		Protection:             protectionOf(map[code.ProtectionResponse]tip.Period{code.ProtectionResponseHealth: tip.YearPeriod(2024), code.ProtectionResponseCompensation: tip.YearPeriod(2025)}),
		ReturnedFrom:           country(t, "DEU"),
		PalermoResult:          code.PalermoResult(1),
		FlowType:               code.FlowType(4),
	}
}

func samplePerpetrator(t testing.TB) tip.Perpetrator {
	t.Helper()
	return tip.Perpetrator{
		Ref:              9,
		Stage:            code.JusticeStage(3),
		Sex:              code.SexMale,
		AgeBand:          code.AgeBand(11),
		CitizenshipClass: code.CitizenshipClass(2),
		Citizenship:      country(t, "NPL"),
		Roles:            code.SetOf[code.PerpetratorRole](1, 98),
		Form:             code.ExploitationForm(2),
		GroupType:        code.GroupType(1),
		Jurisdiction:     country(t, "AUT"),
		StageYear:        tip.YearPeriod(2025),
		CriminalArticle:  "104A",
		ICCS:             "02041",
		Assets:           code.AssetsBand(1),
	}
}

// oneOf generates a code of the list or zero.
func oneOf[C ~uint16](t *rapid.T, entries []code.Entry) C {
	i := rapid.IntRange(-1, len(entries)-1).Draw(t, "code")
	if i < 0 {
		return 0
	}
	return C(entries[i].Number)
}

func someOf[C ~uint16](t *rapid.T, entries []code.Entry) (set code.Set[C]) {
	for range rapid.IntRange(0, 4).Draw(t, "codes") {
		set = set.With(C(rapid.SampledFrom(entries).Draw(t, "code").Number))
	}
	return set
}

func anyArea(t *rapid.T) geo.Area {
	return rapid.SampledFrom(append(geo.Countries(), geo.None, geo.Unknown)).Draw(t, "area")
}

func anyAreas(t *rapid.T) tip.Areas {
	set, _ := tip.AreasOf(rapid.SliceOfN(rapid.Custom(anyArea), 0, 5).Draw(t, "areas")...)
	return set
}

func anyPeriod(t *rapid.T) tip.Period {
	year := rapid.IntRange(1900, 2100).Draw(t, "year")
	switch rapid.IntRange(0, 3).Draw(t, "grain") {
	case 1:
		return tip.YearPeriod(year)
	case 2:
		return tip.QuarterPeriod(year, rapid.IntRange(1, 4).Draw(t, "quarter"))
	case 3:
		return tip.MonthPeriod(year, rapid.IntRange(1, 12).Draw(t, "month"))
	}
	return 0
}

func anyProtection(t *rapid.T) (p tip.Protection) {
	p.Given = someOf[code.ProtectionResponse](t, code.ProtectionResponseEntries())
	for kind := range p.Given.All() {
		p.Years[kind] = anyPeriod(t)
	}
	return p
}

func anyID(t *rapid.T) string { return rapid.StringMatching(`[A-Z0-9._/-]{0,64}`).Draw(t, "id") }

func anyReport(t *rapid.T) tip.Report {
	r := tip.Report{
		Incident:      anyIncident(t),
		Response:      tip.Response{Protection: anyProtection(t), JusticeStage: oneOf[code.JusticeStage](t, code.JusticeStageEntries())},
		EntityKind:    oneOf[code.IdentifyingAuthority](t, code.IdentifyingAuthorityEntries()),
		ConsentScope:  oneOf[code.DataConsentScope](t, code.DataConsentScopeEntries()),
		LegalBasisRef: anyID(t),
		AgreementID:   anyID(t),
		SharingLabel:  oneOf[code.SharingLabel](t, code.SharingLabelEntries()),
		Pillars:       someOf[code.Pillar](t, code.PillarEntries()),
	}
	for range rapid.IntRange(0, 3).Draw(t, "victims") {
		r.Victims = append(r.Victims, anyVictim(t))
	}
	for range rapid.IntRange(0, 2).Draw(t, "perpetrators") {
		r.Perpetrators = append(r.Perpetrators, anyPerpetrator(t))
	}
	return r
}

func anyIncident(t *rapid.T) tip.Incident {
	return tip.Incident{
		Origin:             anyArea(t),
		OriginBasis:        oneOf[code.OriginBasis](t, code.OriginBasisEntries()),
		Transit:            anyAreas(t),
		Destination:        anyArea(t),
		Detection:          anyArea(t),
		DetectionPeriod:    anyPeriod(t),
		DetectionStage:     oneOf[code.CountryRole](t, code.CountryRoleEntries()),
		RecruitmentPeriod:  anyPeriod(t),
		ExploitationStart:  anyPeriod(t),
		ExploitationEnd:    anyPeriod(t),
		DurationBand:       oneOf[code.DurationBand](t, code.DurationBandEntries()),
		Acts:               someOf[code.TraffickingAct](t, code.TraffickingActEntries()),
		Means:              someOf[code.PalermoMeans](t, code.PalermoMeansEntries()),
		ConflictContext:    oneOf[code.Ternary](t, code.TernaryEntries()),
		Drivers:            someOf[code.RiskDriver](t, code.RiskDriverEntries()),
		GroupSizeBand:      oneOf[code.GroupSizeBand](t, code.GroupSizeBandEntries()),
		RecruitmentMethods: someOf[code.RecruitmentMethod](t, code.RecruitmentMethodEntries()),
		OnlinePlatformUsed: oneOf[code.Ternary](t, code.TernaryEntries()),
	}
}

func anyVictim(t *rapid.T) tip.Victim {
	return tip.Victim{
		Ref:                    rapid.Uint32().Draw(t, "ref"),
		Status:                 oneOf[code.TraffickingStatus](t, code.TraffickingStatusEntries()),
		StatusAuthority:        oneOf[code.IdentifyingAuthority](t, code.IdentifyingAuthorityEntries()),
		Sex:                    oneOf[code.Sex](t, code.SexEntries()),
		AgeRegistration:        oneOf[code.AgeBand](t, code.AgeBandEntries()),
		AgeExploitation:        oneOf[code.AgeBand](t, code.AgeBandEntries()),
		AgeEntry:               oneOf[code.AgeBand](t, code.AgeBandEntries()),
		Citizenships:           anyAreas(t),
		Forms:                  someOf[code.ExploitationForm](t, code.ExploitationFormEntries()),
		PrimaryForm:            oneOf[code.ExploitationForm](t, code.ExploitationFormEntries()),
		ExploitationRealised:   oneOf[code.Ternary](t, code.TernaryEntries()),
		SexualTypes:            someOf[code.SexualExploitationType](t, code.SexualExploitationTypeEntries()),
		LabourSectors:          someOf[code.LabourSector](t, code.LabourSectorEntries()),
		ControlMethods:         someOf[code.ControlMethod](t, code.ControlMethodEntries()),
		RecruiterRelationships: someOf[code.RecruiterRelationship](t, code.RecruiterRelationshipEntries()),
		Displaced:              oneOf[code.Ternary](t, code.TernaryEntries()),
		Protection:             anyProtection(t),
		ReturnedFrom:           anyArea(t),
		PalermoResult:          oneOf[code.PalermoResult](t, code.PalermoResultEntries()),
		FlowType:               oneOf[code.FlowType](t, code.FlowTypeEntries()),
	}
}

func anyPerpetrator(t *rapid.T) tip.Perpetrator {
	return tip.Perpetrator{
		Ref:              rapid.Uint32().Draw(t, "ref"),
		Stage:            oneOf[code.JusticeStage](t, code.JusticeStageEntries()),
		Sex:              oneOf[code.Sex](t, code.SexEntries()),
		AgeBand:          oneOf[code.AgeBand](t, code.AgeBandEntries()),
		CitizenshipClass: oneOf[code.CitizenshipClass](t, code.CitizenshipClassEntries()),
		Citizenship:      anyArea(t),
		Roles:            someOf[code.PerpetratorRole](t, code.PerpetratorRoleEntries()),
		Form:             oneOf[code.ExploitationForm](t, code.ExploitationFormEntries()),
		GroupType:        oneOf[code.GroupType](t, code.GroupTypeEntries()),
		Jurisdiction:     anyArea(t),
		StageYear:        anyPeriod(t),
		CriminalArticle:  anyID(t),
		ICCS:             anyID(t),
		Assets:           oneOf[code.AssetsBand](t, code.AssetsBandEntries()),
	}
}
