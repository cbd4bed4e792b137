package analyst

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/services/analyst/internal/sheet"
)

type dimensionInfo struct {
	ID    string `json:"id"`
	List  string `json:"list"`
	Codes string `json:"codes"` // where they are
}

type tableInfo struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Note       string          `json:"note"`
	Unit       string          `json:"unit"`
	URL        string          `json:"url"`
	Cells      int             `json:"cells"` // that are not 0; what rows they make is the table's affair
	Dimensions []dimensionInfo `json:"dimensions"`
}

// list answers with the definitions of all tables.
func (s *server) list(w http.ResponseWriter, _ *http.Request) *problem {
	var list []tableInfo
	for _, d := range table.Definitions() {
		info := tableInfo{ID: d.ID, Title: d.Title, Note: d.Note, Unit: d.Unit, URL: "/v1/tables/" + d.ID, Cells: s.board.Len(d.ID)}
		for _, dim := range d.Dimensions {
			info.Dimensions = append(info.Dimensions, dimensionInfo{dim.ID, dim.List.ID, info.URL + "/codes/" + dim.ID})
		}
		list = append(list, info)
	}
	writeJSON(w, list)
	return nil
}

type codeInfo struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Meaning string `json:"meaning"`
}

// codes answers with the code list of a dimension.
func (s *server) codes(w http.ResponseWriter, r *http.Request) *problem {
	def, ok := table.Find(r.PathValue("id"))
	if !ok {
		return noTable
	}
	i := def.Index(r.PathValue("dimension"))
	if i < 0 {
		return newProblem(http.StatusNotFound, "The table has no such dimension.", "")
	}
	var list []codeInfo
	for _, e := range def.Dimensions[i].List.Entries() {
		list = append(list, codeInfo{e.Short, e.Name, e.Definition})
	}
	writeJSON(w, list)
	return nil
}

// rows answers with the rows of a table that are asked for.
func (s *server) rows(w http.ResponseWriter, r *http.Request) *problem {
	def, ok := table.Find(r.PathValue("id"))
	if !ok {
		return noTable
	}
	values, format, p := split(r)
	if p != nil {
		return p
	}
	filters, err := ParseFilters(def, values)
	if err != nil {
		return badFilter(err)
	}
	h := w.Header()
	h.Set("Vary", "Accept")
	if s.unchanged(w, r, s.board.Seq(), format) {
		return nil
	}
	rows, seq := Rows(s.board, def, filters, s.options)
	h.Set("ETag", s.tag(r, seq, format))
	h.Set("Content-Type", contentTypes[format])
	h.Set("Corridor-Sequence", strconv.FormatUint(seq, 10))
	h.Set("Corridor-Caveat", table.Caveat)
	if format == sheet.CSV {
		h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", def.ID+".csv"))
	}
	if err := Render(w, format, def, rows, seq); err != nil {
		s.log.Debug().Err(err).Msg("a reader went away")
	}
	return nil
}

// split parts the filters of a query from the format.
func split(r *http.Request) (url.Values, string, *problem) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, "", newProblem(http.StatusBadRequest, "The query cannot be read.", "")
	}
	format := accepted(r.Header.Get("Accept"))
	if values.Has("format") {
		format = strings.ToLower(values.Get("format"))
		values.Del("format")
	}
	if contentTypes[format] == "" {
		return nil, "", newProblem(http.StatusBadRequest, "format is json, csv or table.", "format")
	}
	return values, format, nil
}

// unchanged answers 304 when the reader has what it would get.
func (s *server) unchanged(w http.ResponseWriter, r *http.Request, seq uint64, format string) bool {
	tag := s.tag(r, seq, format)
	for known := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if known = strings.TrimPrefix(strings.TrimSpace(known), "W/"); known == tag || known == "*" {
			w.Header().Set("ETag", tag)
			w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}

// tag names an answer: the same question at the same sequence has the same answer.
func (s *server) tag(r *http.Request, seq uint64, format string) string {
	question := fmt.Sprintf("%s?%s %s %t %x", r.URL.Path, r.URL.RawQuery, format, s.options.Exact, table.Fingerprint())
	sum := sha256.Sum256([]byte(question))
	return fmt.Sprintf("\"%d-%x\"", seq, sum[:8])
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}
