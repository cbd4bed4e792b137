package table

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// source makes a source of the cells of tables, written as the ids of a key and a value.
func source(t *testing.T, tables map[string]map[string]int64) Source {
	t.Helper()
	return func(id string) []Cell {
		d, _ := Find(id)
		var cells []Cell
		for names, n := range tables[id] {
			k, err := d.Parse(strings.Fields(names))
			if err != nil {
				t.Fatal(err)
			}
			cells = append(cells, Cell{k, n})
		}
		return cells
	}
}

// lines writes rows as text: the ids, the value or - where there is none, the status.
func lines(rows []Row) []string {
	var list []string
	for _, r := range rows {
		value := r.Value
		if value == "" {
			value = "-"
		}
		list = append(list, strings.Join(append(slices.Clone(r.Key), value, r.Status), " "))
	}
	return list
}

func TestViews(t *testing.T) {
	for name, c := range map[string]struct {
		table string
		cells map[string]map[string]int64
		exact bool
		want  []string
	}{
		"one to ten persons are a range": {
			table: "T01",
			cells: map[string]map[string]int64{"T01": {
				"VIC_ALL ITA F _T 2022": 1, "VIC_ALL ITA M _T 2022": 10, "VIC_ALL ITA _T _T 2022": 11}},
			want: []string{"VIC_ALL ITA F _T 2022 1-10 Q", "VIC_ALL ITA M _T 2022 1-10 Q", "VIC_ALL ITA _T _T 2022 11 A"},
		},
		"an agreement may allow exact counts": {
			table: "T01", exact: true,
			cells: map[string]map[string]int64{"T01": {"VIC_ALL ITA F _T 2022": 1}},
			want:  []string{"VIC_ALL ITA F _T 2022 1 A"},
		},
		"a cell of zero makes no row": {
			table: "T01", exact: true,
			cells: map[string]map[string]int64{"T01": {"VIC_ALL ITA F _T 2022": 0}},
		},
		"rows are in canonical order": {
			table: "T01",
			cells: map[string]map[string]int64{"T01": {
				"VIC_ALL _T _T _T 2022": 90, "VIC_ALL _U _T _T 2022": 20, "VIC_DET DEU _T _T _T": 50,
				"VIC_DET DEU _T _T 2023": 20, "VIC_DET DEU _U _T 2022": 30, "VIC_DET DEU F _T 2022": 30, "VIC_ALL DEU _T _T 2022": 70}},
			want: []string{
				"VIC_DET DEU F _T 2022 30 A", "VIC_DET DEU _U _T 2022 30 A", "VIC_DET DEU _T _T 2023 20 A", "VIC_DET DEU _T _T _T 50 A",
				"VIC_ALL DEU _T _T 2022 70 A", "VIC_ALL _U _T _T 2022 20 A", "VIC_ALL _T _T _T 2022 90 A"},
		},
		"four victims on a pair are no flow and five are": {
			table: "T09", exact: true,
			cells: map[string]map[string]int64{"T09": {
				"VIC_UNQ_ALL NGA ITA _T _T 2022": 4, "VIC_UNQ_ALL NGA ITA F _T 2022": 4,
				"VIC_UNQ_ALL GHA ITA _T _T 2022": 5, "VIC_UNQ_ALL GHA ITA F _T 2022": 2, "VIC_DET GHA ITA F G_SX 2022": 1,
				"VIC_UNQ_ALL _T ITA _T _T 2022": 9, "VIC_UNQ_ALL NGA _T _T _T 2022": 4}},
			want: []string{
				"VIC_DET GHA ITA F G_SX 2022 1 A",
				"VIC_UNQ_ALL GHA ITA F _T 2022 2 A", "VIC_UNQ_ALL GHA ITA _T _T 2022 5 A",
				"VIC_UNQ_ALL NGA _T _T _T 2022 4 A", "VIC_UNQ_ALL _T ITA _T _T 2022 9 A"},
		},
		"a pair may be a flow in all periods together and in none of them": {
			table: "T09", exact: true,
			cells: map[string]map[string]int64{"T09": {
				"VIC_UNQ_ALL NGA ITA _T _T 2021": 3, "VIC_UNQ_ALL NGA ITA _T _T 2022": 3, "VIC_UNQ_ALL NGA ITA _T _T _T": 6}},
			want: []string{"VIC_UNQ_ALL NGA ITA _T _T _T 6 A"},
		},
		"the victims of a flow are a range too": {
			table: "T09",
			cells: map[string]map[string]int64{"T09": {"VIC_UNQ_ALL NGA ITA _T _T 2022": 7}},
			want:  []string{"VIC_UNQ_ALL NGA ITA _T _T 2022 1-10 Q"},
		},
		"five confirmed of a sex alone do not make a flow of four": {
			table: "T09", exact: true,
			cells: map[string]map[string]int64{"T09": {
				"VIC_UNQ_ALL NGA ITA F _T 2022": 5, "VIC_DET NGA ITA _T _T 2022": 5, "VIC_UNQ_ALL NGA ITA _T G_SX 2022": 5, "VIC_UNQ_ALL NGA ITA _T _T 2022": 4}},
		},
		"five detections of four persons make no flow": {
			table: "T09", exact: true,
			cells: map[string]map[string]int64{"T09": {"VIC_ALL NGA ITA _T _T 2022": 5, "VIC_UNQ_ALL NGA ITA _T _T 2022": 4}},
		},
		"a flow is listed with both kinds of series": {
			table: "T09", exact: true,
			cells: map[string]map[string]int64{"T09": {"VIC_ALL NGA ITA _T _T 2022": 6, "VIC_UNQ_ALL NGA ITA _T _T 2022": 5}},
			want:  []string{"VIC_ALL NGA ITA _T _T 2022 6 A", "VIC_UNQ_ALL NGA ITA _T _T 2022 5 A"},
		},
		"shares of unique persons are of unique persons": {
			table: "T10", exact: true,
			cells: map[string]map[string]int64{"T10": {
				"VIC_ALL ITA DOM NUMBER _T": 3, "VIC_ALL ITA _T NUMBER _T": 4, "VIC_UNQ_ALL ITA DOM NUMBER _T": 1, "VIC_UNQ_ALL ITA _T NUMBER _T": 2}},
			want: []string{
				"VIC_ALL ITA DOM NUMBER _T 3 A", "VIC_ALL ITA DOM PT _T 75.00 A",
				"VIC_ALL ITA _T NUMBER _T 4 A", "VIC_ALL ITA _T PT _T 100.00 A",
				"VIC_UNQ_ALL ITA DOM NUMBER _T 1 A", "VIC_UNQ_ALL ITA DOM PT _T 50.00 A",
				"VIC_UNQ_ALL ITA _T NUMBER _T 2 A", "VIC_UNQ_ALL ITA _T PT _T 100.00 A"},
		},
		"shares are of the destination's total, half up, small ones withheld": {
			table: "T10",
			cells: map[string]map[string]int64{"T10": {
				"VIC_ALL ITA DOM NUMBER 2022": 10, "VIC_ALL ITA SUB NUMBER 2022": 11, "VIC_ALL ITA TRR NUMBER 2022": 139,
				"VIC_ALL ITA _T NUMBER 2022": 160, "VIC_ALL _T _T NUMBER 2022": 160}},
			want: []string{
				"VIC_ALL ITA DOM NUMBER 2022 1-10 Q", "VIC_ALL ITA DOM PT 2022 - Q",
				"VIC_ALL ITA SUB NUMBER 2022 11 A", "VIC_ALL ITA SUB PT 2022 6.88 A",
				"VIC_ALL ITA TRR NUMBER 2022 139 A", "VIC_ALL ITA TRR PT 2022 86.88 A",
				"VIC_ALL ITA _T NUMBER 2022 160 A", "VIC_ALL ITA _T PT 2022 100.00 A",
				"VIC_ALL _T _T NUMBER 2022 160 A", "VIC_ALL _T _T PT 2022 100.00 A"},
		},
		"exact shares are shown however small": {
			table: "T10", exact: true,
			cells: map[string]map[string]int64{"T10": {"VIC_DET ITA DOM NUMBER _T": 1, "VIC_DET ITA _T NUMBER _T": 3}},
			want: []string{
				"VIC_DET ITA DOM NUMBER _T 1 A", "VIC_DET ITA DOM PT _T 33.33 A",
				"VIC_DET ITA _T NUMBER _T 3 A", "VIC_DET ITA _T PT _T 100.00 A"},
		},
		"flows are counted between sub-regions and in all": {
			table: "T11",
			cells: map[string]map[string]int64{
				"T09": {
					"VIC_UNQ_ALL NGA ITA _T _T 2022": 5, "VIC_UNQ_ALL GHA ESP _T _T 2022": 50, "VIC_UNQ_ALL NGA DEU _T _T 2022": 5,
					"VIC_UNQ_ALL NPL ITA _T _T 2022": 4, "VIC_UNQ_ALL _T ITA _T _T 2022": 90, "VIC_DET NGA FRA _T _T 2022": 9,
					"VIC_UNQ_ALL ATA ITA _T _T 2023": 6},
				"T11": {"VIC_UNQ_ALL M49_011 M49_039 2022": 59},
			},
			want: []string{
				"FLW_CNT M49_011 M49_039 2022 2 A",
				"FLW_CNT M49_011 M49_155 2022 1 A",
				"FLW_CNT M49_011 _T 2022 3 A",
				"FLW_CNT _U M49_039 2023 1 A",
				"FLW_CNT _U _T 2023 1 A",
				"FLW_CNT _T M49_039 2022 2 A",
				"FLW_CNT _T M49_039 2023 1 A",
				"FLW_CNT _T M49_155 2022 1 A",
				"FLW_CNT _T _T 2022 3 A",
				"FLW_CNT _T _T 2023 1 A",
				"VIC_UNQ_ALL M49_011 M49_039 2022 59 A"},
		},
		"a table without cells has no rows": {table: "T11"},
	} {
		t.Run(name, func(t *testing.T) {
			d, _ := Find(c.table)
			got := lines(View(d, source(t, c.cells), Options{Exact: c.exact}))
			if !slices.Equal(got, c.want) {
				t.Errorf("rows are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestAViewDoesNotDependOnTheOrderOfCellsAndChangesNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(Definitions()).Draw(t, "table")
		tables := map[string][]Cell{}
		for _, id := range []string{d.ID, "T09"} {
			def, _ := Find(id)
			cells := map[Key]int64{}
			for range rapid.IntRange(0, 20).Draw(t, "cells") {
				k := drawKey(t, def)
				if i := def.Index("UNIT_MEASURE"); i >= 0 {
					k = k.With(i, UnitNumber) // shares are never cells
				}
				cells[k] = rapid.Int64Range(0, 30).Draw(t, "value")
			}
			for _, k := range slices.Sorted(maps.Keys(cells)) {
				tables[id] = append(tables[id], Cell{k, cells[k]})
			}
		}
		straight := View(d, func(id string) []Cell { return tables[id] }, Options{})
		before := slices.Clone(tables[d.ID])
		shuffled := View(d, func(id string) []Cell { return rapid.Permutation(tables[id]).Draw(t, "order") }, Options{})
		if !slices.Equal(lines(straight), lines(shuffled)) {
			t.Fatal("the order of cells shows")
		}
		if !slices.Equal(before, tables[d.ID]) {
			t.Fatal("the view changed its source")
		}
		for _, r := range straight {
			if r.Status == StatusWithheld && r.Value != "" && r.Value != "1-10" {
				t.Fatalf("%v shows %s", r.Key, r.Value)
			}
		}
	})
}
