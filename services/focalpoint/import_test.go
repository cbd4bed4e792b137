package focalpoint

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
)

// file is an invented file with a row for each way to fare: sound, cut short, with an unknown
// label, contradictory, and later than 2019.
const file = `yearOfRegistration,Datasource,gender,ageBroad,majorityEntry,citizenship,CountryOfExploitation
2018,Case Management,Female,30--38,Adult,MD,IT
2018,Case Management
2018,Hotline,no such label,9--17,Minor,RO,IT
2018,Case Management,Male,9--17,Adult,MD,IT
2020,Hotline,Male,30--38,Adult,MD,IT
`

func TestImportHandsOnWhatMayBeSent(t *testing.T) {
	var keys []string
	var problems []Problem
	sender := rule.Context{Sender: area("XCT"), Produced: tip.QuarterPeriod(2019, 1)}
	err := ImportAs(sender, "ctdc", strings.NewReader(file), func(f Filing, r tip.Report) error {
		keys = append(keys, f.CaseKey)
		if f.check() != nil || f.Revision != 1 || f.Action != code.ActionUpsert {
			t.Error("a filing that can't be sent")
		}
		if want := wire.EncodeReport(rule.Generalise(r, 0)); string(f.Content) != string(want) {
			t.Error("another form than the one that may leave")
		}
		return nil
	}, func(p Problem) { problems = append(problems, p) })
	must(t, err)
	if want := []string{"ctdc:0", "ctdc:2"}; !slices.Equal(keys, want) {
		t.Errorf("got %v, want %v", keys, want)
	}
	want := []Problem{
		{1, "", "not as many cells as the header", true},
		{2, "gender", "label not recognised", false},
		{3, "victims[0].age_band_entry", "V07: Adult on entry but a child at registration", true},
		{4, "incident.detection_period", "V27: Detection period in the future of the submission", true},
	}
	if fmt.Sprint(problems) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", problems, want)
	}
}

func TestImportStops(t *testing.T) {
	full := errors.New("full")
	tests := map[string]struct {
		format, file string
		each         error
	}{
		"at a format that it does not know":    {"xlsx", file, nil},
		"at a file of another kind":            {"ctdc", "a,b\n1,2\n", nil},
		"when nobody takes the records longer": {"ctdc", file, full},
	}
	for name, tt := range tests {
		err := Import(tt.format, strings.NewReader(tt.file), func(Filing, tip.Report) error { return tt.each }, func(Problem) {})
		if err == nil || tt.each != nil && !errors.Is(err, tt.each) {
			t.Errorf("not %s: %v", name, err)
		}
	}
}

func TestAReportIsJudgedAsItWasRecorded(t *testing.T) {
	sound := tip.Report{
		Incident: tip.Incident{
			Origin: area("MDA"), Destination: area("ITA"), Detection: area("ITA"),
			DetectionPeriod: tip.MonthPeriod(2024, 2),
		},
		Victims: []tip.Victim{{
			Ref: 1, Status: code.TraffickingStatusPresumed, AgeRegistration: code.AgeBandY21To23,
			Forms: code.SetOf(code.ExploitationFormForcedLabour),
		}},
		ConsentScope: code.DataConsentScopeCrossBorderAnonymised, SharingLabel: code.SharingLabelAmber,
	}
	backwards := sound
	backwards.Incident.ExploitationStart, backwards.Incident.ExploitationEnd = tip.MonthPeriod(2023, 5), tip.MonthPeriod(2023, 4)
	ctx := rule.Context{Sender: area("ITA"), Produced: tip.QuarterPeriod(2024, 3)}
	if _, refused := prepare(backwards, ctx); len(refused) != 1 || refused[0].Reason != code.ReasonV08 {
		t.Errorf("a contradiction of months: %v", refused)
	}
	content, refused := prepare(sound, ctx)
	if len(refused) > 0 {
		t.Fatalf("a detection period that leaves as a quarter: %v", refused)
	}
	left, faults := wire.DecodeReport(content)
	if len(faults) > 0 || left.Incident.DetectionPeriod != tip.QuarterPeriod(2024, 1) {
		t.Errorf("leaves as %s", left.Incident.DetectionPeriod)
	}
}

func TestThePublishedFileCanBeSentWhole(t *testing.T) {
	filings, bytes := 0, 0
	err := Import("ctdc", published(t, "ctdc/ctdc_kanon_2020_joined.csv"), func(f Filing, _ tip.Report) error {
		filings++
		bytes += len(f.Content)
		return nil
	}, func(p Problem) { t.Errorf("problem %v", p) })
	must(t, err)
	if filings != 48801 {
		t.Errorf("%d filings", filings)
	}
	t.Logf("%d bytes a report", bytes/max(1, filings))
}

// published opens a file of the test data, which are not part of the project, or skips.
func published(t *testing.T, name string) *os.File {
	t.Helper()
	dir, err := filepath.Abs(".")
	must(t, err)
	folders := []string{os.Getenv("CORRIDOR_DATA")}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		folders = append(folders, filepath.Join(dir, "../shared/data"))
	}
	for _, folder := range folders {
		if folder == "" {
			continue
		}
		if f, err := os.Open(filepath.Join(folder, name)); err == nil {
			t.Cleanup(func() { f.Close() })
			return f
		}
	}
	t.Skipf("%s is not here; set CORRIDOR_DATA to the folder of the test data", name)
	return nil
}
