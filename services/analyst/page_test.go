package analyst

import (
	"net/http"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/table"
)

func TestTheFrontPageTellsTheHeadlines(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{})
	resp, body := get(t, s.url+"/")
	if p := resp.Header.Get("Content-Security-Policy"); !strings.HasPrefix(p, "default-src 'none'; style-src 'self';") || strings.Contains(p, "unsafe") {
		t.Errorf("policy %q", p)
	}
	for _, want := range []string{
		table.Caveat, "Counts of one to ten are shown as a range.",
		"<dt>Unique victims</dt><dd>1,700</dd>", "<dt>Confirmed</dt><dd>1,690</dd>", "<dt>Presumed</dt><dd>1–10</dd>", "<dt>Detections</dt><dd>1,750</dd>",
		"<dt>Flows</dt><dd>3</dd>", "<dt>Across borders</dt><dd>1,690</dd>",
		`<td class="n quiet">1</td><td>Ukraine</td><td>Russia</td><td class="n">1,677</td>`,
		`<td class="n quiet">2</td><td>Romania</td><td>Italy</td><td class="n">1–10</td>`,
		`<td class="n">98.26 %</td>`, `href="/v1/tables/T30?format=csv"`, "As of change 4",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, never := range []string{"<script", "style=", "Moldova"} {
		if strings.Contains(body, never) {
			t.Errorf("the page has %s", never)
		}
	}
	if resp, css := get(t, s.url+"/style.css"); resp.Header.Get("Content-Type") != "text/css; charset=utf-8" || css == "" {
		t.Error("there is no style sheet")
	}
}

func TestWhatIsAcrossBordersTellsNoMoreThanTheTable(t *testing.T) {
	for name, c := range map[string]struct {
		reach map[string]string
		want  string
	}{
		"nobody":         {nil, "0"},
		"the difference": {map[string]string{"_T": "100", "DOM": "30"}, "70"},
		"nobody at home": {map[string]string{"_T": "100"}, "100"},
		"few at home":    {map[string]string{"_T": "100", "DOM": "1-10"}, ""},
		"few at all":     {map[string]string{"_T": "1-10"}, ""},
		"few abroad":     {map[string]string{"_T": "100", "DOM": "96"}, "1-10"},
	} {
		if got := abroad(c.reach, false); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestATablePageHasAFormAndItsFiles(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{})
	resp, body := get(t, s.url+"/tables/T01?country=%22%3ERuritania&SEX=&AGE=")
	if resp.StatusCode != http.StatusBadRequest || !strings.Contains(body, "<h1>Bad Request</h1>") || strings.Contains(body, "Ruritania") {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	_, body = get(t, s.url+"/tables/T01?country=Italy&SEX=F&AGE=")
	for _, want := range []string{"1 row.", `name="REF_AREA" value="Italy"`, `<option value="F" selected>`,
		`<td>Italy <span class="quiet">ITA</span></td>`, `<td class="n">25</td>`, `"/v1/tables/T01?SEX=F&amp;country=Italy&amp;format=csv"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if resp, body := get(t, s.url+"/tables/T99"); resp.StatusCode != http.StatusNotFound || !strings.Contains(body, "no such table") {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

func TestATablePageShowsAThousandRows(t *testing.T) {
	_, js := bustest.Start(t)
	var cells []string
	list, _ := table.Find("T01")
	for _, area := range list.Dimensions[1].List.Entries() {
		for _, year := range []string{"2015", "2016", "2017", "2018", "2019"} {
			cells = append(cells, "VIC_ALL "+area.Short+" _T _T "+year+" = 20")
		}
	}
	publish(t, js, "T01", cells...)
	s := start(t, js, Config{})
	_, body := get(t, s.url+"/tables/T01")
	if strings.Count(body, `<td class="n">20</td>`) != 1000 || !strings.Contains(body, "The first 1,000 of 1,") {
		t.Error("the page does not show the first 1,000 rows and how many there are")
	}
}
