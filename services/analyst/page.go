package analyst

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/services/analyst/internal/query"
	"github.com/corridor-tip/corridor/services/analyst/internal/sheet"
)

//go:embed page
var files embed.FS

// pages are the templates.
var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"number": number,
	"caveat": func() string { return table.Caveat },
	"rank":   func(i int) int { return i + 1 },
}).ParseFS(files, "page/*.html"))

// number writes a value for people: commas between thousands, a dash in a range.
func number(value string) string { return strings.Replace(sheet.Thousands(value), "-", "–", 1) }

// style answers with the one style sheet.
func style(w http.ResponseWriter, r *http.Request) {
	css, _ := files.ReadFile("page/style.css") // it is embedded
	w.Header().Set("ETag", fmt.Sprintf("\"%x\"", sha256.Sum256(css)))
	http.ServeContent(w, r, "style.css", time.Time{}, bytes.NewReader(css))
}

// show writes a page.
func (s *server) show(w http.ResponseWriter, name string, data any) *problem {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := pages.ExecuteTemplate(w, name, data); err != nil {
		s.log.Debug().Err(err).Msg("a reader went away")
	}
	return nil
}

// mostShown is how many rows a page shows.
const mostShown = 1000

// field is one filter of the form: a choice of codes, or a text where there are too many.
type field struct {
	ID, Label, Value string
	Codes            []code.Entry
}

type tablePage struct {
	Definition table.Definition
	Columns    []string
	Fields     []field
	Rows       [][]cellView // one view a dimension
	Values     []table.Row
	All, Shown int
	Sequence   uint64
	Exact      bool
	Notice     string
	Files      []link // the same rows in each format
}

// link is an address and what to call it.
type link struct{ Label, URL string }

// filesOf returns the addresses of the rows of a table that values ask for.
func filesOf(def table.Definition, values url.Values) []link {
	list := []link{{"CSV", sheet.CSV}, {"JSON", sheet.JSON}, {"Text", sheet.Text}}
	for i := range list {
		query := maps.Clone(values)
		query.Set("format", list[i].URL)
		list[i].URL = "/v1/tables/" + def.ID + "?" + query.Encode()
	}
	return list
}

// cellView is a code and what it means.
type cellView struct{ Code, Meaning string }

// page shows a table with a form of filters. Empty fields of the form are no filters.
func (s *server) page(w http.ResponseWriter, r *http.Request) *problem {
	def, ok := table.Find(r.PathValue("id"))
	if !ok {
		return noTable
	}
	values := r.URL.Query()
	for name, list := range values {
		if list = slices.DeleteFunc(list, func(v string) bool { return v == "" }); len(list) == 0 {
			delete(values, name)
		} else {
			values[name] = list
		}
	}
	filters, err := ParseFilters(def, values)
	if err != nil {
		return badFilter(err)
	}
	rows, seq := Rows(s.board, def, filters, s.options)
	p := tablePage{Definition: def, Columns: sheet.Columns(def), All: len(rows), Sequence: seq, Exact: s.options.Exact, Notice: s.notice, Fields: fieldsOf(def, values), Files: filesOf(def, values)}
	p.Values = rows[:min(len(rows), mostShown)]
	p.Shown = len(p.Values)
	for _, row := range p.Values {
		p.Rows = append(p.Rows, views(def, row.Key))
	}
	return s.show(w, "table.html", p)
}

// views returns the codes of a key with what they mean.
func views(def table.Definition, key []string) []cellView {
	list := make([]cellView, len(key))
	for i, id := range key {
		list[i].Code = id
		if d := def.Dimensions[i]; d.Area() {
			list[i].Meaning = areaName(d, id)
		}
	}
	return list
}

// areaName returns the name of an area of a dimension.
func areaName(d table.Dimension, id string) string {
	c, _ := d.List.Parse(id)
	return table.Area(c).Name()
}

// mostChoices is the longest list that is offered as a choice.
const mostChoices = 60

// labels of the dimensions, for people.
var labels = map[string]string{
	"SERIES": "Series", "REF_AREA": "Country", "COUNTERPART_AREA": "Citizenship", "ORIGIN": "Origin", "DESTINATION": "Destination",
	"TRANSIT": "Transit", "SEX": "Sex", "AGE": "Age", "EXPLOIT": "Form", "TIME_PERIOD": "Year", "FLOW_TYPE": "Reach",
	"UNIT_MEASURE": "Unit", "DETECTION_STAGE": "Stage", "BREAKDOWN_TYPE": "Kind of breakdown", "BREAKDOWN": "Breakdown", "STATUS": "Status",
}

// fieldsOf returns the form with what was asked for.
func fieldsOf(def table.Definition, values url.Values) []field {
	var list []field
	for i, d := range def.Dimensions {
		f := field{ID: d.ID, Label: labels[d.ID]}
		for name, v := range values {
			if query.Dimension(def, name) == i {
				f.Value = strings.Join(v, ",")
			}
		}
		if entries := d.List.Entries(); len(entries) <= mostChoices {
			f.Codes = entries
		}
		list = append(list, f)
	}
	return list
}
