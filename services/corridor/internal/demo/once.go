package demo

import (
	"context"
	"fmt"
)

// linkage shows what counting each victim once does to the figures, and, where it is known who
// is who, how right that is.
func (d *Demo) linkage(ctx context.Context, p *printer, f *figures) error {
	truth := d.feed.truth()
	if truth == nil {
		return nil
	}
	q, err := d.quality(ctx)
	if err != nil {
		return err
	}
	once, sum := f.cell("T01", unique, "_T", "_T", "_T", "_T"), f.cell("T01", detected, "_T", "_T", "_T", "_T")
	p.head("Each victim once: reports of several countries, linked without names")
	p.line("  %9s victim records stand", number(f.cell("T30", "DQ_RECORDS", "_T", "_T", "_T", "_T")))
	p.line("  %9s sum of national figures   %s", number(sum), off(sum, int64(truth.Survivors)))
	p.line("  %9s persons after linkage     %s", number(once), off(once, int64(truth.Survivors)))
	p.line("  %9s persons in truth", number(int64(truth.Survivors)))
	p.line("  of two records linked %.2f %% are one person (precision); of two records of one person %.2f %% are linked (recall)",
		100*q.Pairs.Precision(), 100*q.Pairs.Recall())
	c := truth.Largest
	from, to := c.Origin.String(), c.Destination.String()
	before, after := f.cell("T09", detected, from, to, "_T", "_T", "_T"), f.cell("T09", unique, from, to, "_T", "_T", "_T")
	p.line("  largest corridor %s → %s: %s detections (%s), %s persons (%s), truth %s", from, to,
		number(before), off(before, int64(c.Named)), number(after), off(after, int64(c.Named)), number(int64(c.Named)))
	p.line("  %s tokens came from two key-holders, blinded and proven; %s directly with the same keys, to save time",
		number(int64(d.tokens.remote)), number(int64(d.tokens.direct)))
	return nil
}

// off says how far a figure is from the truth.
func off(n, truth int64) string {
	if truth == 0 {
		return "-"
	}
	return fmt.Sprintf("%+.1f %%", 100*float64(n-truth)/float64(truth))
}
