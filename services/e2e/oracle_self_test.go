package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestTheOracleFindsTheKnownFiguresOfTheCTDCFile(t *testing.T) {
	t.Parallel()
	tables := recomputeCTDC(t, ctdcFile(t))
	for name, tc := range map[string]struct{ table, key, want string }{
		"all persons":                      {"T01", "VIC_ALL|_T|_T|_T|_T", "48801"},
		"all persons, each once":           {"T01", "VIC_UNQ_ALL|_T|_T|_T|_T", "48801"},
		"unique persons of the case files": {"T25", "VIC_UNQ|_T|NGO|CO|_T", "36289"},
		"unique persons on a path":         {"T09", "VIC_UNQ_ALL|UKR|RUS|_T|_T|_T", "1676"},
		"women and girls":                  {"T01", "VIC_ALL|_T|F|_T|_T", "35534"},
		"men and boys":                     {"T01", "VIC_ALL|_T|M|_T|_T", "13267"},
		"the year with the most persons":   {"T01", "VIC_ALL|_T|_T|_T|2016", "16399"},
		"both countries known":             {"T09", "VIC_ALL|_T|_T|_T|_T|_T", "28768"},
		"from Ukraine to Russia":           {"T09", "VIC_ALL|UKR|RUS|_T|_T|_T", "1676"},
		"women from Ukraine to Russia":     {"T09", "VIC_ALL|UKR|RUS|F|_T|_T", "452"},
		"men from Ukraine to Russia":       {"T09", "VIC_ALL|UKR|RUS|M|_T|_T", "1224"},
		"from Myanmar to Indonesia":        {"T09", "VIC_ALL|MMR|IDN|_T|_T|_T", "1224"},
		"from Belarus to Russia":           {"T09", "VIC_ALL|BLR|RUS|_T|_T|_T", "751"},
		"from Indonesia to Malaysia":       {"T09", "VIC_ALL|IDN|MYS|_T|_T|_T", "553"},
		"in the country of citizenship":    {"T10", "VIC_ALL|_T|DOM|NUMBER|_T", strconv.Itoa(28768 - 9577)},
		"flows":                            {"T11", "FLW_CNT|_T|_T|_T", "100"},
		"records of the sender of it all":  {"T30", "DQ_RECORDS|XCT|_T|_T|_T", "48801"},
		"persons that hotlines heard of":   {"T25", "VIC_PRES|_T|HLP|PR|_T", "12512"},
		"persons of the case files":        {"T25", "VIC_DET|_T|NGO|CO|_T", "36289"},
		"both kinds of source":             {"T25", "VIC_ALL|_T|_T|_T|_T", "48801"},
		"the share of both known as whole": {"T10", "VIC_ALL|_T|_T|PT|_T", "100.00"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := orNoRow(tables[tc.table], tc.key); got != tc.want {
				t.Errorf("%s %s is %s, want %s", tc.table, tc.key, got, tc.want)
			}
		})
	}
}

func TestTheOracleListsEveryPairOfTheCTDCFile(t *testing.T) {
	t.Parallel()
	pairs, abroad, persons := 0, 0, 0
	for key, value := range recomputeCTDC(t, ctdcFile(t))["T09"] {
		f := strings.Split(key, "|")
		if f[1] == "_T" || f[2] == "_T" || key != strings.Join([]string{"VIC_ALL", f[1], f[2], "_T", "_T", "_T"}, "|") {
			continue
		}
		pairs++
		if f[1] != f[2] {
			n, _ := strconv.Atoi(value)
			abroad, persons = abroad+1, persons+n
		}
	}
	if pairs != 100 || abroad != 78 || persons != 9577 {
		t.Errorf("%d pairs, %d across borders with %d persons; want 100, 78 and 9577", pairs, abroad, persons)
	}
}

