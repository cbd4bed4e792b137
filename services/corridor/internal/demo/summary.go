package demo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/services/analyst"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// Summary writes what the demo has shown and where to look next.
func (d *Demo) Summary(ctx context.Context, w io.Writer) error {
	board, err := analyst.Read(ctx, d.JetStream)
	if err != nil {
		return err
	}
	f := newFigures(board.Cells, d.config.Exact)
	p := &printer{w: w}
	p.line("Corridor demo: %s", d.feed.title())
	d.accounting(p)
	if err := d.linkage(ctx, p, f); err != nil {
		return err
	}
	f.persons(p)
	f.corridors(p)
	f.reach(p)
	d.next(p)
	return errors.Join(p.err, p.wrong)
}

// accounting shows that nothing was lost: each item has one verdict.
func (d *Demo) accounting(p *printer) {
	t := d.sent.total
	sum := t.Accepted + t.Duplicate + t.Withdrawn + t.Quarantined
	verdict := "they add up"
	if sum != t.Received {
		verdict = fmt.Sprintf("THEY DO NOT ADD UP: %s are missing", number(int64(t.Received-sum)))
	}
	p.head("Reports")
	p.line("  received %s = accepted %s + duplicate %s + withdrawn %s + quarantined %s   (%s)",
		number(int64(t.Received)), number(int64(t.Accepted)), number(int64(t.Duplicate)),
		number(int64(t.Withdrawn)), number(int64(t.Quarantined)), verdict)
	refusals := d.sent.refusals()
	for _, r := range slices.SortedFunc(maps.Keys(refusals), func(a, b code.Reason) int {
		return cmp.Or(-cmp.Compare(refusals[a], refusals[b]), cmp.Compare(a, b))
	}) {
		p.line("  %6s refused, %s", number(int64(refusals[r])), focalpoint.Explain(r))
	}
	text, right := d.feed.check(t)
	p.line("  %s", text)
	if !right || sum != t.Received {
		p.wrong = fmt.Errorf("%w: the verdicts are not those that were to be expected", app.ErrFound)
	}
}

func (f *figures) persons(p *printer) {
	world := func(series, sex, age string) string {
		return f.show(f.cell("T01", series, "_T", sex, age, "_T"))
	}
	p.head("Persons, each once (detected victims are not prevalence)")
	p.line("  %s persons: %s confirmed, %s presumed", world(unique, "_T", "_T"), world("VIC_UNQ", "_T", "_T"), world("VIC_UNQ_PRES", "_T", "_T"))
	p.line("  %s women and girls, %s men and boys, the rest other or not recorded; of all, %s were children",
		world(unique, "F", "_T"), world(unique, "M", "_T"), world(unique, "_T", "Y0T17"))
}

// most is how many corridors the summary lists.
const most = 12

func (f *figures) corridors(p *printer) {
	pairs := f.pairs()
	abroad := abroad(pairs)
	p.head("Corridors across a border")
	p.line("  origin and destination are known of %s persons; %s of them are on flows, pairs that five or more share: %d flows",
		number(f.cell("T09", unique, "_T", "_T", "_T", "_T", "_T")), number(total(pairs)), len(pairs))
	p.line("  %s persons on %d flows across a border", number(total(abroad)), len(abroad))
	for i, c := range abroad[:min(most, len(abroad))] {
		p.line("  %2d  %s → %s  %7s   of them %s women and girls   %s to %s", i+1, c.origin, c.destination,
			f.show(c.persons), f.show(c.women), c.origin.Name(), c.destination.Name())
	}
}

func total(pairs []pair) (n int64) {
	for _, p := range pairs {
		n += p.persons
	}
	return n
}

// reaches are the flow types in the order of distance.
var reaches = []struct{ id, text string }{
	{"DOM", "within the own country"},
	{"SUB", "within the sub-region"},
	{"REG", "within the region"},
	{"TRR", "to another region"},
}

func (f *figures) reach(p *printer) {
	all := f.cell("T10", unique, "_T", "_T", "NUMBER", "_T")
	p.head("Reach: where victims were taken, seen from their origin")
	for _, r := range reaches {
		n := f.cell("T10", unique, "_T", r.id, "NUMBER", "_T")
		share := 0.0
		if all > 0 {
			share = float64(n) / float64(all)
		}
		p.line("  %-22s %8s  %5.1f %%  %s", r.text, f.show(n), 100*share, strings.Repeat("█", int(40*share+.5)))
	}
}

func (d *Demo) next(p *printer) {
	p.head("Where to look next")
	figures := d.config.Program + " stats T09 --series VIC_UNQ_ALL --sex _T --form _T --year _T"
	if d.config.Headless {
		p.line("  figures   %s --keep %s", figures, d.config.Dir)
		return
	}
	p.line("  page      http://%s/", d.Analyst)
	p.line("  metrics   http://%s/metrics", d.Metrics)
	p.line("  figures   %s --url http://%s", figures, d.Analyst)
	p.line("  live      %s watch --nats %s", d.config.Program, d.NATS)
	p.line("  streams   nats sub --server %s 'statistics.v1.>' --raw --translate '%s decode {{Subject}}'", d.NATS, d.config.Program)
	p.line("  data      %s", d.config.Dir)
}

// show prints a count as partners see it.
func (f *figures) show(n int64) string {
	if n > 0 && n <= table.FewPersons && !f.exact {
		return "1-10"
	}
	return number(n)
}

// number prints thousands with commas.
func number(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// printer writes lines and remembers the first error, and what was found wrong.
type printer struct {
	w     io.Writer
	err   error
	wrong error
}

func (p *printer) head(text string) { p.line("\n%s", text) }

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}
