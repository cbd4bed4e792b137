package corridor

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/estimate"
)

const lists = "A,B,C,count\n1,0,0,120\n0,1,0,180\n1,1,0,20\n0,0,1,80\n1,0,1,14\n0,1,1,7\n"

func listsFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lists.csv")
	must(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func TestAnEstimateIsPrintedAsARange(t *testing.T) {
	table, err := estimate.ReadCSV(strings.NewReader(lists))
	must(t, err)
	r, err := estimate.Estimate(table, estimate.Options{Threshold: estimate.Threshold, Replicates: 20, Seed: 1})
	must(t, err)
	var out strings.Builder
	must(t, printReport(&out, r))
	first, _, _ := strings.Cut(out.String(), "\n")
	if !strings.Contains(first, " to ") || !strings.Contains(first, "95 % level") {
		t.Errorf("the first line is no range: %q", first)
	}
	for _, want := range []string{"linkage recall", "not given", "both B:C", "under 11", "existence code 0", "bootstrap", r.Table} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}

func TestTablesWithoutAnEstimateEndInAnError(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"no overlap":      {"A,B,C,count\n1,0,0,4\n0,1,0,5\n0,0,1,6\n", estimate.ErrNoOverlap},
		"half a person":   {"A,B,C,count\n1,0,0,4.5\n", estimate.ErrCount},
		"no table at all": {"", estimate.ErrShape},
	} {
		for _, asJSON := range []bool{false, true} {
			err := (&estimateCommand{File: listsFile(t, c.file), JSON: asJSON, Threshold: .02}).Run()
			if !errors.Is(err, c.want) || !errors.Is(err, app.ErrFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	must(t, (&estimateCommand{File: listsFile(t, lists), JSON: true, Threshold: .02}).Run())
}

func TestOptionsOfAnEstimateThatMakeNoSense(t *testing.T) {
	for _, c := range []estimateCommand{{Threshold: -1}, {Threshold: 2}, {Recall: 1.5}, {Boot: -1}, {Boot: 1_000_000}} {
		if c.Validate() == nil {
			t.Errorf("%+v was accepted", c)
		}
	}
	must(t, (&estimateCommand{Threshold: .02, Boot: 1000, Recall: .9}).Validate())
}
