package e2e_test

import (
	"os"
	"path/filepath"
	"testing"
)

// The oracle recounts the tables from the published file of the Counter-Trafficking Data
// Collaborative. It imports the standard library only, so that no mistake of the product's own
// counting can be in it too.

// oracleDimensions are the dimensions of each table, in the order of the oracle's keys.
var oracleDimensions = map[string][]string{
	"T01": {"SERIES", "REF_AREA", "SEX", "AGE", "TIME_PERIOD"},
	"T02": {"SERIES", "REF_AREA", "EXPLOIT", "SEX", "AGE", "TIME_PERIOD"},
	"T04": {"SERIES", "REF_AREA", "COUNTERPART_AREA", "SEX", "AGE", "TIME_PERIOD"},
	"T05": {"SERIES", "REF_AREA", "BREAKDOWN_TYPE", "BREAKDOWN", "TIME_PERIOD"},
	"T09": {"SERIES", "ORIGIN", "DESTINATION", "SEX", "EXPLOIT", "TIME_PERIOD"},
	"T10": {"SERIES", "DESTINATION", "FLOW_TYPE", "UNIT_MEASURE", "TIME_PERIOD"},
	"T11": {"SERIES", "ORIGIN", "DESTINATION", "TIME_PERIOD"},
	"T25": {"SERIES", "REF_AREA", "BREAKDOWN", "STATUS", "TIME_PERIOD"},
	"T30": {"SERIES", "REF_AREA", "BREAKDOWN_TYPE", "BREAKDOWN", "TIME_PERIOD"},
}

// ctdcFile returns the path of the CTDC file below $CORRIDOR_DATA or, without it, below a
// shared/data next to one of the folders that the test is in. It skips the test if there is none.
func ctdcFile(t testing.TB) string {
	t.Helper()
	const name = "ctdc/ctdc_kanon_2020_joined.csv"
	folders := []string{os.Getenv("CORRIDOR_DATA")}
	if folders[0] == "" {
		folders = dataFolders(t)
	}
	for _, folder := range folders {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skipf("%s is not here; set CORRIDOR_DATA to the folder of the test data", name)
	return ""
}

func dataFolders(t testing.TB) []string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for parent := filepath.Dir(dir); parent != dir; dir, parent = parent, filepath.Dir(parent) {
		folders = append(folders, filepath.Join(parent, "shared", "data"))
	}
	return folders
}

// recomputeCTDC returns, by table id, every row that must be published exactly: the codes of the
// dimensions joined by "|", and the value as printed (e.g. "1676", "12.34"). Real zeros have no
// row. The country codes are read from geo/country-codes.csv next to the file's folder.
func recomputeCTDC(t testing.TB, csvPath string) map[string]map[string]string {
	t.Helper()
	data := filepath.Dir(filepath.Dir(csvPath))
	areas := readOracleAreas(t, filepath.Join(data, "geo", "country-codes.csv"))
	people := readOraclePeople(t, csvPath, areas)
	return map[string]map[string]string{
		"T01": people.bySexAndAge().printed(),
		"T02": people.byForm().printed(),
		"T04": people.byCitizenship().printed(),
		"T05": people.byCitizenshipClass().printed(),
		"T09": people.byPair().printed(),
		"T10": people.byReach(),
		"T11": people.bySubRegions().printed(),
		"T12": {}, // the file names no transit country
		"T25": people.byAuthority().printed(),
		"T30": people.byReporter().printed(),
	}
}
