package table

import "github.com/corridor-tip/corridor/pkg/code"

// The series of victims and flows, list CL_SERIES.
const (
	SeriesConfirmed Code = 1 + iota // VIC_DET
	SeriesPresumed                  // VIC_PRES
	SeriesFlows                     // FLW_CNT

	SeriesVictims = Total &^ Unique // VIC_ALL, the sum of confirmed and presumed
)

// Unique is the bit that sets the series of unique persons apart from those of detections,
// as two families of CL_SERIES: a series with the bit counts the same as the one without it,
// but each person once.
const Unique Code = 512

// The series of unique persons.
const (
	SeriesUnique         = SeriesConfirmed | Unique // VIC_UNQ
	SeriesUniquePresumed = SeriesPresumed | Unique  // VIC_UNQ_PRES
	SeriesUniqueVictims  = SeriesVictims | Unique   // VIC_UNQ_ALL, the sum of both
)

// The series of T30, list CL_SERIES. Received to DelayReports count the processing of
// submissions, the others the records of the persons that stand.
const (
	SeriesReceived       Code = 101 + iota // DQ_RECEIVED
	SeriesAccepted                         // DQ_ACCEPTED
	SeriesDuplicate                        // DQ_DUPLICATE
	SeriesWithdrawn                        // DQ_WITHDRAWN
	SeriesQuarantined                      // DQ_QUARANTINED
	SeriesRevised                          // DQ_REVISED
	SeriesReason                           // DQ_REASON
	SeriesConsentRefused                   // DQ_CONSENT_REFUSED
	SeriesDelayDays                        // DQ_DELAY_DAYS
	SeriesDelayReports                     // DQ_DELAY_REPORTS
	SeriesRecords                          // DQ_RECORDS
	SeriesKnown                            // DQ_KNOWN
	SeriesRepeatNational                   // DQ_DUP_NAT
	SeriesRepeatAbroad                     // DQ_DUP_XB
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
	ClassOwn          = Code(code.CitizenshipClassOwnNational)   // OWN
	ClassSameSub      = Code(code.CitizenshipClassSameSubregion) // SUB
	ClassSameReg      = Code(code.CitizenshipClassSameRegion)    // REG
	ClassOther        = Code(code.CitizenshipClassOtherRegion)   // OTR
	ClassEU      Code = 11                                       // EU: a citizen of another EU member
	ClassNonEU   Code = 12                                       // NEU: no citizen of an EU member
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
	FieldStatus      Code = 501 + iota // STATUS
	FieldAuthority                     // AUTHORITY
	FieldSex                           // SEX
	FieldAge                           // AGE
	FieldCitizenship                   // CITIZENSHIP
	FieldOrigin                        // ORIGIN
	FieldDestination                   // DESTINATION
	FieldDetection                     // DETECTION
	FieldPeriod                        // PERIOD
	FieldStage                         // STAGE
	FieldActs                          // ACTS
	FieldMeans                         // MEANS
	FieldForm                          // EXPLOIT
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
