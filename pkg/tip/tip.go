// Package tip is the record of trafficking in persons as the domain sees it: plain values
// that compare with ==, without protobuf, transport, clock or logger.
package tip

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

// Ref is the sender's reference of a report: a keyed hash, unique inside the country.
type Ref [16]byte

// Digest is the first half of SHA-256 over a report as it was sent.
type Digest [16]byte

// Areas is an unordered set of at most five countries, sorted, padded with geo.None.
type Areas [5]geo.Area

// Report is one incident with the people in it.
type Report struct {
	Incident      Incident
	Victims       []Victim
	Perpetrators  []Perpetrator
	Response      Response
	EntityKind    code.IdentifyingAuthority
	ConsentScope  code.DataConsentScope
	LegalBasisRef string // id in the sender's register, at most 64 characters
	AgreementID   string // id in the sender's register, at most 64 characters
	SharingLabel  code.SharingLabel
	Pillars       code.Set[code.Pillar]
}

// Incident is one trafficking path, shared by all victims of a report.
type Incident struct {
	Origin             geo.Area
	OriginBasis        code.OriginBasis
	Transit            Areas
	Destination        geo.Area
	Detection          geo.Area
	DetectionPeriod    Period
	DetectionStage     code.CountryRole
	RecruitmentPeriod  Period
	ExploitationStart  Period
	ExploitationEnd    Period
	DurationBand       code.DurationBand
	Acts               code.Set[code.TraffickingAct]
	Means              code.Set[code.PalermoMeans]
	ConflictContext    code.Ternary
	Drivers            code.Set[code.RiskDriver]
	GroupSizeBand      code.GroupSizeBand
	RecruitmentMethods code.Set[code.RecruitmentMethod]
	OnlinePlatformUsed code.Ternary
}

// Victim is one person in a report.
type Victim struct {
	Ref                    uint32 // 1 or more, the same in every revision
	Status                 code.TraffickingStatus
	StatusAuthority        code.IdentifyingAuthority
	Sex                    code.Sex
	AgeRegistration        code.AgeBand
	AgeExploitation        code.AgeBand
	AgeEntry               code.AgeBand
	Citizenships           Areas
	Forms                  code.Set[code.ExploitationForm]
	PrimaryForm            code.ExploitationForm
	ExploitationRealised   code.Ternary
	SexualTypes            code.Set[code.SexualExploitationType]
	LabourSectors          code.Set[code.LabourSector]
	ControlMethods         code.Set[code.ControlMethod]
	RecruiterRelationships code.Set[code.RecruiterRelationship]
	Displaced              code.Ternary
	Protection             Protection
	ReturnedFrom           geo.Area
	PalermoResult          code.PalermoResult // set by the normalizer
	FlowType               code.FlowType      // set by the normalizer
}

// Record is a victim with the incident: the unit of identity, linkage and statistics.
type Record struct {
	Incident Incident
	Victim   Victim
}

// Perpetrator is one alleged or convicted offender.
type Perpetrator struct {
	Ref              uint32
	Stage            code.JusticeStage
	Sex              code.Sex
	AgeBand          code.AgeBand
	CitizenshipClass code.CitizenshipClass
	Citizenship      geo.Area
	Roles            code.Set[code.PerpetratorRole]
	Form             code.ExploitationForm
	GroupType        code.GroupType
	Jurisdiction     geo.Area
	StageYear        Period
	CriminalArticle  string
	ICCS             string
	Assets           code.AssetsBand
}

// Response is what was done for all victims of a report.
type Response struct {
	Protection   Protection
	JusticeStage code.JusticeStage
}

// Protection is the kinds of assistance given, each with the year of the first time, by code;
// a zero Period means that the kind was given and the year is not known.
type Protection struct {
	Given code.Set[code.ProtectionResponse]
	Years [16]Period
}
