package table

import "github.com/corridor-tip/corridor/pkg/code"

// The series of victims and flows, list CL_SERIES.
const (
	SeriesConfirmed Code = 1 + iota // VIC_DET
	SeriesPresumed                  // VIC_PRES
	SeriesFlows                     // FLW_CNT

	SeriesVictims = Total // VIC_ALL, the sum of confirmed and presumed
)

// The series of T30, list CL_SERIES. Received to DelayReports count the processing of
// submissions, the others the records of the persons that stand.
const (
	SeriesReceived Code = 101 + iota
	SeriesAccepted
	SeriesDuplicate
	SeriesWithdrawn
	SeriesQuarantined
	SeriesRevised
	SeriesReason
	SeriesConsentRefused
	SeriesDelayDays
	SeriesDelayReports
	SeriesRecords
	SeriesKnown
	SeriesRepeatNational
	SeriesRepeatAbroad
)

// The two age groups, list CL_AGE2.
const (
	AgeMinor Code = 1 + iota // Y0T17
	AgeAdult                 // Y_GE18
)

// The form groups, list CL_FORM4.
const (
	FormSexual Code = 1 + iota // G_SX
	FormLabour                 // G_FL
	FormOrgans                 // G_OR
	FormOther                  // G_OP
	FormMixed                  // MX
)

// The classes of a citizenship as seen from a country, list CL_CITIZENSHIP_CLASS. The first
// four are numbered as code.CitizenshipClass numbers them.
const (
	ClassOwn          = Code(code.CitizenshipClassOwnNational)
	ClassSameSub      = Code(code.CitizenshipClassSameSubregion)
	ClassSameReg      = Code(code.CitizenshipClassSameRegion)
	ClassOther        = Code(code.CitizenshipClassOtherRegion)
	ClassEU      Code = 11 // EU: a citizen of another EU member
	ClassNonEU   Code = 12 // NEU: no citizen of an EU member
)

// The kinds of breakdown, list CL_BREAKDOWN_TYPE.
const (
	ByClass   Code = 1 + iota // CITIZENSHIP_CLASS
	ByClassEU                 // CITIZENSHIP_CLASS_EU
	ByField                   // FIELD
	ByReason                  // REASON
)

// The fields whose completeness T30 counts, list CL_QUALITY.
const (
	FieldStatus Code = 501 + iota
	FieldAuthority
	FieldSex
	FieldAge
	FieldCitizenship
	FieldOrigin
	FieldDestination
	FieldDetection
	FieldPeriod
	FieldStage
	FieldActs
	FieldMeans
	FieldForm
)

// The units of T10, list CL_UNIT_MEASURE.
const (
	UnitNumber  Code = 1 + iota // NUMBER
	UnitPercent                 // PT
)

// StageTransit is the one stage that T12 sets apart, list CL_DETECTION_STAGE.
const StageTransit = Code(code.CountryRoleTransit)

// The years that a table can name, list CL_YEAR.
const (
	FirstYear = 1900
	LastYear  = 2100
)

// YearCode returns the code of a calendar year, Unknown outside FirstYear to LastYear.
func YearCode(year int) Code {
	if year < FirstYear || year > LastYear {
		return Unknown
	}
	return Code(year - FirstYear + 1)
}
