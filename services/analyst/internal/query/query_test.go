package query

import (
	"errors"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/table"
)

func find(t testing.TB, id string) table.Definition {
	t.Helper()
	def, ok := table.Find(id)
	if !ok {
		t.Fatalf("no table %s", id)
	}
	return def
}

func TestFiltersTakeWhatPeopleType(t *testing.T) {
	for name, c := range map[string]struct {
		table, query string
		takes, drops string // keys, one code a dimension
	}{
		"no filter takes every row":                {"T01", "", "VIC_DET ITA F Y0T17 2019", ""},
		"a dimension is named in any case":         {"T09", "oriGIN=UKR", "VIC_ALL UKR RUS _T _T _T", "VIC_ALL RUS UKR _T _T _T"},
		"a country by its two letters":             {"T09", "origin=ua", "VIC_ALL UKR RUS _T _T _T", "VIC_ALL BLR RUS _T _T _T"},
		"a country by its name":                    {"T09", "ORIGIN=Ukraine", "VIC_ALL UKR RUS _T _T _T", "VIC_ALL _T RUS _T _T _T"},
		"a country by its number":                  {"T09", "ORIGIN=804", "VIC_ALL UKR RUS _T _T _T", "VIC_ALL _U RUS _T _T _T"},
		"country is the reference area":            {"T01", "country=it", "VIC_ALL ITA _T _T _T", "VIC_ALL FRA _T _T _T"},
		"ref_area is the reference area":           {"T01", "ref_area=ITA", "VIC_ALL ITA _T _T _T", "VIC_ALL _T _T _T _T"},
		"the world is _T":                          {"T01", "country=_t", "VIC_ALL _T _T _T _T", "VIC_ALL ITA _T _T _T"},
		"what is not known is _U":                  {"T01", "country=_u", "VIC_ALL _U _T _T _T", "VIC_ALL _T _T _T _T"},
		"what is not known is unknown":             {"T01", "country=unknown", "VIC_ALL _U _T _T _T", "VIC_ALL _T _T _T _T"},
		"a sub-region by its number":               {"T11", "origin=m49_151", "VIC_ALL M49_151 _T _T", "VIC_ALL M49_155 _T _T"},
		"a year":                                   {"T01", "year=2019", "VIC_ALL _T _T _T 2019", "VIC_ALL _T _T _T _T"},
		"commas mean any of":                       {"T01", "sex=F,%20M", "VIC_ALL _T M _T _T", "VIC_ALL _T _T _T _T"},
		"a repeated parameter means any of":        {"T01", "sex=F&sex=M", "VIC_ALL _T M _T _T", "VIC_ALL _T _T _T _T"},
		"an alias and its dimension are the same":  {"T01", "year=2018&TIME_PERIOD=2019", "VIC_ALL _T _T _T 2019", "VIC_ALL _T _T _T 2020"},
		"a long code in any case":                  {"T01", "sex=Female", "VIC_ALL _T F _T _T", "VIC_ALL _T M _T _T"},
		"a form":                                   {"T02", "form=g_sx", "VIC_ALL _T G_SX _T _T _T", "VIC_ALL _T G_FL _T _T _T"},
		"filters on two dimensions must both take": {"T01", "sex=F&year=2019", "VIC_ALL _T F _T 2019", "VIC_ALL _T F _T 2018"},
		"a series":                                 {"T30", "series=dq_records", "DQ_RECORDS _T _T _T _T", "DQ_KNOWN _T _T _T _T"},
	} {
		t.Run(name, func(t *testing.T) {
			def := find(t, c.table)
			values, err := url.ParseQuery(c.query)
			if err != nil {
				t.Fatal(err)
			}
			f, err := Parse(def, values)
			if err != nil {
				t.Fatal(err)
			}
			rows := []table.Row{{Key: strings.Fields(c.takes)}, {Key: strings.Fields(c.drops)}}
			got := Select(def, rows, f)
			if c.drops == "" {
				rows = rows[:1]
				got = got[:1]
			}
			if len(got) != 1 || !reflect.DeepEqual(got[0], rows[0]) || f.Any() != (c.query != "") {
				t.Errorf("%s takes %v", c.query, got)
			}
		})
	}
}

