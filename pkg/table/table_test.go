package table

import (
	"math/bits"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

func TestTheTablesAreThoseOfTheDictionary(t *testing.T) {
	want := map[string]string{
		"T01": "SERIES REF_AREA SEX AGE TIME_PERIOD",
		"T02": "SERIES REF_AREA EXPLOIT SEX AGE TIME_PERIOD",
		"T04": "SERIES REF_AREA COUNTERPART_AREA SEX AGE TIME_PERIOD",
		"T05": "SERIES REF_AREA BREAKDOWN_TYPE BREAKDOWN TIME_PERIOD",
		"T09": "SERIES ORIGIN DESTINATION SEX EXPLOIT TIME_PERIOD",
		"T10": "SERIES DESTINATION FLOW_TYPE UNIT_MEASURE TIME_PERIOD",
		"T11": "SERIES ORIGIN DESTINATION TIME_PERIOD",
		"T12": "SERIES TRANSIT ORIGIN DESTINATION DETECTION_STAGE TIME_PERIOD",
		"T25": "SERIES REF_AREA BREAKDOWN STATUS TIME_PERIOD",
		"T30": "SERIES REF_AREA BREAKDOWN_TYPE BREAKDOWN TIME_PERIOD",
	}
	for _, d := range Definitions() {
		var ids []string
		for _, dim := range d.Dimensions {
			ids = append(ids, dim.ID)
		}
		if got := strings.Join(ids, " "); got != want[d.ID] {
			t.Errorf("%s has %s", d.ID, got)
		}
	}
	if len(Definitions()) != len(want) {
		t.Errorf("%d tables, want %d", len(Definitions()), len(want))
	}
}

func TestDefinitionsAreSound(t *testing.T) {
	for _, d := range Definitions() {
		if len(d.Dimensions) > MaxDimensions || d.Title == "" || d.Note == "" || d.Unit == "" {
			t.Errorf("%s is not complete or too wide", d.ID)
		}
		for i, dim := range d.Dimensions {
			for _, e := range dim.List.Entries() {
				if dim.Additive && dim.List.Name(dim.Total(Code(e.Number))) == "" {
					t.Errorf("%s in %s of %s adds up to nothing", e.Short, dim.ID, d.ID)
				}
			}
			if dim.Families != 0 && (dim.Families != Unique || i != 0 || !dim.Additive) {
				t.Errorf("%s of %s has families whose keys do not follow each other", dim.ID, d.ID)
			}
			if dim.Follows != "" && (d.Index(dim.Follows) < 0 || !dim.Additive) {
				t.Errorf("%s of %s follows nothing", dim.ID, d.ID)
			}
			if dim.Regions && !dim.Area() {
				t.Errorf("%s of %s has regions but no countries", dim.ID, d.ID)
			}
		}
	}
}

func TestEachSeriesAddsUpToTheTotalOfItsFamily(t *testing.T) {
	for _, d := range Definitions() {
		dim := d.Dimensions[0]
		for name, want := range map[string]string{
			"VIC_DET": "VIC_ALL", "VIC_PRES": "VIC_ALL", "VIC_ALL": "VIC_ALL",
			"VIC_UNQ": "VIC_UNQ_ALL", "VIC_UNQ_PRES": "VIC_UNQ_ALL", "VIC_UNQ_ALL": "VIC_UNQ_ALL",
		} {
			c, ok := dim.List.Parse(name)
			if ok != dim.Additive {
				t.Errorf("%s: %s is there: %t", d.ID, name, ok)
			}
			if got := dim.List.Name(dim.Total(c)); ok && got != want {
				t.Errorf("%s: %s adds up to %s", d.ID, name, got)
			}
		}
	}
}

func TestConstantsAreTheCodesTheyName(t *testing.T) {
	for name, c := range map[string]struct {
		list *List
		code Code
	}{
		"VIC_DET":              {victimList, SeriesConfirmed},
		"VIC_PRES":             {victimList, SeriesPresumed},
		"VIC_ALL":              {victimList, SeriesVictims},
		"VIC_UNQ":              {victimList, SeriesUnique},
		"VIC_UNQ_PRES":         {victimList, SeriesUniquePresumed},
		"VIC_UNQ_ALL":          {victimList, SeriesUniqueVictims},
		"FLW_CNT":              {matrixList, SeriesFlows},
		"DQ_RECEIVED":          {qualityList, SeriesReceived},
		"DQ_ACCEPTED":          {qualityList, SeriesAccepted},
		"DQ_DUPLICATE":         {qualityList, SeriesDuplicate},
		"DQ_WITHDRAWN":         {qualityList, SeriesWithdrawn},
		"DQ_QUARANTINED":       {qualityList, SeriesQuarantined},
		"DQ_REVISED":           {qualityList, SeriesRevised},
		"DQ_REASON":            {qualityList, SeriesReason},
		"DQ_CONSENT_REFUSED":   {qualityList, SeriesConsentRefused},
		"DQ_DELAY_DAYS":        {qualityList, SeriesDelayDays},
		"DQ_DELAY_REPORTS":     {qualityList, SeriesDelayReports},
		"DQ_RECORDS":           {qualityList, SeriesRecords},
		"DQ_KNOWN":             {qualityList, SeriesKnown},
		"DQ_DUP_NAT":           {qualityList, SeriesRepeatNational},
		"DQ_DUP_XB":            {qualityList, SeriesRepeatAbroad},
		"Y0T17":                {ageList, AgeMinor},
		"Y_GE18":               {ageList, AgeAdult},
		"G_SX":                 {formList, FormSexual},
		"G_FL":                 {formList, FormLabour},
		"G_OR":                 {formList, FormOrgans},
		"G_OP":                 {formList, FormOther},
		"MX":                   {formList, FormMixed},
		"OWN":                  {classList, ClassOwn},
		"SUB":                  {classList, ClassSameSub},
		"REG":                  {classList, ClassSameReg},
		"OTR":                  {classList, ClassOther},
		"EU":                   {classList, ClassEU},
		"NEU":                  {classList, ClassNonEU},
		"CITIZENSHIP_CLASS":    {classTypeList, ByClass},
		"CITIZENSHIP_CLASS_EU": {classTypeList, ByClassEU},
		"FIELD":                {qualityTypeList, ByField},
		"REASON":               {qualityTypeList, ByReason},
		"STATUS":               {qualityWhatList, FieldStatus},
		"AUTHORITY":            {qualityWhatList, FieldAuthority},
		"SEX":                  {qualityWhatList, FieldSex},
		"AGE":                  {qualityWhatList, FieldAge},
		"CITIZENSHIP":          {qualityWhatList, FieldCitizenship},
		"ORIGIN":               {qualityWhatList, FieldOrigin},
		"DESTINATION":          {qualityWhatList, FieldDestination},
		"DETECTION":            {qualityWhatList, FieldDetection},
		"PERIOD":               {qualityWhatList, FieldPeriod},
		"STAGE":                {qualityWhatList, FieldStage},
		"ACTS":                 {qualityWhatList, FieldActs},
		"MEANS":                {qualityWhatList, FieldMeans},
		"EXPLOIT":              {qualityWhatList, FieldForm},
		"V12":                  {qualityWhatList, Code(code.ReasonV12)},
		"NUMBER":               {unitList, UnitNumber},
		"PT":                   {unitList, UnitPercent},
		"TRA":                  {stageList, StageTransit},
		"CO":                   {statusList, Code(code.TraffickingStatusConfirmed)},
		"PR":                   {statusList, Code(code.TraffickingStatusPresumed)},
		"DOM":                  {flowList, Code(code.FlowTypeDomestic)},
		"TRR":                  {flowList, Code(code.FlowTypeTransregional)},
		"F":                    {sexList, Code(code.SexFemale)},
		"_O":                   {sexList, Code(code.SexOther)},
		"_U":                   {sexList, Unknown},
		"_T":                   {sexList, Total},
		"HLP":                  {authorityList, Code(code.IdentifyingAuthorityHelpline)},
		"1900":                 {yearList, YearCode(1900)},
		"2100":                 {yearList, YearCode(2100)},
	} {
		if got := c.list.Name(c.code); got != name {
			t.Errorf("%s is named %q", name, got)
		}
	}
}

func TestCodesOfAListAreDistinctAndFitAKey(t *testing.T) {
	for _, d := range Definitions() {
		for _, dim := range d.Dimensions {
			seen := map[string]bool{}
			for _, e := range dim.List.Entries() {
				if seen[e.Short] {
					t.Errorf("%s of %s names a code twice", dim.ID, d.ID)
				}
				seen[e.Short] = true
				c, ok := dim.List.Parse(e.Short)
				if !ok || c != Code(e.Number) || dim.List.Name(c) != e.Short || c == None || bits.Len16(e.Number) > codeBits {
					t.Errorf("%s of %s: %s is number %d and reads as %d", dim.ID, d.ID, e.Short, e.Number, c)
				}
			}
			if _, ok := dim.List.Parse("no code"); ok || len(seen) > len(dim.List.codes)/2 {
				t.Errorf("%s of %s reads what is no code, or has %d codes", dim.ID, d.ID, len(seen))
			}
		}
	}
}

func TestEveryAreaOfATableHasACode(t *testing.T) {
	list := append(append(geo.Countries(), geo.Subregions()...), geo.Unknown, geo.Total)
	for _, a := range list {
		if c := AreaCode(a); Area(c) != a || areaList.Name(c) != a.String() {
			t.Errorf("%s has code %d, which is %s", a, c, Area(c))
		}
	}
	if !slices.IsSortedFunc(list, func(a, b geo.Area) int { return int(AreaCode(a)) - int(AreaCode(b)) }) {
		t.Error("codes are out of order")
	}
	for _, a := range []geo.Area{geo.None, continent(), 19_999} {
		if c := AreaCode(a); c != None {
			t.Errorf("%d has code %d", a, c)
		}
	}
	if Area(1000) != geo.None {
		t.Error("a code of no area has an area")
	}
}

// continent is a region that is no sub-region: no table names it.
func continent() geo.Area { return geo.Subregions()[0].Region() }

// drawKey draws a key of a table.
func drawKey(t *rapid.T, d Definition) Key {
	var k Key
	for i, dim := range d.Dimensions {
		k = k.With(i, Code(rapid.SampledFrom(dim.List.Entries()).Draw(t, dim.ID).Number))
	}
	return k
}

func TestKeysReadBackAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(Definitions()).Draw(t, "table")
		k := drawKey(t, d)
		if err := d.Check(k); err != nil {
			t.Fatal(err)
		}
		if got, err := d.Parse(d.Names(k)); err != nil || got != k {
			t.Fatalf("%v reads back as %x, not %x: %v", d.Names(k), got, k, err)
		}
		i := rapid.IntRange(0, len(d.Dimensions)-1).Draw(t, "dimension")
		if k|Mask(i) != k.With(i, Total) || k.With(i, k.At(i)) != k {
			t.Fatal("a mask is not the total")
		}
	})
}

