package corridor

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/deduplicator"
)

type linkExplainCommand struct {
	bookFlags `embed:""`
	First     string `arg:"" help:"A victim, written as COUNTRY-REFERENCE-NUMBER."`
	Second    string `arg:"" help:"Another one."`
	Format    string `help:"How the explanation looks." enum:"table,json" default:"table"`
}

// Help shows how to use the command.
func (linkExplainCommand) Help() string {
	return "It says what agrees and what that weighs, and never what it is.\n\n" +
		"Example: corridor link explain UKR-0f3a5b7c9d1e2f405162738495a6b7c8-1 POL-9b8c7d6e5f405162738495a6b7c8d9ea-1 --keep DIR"
}

// Run prints the explanation.
func (c *linkExplainCommand) Run() error {
	a, b, err := victims(c.First, c.Second)
	if err != nil {
		return err
	}
	return c.read(func(book *deduplicator.Book) error {
		if !book.Has(a) || !book.Has(b) {
			return fmt.Errorf("%w: no report that counts has such a victim", app.ErrFound)
		}
		e, ok := book.Explain(a, b)
		if !ok {
			return fmt.Errorf("%w: one of the two came without linkage tokens, so she is always a person of her own", app.ErrFound)
		}
		if c.Format == "json" {
			return indented(os.Stdout, explanationOf(e))
		}
		return printExplanation(os.Stdout, e)
	})
}

var (
	accords  = map[linkage.Accord]string{linkage.NotKnown: "not known", linkage.Fits: "fits", linkage.FitsNot: "does not fit"}
	verdicts = map[linkage.Verdict]string{linkage.Same: "one person", linkage.Different: "two persons", linkage.Open: "taken back"}
)

// verdictOf says what the evidence alone says.
func verdictOf(e linkage.Explanation) string {
	switch {
	case e.SameReport:
		return "apart: one report counts the two"
	case e.Score >= e.Link:
		return "linked"
	case e.Score >= e.Review:
		return "review"
	}
	return "apart"
}

func printExplanation(w io.Writer, e linkage.Explanation) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "first\t%v\nsecond\t%v\nnow\t%s\n", e.A, e.B, standing(e))
	if e.Cause != 0 {
		fmt.Fprintf(t, "to review\t%s\n", causes[e.Cause][1])
	}
	if e.Decision.Revision > 0 {
		fmt.Fprintf(t, "decision of a reviewer\t%s (revision %d)\n", verdicts[e.Decision.Verdict], e.Decision.Revision)
	}
	if e.Epoch == 0 {
		fmt.Fprintf(t, "evidence\tnone: the two have no key epoch in common\n")
		return t.Flush()
	}
	fmt.Fprintf(t, "evidence says\t%s\nkey epoch\t%d\n\nfamily of tokens\tagree\n", verdictOf(e), e.Epoch)
	for _, f := range e.Families {
		fmt.Fprintf(t, "%s\t%s\n", f.Name, agreement(f))
	}
	fmt.Fprintf(t, "\nfield\tif the two are one person\n")
	for _, f := range e.Fields {
		fmt.Fprintf(t, "%s\t%s\n", f.Name, inferred(f))
	}
	fmt.Fprintf(t, "\ntrait\t\nsex\t%s\nage\t%s\n\nsum\tbits\tprobability\n", accords[e.Sex], accords[e.Age])
	for _, row := range sums(e) {
		fmt.Fprintf(t, "%s\t%+.1f\t%s\n", row.name, bits(row.score), row.probability())
	}
	return t.Flush()
}

// standing says whether the two are one person, and through which links.
func standing(e linkage.Explanation) string {
	if len(e.Chain) == 0 {
		return "two persons"
	}
	if len(e.Chain) == 2 {
		return "one person, by a link between the two"
	}
	var way []string
	for _, k := range e.Chain {
		way = append(way, k.String())
	}
	return "one person, by links " + strings.Join(way, " to ")
}

func agreement(f linkage.FamilyEvidence) string {
	switch {
	case f.Compared == 0:
		return "not on both sides"
	case f.Agree == 0:
		return fmt.Sprintf("none of %d", f.Compared)
	}
	return fmt.Sprintf("%d of %d", f.Agree, f.Compared)
}

// inferred returns the levels of a field that are likely at all.
func inferred(f linkage.FieldEvidence) string {
	if !f.Known {
		return "not known"
	}
	var list []string
	for _, l := range f.Levels {
		if l.Probability >= .005 {
			list = append(list, fmt.Sprintf("%s %.0f %%", l.Name, 100*l.Probability))
		}
	}
	return strings.Join(list, ", ")
}

// sum is a line of the reckoning.
type sum struct {
	name  string
	score linkage.Score
	whole bool // a sum, and no part of one
}

func (s sum) probability() string {
	if !s.whole {
		return ""
	}
	return percent(s.score.Posterior())
}

func sums(e linkage.Explanation) []sum {
	return []sum{
		{"before any evidence", e.Prior, true}, {"families", e.Evidence, false}, {"sex and age", e.Against, false},
		{"together", e.Score, true}, {"to review from", e.Review, true}, {"linked from", e.Link, true}, {"strong from", e.Strong, true},
	}
}
