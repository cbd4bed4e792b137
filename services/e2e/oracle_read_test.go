package e2e_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"testing"
)

// oracleArea is a country: ISO 3166-1 alpha-3, and the M49 codes of the finest sub-region and of
// the region. The zero value is an unknown country.
type oracleArea struct{ alpha3, sub, region string }

func (a oracleArea) known() bool { return a != oracleArea{} }

func (a oracleArea) code() string {
	if !a.known() {
		return "_U"
	}
	return a.alpha3
}

// oraclePerson is what the tables need to know of a row of the file.
type oraclePerson struct {
	series, status, authority string
	year, sex, age, form      string
	origin, destination       oracleArea
}

// oraclePeople counts the rows that are alike: one row is one person, and content is no identity.
type oraclePeople map[oraclePerson]int

// readOracleAreas reads countries by alpha-2. One without a sub-region is left out, so that a
// person who has it fails the test and not the comparison of regions.
func readOracleAreas(t testing.TB, path string) map[string]oracleArea {
	t.Helper()
	areas := map[string]oracleArea{}
	for _, row := range readOracleRows(t, path) {
		area := oracleArea{row["ISO3166-1-Alpha-3"], row["Intermediate Region Code"], row["Region Code"]}
		if area.sub == "" {
			area.sub = row["Sub-region Code"]
		}
		if area.sub == "" && area.alpha3 == "TWN" { // M49 places the island nowhere
			area.sub, area.region = "30", "142"
		}
		if area.sub != "" {
			area.sub = "M49_" + fmt.Sprintf("%03s", area.sub)
			areas[row["ISO3166-1-Alpha-2"]] = area
		}
	}
	return areas
}

func readOraclePeople(t testing.TB, path string, areas map[string]oracleArea) oraclePeople {
	t.Helper()
	people := oraclePeople{}
	for i, row := range readOracleRows(t, path) {
		// A value is never shown: the rows are about people.
		pick := func(column string, meanings map[string]string) string {
			code, ok := meanings[row[column]]
			if !ok {
				t.Fatalf("row %d of the CTDC file: no meaning for the value of %s", i+1, column)
			}
			return code
		}
		country := func(column string) oracleArea {
			area := areas[row[column]]
			if !area.known() && row[column] != "" && row[column] != "0" {
				t.Fatalf("row %d of the CTDC file: no country for the value of %s", i+1, column)
			}
			return area
		}
		people[oraclePerson{
			series:      pick("Datasource", map[string]string{"Case Management": "VIC_DET", "Hotline": "VIC_PRES"}),
			status:      pick("Datasource", map[string]string{"Case Management": "CO", "Hotline": "PR"}),
			authority:   pick("Datasource", map[string]string{"Case Management": "NGO", "Hotline": "HLP"}),
			year:        row["yearOfRegistration"],
			sex:         pick("gender", map[string]string{"Female": "F", "Male": "M", "": "_U"}),
			age:         pick("ageBroad", oracleAges),
			form:        oracleForm(row["isForcedLabour"], row["isSexualExploit"], pick("ExploitType", oracleForms)),
			origin:      country("citizenship"),
			destination: country("CountryOfExploitation"),
		}]++
	}
	return people
}

var oracleAges = map[string]string{
	"0--8": "Y0T17", "9--17": "Y0T17", "18--20": "Y_GE18", "21--23": "Y_GE18", "24--26": "Y_GE18",
	"27--29": "Y_GE18", "30--38": "Y_GE18", "39--47": "Y_GE18", "48+": "Y_GE18", "": "_U",
}

// oracleForms gives the group of a form. Multiple is sexual exploitation and forced labour without
// a primary one; a blank is settled by the two flags.
var oracleForms = map[string]string{
	"Sexual": "G_SX", "Labor": "G_FL", "Slavery/Similar": "G_FL", "Forced Marriage": "G_OP",
	"Other": "G_OP", "Multiple": "MX", "": "",
}

func oracleForm(labour, sexual, stated string) string {
	switch {
	case stated != "":
		return stated
	case labour == "1" && sexual == "1":
		return "MX"
	case labour == "1":
		return "G_FL"
	case sexual == "1":
		return "G_SX"
	}
	return "_U"
}

// readOracleRows reads a CSV file with a header: one map from column to cell a row.
func readOracleRows(t testing.TB, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil || len(lines) == 0 {
		t.Fatalf("reading %s: %d lines, %v", path, len(lines), err)
	}
	rows := make([]map[string]string, 0, len(lines))
	for _, line := range lines[1:] {
		row := make(map[string]string, len(line))
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}
