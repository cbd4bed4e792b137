package table

const (
	persons = "persons"

	counting = "VIC_DET, VIC_PRES and VIC_ALL count a person in each country that detected her, in the year of first detection there. " +
		"VIC_UNQ, VIC_UNQ_PRES and VIC_UNQ_ALL count her once, in the country and year of her first detection, so they alone add up over countries to persons. " +
		"Never add the two kinds."
	bothKnown = counting + " Only persons whose origin and destination are both known."
)

var (
	series      = Dimension{ID: "SERIES", List: victimList, Additive: true, Families: Unique}
	refArea     = Dimension{ID: "REF_AREA", List: areaList, Additive: true}
	origin      = Dimension{ID: "ORIGIN", List: areaList, Additive: true}
	destination = Dimension{ID: "DESTINATION", List: areaList, Additive: true}
	sex         = Dimension{ID: "SEX", List: sexList, Additive: true}
	age         = Dimension{ID: "AGE", List: ageList, Additive: true}
	form        = Dimension{ID: "EXPLOIT", List: formList, Additive: true}
	period      = Dimension{ID: "TIME_PERIOD", List: yearList, Additive: true}
)

// definitions are data: what adds up is said here and nowhere else.
var definitions = []Definition{
	{
		ID: "T01", Title: "Detected victims by sex and age", Note: counting, Unit: persons,
		Dimensions: []Dimension{series, refArea, sex, age, period},
	},
	{
		ID: "T02", Title: "Detected victims by form of exploitation, sex and age", Note: counting, Unit: persons,
		Dimensions: []Dimension{series, refArea, form, sex, age, period},
	},
	{
		ID: "T04", Title: "Detected victims by citizenship", Note: counting, Unit: persons,
		Dimensions: []Dimension{series, refArea, {ID: "COUNTERPART_AREA", List: areaList, Additive: true}, sex, age, period},
	},
	{
		ID: "T05", Title: "Detected victims by class of citizenship", Unit: persons,
		Note: counting + " The class is as seen from the country in which she counts, in the total of all countries too; the EU's own classes only where that is an EU member.",
		Dimensions: []Dimension{series, refArea, {ID: "BREAKDOWN_TYPE", List: classTypeList},
			{ID: "BREAKDOWN", List: classList, Additive: true}, period},
	},
	{
		ID: "T09", Title: "Victims by origin and destination", Unit: persons, Rule: RuleFlows,
		Note:       bothKnown + " A pair is listed for a period in which five unique victims or more share it; totals count everybody.",
		Dimensions: []Dimension{series, origin, destination, sex, form, period},
	},
	{
		ID: "T10", Title: "Reach of trafficking", Unit: persons, Rule: RuleShares,
		Note: bothKnown,
		Dimensions: []Dimension{series, {ID: "DESTINATION", List: areaList, Additive: true, Regions: true},
			{ID: "FLOW_TYPE", List: flowList, Additive: true}, {ID: "UNIT_MEASURE", List: unitList}, period},
	},
	{
		ID: "T11", Title: "Victims and flows between sub-regions", Unit: persons, Rule: RuleFlowCounts,
		Note:       bothKnown + " A flow is a pair of countries that five unique victims or more share in the period.",
		Dimensions: []Dimension{{ID: "SERIES", List: matrixList, Additive: true, Families: Unique}, origin, destination, period},
	},
	{
		ID: "T12", Title: "Transit", Unit: persons,
		Note: counting + " A person with several transit countries counts in each and once in the total, so transit countries do not add up.",
		Dimensions: []Dimension{series, {ID: "TRANSIT", List: areaList}, origin, destination,
			{ID: "DETECTION_STAGE", List: stageList}, period},
	},
	{
		ID: "T25", Title: "Detected victims by identifying authority", Note: counting, Unit: persons,
		Dimensions: []Dimension{series, refArea, {ID: "BREAKDOWN", List: authorityList, Additive: true},
			{ID: "STATUS", List: statusList, Additive: true, Follows: "SERIES"}, period},
	},
	{
		ID: "T30", Title: "Data quality", Unit: "items, records and days",
		Note: "DQ_RECEIVED to DQ_DELAY_REPORTS count what each country sent, by the year it was produced; DQ_RECORDS and DQ_KNOWN what each country sent and DQ_DUP_NAT and DQ_DUP_XB what each country detected, by the year of detection. Records less both kinds of duplicate are the persons.",
		Dimensions: []Dimension{{ID: "SERIES", List: qualityList}, refArea, {ID: "BREAKDOWN_TYPE", List: qualityTypeList},
			{ID: "BREAKDOWN", List: qualityWhatList}, period},
	},
}
