package analyst

import (
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/table"
)

// note is that of T01.
var note = table.Definitions()[0].Note

func TestTablesAnswerInEachFormatAndWithFilters(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{})
	const head = "SERIES,ORIGIN,DESTINATION,SEX,EXPLOIT,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
	for name, c := range map[string]struct{ path, accept, contentType, want string }{
		"csv of all that is listed": {"/v1/tables/T09?format=csv", "", "text/csv", head +
			"VIC_UNQ_ALL,ITA,ITA,_T,_T,_T,30,A\nVIC_UNQ_ALL,ROU,ITA,_T,_T,_T,1-10,Q\n" +
			"VIC_UNQ_ALL,UKR,RUS,F,_T,2016,1-10,Q\nVIC_UNQ_ALL,UKR,RUS,_T,_T,2016,1677,A\nVIC_UNQ_ALL,UKR,RUS,_T,_T,_T,1677,A\n"},
		"csv by the header":       {"/v1/tables/T09?origin=ua&year=_T", "text/html;q=0.9, text/csv", "text/csv", head + "VIC_UNQ_ALL,UKR,RUS,_T,_T,_T,1677,A\n"},
		"csv of nothing":          {"/v1/tables/T02?format=CSV", "", "text/csv", "SERIES,REF_AREA,EXPLOIT,SEX,AGE,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"},
		"a pair by its sex alone": {"/v1/tables/T09?format=csv&SEX=F", "", "text/csv", head + "VIC_UNQ_ALL,UKR,RUS,F,_T,2016,1-10,Q\n"},
		"shares without numbers": {"/v1/tables/T10?format=csv&unit_measure=PT&flow_type=DOM,SUB", "", "text/csv",
			"SERIES,DESTINATION,FLOW_TYPE,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nVIC_UNQ_ALL,_T,DOM,PT,_T,1.74,A\nVIC_UNQ_ALL,_T,SUB,PT,_T,98.26,A\n"},
		"flows out of pairs": {"/v1/tables/T11?format=csv&series=FLW_CNT&origin=_T&destination=_T", "", "text/csv",
			"SERIES,ORIGIN,DESTINATION,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nFLW_CNT,_T,_T,2016,1,A\nFLW_CNT,_T,_T,_T,3,A\n"},
		"text": {"/v1/tables/T01?country=ITA&format=table", "", "text/plain", "T01 Detected victims by sex and age (persons)\n\n" +
			"SERIES   REF_AREA  SEX  AGE  TIME_PERIOD  OBS_VALUE  OBS_STATUS\n" +
			"VIC_ALL  ITA       F    _T   2019                25  A\nVIC_ALL  ITA       M    _T   2019              1-10  Q\n\n" +
			note + "\n" + table.Caveat + "\nAs of change 4 of the statistics.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			resp, body := get(t, s.url+c.path, "Accept", c.accept)
			if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), c.contentType) || body != c.want {
				t.Errorf("%d %s\n%s", resp.StatusCode, resp.Header.Get("Content-Type"), body)
			}
			if resp.Header.Get("Corridor-Sequence") != "4" || resp.Header.Get("Corridor-Caveat") != table.Caveat {
				t.Error("the headers do not say how to read it")
			}
		})
	}
}

func TestJSONTellsHowToReadIt(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{})
	type answer struct {
		Table, Title, Unit, Note, Caveat string
		Dimensions                       []string
		Sequence                         uint64
		Rows                             []map[string]string
	}
	_, body := get(t, s.url+"/v1/tables/T01?country=it&sex=Female")
	got := decodeJSON[answer](t, body)
	want := answer{"T01", "Detected victims by sex and age", "persons",
		note, table.Caveat,
		[]string{"SERIES", "REF_AREA", "SEX", "AGE", "TIME_PERIOD"}, 4, []map[string]string{{"SERIES": "VIC_ALL", "REF_AREA": "ITA",
			"SEX": "F", "AGE": "_T", "TIME_PERIOD": "2019", "OBS_VALUE": "25", "OBS_STATUS": "A"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	_, body = get(t, s.url+"/v1/tables")
	list := decodeJSON[[]tableInfo](t, body)
	if len(list) != len(table.Definitions()) || list[0].ID != "T01" || list[0].Cells != 6 || len(list[0].Dimensions) != 5 {
		t.Fatalf("%+v", list)
	}
	_, body = get(t, s.url+list[0].Dimensions[2].Codes)
	if codes := decodeJSON[[]codeInfo](t, body); len(codes) < 4 || codes[0].ID == "" || codes[0].Meaning == "" {
		t.Errorf("%+v", codes)
	}
}

func TestExactCountsAreShownWhereTheAgreementAllowsThem(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{SmallCells: "exact"})
	if _, body := get(t, s.url+"/v1/tables/T01?format=csv&country=ITA&sex=M"); !strings.HasSuffix(body, "VIC_ALL,ITA,M,_T,2019,7,A\n") {
		t.Error(body)
	}
}

func TestAnAnswerThatIsKnownIsNotSentAgain(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{})
	address := s.url + "/v1/tables/T01?country=ITA"
	resp, _ := get(t, address)
	tag := resp.Header.Get("ETag")
	for header, want := range map[string]int{
		tag: http.StatusNotModified, `W/` + tag: http.StatusNotModified, `"x", ` + tag: http.StatusNotModified, "*": http.StatusNotModified,
		`"x"`: http.StatusOK, "": http.StatusOK,
	} {
		if resp, body := get(t, address, "If-None-Match", header); resp.StatusCode != want || resp.Header.Get("ETag") != tag || (body == "") != (want == http.StatusNotModified) {
			t.Errorf("%s: %d %s", header, resp.StatusCode, resp.Header.Get("ETag"))
		}
	}
	for _, other := range []string{s.url + "/v1/tables/T01?country=FRA", s.url + "/v1/tables/T02?country=ITA", address + "&format=csv"} {
		if resp, _ := get(t, other, "If-None-Match", tag); resp.StatusCode != http.StatusOK || resp.Header.Get("ETag") == tag {
			t.Errorf("%s has the tag of another answer", other)
		}
	}
	if resp, _ := get(t, address, "If-None-Match", tag, "Accept", "text/csv"); resp.StatusCode != http.StatusOK {
		t.Error("another format has the same tag")
	}
	publish(t, js, "T01", "VIC_ALL ITA F _T 2019 = 26")
	eventually(t, func() bool {
		resp, body := get(t, address, "If-None-Match", tag)
		return resp.StatusCode == http.StatusOK && strings.Contains(body, `"26"`)
	})
}

