package corridor

import (
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/corridor/internal/bench"
	"github.com/corridor-tip/corridor/services/corridor/internal/labelled"
)

type linkFitCommand struct {
	Labelled string `help:"File of records of which it is known who is who, in the shape of the FEBRL benchmarks." type:"existingfile" required:"" placeholder:"FILE"`
	Base     string `help:"Model to start from; by default the built-in one. What the file tells nothing of stays as it is there." type:"existingfile" placeholder:"MODEL"`
	Out      string `help:"File to write the model to; without it nothing is written." type:"path" placeholder:"FILE"`
}

// Help shows how to use the command.
func (linkFitCommand) Help() string {
	return "Example: corridor link fit --labelled febrl.csv --out model.json\n\n" +
		"A log is decided by one model from its start to its end, so a deduplicator takes another one with a new generation of PERSONS and STATISTICS only."
}

// Run fits a model, and prints what changes by it.
func (c *linkFitCommand) Run() error {
	base, err := modelOf(c.Base)
	if err != nil {
		return err
	}
	records, err := c.records()
	if err != nil {
		return err
	}
	fitted := bench.Fit(base, records, distance(len(records)))
	fitted.Version = base.Version + "+fitted"
	fitted.Source = fmt.Sprintf("fitted on %d labelled records", len(records))
	if err := printFit(os.Stdout, base, fitted, records); err != nil || c.Out == "" {
		return err
	}
	file, err := fitted.File()
	if err != nil {
		return err
	}
	if _, err := linkage.ParseModel(file); err != nil {
		return fmt.Errorf("%w: the file gives no model: %w", app.ErrFound, err)
	}
	if err := os.WriteFile(c.Out, file, 0o644); err != nil { //nolint:gosec // a model is no secret
		return fmt.Errorf("writing the model: %w", err)
	}
	return nil
}

// modelOf reads a linkage model; without a file it is the built-in one.
func modelOf(file string) (*linkage.Model, error) {
	if file == "" {
		return linkage.Standard(), nil
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the linkage model: %w", err)
	}
	return linkage.ParseModel(b)
}

func (c *linkFitCommand) records() ([]labelled.Record, error) {
	f, err := os.Open(c.Labelled)
	if err != nil {
		return nil, fmt.Errorf("reading labelled records: %w", err)
	}
	defer func() { _ = f.Close() }()
	records, err := labelled.Read(f)
	if err != nil {
		return nil, err
	}
	persons := map[string]bool{}
	for _, r := range records {
		persons[r.Person] = true
	}
	if len(persons) < 2 || len(persons) == len(records) {
		return nil, fmt.Errorf("%w: the file needs two persons, and two records of one", app.ErrFound)
	}
	return records, nil
}

// distance is how far apart pairs of two persons are looked at: all in a small file, some
// millions in a large one.
func distance(records int) int {
	const most = 5_000_000
	if records*records/2 <= most {
		return 0
	}
	return max(1, most/records)
}

// printFit prints the probabilities that changed, and how well both models do on the records
// that the new one was fitted on.
func printFit(w io.Writer, base, fitted *linkage.Model, records []labelled.Record) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "field\tof\t%s\t%s\n", base.Version, fitted.Version)
	for _, name := range linkage.FieldNames() {
		before, after := base.Fields[name], fitted.Fields[name]
		changed(t, name, "one person", before.M, after.M)
		changed(t, name, "two persons", before.U, after.U)
		changed(t, name, "two of one nationality", before.Among, after.Among)
	}
	fmt.Fprintf(t, "\nmodel\tpairs: precision\trecall\tF1\tpersons: precision\trecall\tF1\n")
	for _, m := range []*linkage.Model{base, fitted} {
		q := bench.Labelled(m, records)
		fmt.Fprintf(t, "%s", m.Version)
		for _, f := range []labelled.Fit{q.Pairs, q.Clusters} {
			fmt.Fprintf(t, "\t%.4f\t%.4f\t%.4f", f.Precision(), f.Recall(), f.F1())
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

func changed(w io.Writer, field, of string, before, after []float64) {
	if fmt.Sprint(before) != fmt.Sprint(after) {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", field, of, list(before), list(after))
	}
}

// list writes probabilities of the levels, from not agreeing to agreeing.
func list(probabilities []float64) (s string) {
	for i, p := range probabilities {
		if i > 0 {
			s += " "
		}
		s += fmt.Sprintf("%.6f", p)
	}
	return s
}
