package corridor

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/corridor/internal/bench"
)

// printed runs a command and returns what it prints.
func printed(t *testing.T, run func() error) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out")
	f, err := os.Create(path)
	must(t, err)
	stdout := os.Stdout
	os.Stdout = f
	err = run()
	os.Stdout = stdout
	must(t, err)
	must(t, f.Close())
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}

func TestBenchOfAPairOfFiles(t *testing.T) {
	file := func(name, who string) string {
		path := filepath.Join(t.TempDir(), name)
		must(t, os.WriteFile(path, []byte("rec_id,given_name,surname,suburb,postcode,date_of_birth\n"+who), 0o600))
		return path
	}
	c := benchLinkageCommand{JSON: true,
		A: file("a.csv", "rec-1-org,rosalind,invented,oldtown,2000,19900203\nrec-2-org,bertram,fictional,newtown,3000,19800405\n"),
		B: file("b.csv", "rec-1-dup-0,rosalinde,invented,oldtown,2000,19900203\nrec-3-org,katharina,imagined,hilltown,4000,19700607\n"),
	}
	var results []bench.Result
	must(t, json.Unmarshal(printed(t, c.Run), &results))
	if len(results) != 1 || results[0].Set != "a.csv + b.csv" || results[0].Records != 4 {
		t.Fatalf("got %+v", results)
	}
	if p := results[0].Pairs; *p != (bench.Figures{Precision: 1, Recall: 1, F1: 1}) {
		t.Errorf("got %+v", p)
	}
}

func TestBenchOfAWorld(t *testing.T) {
	c := benchLinkageCommand{Febrl: t.TempDir(), Reports: []int{0, 3000}, VOPRF: 2, Seed: 1, JSON: true}
	var results []bench.Result
	must(t, json.Unmarshal(printed(t, c.Run), &results))
	if len(results) != 2 || results[0].Speed <= 0 || results[0].Bytes <= 0 || results[0].Clusters.F1 < .9 || results[1].Holder <= 0 {
		t.Errorf("got %+v", results)
	}
}

func TestBenchMisused(t *testing.T) {
	for _, c := range []benchLinkageCommand{{B: "b.csv"}, {Febrl: t.TempDir(), Reports: []int{-1}}} {
		if err := c.Run(); !errors.Is(err, app.ErrMisused) {
			t.Errorf("%+v: got %v", c, err)
		}
	}
}
