package e2e_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

// oracleShown is how many differences of a table are worth reading.
const oracleShown = 10

// parseStatsCSV reads what `corridor stats TABLE --format csv` prints into rows that compare to the
// oracle's. The columns may stand in any order. A value whose OBS_STATUS is not A (normal) carries
// the status, so that it equals no exact value. Of T30 it keeps what the oracle counts: the records.
func parseStatsCSV(t testing.TB, table string, data []byte) map[string]string {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(lines) == 0 {
		t.Fatalf("%s: reading %d lines: %v", table, len(lines), err)
	}
	columns := statsColumns(t, table, lines[0])
	value, status := slices.Index(lines[0], "OBS_VALUE"), slices.Index(lines[0], "OBS_STATUS")
	rows := make(map[string]string, len(lines))
	for _, line := range lines[1:] {
		key := statsKey(line, columns)
		if table == "T30" && (!strings.HasPrefix(key, "DQ_RECORDS|") || !strings.Contains(key, "|_T|_T|")) {
			continue
		}
		if _, twice := rows[key]; twice {
			t.Errorf("%s: two rows for %s", table, key)
		}
		rows[key] = line[value]
		if line[status] != "A" {
			rows[key] += " (" + line[status] + ")"
		}
	}
	return rows
}

// statsColumns finds where each dimension of the oracle's key stands. A table that the oracle does
// not count keeps the order of its header.
func statsColumns(t testing.TB, table string, header []string) []int {
	t.Helper()
	want, ok := oracleDimensions[table]
	if !ok {
		want = slices.DeleteFunc(slices.Clone(header), func(name string) bool {
			return name == "OBS_VALUE" || name == "OBS_STATUS"
		})
	}
	all := slices.Concat(want, []string{"OBS_VALUE", "OBS_STATUS"})
	if !slices.Equal(slices.Sorted(slices.Values(all)), slices.Sorted(slices.Values(header))) {
		t.Fatalf("%s: the header is %v, want the columns %v", table, header, all)
	}
	columns := make([]int, len(want))
	for i, name := range want {
		columns[i] = slices.Index(header, name)
	}
	return columns
}

func statsKey(line []string, columns []int) string {
	codes := make([]string, len(columns))
	for i, column := range columns {
		codes[i] = line[column]
	}
	return strings.Join(codes, "|")
}

// sameTable reports up to 10 keys whose values differ. A real zero may be printed or left out.
func sameTable(t testing.TB, table string, got, want map[string]string) {
	t.Helper()
	var different []string
	for key, value := range want {
		if got[key] != value {
			different = append(different, key)
		}
	}
	for key, value := range got {
		_, wanted := want[key]
		if !wanted && value != "0" && value != "0.00" {
			different = append(different, key)
		}
	}
	slices.Sort(different)
	for _, key := range different[:min(len(different), oracleShown)] {
		t.Errorf("%s: %s is %s, want %s", table, key, orNoRow(got, key), orNoRow(want, key))
	}
	if more := len(different) - oracleShown; more > 0 {
		t.Errorf("%s: %d more of %d rows differ", table, more, len(want))
	}
}

func orNoRow(rows map[string]string, key string) string {
	if value, ok := rows[key]; ok {
		return value
	}
	return "no row"
}
