package focalpoint

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"github.com/corridor-tip/corridor/pkg/rule"
)

// mostPrinted bounds each list for people; the counts beside it are always whole.
const mostPrinted = 100

// manner is how problems of a kind of file are worded.
type manner struct {
	row              func(position int) string
	header           string
	keptBack, unread string // what becomes of a row, and of a field
}

var (
	ofReports = manner{
		func(position int) string { return fmt.Sprintf("row %d of the file (record %d)", position+2, position) },
		"header", "not sent", "sent as unknown",
	}
	ofIdentities = manner{
		func(position int) string { return fmt.Sprintf("row %d of the identities", position+2) },
		"header of the identities", "row left out", "counts as not known",
	}
)

// problems prints problems as they come, and counts them and the records that they keep back.
type problems struct {
	manner
	w       io.Writer
	n       int
	refused int
	last    int // position of the last record kept back
}

func (p *problems) add(pr Problem) {
	if pr.Refused && (p.refused == 0 || p.last != pr.Position) {
		p.refused, p.last = p.refused+1, pr.Position
	}
	if p.n++; p.n > mostPrinted {
		return
	}
	where, effect := p.header, ""
	if pr.Position != HeaderPosition {
		where, effect = p.row(pr.Position), " ("+p.unread+")"
	}
	if pr.Refused {
		effect = " (" + p.keptBack + ")"
	}
	if pr.Field != "" {
		where += ", " + pr.Field
	}
	fmt.Fprintf(p.w, "%s: %s%s\n", where, pr.Reason, effect)
}

func (p *problems) end() { more(p.w, p.n, "problems") }

func more(w io.Writer, n int, what string) {
	if n > mostPrinted {
		fmt.Fprintf(w, "... and %d more %s\n", n-mostPrinted, what)
	}
}

// printOutcome prints counts, warnings by reason, and each refusal with its reasons.
func printOutcome(w io.Writer, o *Outcome) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "received\t%d\n", o.Received)
	fmt.Fprintf(t, "accepted\t%d\n", o.Accepted)
	fmt.Fprintf(t, "duplicate\t%d\n", o.Duplicate)
	fmt.Fprintf(t, "withdrawn\t%d\n", o.Withdrawn)
	fmt.Fprintf(t, "quarantined\t%d\n", o.Quarantined)
	for _, r := range slices.Sorted(maps.Keys(o.Warnings)) {
		fmt.Fprintf(t, "warned\t%d\t%s\n", o.Warnings[r], Explain(r))
	}
	_ = t.Flush()
	for _, r := range o.Refusals[:min(len(o.Refusals), mostPrinted)] {
		for _, f := range r.Findings {
			fmt.Fprintf(w, "%s: %s\n", refused(r, f), Explain(f.Reason))
		}
	}
	more(w, len(o.Refusals), "refusals")
}

// refused names what a finding is about.
func refused(r Refusal, f rule.Finding) string {
	name := fmt.Sprintf("case %s, revision %d", r.CaseKey, r.Revision)
	if r.Position == WholeSubmission {
		name = fmt.Sprintf("a submission (%d in it)", r.Items)
	}
	if f.Field != "" {
		name += ", " + f.Field
	}
	return name
}