// The same people are behind every table by detecting country: its totals agree with T01.
func TestTheOracleCountsEveryPersonInEveryTable(t *testing.T) {
	t.Parallel()
	tables := recomputeCTDC(t, ctdcFile(t))
	for key, want := range tables["T01"] {
		f := strings.Split(key, "|")
		if f[2] != "_T" || f[3] != "_T" {
			continue
		}
		status := map[string]string{"VIC_DET": "CO", "VIC_PRES": "PR", "VIC_ALL": "_T", "VIC_UNQ": "CO", "VIC_UNQ_PRES": "PR", "VIC_UNQ_ALL": "_T"}[f[0]]
		for table, middle := range map[string]string{
			"T02": "_T|_T|_T", "T04": "_T|_T|_T", "T05": "CITIZENSHIP_CLASS|_T", "T25": "_T|" + status,
		} {
			same := strings.Join([]string{f[0], f[1], middle, f[4]}, "|")
			if got := orNoRow(tables[table], same); got != want {
				t.Errorf("%s: %s is %s, T01 says %s", table, same, got, want)
			}
		}
	}
}

// No row of the file is linked to another, so a person is as often unique as detected.
func TestTheOracleCountsAsManyUniquePersonsAsDetections(t *testing.T) {
	t.Parallel()
	for table, rows := range recomputeCTDC(t, ctdcFile(t)) {
		for key, value := range rows {
			for detected, unique := range map[string]string{"VIC_DET": "VIC_UNQ", "VIC_PRES": "VIC_UNQ_PRES", "VIC_ALL": "VIC_UNQ_ALL"} {
				rest, ok := strings.CutPrefix(key, detected+"|")
				if got := orNoRow(rows, unique+"|"+rest); ok && got != value {
					t.Errorf("%s: %s is %s and of %s %s", table, key, value, unique, got)
				}
			}
		}
	}
}

