package analyst

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/table"
)

// figure is a headline.
type figure struct{ Label, Value, Help string }

// bar is a row of a ranking; its bar has a width in percent, 0 for none.
type bar struct {
	From, To, Code, Value, Share string
	Width                        float64
}

type frontPage struct {
	Figures   []figure
	Corridors []bar
	Reach     []bar
	Tables    []tableInfo
	Sequence  uint64
	Exact     bool
	Notice    string
}

// everybody is the series of this page: figures of the world count a person once.
const everybody = "VIC_UNQ_ALL"

// front shows what the tables say in short.
func (s *server) front(w http.ResponseWriter, _ *http.Request) *problem {
	victims := s.values("T01", "SERIES", url.Values{"REF_AREA": {"_T"}, "SEX": {"_T"}, "AGE": {"_T"}, "TIME_PERIOD": {"_T"}})
	flows := s.values("T11", "SERIES", url.Values{"SERIES": {"FLW_CNT"}, "ORIGIN": {"_T"}, "DESTINATION": {"_T"}, "TIME_PERIOD": {"_T"}})
	world := url.Values{"SERIES": {everybody}, "DESTINATION": {"_T"}, "TIME_PERIOD": {"_T"}}
	world.Set("UNIT_MEASURE", "NUMBER")
	reach := s.values("T10", "FLOW_TYPE", world)
	world.Set("UNIT_MEASURE", "PT")
	shares := s.values("T10", "FLOW_TYPE", world)
	p := frontPage{Sequence: s.board.Seq(), Exact: s.options.Exact, Notice: s.notice, Corridors: s.corridors(), Reach: reachBars(reach, shares)}
	p.Figures = []figure{
		{"Unique victims", known(victims[everybody]), "persons, each counted once"},
		{"Confirmed", known(victims["VIC_UNQ"]), "of them, by any country"},
		{"Presumed", known(victims["VIC_UNQ_PRES"]), "of them, confirmed by no country"},
		{"Detections", known(victims["VIC_ALL"]), "a person counts in each country that detected her"},
		{"Flows", known(flows["FLW_CNT"]), "pairs of origin and destination with five persons or more"},
		{"Across borders", abroad(reach, s.options.Exact), "persons whose origin and destination differ"},
	}
	for _, d := range table.Definitions() {
		p.Tables = append(p.Tables, tableInfo{ID: d.ID, Title: d.Title, Unit: d.Unit, Cells: s.board.Len(d.ID)})
	}
	return s.show(w, "front.html", p)
}

// ask returns the rows of a table that values ask for.
func (s *server) ask(id string, values url.Values) (table.Definition, []table.Row) {
	def, _ := table.Find(id)
	filters, err := ParseFilters(def, values)
	if err != nil {
		return def, nil // the questions of this file are right: a test sees to it
	}
	rows, _ := Rows(s.board, def, filters, s.options)
	return def, rows
}

// values returns the values of rows by their code in one dimension.
func (s *server) values(id, dimension string, values url.Values) map[string]string {
	def, rows := s.ask(id, values)
	list := map[string]string{}
	for _, r := range rows {
		list[r.Key[def.Index(dimension)]] = r.Value
	}
	return list
}

// known returns a value, 0 where there is no row.
func known(value string) string { return cmp.Or(value, "0") }

// abroad returns how many persons crossed a border, out of what the table shows of reach: it
// must not tell more. Where it cannot be told there is no value.
func abroad(reach map[string]string, exact bool) string {
	all, err := strconv.Atoi(known(reach["_T"]))
	home, err2 := strconv.Atoi(known(reach[code.FlowTypeDomestic.String()]))
	if err != nil || err2 != nil {
		return ""
	}
	if n := all - home; exact || n == 0 || n > table.FewPersons {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("1-%d", table.FewPersons)
}

// mostCorridors is how many corridors the front page ranks.
const mostCorridors = 20

// corridors ranks the pairs of an origin and another destination. Counts shown as ranges come last, in
// the order of their codes.
func (s *server) corridors() []bar {
	def, rows := s.ask("T09", url.Values{"SERIES": {everybody}, "EXPLOIT": {"_T"}, "SEX": {"_T"}, "TIME_PERIOD": {"_T"}})
	from, to := def.Index("ORIGIN"), def.Index("DESTINATION")
	rows = slices.DeleteFunc(slices.Clone(rows), func(r table.Row) bool { return r.Key[from] == "_T" || r.Key[to] == "_T" || r.Key[from] == r.Key[to] })
	slices.SortStableFunc(rows, func(a, b table.Row) int { return cmp.Compare(size(b), size(a)) })
	var bars []bar
	for _, r := range rows[:min(len(rows), mostCorridors)] {
		b := bar{From: areaName(def.Dimensions[from], r.Key[from]), To: areaName(def.Dimensions[to], r.Key[to]), Value: r.Value}
		b.Width = 100 * size(r) / max(1, size(rows[0]))
		bars = append(bars, b)
	}
	return bars
}

// size returns the value of a row, 0 where it is a range.
func size(r table.Row) float64 {
	n, err := strconv.ParseFloat(r.Value, 64)
	if err != nil {
		return 0
	}
	return n
}

// reachBars returns a row for each reach that has persons, the total last.
func reachBars(numbers, shares map[string]string) []bar {
	def, _ := table.Find("T10")
	var bars []bar
	for _, e := range def.Dimensions[def.Index("FLOW_TYPE")].List.Entries() {
		if numbers[e.Short] == "" {
			continue
		}
		width, _ := strconv.ParseFloat(shares[e.Short], 64) // none where the share is withheld
		bars = append(bars, bar{From: e.Definition, Code: e.Short, Value: numbers[e.Short], Share: shares[e.Short], Width: width})
	}
	return bars
}
