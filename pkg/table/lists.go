package table

import (
	"strconv"

	"github.com/corridor-tip/corridor/pkg/code"
)

// The lists that the definitions name. Lists that share an id are parts of one SDMX list.
var (
	areaList        = newList("CL_AREA", areaEntries(), unknown, total)
	victimList      = newList("CL_SERIES", victimSeries, allVictims, uniqueSeries, allUnique)
	matrixList      = newList("CL_SERIES", victimSeries, allVictims, uniqueSeries, allUnique, flowSeries)
	qualityList     = newList("CL_SERIES", qualitySeries)
	sexList         = newList("CL_SEX", code.SexEntries(), total)
	ageList         = newList("CL_AGE2", ages, unknown, total)
	formList        = newList("CL_FORM4", forms, unknown, total)
	flowList        = newList("CL_FLOW_TYPE", code.FlowTypeEntries()[:4], total)
	unitList        = newList("CL_UNIT_MEASURE", units)
	stageList       = newList("CL_DETECTION_STAGE", code.CountryRoleEntries()[1:2], total)
	classTypeList   = newList("CL_BREAKDOWN_TYPE", breakdowns[:2])
	classList       = newList("CL_CITIZENSHIP_CLASS", code.CitizenshipClassEntries(), classesEU, total)
	authorityList   = newList("CL_AUTHORITY", code.IdentifyingAuthorityEntries(), unknown, total)
	statusList      = newList("CL_STATUS", code.TraffickingStatusEntries()[:2], total)
	qualityTypeList = newList("CL_BREAKDOWN_TYPE", breakdowns[2:], total)
	qualityWhatList = newList("CL_QUALITY", code.ReasonEntries(), fields, unknown, total)
	yearList        = newList("CL_YEAR", years(), unknown, total)
)

// The codes of lists that package code does not hold.
var (
	unknown = entries(Unknown, "_U", "Not known")
	total   = entries(Total, "_T", "All together")

	victimSeries = entries(SeriesConfirmed,
		"VIC_DET", "Detected victims, confirmed, in each country that detected them",
		"VIC_PRES", "Presumed victims, in each country that detected them")
	allVictims = entries(SeriesVictims,
		"VIC_ALL", "Confirmed and presumed victims, in each country that detected them")
	uniqueSeries = entries(SeriesUnique,
		"VIC_UNQ", "Unique victims, confirmed by any country, once however many detected them",
		"VIC_UNQ_PRES", "Unique victims, presumed and confirmed by no country")
	allUnique = entries(SeriesUniqueVictims,
		"VIC_UNQ_ALL", "Unique victims, confirmed and presumed, each person once")
	flowSeries = entries(SeriesFlows,
		"FLW_CNT", "Flows: country pairs with five victims or more")
	qualitySeries = entries(SeriesReceived,
		"DQ_RECEIVED", "Items received",
		"DQ_ACCEPTED", "Items new or corrected",
		"DQ_DUPLICATE", "Items already known",
		"DQ_WITHDRAWN", "Withdrawals carried out",
		"DQ_QUARANTINED", "Items refused",
		"DQ_REVISED", "Accepted items that replaced an earlier revision",
		"DQ_REASON", "Refusals and warnings by reason",
		"DQ_CONSENT_REFUSED", "Reports refused because consent does not reach so far",
		"DQ_DELAY_DAYS", "Days from the end of detection to the end of production, summed",
		"DQ_DELAY_REPORTS", "Reports that the days are summed over",
		"DQ_RECORDS", "Victim records that stand",
		"DQ_KNOWN", "Victim records in which the field is known",
		"DQ_DUP_NAT", "Further records of persons in a country that had detected them before",
		"DQ_DUP_XB", "Persons in a country after another had detected them first")
	ages = entries(AgeMinor,
		"Y0T17", "Under 18 years",
		"Y_GE18", "18 years or over")
	forms = entries(FormSexual,
		"G_SX", "Sexual exploitation",
		"G_FL", "Forced labour, servitude and slavery",
		"G_OR", "Removal of organs",
		"G_OP", "Other purposes",
		"MX", "Several groups and no primary form")
	classesEU = entries(ClassEU,
		"EU", "Citizen of another EU member",
		"NEU", "Citizen of no EU member")
	breakdowns = entries(ByClass,
		"CITIZENSHIP_CLASS", "Citizenship by distance",
		"CITIZENSHIP_CLASS_EU", "Citizenship as EU members see it",
		"FIELD", "Field of the record",
		"REASON", "Reason in the receipt")
	units = entries(UnitNumber,
		"NUMBER", "Number",
		"PT", "Percent of the destination's total")
	fields = entries(FieldStatus,
		"STATUS", "Trafficking status",
		"AUTHORITY", "Who decided on the status",
		"SEX", "Sex",
		"AGE", "Age at registration",
		"CITIZENSHIP", "Country of citizenship",
		"ORIGIN", "Country of origin",
		"DESTINATION", "Country of destination, as sent",
		"DETECTION", "Detecting country",
		"PERIOD", "Period of detection",
		"STAGE", "Stage of the journey at detection",
		"ACTS", "Acts, at least one",
		"MEANS", "Means, at least one",
		"EXPLOIT", "Form of exploitation")
)

// entries numbers pairs of an id and its meaning from first on.
func entries(first Code, pairs ...string) []code.Entry {
	var list []code.Entry
	for i := 0; i < len(pairs); i += 2 {
		number := uint16(first) + uint16(i/2)
		list = append(list, code.Entry{Number: number, Name: pairs[i], Short: pairs[i], Definition: pairs[i+1]})
	}
	return list
}

func years() []code.Entry {
	var list []code.Entry
	for y := FirstYear; y <= LastYear; y++ {
		list = append(list, entries(YearCode(y), strconv.Itoa(y), "Calendar year")...)
	}
	return list
}

// Processing reports whether a series of T30, e.g. DQ_RECEIVED, counts the processing of
// submissions. These depend on how reports arrived, so comparisons of two histories that end
// in the same reports leave them out.
func Processing(series string) bool {
	c, ok := qualityList.Parse(series)
	return ok && c <= SeriesDelayReports
}