// inventedCTDC writes a data folder with invented people and returns the path of its CTDC file.
func inventedCTDC(t *testing.T, people ...string) string {
	t.Helper()
	folder := t.TempDir()
	write := func(name string, lines ...string) string {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("geo/country-codes.csv",
		"ISO3166-1-Alpha-3,ISO3166-1-Alpha-2,Intermediate Region Code,Sub-region Code,Region Code",
		"KEN,KE,14,202,2", "UGA,UG,14,202,2", "GHA,GH,11,202,2", "EGY,EG,,15,2",
		"FRA,FR,,155,150", "DEU,DE,,155,150", "POL,PL,,151,150", "CHE,CH,,155,150", "TWN,TW,,,")
	header := "yearOfRegistration,Datasource,gender,ageBroad,citizenship,CountryOfExploitation," +
		"isForcedLabour,isSexualExploit,ExploitType"
	return write("ctdc/people.csv", append([]string{header}, people...)...)
}

func TestTheOracleSortsInventedPeopleByTheDefinitions(t *testing.T) {
	t.Parallel()
	const case1, call = "2015,Case Management,", "2016,Hotline,"
	for name, tc := range map[string]struct{ person, table, key string }{
		"a child of a case file is confirmed":            {case1 + "Female,9--17,KE,KE,,,Sexual", "T01", "VIC_DET|KEN|F|Y0T17|2015"},
		"an adult of a call is presumed":                 {call + "Male,48+,KE,KE,,,Labor", "T01", "VIC_PRES|KEN|M|Y_GE18|2016"},
		"blanks are unknown":                             {case1 + "Female,,,,,,", "T02", "VIC_ALL|_U|_U|F|_U|_T"},
		"country 0 is unknown":                           {case1 + "Female,,0,0,,,", "T04", "VIC_ALL|_U|_U|F|_U|2015"},
		"slavery is like forced labour":                  {case1 + "Male,,KE,KE,,,Slavery/Similar", "T02", "VIC_ALL|KEN|G_FL|M|_U|_T"},
		"forced marriage is another form":                {case1 + "Female,,KE,KE,,,Forced Marriage", "T02", "VIC_ALL|KEN|G_OP|F|_U|_T"},
		"another stated form outweighs the flags":        {case1 + "Male,,KE,KE,1,0,Other", "T02", "VIC_ALL|KEN|G_OP|M|_U|_T"},
		"multiple forms are mixed":                       {case1 + "Male,,KE,KE,1,,Multiple", "T02", "VIC_ALL|KEN|MX|M|_U|_T"},
		"one flag stands for a blank form":               {case1 + "Male,,KE,KE,0,1,", "T02", "VIC_ALL|KEN|G_SX|M|_U|_T"},
		"two flags are mixed":                            {case1 + "Male,,KE,KE,1,1,", "T02", "VIC_ALL|KEN|MX|M|_U|_T"},
		"the intermediate region decides":                {case1 + "Male,,GH,KE,,,", "T05", "VIC_ALL|KEN|CITIZENSHIP_CLASS|REG|_T"},
		"neighbours share the sub-region":                {case1 + "Male,,UG,KE,,,", "T05", "VIC_ALL|KEN|CITIZENSHIP_CLASS|SUB|_T"},
		"another continent is other":                     {case1 + "Male,,FR,KE,,,", "T05", "VIC_ALL|KEN|CITIZENSHIP_CLASS|OTR|_T"},
		"a citizen of another member":                    {case1 + "Male,,PL,FR,,,", "T05", "VIC_ALL|_T|CITIZENSHIP_CLASS_EU|EU|_T"},
		"a European who is no citizen of the Union":      {case1 + "Male,,CH,FR,,,", "T05", "VIC_ALL|FRA|CITIZENSHIP_CLASS_EU|NEU|_T"},
		"a member's own citizen":                         {case1 + "Male,,FR,FR,,,", "T05", "VIC_DET|FRA|CITIZENSHIP_CLASS_EU|OWN|2015"},
		"a member's unknown citizen":                     {case1 + "Male,,,FR,,,", "T05", "VIC_ALL|FRA|CITIZENSHIP_CLASS_EU|_U|_T"},
		"the reach names the sub-region":                 {case1 + "Male,,EG,KE,,,", "T10", "VIC_ALL|M49_014|REG|NUMBER|_T"},
		"the matrix pads the code of the sub-region":     {case1 + "Male,,EG,KE,,,", "T11", "VIC_ALL|M49_015|M49_014|2015"},
		"Taiwan lies in Eastern Asia":                    {case1 + "Male,,TW,KE,,,", "T11", "VIC_ALL|M49_030|M49_014|_T"},
		"one person is no flow but counts in the margin": {case1 + "Male,,UG,KE,,,", "T09", "VIC_ALL|_T|KEN|M|_U|_T"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := orNoRow(recomputeCTDC(t, inventedCTDC(t, tc.person))[tc.table], tc.key); got != "1" {
				t.Errorf("%s %s is %s, want 1", tc.table, tc.key, got)
			}
		})
	}
}

func TestTheOracleKeepsClassesOfTheUnionToItsMembers(t *testing.T) {
	t.Parallel()
	rows := recomputeCTDC(t, inventedCTDC(t, "2015,Hotline,Male,,FR,CH,,,", "2015,Hotline,Male,,FR,,,,"))["T05"]
	for key := range rows {
		if strings.Contains(key, "CITIZENSHIP_CLASS_EU") {
			t.Errorf("there is %s outside the Union", key)
		}
	}
}

func TestTheOracleListsAPairFromFivePersonsInThePeriod(t *testing.T) {
	t.Parallel()
	var people []string
	for i := range 5 { // four in 2015, one in 2016: a flow of both years only
		people = append(people, fmt.Sprintf("%d,Hotline,Male,,UG,KE,,,", 2015+i/4))
	}
	tables := recomputeCTDC(t, inventedCTDC(t, people...))
	for _, want := range []struct{ table, key, value string }{
		{"T09", "VIC_ALL|UGA|KEN|_T|_T|_T", "5"},
		{"T09", "VIC_ALL|UGA|KEN|_T|_T|2015", "no row"},
		{"T09", "VIC_ALL|UGA|KEN|M|_U|2016", "no row"},
		{"T09", "VIC_ALL|UGA|_T|_T|_T|2015", "4"},
		{"T09", "VIC_ALL|_T|_T|_T|_T|2016", "1"},
		{"T11", "FLW_CNT|M49_014|M49_014|_T", "1"},
		{"T11", "FLW_CNT|_T|_T|2015", "no row"},
	} {
		if got := orNoRow(tables[want.table], want.key); got != want.value {
			t.Errorf("%s %s is %s, want %s", want.table, want.key, got, want.value)
		}
	}
}

