package attack_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/analyst"
)

// fetch returns a page that has to be there.
func fetch(t testing.TB, url string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(soon(t), http.MethodGet, url, nil)
	must(t, err)
	resp, err := http.DefaultClient.Do(req)
	must(t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	must(t, err)
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", url, resp.Status)
	}
	return string(b)
}

// cells returns the rows of a table as a partner sees them, one text each.
func (r *rig) cells(table string, query url.Values) (list []string) {
	r.t.Helper()
	rows, _, err := analyst.Get(soon(r.t), "http://"+r.Analyst, table, query)
	must(r.t, err)
	for _, row := range rows {
		list = append(list, strings.Join(append(row.Key, row.Value), " "))
	}
	return list
}

// forgery is a report that says as little as it may: a partner who sends it to see what
// happens learns the more.
func forgery(t testing.TB, by string, at tip.Period) tip.Report {
	t.Helper()
	r := report(t, by, at)
	r.Incident.Origin, r.Incident.OriginBasis = geo.Unknown, code.OriginBasisUnspecified
	r.Victims[0].Citizenships = tip.Areas{geo.Unknown}
	r.Victims[0].Forms, r.Victims[0].PrimaryForm = code.SetOf(code.ExploitationFormUnknown), code.ExploitationFormUnknown
	return r
}

// TestReceiptsDoNotTellWhetherSomebodyIsKnown sends a report on a woman whom Poland has
// reported and one on a stranger: the receipts differ in nothing but names of reports.
func TestReceiptsDoNotTellWhetherSomebodyIsKnown(t *testing.T) {
	r := newRig(t, zerolog.Nop(), []uint32{1}, "POL", "ITA")
	at := tip.QuarterPeriod(2023, 1)
	r.send(r.focalPoint("POL", 1), "case", tellings(t, "POL", at, anna)...)
	p := r.focalPoint("ITA", 1)
	for i, who := range append(invented(t, 5, 1)[:1], anna) {
		r.send(p, string(rune('a'+i)), telling{report(t, "ITA", at), who})
	}
	if got := r.persons(); !slices.Contains(got, "ITA") || !slices.Contains(got, "ITA+POL") {
		t.Fatalf("the persons are %v: nothing is tested", got)
	}
	var receipts []string
	for _, m := range r.stored(bus.Normalized, bus.ReceiptsPrefix+"ITA") {
		receipt := unmarshal(t, m.Data, &pb.Receipt{})
		receipt.SubmissionId, receipt.SubmissionDigest, receipt.Sequence = "", nil, 0
		for _, v := range receipt.GetVerdicts() {
			v.ReportRef = nil
		}
		receipts = append(receipts, receipt.String())
	}
	if len(receipts) != 2 || receipts[0] != receipts[1] {
		t.Errorf("the receipts differ: %v", receipts)
	}
}

// TestALiveReaderWhoForgesAReportLearnsThatAPersonIsKnown is an attack that succeeds, so that
// docs/privacy.md tells the truth about it: who can publish for a country and watch live
// tables needs one forged report to learn that a person is known abroad, and with an early
// date and empty fields where, when and as what. What is left of it is his signature, and the
// audits of two key-holders.
func TestALiveReaderWhoForgesAReportLearnsThatAPersonIsKnown(t *testing.T) {
	r := newRig(t, zerolog.Nop(), []uint32{1}, "POL", "ITA")
	r.send(r.focalPoint("POL", 1), "case", tellings(t, "POL", tip.QuarterPeriod(2021, 1), append(invented(t, 5, 4), anna)...)...)
	p := r.focalPoint("ITA", 1)
	again := url.Values{"SERIES": {"DQ_DUP_XB"}}
	r.send(p, "stranger", telling{forgery(t, "ITA", tip.QuarterPeriod(2019, 1)), invented(t, 6, 1)[0]})
	if got := r.cells("T30", again); len(got) != 0 {
		t.Fatalf("a stranger is told as known: %v", got)
	}
	forms := url.Values{"SERIES": {"VIC_UNQ"}, "REF_AREA": {"ITA"}, "SEX": {"_T"}, "AGE": {"_T"}, "TIME_PERIOD": {"2019"}, "EXPLOIT": {"G_FL"}}
	if got := r.cells("T02", forms); len(got) != 0 {
		t.Fatalf("Italy has a victim of forced labour before: %v", got)
	}
	r.send(p, "anna", telling{forgery(t, "ITA", tip.QuarterPeriod(2019, 1)), anna})
	if got := r.cells("T30", again); !slices.Contains(got, "DQ_DUP_XB POL _T _T 2021 1-10") {
		t.Errorf("the tables no longer tell where else she was reported: %v; say so in docs/privacy.md", got)
	}
	if got := r.cells("T02", forms); len(got) != 1 {
		t.Errorf("the tables no longer tell as what: %v; say so in docs/privacy.md", got)
	}
	for _, n := range []int{token.First, token.Second} {
		if asked, _ := audited(t, r.JetStream, n); asked["ITA"] < len(inputs(anna)) {
			t.Errorf("the audit of holder %d does not tell of Italy's evaluations: %v", n, asked)
		}
	}
}
