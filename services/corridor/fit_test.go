package corridor

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/linkage"
)

// labelledFile writes invented records, two of each of n persons; every third pair differs in
// the place.
func labelledFile(t testing.TB, n int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("rec_id, given_name, surname, suburb, postcode, date_of_birth\n")
	for i := range n {
		for dup := range 2 {
			suburb := "harbour"
			if dup == 1 && i%3 == 0 {
				suburb = "hill"
			}
			fmt.Fprintf(&b, "rec-%d-dup-%d, %s%c, %s%c, %s, %d, 19%02d%02d%02d\n", i, dup, "mar", 'a'+i%20, "tol", 'a'+i%13, suburb, 1000+i%7, 60+i%30, 1+i%12, 2+i%27)
		}
	}
	path := filepath.Join(t.TempDir(), "labelled.csv")
	must(t, os.WriteFile(path, []byte(b.String()), 0o600))
	return path
}

func TestAModelIsFittedAndCanBeReadAgain(t *testing.T) {
	out := filepath.Join(t.TempDir(), "model.json")
	must(t, (&linkFitCommand{Labelled: labelledFile(t, 60), Out: out}).Run())
	file, err := os.ReadFile(out)
	must(t, err)
	m, err := linkage.ParseModel(file)
	must(t, err)
	base := linkage.Standard()
	if m.Version == base.Version || m.Digest() == base.Digest() || !strings.Contains(m.Source, "120 labelled records") {
		t.Errorf("version %s, source %s", m.Version, m.Source)
	}
	if got := m.Fields["place"].M[0]; got < .25 || got > .4 {
		t.Errorf("places differ in %v of the pairs of one person, want about a third", got)
	}
	if fmt.Sprint(m.Fields["document"]) != fmt.Sprint(base.Fields["document"]) {
		t.Error("what the file tells nothing of has changed")
	}
	again := linkFitCommand{Labelled: labelledFile(t, 60), Base: out}
	must(t, again.Run())
}

func TestFilesThatGiveNoModel(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.csv")
	must(t, os.WriteFile(empty, []byte("rec_id, given_name, surname, suburb, postcode, date_of_birth\n"), 0o600))
	if err := (&linkFitCommand{Labelled: empty}).Run(); !errors.Is(err, app.ErrFound) {
		t.Errorf("no records: got %v", err)
	}
	if err := (&linkFitCommand{Labelled: labelledFile(t, 1)}).Run(); !errors.Is(err, app.ErrFound) {
		t.Errorf("one person: got %v", err)
	}
	if err := (&linkFitCommand{Labelled: labelledFile(t, 9), Base: empty}).Run(); err == nil {
		t.Error("a base that is no model was taken")
	}
}

func TestPairsThatAreLookedAt(t *testing.T) {
	for records, want := range map[int]int{10: 0, 3000: 0, 10_000: 500, 20_000_000: 1} {
		if got := distance(records); got != want {
			t.Errorf("%d records: got %d, want %d", records, got, want)
		}
	}
}
