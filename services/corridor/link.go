package corridor

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/deduplicator"
)

type linkCommand struct {
	Review  linkReviewCommand  `cmd:"" help:"Look at pairs that evidence alone does not decide, and decide them."`
	Explain linkExplainCommand `cmd:"" help:"Print why two victims are one person, or are not. It shows nothing personal."`
	Fit     linkFitCommand     `cmd:"" help:"Fit a linkage model on a file of which it is known who is who."`
}

type linkReviewCommand struct {
	List    reviewListCommand    `cmd:"" help:"Print the pairs that a person should look at, the best evidence first."`
	Confirm reviewConfirmCommand `cmd:"" help:"Decide that two victims are one person."`
	Reject  reviewRejectCommand  `cmd:"" help:"Decide that two victims are two persons."`
	Reopen  reviewReopenCommand  `cmd:"" help:"Take an earlier decision back."`
}

// bookFlags say where PERSONS is to be read and with what it was decided.
type bookFlags struct {
	Place               `embed:""`
	deduplicator.Config `embed:""`
}

// read reads the book and hands it on.
func (f bookFlags) read(work func(*deduplicator.Book) error) error {
	if f.LinkKey == "" && (f.Keep != "" || f.NATS == "") {
		dir, err := f.dir()
		if err != nil {
			return err
		}
		f.LinkKey = keyring.LinkPath(keysDir(dir))
		if f.LinkModel == "" {
			f.LinkModel = keyring.ModelPath(keysDir(dir))
		}
	}
	book, err := f.Book()
	if err != nil {
		return err
	}
	return f.do(func(ctx context.Context, js jetstream.JetStream) error {
		if err := book.Read(ctx, js); err != nil {
			return err
		}
		if !book.Links() {
			fmt.Fprintln(os.Stderr, "This hub links nothing: it has no link key.")
		}
		return work(book)
	})
}

// dir returns the data directory that is read.
func (f bookFlags) dir() (string, error) {
	if f.Keep != "" {
		return f.Keep, nil
	}
	return stateDir("demo")
}

type reviewListCommand struct {
	bookFlags `embed:""`
	Limit     int    `help:"Most pairs to print; 0 for all." default:"50"`
	Format    string `help:"How pairs look." enum:"table,json" default:"table"`
}

// Help shows how to use the command.
func (reviewListCommand) Help() string {
	return "It looks at every record, and reads only.\n\nExample: corridor link review list --keep DIR\n\n" +
		"Example: corridor link review list --nats nats://127.0.0.1:4222 --link-key KEYS/link.key --format json"
}

// Run prints the review queue.
func (c *reviewListCommand) Run() error {
	return c.read(func(b *deduplicator.Book) error { return printQueue(os.Stdout, c.Format, b.Queue(c.Limit)) })
}

// causes are why a person should look at a pair, in the words of JSON and of people.
var causes = map[linkage.Cause][2]string{
	linkage.Unclear:  {"unclear", "the evidence falls short of a link"},
	linkage.Bridge:   {"bridge", "a link held back: it would merge two persons on the word of one record"},
	linkage.Conflict: {"conflict", "a link held back: a report counts two of their records apart"},
}

// candidate is a pair of the queue in JSON.
type candidate struct {
	First     string  `json:"first"`
	Second    string  `json:"second"`
	Bits      float64 `json:"bits"`
	Posterior float64 `json:"posterior"`
	Cause     string  `json:"cause"`
}

func printQueue(w io.Writer, format string, queue []linkage.Candidate) error {
	if format == "json" {
		list := make([]candidate, len(queue))
		for i, c := range queue {
			list[i] = candidate{c.A.String(), c.B.String(), bits(c.Score), c.Score.Posterior(), causes[c.Cause][0]}
		}
		return indented(w, list)
	}
	if len(queue) == 0 {
		_, err := fmt.Fprintln(w, "Nothing to look at.")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "first\tsecond\tevidence\tprobability\twhy")
	for _, c := range queue {
		fmt.Fprintf(t, "%v\t%v\t%+.1f bits\t%s\t%s\n", c.A, c.B, bits(c.Score), percent(c.Score.Posterior()), causes[c.Cause][1])
	}
	return t.Flush()
}

func indented(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func bits(s linkage.Score) float64 { return float64(s) / 1000 }

// percent never rounds to a certainty that nobody has.
func percent(p float64) string {
	switch {
	case p > .9999:
		return "> 99.99 %"
	case p < .0001:
		return "< 0.01 %"
	}
	return fmt.Sprintf("%.2f %%", 100*p)
}

// victims reads the names of two victims.
func victims(first, second string) (a, b linkage.Key, err error) {
	a, okA := linkage.ParseKey(first)
	b, okB := linkage.ParseKey(second)
	if !okA || !okB || a == b {
		return a, b, fmt.Errorf("%w: two victims are needed, each written as COUNTRY-REFERENCE-NUMBER, e.g. "+
			"UKR-0f3a5b7c9d1e2f405162738495a6b7c8-1; corridor link review list prints some", app.ErrMisused)
	}
	return a, b, nil
}
