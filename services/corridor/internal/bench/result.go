package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/corridor/internal/labelled"
)

// Result is a row of the table: what was measured on a set of records, or of tokens. What was
// not measured is 0 and left out.
type Result struct {
	Set      string   `json:"set"`
	Records  int      `json:"records"` // or people, where tokens were made
	Pairs    *Figures `json:"pairs,omitempty"`
	Clusters *Figures `json:"clusters,omitempty"`
	Speed    float64  `json:"reports_per_second,omitempty"` // of one core
	Slowest  float64  `json:"slowest,omitempty"`            // of the runs that Speed is the median of
	Fastest  float64  `json:"fastest,omitempty"`
	Bytes    float64  `json:"bytes_per_report,omitempty"`
	Tokens   int      `json:"tokens,omitempty"`
	Client   float64  `json:"client_tokens_per_second,omitempty"` // of one core, for both holders
	Holder   float64  `json:"holder_tokens_per_second,omitempty"` // of one core
}

// Figures say how well a partition fits the truth, each from 0 to 1.
type Figures struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

func figures(f labelled.Fit) *Figures { return &Figures{f.Precision(), f.Recall(), f.F1()} }

// runs is how often a world is indexed: the speed is the median.
const runs = 3

// OfLabelled measures records of which it is known who is who.
func OfLabelled(set string, m *linkage.Model, records []labelled.Record) Result {
	q := Link(m, records).Quality
	return Result{Set: set, Records: len(records), Pairs: figures(q.Pairs), Clusters: figures(q.Clusters)}
}

// OfWorld measures an invented world. The model stays as it is for worlds that are not larger
// than what it is made for.
func OfWorld(m *linkage.Model, seed uint64, reports int) Result {
	w := NewWorld(seed, reports)
	if float64(w.Reports()) > 1.5*m.Corpus {
		m = m.For(w.Reports())
	}
	var took []time.Duration
	var last Run
	for range runs {
		last = w.Link(m)
		took = append(took, last.Took)
	}
	slices.Sort(took)
	speed := func(d time.Duration) float64 { return float64(w.Reports()) / d.Seconds() }
	return Result{
		Set: fmt.Sprintf("world %d", reports), Records: w.Reports(),
		Pairs: figures(last.Quality.Pairs), Clusters: figures(last.Quality.Clusters),
		Speed: speed(took[runs/2]), Slowest: speed(took[runs-1]), Fastest: speed(took[0]), Bytes: last.Bytes,
	}
}

// OfTokens measures the making of tokens.
func OfTokens(seed uint64, persons int) (Result, error) {
	c, err := VOPRF(seed, persons)
	return Result{
		Set: "tokens", Records: c.People, Tokens: c.Tokens,
		Client: float64(c.Tokens) / c.Client.Seconds(), Holder: float64(c.Tokens) / c.Holder.Seconds(),
	}, err
}

// Print writes results as a table.
func Print(w io.Writer, results []Result) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "set\trecords\tpairs P\tR\tF1\tclusters P\tR\tF1\treports/s\tbytes\tclient t/s\tholder t/s\t")
	for _, r := range results {
		fmt.Fprintf(t, "%s\t%d\t%s%s%s%s%s%s\n", r.Set, r.Records, r.Pairs.cells(), r.Clusters.cells(),
			cell(r.Speed), cell(r.Bytes), cell(r.Client), cell(r.Holder))
	}
	return t.Flush()
}

func (f *Figures) cells() string {
	if f == nil {
		return "\t\t\t"
	}
	return fmt.Sprintf("%.4f\t%.4f\t%.4f\t", f.Precision, f.Recall, f.F1)
}

func cell(x float64) string {
	if x == 0 {
		return "\t"
	}
	return fmt.Sprintf("%.0f\t", x)
}

// PrintJSON writes results for programs.
func PrintJSON(w io.Writer, results []Result) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(results)
}
