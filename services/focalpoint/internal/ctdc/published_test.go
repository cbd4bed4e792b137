package ctdc

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

// published opens a file of the test data, which are not part of the project, or skips.
func published(t *testing.T, name string) *os.File {
	t.Helper()
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
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

// tally counts rows by what the published file is known to hold.
type tally struct {
	rows, confirmed, presumed, female, in2016       int
	bothKnown, acrossBorders, pairs                 int
	ukraineToRussia, womenOnThatPath, menOnThatPath int
}

func (n *tally) add(r Row, pairs map[[2]geo.Area]bool) {
	i, v := r.Report.Incident, r.Report.Victims[0]
	n.rows++
	count(&n.confirmed, v.Status == code.TraffickingStatusConfirmed)
	count(&n.presumed, v.Status == code.TraffickingStatusPresumed)
	count(&n.female, v.Sex == code.SexFemale)
	count(&n.in2016, i.DetectionPeriod.Year() == 2016)
	if !i.Origin.Known() || !i.Destination.Known() {
		return
	}
	n.bothKnown++
	count(&n.acrossBorders, i.Origin != i.Destination)
	pairs[[2]geo.Area{i.Origin, i.Destination}] = true
	n.pairs = len(pairs)
	if i.Origin.String() == "UKR" && i.Destination.String() == "RUS" {
		n.ukraineToRussia++
		count(&n.womenOnThatPath, v.Sex == code.SexFemale)
		count(&n.menOnThatPath, v.Sex == code.SexMale)
	}
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

func TestThePublishedFileIsReadWhole(t *testing.T) {
	var got tally
	pairs := map[[2]geo.Area]bool{}
	err := Read(published(t, "ctdc/ctdc_kanon_2020_joined.csv"), func(r Row) error {
		if r.Position != got.rows {
			t.Fatalf("position %d of row %d", r.Position, got.rows)
		}
		got.add(r, pairs)
		return check(r)
	}, func(p Problem) { t.Errorf("problem %v", p) })
	if err != nil {
		t.Fatal(err)
	}
	want := tally{
		rows: 48801, confirmed: 36289, presumed: 12512, female: 35534, in2016: 16399,
		bothKnown: 28768, acrossBorders: 9577, pairs: 100,
		ukraineToRussia: 1676, womenOnThatPath: 452, menOnThatPath: 1224,
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestTheOfficialHeaderIsKnownWhole(t *testing.T) {
	var rows []Row
	err := Read(published(t, "ctdc/the_global_k_anon_dataset.HEADER_SAMPLE.csv"), func(r Row) error {
		rows = append(rows, r)
		return check(r)
	}, func(p Problem) { t.Errorf("problem %v", p) })
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 3 {
		t.Errorf("%d rows", len(rows))
	}
}
