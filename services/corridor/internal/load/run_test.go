package load

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestASmallPlan(t *testing.T) {
	f, err := Measure(t.Context(), t.TempDir(), Plan{Seed: 1, Reports: []int{300}, Rate: 50, Seconds: 2, Window: 100 * time.Millisecond}, io.Discard)
	must(t, err)
	r := f.Runs[0]
	if len(f.Runs) != 1 || r.Reports < 200 || r.PerSecond <= 0 || r.Disk < 100 || r.Rebuilt <= 0 {
		t.Errorf("got %+v", f.Runs)
	}
	if d := f.Delays; d.Receipts.Submissions < 8 || d.Statistics.Submissions != d.Receipts.Submissions ||
		d.Statistics.P50 < d.Receipts.P50 || d.Receipts.P50 <= 0 || d.Receipts.P999 < d.Receipts.P50 {
		t.Errorf("got %+v", d)
	}
	if c := f.Transport; c.Single <= 0 || c.Batches < c.Single || c.Bytes < 200 {
		t.Errorf("got %+v", c)
	}
	var table bytes.Buffer
	must(t, f.Print(&table))
	for _, want := range []string{"one report a message", "rebuilt s", "publish to statistic"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("the table does not say %q:\n%s", want, table.String())
		}
	}
}

func TestALoadIsTheSameForASeed(t *testing.T) {
	a, err := Make(t.Context(), t.TempDir(), 3, 200, 50)
	must(t, err)
	b, err := Make(t.Context(), t.TempDir(), 3, 200, 50)
	must(t, err)
	if a.Reports != b.Reports || a.Victims != b.Victims || len(a.Submissions) != len(b.Submissions) || a.Reports < 150 {
		t.Errorf("%d, %d and %d against %d, %d and %d", a.Reports, a.Victims, len(a.Submissions), b.Reports, b.Victims, len(b.Submissions))
	}
}