func TestKeysThatAreNotOfATableAreRefused(t *testing.T) {
	d, _ := Find("T01")
	good := KeyOf(SeriesVictims, Total, Total, Total, Total)
	for name, k := range map[string]Key{
		"no code in a dimension":       good.With(2, None),
		"a code of another list":       good.With(2, Code(code.SexOther)+50),
		"a code beyond the dimensions": good.With(5, 1),
		"a bit above the first":        good | 1<<63,
	} {
		if d.Check(k) == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	for name, ids := range map[string][]string{
		"too few codes":          {"VIC_ALL", "_T", "_T", "_T"},
		"too many codes":         {"VIC_ALL", "_T", "_T", "_T", "_T", "_T"},
		"a code of no list":      {"VIC_ALL", "_T", "X", "_T", "_T"},
		"a country in lower":     {"VIC_ALL", "ita", "_T", "_T", "_T"},
		"a series of another":    {"DQ_RECORDS", "_T", "_T", "_T", "_T"},
		"a year out of range":    {"VIC_ALL", "_T", "_T", "_T", "1899"},
		"an empty code":          {"VIC_ALL", "", "_T", "_T", "_T"},
		"a region of no country": {"VIC_ALL", "M49_998", "_T", "_T", "_T"},
	} {
		_, err := d.Parse(ids)
		if err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestFindKnowsDefinedTablesOnly(t *testing.T) {
	if d, ok := Find("T09"); !ok || d.ID != "T09" || d.Index("DESTINATION") != 2 || d.Index("AGE") != -1 {
		t.Error("T09 was not found as it is")
	}
	if _, ok := Find("T99"); ok {
		t.Error("T99 was found")
	}
}

func TestYearsOutsideTheListAreUnknown(t *testing.T) {
	for _, y := range []int{-1, 0, 1899, 2101, 70_000} {
		if YearCode(y) != Unknown {
			t.Errorf("%d is known", y)
		}
	}
}

func TestProcessingCountsAreToldApart(t *testing.T) {
	processing := "DQ_RECEIVED DQ_ACCEPTED DQ_DUPLICATE DQ_WITHDRAWN DQ_QUARANTINED DQ_REVISED DQ_REASON DQ_CONSENT_REFUSED DQ_DELAY_DAYS DQ_DELAY_REPORTS"
	for _, e := range append(qualityList.Entries(), victimList.Entries()...) {
		want := slices.Contains(strings.Fields(processing), e.Short)
		if Processing(e.Short) != want {
			t.Errorf("%s: %t, want %t", e.Short, !want, want)
		}
	}
}
