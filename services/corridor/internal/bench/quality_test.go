package bench

import (
	"bytes"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/corridor/internal/labelled"
)

// atLeast fails a test whose pairs are worse than what was measured before.
func atLeast(t *testing.T, q labelled.Fit, precision, recall, f1 float64) {
	t.Helper()
	t.Logf("precision %.4f, recall %.4f, F1 %.4f", q.Precision(), q.Recall(), q.F1())
	if q.Precision() < precision || q.Recall() < recall || q.F1() < f1 {
		t.Errorf("want at least %.4f, %.4f and %.4f", precision, recall, f1)
	}
}

func TestFEBRL(t *testing.T) {
	for _, set := range Sets() {
		t.Run(set.Name, func(t *testing.T) {
			m := linkage.Standard()
			if set.Fitted != "" {
				m = Fit(m, febrl(t, set.Fitted), 0)
			}
			atLeast(t, Link(m, febrl(t, set.Files...)).Quality.Pairs, .995, .94, .97)
		})
	}
}

func TestAWorld(t *testing.T) {
	w := NewWorld(5, 20_000)
	for corpus, least := range map[int][2]float64{1_000_000: {.998, .88}, 20_000: {.995, .94}} {
		q := w.Link(linkage.Standard().For(corpus)).Quality
		atLeast(t, q.Pairs, least[0], least[1], 0)
	}
	if again := NewWorld(5, 20_000); again.sheets[777] != w.sheets[777] || again.Reports() != w.Reports() {
		t.Error("a seed gives two worlds")
	}
}

func TestTokensAreMadeAsAFocalPointMakesThem(t *testing.T) {
	c, err := VOPRF(1, 3)
	if err != nil {
		t.Fatal(err)
	}
	if c.People != 3 || c.Tokens < 10 || c.Client <= 0 || c.Holder <= 0 {
		t.Errorf("got %+v", c)
	}
}

func TestTheTableHasACellForEachColumn(t *testing.T) {
	var out bytes.Buffer
	results := []Result{OfWorld(linkage.Standard(), 1, 2000), {Set: "tokens", Records: 3, Tokens: 30, Client: 1000, Holder: 2000}}
	if err := Print(&out, results); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
	if len(lines) != 3 || len(lines[1]) != len(lines[0]) || len(lines[2]) != len(lines[0]) {
		t.Errorf("got\n%s", out.String())
	}
	if !strings.Contains(lines[1], "world 2000") || !strings.HasSuffix(lines[2], "1000        2000") {
		t.Errorf("got\n%s", out.String())
	}
}