func TestFiltersThatMakeNoSenseAreRefusedByName(t *testing.T) {
	for name, c := range map[string]struct{ table, query, parameter, reason string }{
		"a dimension of another table": {"T09", "age=Y0T17", "age", "SERIES, ORIGIN, DESTINATION, SEX, EXPLOIT, TIME_PERIOD"},
		"an alias without a dimension": {"T09", "country=ITA", "country", "no such dimension"},
		"a code of another list":       {"T01", "sex=Y0T17", "sex", "not known here: F"},
		"a country that is none":       {"T09", "origin=Atlantis", "origin", "not known here: a country"},
		"a region that is no sub-region": {
			"T10", "destination=M49_150", "destination", "not known here"},
		"a year out of range":     {"T01", "year=1066", "year", "not known here"},
		"an empty value":          {"T01", "sex=", "sex", "not known here"},
		"an empty country":        {"T01", "country=", "country", "not known here"},
		"an empty part":           {"T01", "sex=F,", "sex", "not known here"},
		"a name with a script":    {"T01", "%3Cscript%3E=1", "?script?", "no such dimension"},
		"a name without an end":   {"T01", strings.Repeat("x", 500) + "=1", strings.Repeat("x", 64), "no such dimension"},
		"a name in other letters": {"T01", "%D1%81%D0%B5%D0%BA%D1%81=F", "????", "no such dimension"},
	} {
		t.Run(name, func(t *testing.T) {
			values, err := url.ParseQuery(c.query)
			if err != nil {
				t.Fatal(err)
			}
			_, err = Parse(find(t, c.table), values)
			var bad *Error
			if !errors.As(err, &bad) || bad.Parameter != c.parameter || !strings.Contains(bad.Error(), c.reason) {
				t.Errorf("%s: %v", c.query, err)
			}
			if strings.Contains(bad.Error(), "Atlantis") || strings.Contains(bad.Error(), "1066") {
				t.Errorf("%v repeats the value", err)
			}
		})
	}
}

// drawCells draws cells of a table out of few codes, so that they meet.
func drawCells(t *rapid.T, def table.Definition) []table.Cell {
	codes := func(d table.Dimension) []table.Code {
		if d.Area() {
			return []table.Code{table.AreaCode(geo.Countries()[3]), table.AreaCode(geo.Countries()[9]), table.Total}
		}
		if d.ID == "UNIT_MEASURE" {
			return []table.Code{table.UnitNumber} // cells are numbers, shares come from the view
		}
		var list []table.Code
		for _, e := range d.List.Entries() {
			if n := table.Code(e.Number); len(list) < 2 || n == table.Total {
				list = append(list, n)
			}
		}
		return list
	}
	seen := map[table.Key]bool{}
	var cells []table.Cell
	for range rapid.IntRange(0, 60).Draw(t, "cells") {
		var k table.Key
		for i, d := range def.Dimensions {
			k = k.With(i, rapid.SampledFrom(codes(d)).Draw(t, d.ID))
		}
		if !seen[k] {
			cells = append(cells, table.Cell{Key: k, Value: rapid.Int64Range(1, 30).Draw(t, "value")})
		}
		seen[k] = true
	}
	return cells
}

func TestWantedCellsMakeTheSameRowsAsAllCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		def := rapid.SampledFrom(table.Definitions()).Draw(t, "table")
		flows, _ := table.Find("T09")
		all := map[string][]table.Cell{"T09": drawCells(t, flows)}
		all[def.ID] = drawCells(t, def)
		var f Filters
		for i, d := range def.Dimensions {
			for range rapid.IntRange(0, 2).Draw(t, "codes of "+d.ID) {
				f.add(i, rapid.SampledFrom(append(keys(all[def.ID], i), table.Total)).Draw(t, "code"))
			}
		}
		wants := Wants(def, f)
		source := func(id string) (cells []table.Cell) {
			for _, c := range all[id] {
				if wants[id] != nil && wants[id](c.Key) {
					cells = append(cells, c)
				}
			}
			return cells
		}
		o := table.Options{Exact: rapid.Bool().Draw(t, "exact")}
		want := Select(def, table.View(def, func(id string) []table.Cell { return all[id] }, o), f)
		got := Select(def, table.View(def, source, o), f)
		if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %v, want %v", def.ID, got, want)
		}
	})
}

func keys(cells []table.Cell, dimension int) []table.Code {
	var list []table.Code
	for _, c := range cells {
		list = append(list, c.Key.At(dimension))
	}
	return list
}

func FuzzParse(f *testing.F) {
	f.Add("T09", "ORIGIN=UKR&sex=F,M&year=2016")
	f.Add("T01", "%3Cscript%3E=1")
	f.Add("T30", "series=")
	f.Fuzz(func(t *testing.T, id, raw string) {
		def, ok := table.Find(id)
		values, err := url.ParseQuery(raw)
		if !ok || err != nil {
			return
		}
		filters, err := Parse(def, values)
		var bad *Error
		switch {
		case err != nil && (!errors.As(err, &bad) || len(bad.Parameter) > 64 || len(bad.Reason) > 300):
			t.Errorf("%v", err)
		case err == nil && filters.Any() != (len(values) > 0):
			t.Error("filters came from nothing, or nothing from filters")
		}
	})
}