func TestProblemsNameTheParameterAndRepeatNothing(t *testing.T) {
	_, js := bustest.Start(t)
	s := start(t, js, Config{})
	for path, want := range map[string]problem{
		"/v1/tables/T99":                    {"Not Found", 404, noTable.Detail, ""},
		"/v1/tables/T01/codes/ORIGIN":       {"Not Found", 404, "The table has no such dimension.", ""},
		"/v1/tables/T99/codes/SEX":          {"Not Found", 404, noTable.Detail, ""},
		"/v1/other":                         {"Not Found", 404, noPage.Detail, ""},
		"/v1/tables/T01?format=xml":         {"Bad Request", 400, "format is json, csv or table.", "format"},
		"/v1/tables/T01?country=Ruritania":  {"Bad Request", 400, "country: a value is not known here: a country by code or name, a sub-region such as M49_151, _U or _T", "country"},
		"/v1/tables/T01?%3Cscript%3E=alert": {"Bad Request", 400, "?script?: T01 has no such dimension; it has SERIES, REF_AREA, SEX, AGE, TIME_PERIOD", "?script?"},
		"/v1/tables/T01?sex=%zz":            {"Bad Request", 400, "The query cannot be read.", ""},
		"/v1/live?table=T99":                {"Bad Request", 400, "There is no such table; /v1/tables lists them.", "table"},
		"/v1/live?from=-1":                  {"Bad Request", 400, "from is the sequence of a change.", "from"},
		"/v1/live?from=1000":                {"Bad Request", 400, "from lies beyond the last change; read the tables again.", "from"},
		"/v1/live?since=1":                  {"Bad Request", 400, "There is no such parameter; there are table and from.", "since"},
	} {
		resp, body := get(t, s.url+path)
		if got := decodeJSON[problem](t, body); got != want || resp.StatusCode != want.Status || resp.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %+v", path, resp.StatusCode, got)
		}
	}
	resp, err := client.Post(s.url+"/v1/tables", "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusMethodNotAllowed || resp.Header.Get("Allow") == "" {
		t.Errorf("a POST is answered with %d", resp.StatusCode)
	}
}

func TestTheClientReadsWhatTheBoardHolds(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{})
	b, err := Read(t.Context(), js)
	if err != nil {
		t.Fatal(err)
	}
	values := url.Values{"year": {"_T"}}
	for _, def := range table.Definitions() {
		f, err := ParseFilters(def, values)
		if err != nil {
			t.Fatal(err)
		}
		want, last := Rows(b, def, f, table.Options{})
		got, seq, err := Get(t.Context(), s.url+"/", def.ID, values)
		if err != nil || seq != last || seq != 4 || len(got) != len(want) || (len(got) > 0 && !reflect.DeepEqual(got, want)) {
			t.Errorf("%s: %v at %d, want %v at %d: %v", def.ID, got, seq, want, last, err)
		}
	}
	if _, _, err := Get(t.Context(), s.url, "T09", url.Values{"age": {"1"}}); err == nil || !strings.Contains(err.Error(), "400 Bad Request: age: T09 has no such dimension") {
		t.Error(err)
	}
	if _, _, err := Get(t.Context(), s.url, "T99", nil); err == nil {
		t.Error("a table that is not defined was read")
	}
	if _, _, err := Get(t.Context(), "http://127.0.0.1:1", "T09", nil); err == nil {
		t.Error("nobody answered")
	}
}