func TestTheOracleRoundsHalfUp(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		part, whole int
		want        string
	}{
		"a third rounds down":      {1, 3, "33.33"},
		"two thirds round up":      {2, 3, "66.67"},
		"a half of the last digit": {1, 32, "3.13"}, // 3.125
		"the whole":                {7, 7, "100.00"},
		"next to nothing":          {1, 100000, "0.00"},
	} {
		if got := oraclePercent(tc.part, tc.whole); got != tc.want {
			t.Errorf("%s: %d of %d is %s, want %s", name, tc.part, tc.whole, got, tc.want)
		}
	}
}

// failures records what a test would report.
type failures struct {
	testing.TB
	lines []string
}

func (f *failures) Helper() {}

func (f *failures) Errorf(format string, args ...any) {
	f.lines = append(f.lines, fmt.Sprintf(format, args...))
}

func TestTheComparisonCatchesEveryKindOfDifference(t *testing.T) {
	t.Parallel()
	const header = "TIME_PERIOD,SERIES,ORIGIN,DESTINATION,OBS_VALUE,OBS_STATUS\n"
	want := map[string]string{"VIC_ALL|M49_014|_T|2015": "12"}
	for name, tc := range map[string]struct {
		rows  string
		fails int
	}{
		"the same rows":                        {"2015,VIC_ALL,M49_014,_T,12,A\n", 0},
		"a real zero beside them":              {"2015,VIC_ALL,M49_014,_T,12,A\n2016,VIC_ALL,_T,_T,0,A\n", 0},
		"another value":                        {"2015,VIC_ALL,M49_014,_T,13,A\n", 1},
		"a value that is withheld":             {"2015,VIC_ALL,M49_014,_T,,Q\n", 1},
		"a value that is not exact":            {"2015,VIC_ALL,M49_014,_T,12,E\n", 1},
		"no row":                               {"", 1},
		"a row too many":                       {"2015,VIC_ALL,M49_014,_T,12,A\n2016,VIC_ALL,_T,_T,1,A\n", 1},
		"a row twice":                          {"2015,VIC_ALL,M49_014,_T,12,A\n2015,VIC_ALL,M49_014,_T,12,A\n", 1},
		"a zero instead of a value":            {"2015,VIC_ALL,M49_014,_T,0,A\n", 1},
		"a value that stands under other keys": {"2015,VIC_ALL,_T,M49_014,12,A\n", 2},
	} {
		t.Run(name, func(t *testing.T) {
			f := &failures{TB: t}
			sameTable(f, "T11", parseStatsCSV(f, "T11", []byte(header+tc.rows)), want)
			if len(f.lines) != tc.fails {
				t.Errorf("%d failures, want %d: %v", len(f.lines), tc.fails, f.lines)
			}
		})
	}
}

func TestTheComparisonShowsTenDifferences(t *testing.T) {
	t.Parallel()
	want := map[string]string{}
	for i := range 25 {
		want[strconv.Itoa(i)] = "11"
	}
	f := &failures{TB: t}
	sameTable(f, "T01", nil, want)
	if len(f.lines) != 11 || !strings.Contains(f.lines[10], "15 more of 25") {
		t.Errorf("reported %v", f.lines)
	}
}

func TestOfDataQualityOnlyTheRecordsAreCompared(t *testing.T) {
	t.Parallel()
	rows := parseStatsCSV(t, "T30", []byte("SERIES,REF_AREA,BREAKDOWN_TYPE,BREAKDOWN,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"+
		"DQ_RECORDS,XCT,_T,_T,2015,12,A\nDQ_RECORDS,XCT,SECTOR,_T,2015,9,A\nDQ_WITHHELD,XCT,_T,_T,2015,3,A\n"))
	sameTable(t, "T30", rows, map[string]string{"DQ_RECORDS|XCT|_T|_T|2015": "12"})
}
