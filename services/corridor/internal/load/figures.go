package load

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"
)

// Figures are all that the bench of the pipeline measures.
type Figures struct {
	Transport Ceilings `json:"transport"`
	Runs      []Run    `json:"runs"`
	Delays    *Delays  `json:"delays,omitempty"`
}

// Plan says what to measure. Zero leaves a part out.
type Plan struct {
	Seed    uint64
	Reports []int         // of a run in submissions of 500, each with a rebuild
	Batches []int         // most reports in a submission, each with as many reports as take some seconds
	Rate    int           // reports a second while delays are measured
	Seconds int           // for which they are published then
	Window  time.Duration // in which each ceiling of the transport is measured
}

// usual is how many reports a run with small submissions has for each that a submission holds:
// every submission costs about the same.
const usual = 1500

// Measure carries a plan out in a folder of its own below dir, part after part.
func Measure(ctx context.Context, dir string, p Plan, progress io.Writer) (f Figures, err error) {
	part := 0
	scratch := func(name string, do func(dir string) error) {
		if err != nil {
			return
		}
		part++
		fmt.Fprintln(progress, name)
		at := filepath.Join(dir, fmt.Sprint(part))
		err = cmp.Or(do(at), os.RemoveAll(at))
	}
	scratch("the transport alone", func(dir string) error {
		l, err := Make(ctx, dir, p.Seed, 20_000, 500)
		if err != nil {
			return err
		}
		f.Transport, err = Ceiling(ctx, filepath.Join(dir, "ceiling"), l, p.Window)
		return err
	})
	for _, batch := range p.Batches {
		scratch(fmt.Sprintf("submissions of up to %d", batch), func(dir string) error {
			return f.run(ctx, dir, p.Seed, usual*batch, batch, false)
		})
	}
	for _, n := range p.Reports {
		scratch(fmt.Sprintf("%d reports", n), func(dir string) error {
			return f.run(ctx, dir, p.Seed, n, 500, true)
		})
	}
	if p.Rate > 0 {
		scratch(fmt.Sprintf("delays at %d reports a second", p.Rate), func(dir string) error {
			return f.delays(ctx, dir, p)
		})
	}
	return f, err
}

func (f *Figures) run(ctx context.Context, dir string, seed uint64, reports, batch int, rebuild bool) error {
	l, err := Make(ctx, dir, seed, reports, batch)
	if err != nil {
		return err
	}
	hub := filepath.Join(dir, "hub")
	r, err := Through(ctx, hub, l, batch)
	if err == nil && rebuild {
		r.Rebuilt, err = Rebuild(ctx, hub, l)
	}
	f.Runs = append(f.Runs, r)
	return err
}

// delays publishes at an even rate in submissions of up to 10.
func (f *Figures) delays(ctx context.Context, dir string, p Plan) error {
	l, err := Make(ctx, dir, p.Seed, p.Rate*p.Seconds, 10)
	if err != nil {
		return err
	}
	d, err := Latency(ctx, filepath.Join(dir, "hub"), l, p.Rate)
	f.Delays = &d
	return err
}

// Print writes figures as tables, speeds beside their share of what the transport alone takes.
func (f *Figures) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "transport alone, %d bytes a report\treports/s\t\n", f.Transport.Bytes)
	fmt.Fprintf(t, "one report a message, 512 in flight\t%.0f\t\n", f.Transport.Single)
	fmt.Fprintf(t, "atomic batches of 100\t%.0f\t\n", f.Transport.Atomic)
	fmt.Fprintf(t, "submissions of 500\t%.0f\t\n\n", f.Transport.Batches)
	fmt.Fprint(t, "end to end, submissions of\treports\treports/s\tto one a message\tmemory B\tdisk B\trebuilt s\t\n")
	for _, r := range f.Runs {
		fmt.Fprintf(t, "%d\t%d\t%.0f\t%.2f\t%s\t%.0f\t%s\t\n", r.Batch, r.Reports, r.PerSecond, r.PerSecond/f.Transport.Single, whole(r.Memory), r.Disk, seconds(r.Rebuilt))
	}
	if d := f.Delays; d != nil {
		fmt.Fprintf(t, "\ndelays at %d reports/s, ms\tsubmissions\tp50\tp99\tp99.9\t\n", d.Rate)
		for _, q := range []struct {
			to string
			Quantiles
		}{{"receipt", d.Receipts}, {"statistic", d.Statistics}} {
			fmt.Fprintf(t, "publish to %s\t%d\t%d\t%d\t%d\t\n", q.to, q.Submissions, q.P50.Milliseconds(), q.P99.Milliseconds(), q.P999.Milliseconds())
		}
	}
	return t.Flush()
}

func whole(x float64) string {
	if x == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f", x)
}

func seconds(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", d.Seconds())
}

// PrintJSON writes figures for programs.
func (f *Figures) PrintJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(f)
}
