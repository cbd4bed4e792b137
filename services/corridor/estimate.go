package corridor

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/estimate"
)

type estimateCommand struct {
	File      string  `help:"Table of lists: a column of 1 and 0 for each list, and a column count." type:"existingfile" required:"" placeholder:"FILE"`
	JSON      bool    `help:"Print the report as JSON."`
	Threshold float64 `help:"p-value below which a pair of lists is taken into the model." default:"0.02"`
	Boot      int     `help:"Bootstrap tables for the BCa interval; 0 leaves it out." default:"1000"`
	Seed      uint64  `help:"Seed of the bootstrap; the same seed gives the same limits." default:"1"`
	Recall    float64 `help:"Share of links that linkage finds, from 0 to 1, to stand beside the range." placeholder:"SHARE"`
}

// Help shows how to use the command.
func (estimateCommand) Help() string {
	return "Example: corridor estimate --file lists.csv --recall 0.95\n\n" +
		"Estimates how many there are in all, seen or not, from who is on which lists. The answer is a range."
}

// Validate refuses options that make no sense.
func (c *estimateCommand) Validate() error {
	switch {
	case !(c.Threshold >= 0 && c.Threshold <= 1):
		return fmt.Errorf("--threshold is a probability")
	case !(c.Recall >= 0 && c.Recall <= 1):
		return fmt.Errorf("--recall is a share")
	case c.Boot < 0 || c.Boot > 100_000:
		return fmt.Errorf("--boot is at most 100,000")
	}
	return nil
}

// Run prints the report, or why there is none.
func (c *estimateCommand) Run() error {
	f, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("reading the table: %w", err)
	}
	defer func() { _ = f.Close() }()
	table, err := estimate.ReadCSV(f)
	if err != nil {
		return fmt.Errorf("%w: no estimate: %w", app.ErrFound, err)
	}
	report, err := estimate.Estimate(table, estimate.Options{Threshold: c.Threshold, Replicates: c.Boot, Seed: c.Seed, Recall: c.Recall})
	if err != nil {
		return fmt.Errorf("%w: no estimate: %w", app.ErrFound, err)
	}
	if !c.JSON {
		return printReport(os.Stdout, report)
	}
	e := json.NewEncoder(os.Stdout)
	e.SetIndent("", "  ")
	return e.Encode(report)
}

// printReport writes the range first, and then what it rests on.
func printReport(out io.Writer, r estimate.Report) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "seen and unseen\t%s\t%.0f %% level, %s\n", span(r.Range), 100*r.Range.Level, r.Range.Method)
	if r.Spread != nil {
		fmt.Fprintf(w, "other choices\t%s\t%s\n", span(*r.Spread), r.Spread.Method)
	}
	fmt.Fprintf(w, "seen\t%s\n", persons(float64(r.Persons)))
	recall := "not given"
	if r.Recall != nil {
		recall = fmt.Sprintf("%g", *r.Recall)
	}
	fmt.Fprintf(w, "linkage recall\t%s\n\n", recall)
	for _, l := range r.Intervals {
		fmt.Fprintf(w, "%s\t%s\t%.0f %%\n", l.Method, span(l), 100*l.Level)
	}
	printModel(w, r)
	printTable(w, r)
	for _, s := range r.Warnings {
		fmt.Fprintf(w, "warning: %s\n", s)
	}
	return w.Flush()
}

func printModel(w io.Writer, r estimate.Report) {
	if m := r.Model; m != nil {
		fmt.Fprintf(w, "\nmodel\tcentre %.1f, main effects %s\tthreshold %g\n", m.Estimate, strings.Join(m.Pairs, " "), m.Threshold)
		for _, s := range m.Path {
			verdict, side := "not taken", "fewer on both than expected"
			if s.Accepted {
				verdict = "taken"
			}
			if s.More {
				side = "more on both than expected"
			}
			fmt.Fprintf(w, "  %s\t%s, p = %.2g, %s\tthen %s\n", s.Pair, side, s.P, verdict, persons(s.Estimate))
			if len(s.Rejected) > 0 {
				fmt.Fprintf(w, "\tcannot be fitted: %s\n", strings.Join(s.Rejected, " "))
			}
		}
		fmt.Fprintf(w, "fit\tdeviance %.1f on %d degrees of freedom\tPearson %.1f, existence code %d\n", m.Deviance, m.DF, m.Pearson, m.Code)
		fmt.Fprintf(w, "\tAIC %.1f\tBIC %.1f (n = persons), %.1f (n = cells)\n", m.AIC, m.BICPersons, m.BICCells)
		for _, p := range m.Absent {
			fmt.Fprintf(w, "\t%s is minus infinity: nobody is on both\n", p)
		}
	}
	if r.Chao != nil {
		fmt.Fprintf(w, "Chao Mth\t%s\tlower bound where persons differ\n", persons(*r.Chao))
	}
	if b := r.Boot; b != nil {
		fmt.Fprintf(w, "bootstrap\t%d replicates, %d failed, seed %d\tz0 %.3f, a %.3f, limits at %.2g and %.2g of the replicates\n",
			b.Replicates, b.Failed, b.Seed, b.Z0, b.A, b.AdjustedLow, b.AdjustedHigh)
	}
	for _, o := range r.Others {
		said := o.Refused
		if said == "" {
			said = fmt.Sprintf("%s\tpairs %d", persons(o.Estimate), o.Pairs)
		}
		fmt.Fprintf(w, "  %s\t%s\n", o.Choice, said)
	}
}

func printTable(w io.Writer, r estimate.Report) {
	fmt.Fprintln(w)
	for _, l := range r.Lists {
		fmt.Fprintf(w, "list %s\t%s\n", l.Name, l.Persons)
	}
	for _, o := range r.Overlaps {
		fmt.Fprintf(w, "both %s\t%s\n", o.Pair, o.Persons)
	}
	fmt.Fprintf(w, "three lists or more\t%s\n", r.Three)
	fmt.Fprintf(w, "table\t%s\n\n", r.Table)
}

// span writes a range of persons.
func span(l estimate.Limits) string {
	if l.High == nil {
		return persons(l.Low) + " or more, without upper limit"
	}
	return persons(l.Low) + " to " + persons(*l.High)
}

func persons(n float64) string { return fmt.Sprintf("%.0f", n) }
