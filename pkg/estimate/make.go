package estimate

import (
	"fmt"
	"math"
)

// Estimate makes the report of a table. Errors are those of Clean, CodeError, ErrNotConverged.
func Estimate(t Table, o Options) (Report, error) {
	r := Report{Table: t.Hash()}
	clean, said, err := t.Clean()
	if err != nil {
		return r, err
	}
	r.Warnings = said
	r.describe(clean)
	if len(clean.Lists) == 2 {
		r.two(clean)
	} else {
		err = r.many(clean, o)
	}
	r.recall(o.Recall)
	r.Range = widest("from the lowest to the highest limit of the intervals", level, r.Intervals)
	return r, err
}

func (r *Report) describe(t Table) {
	r.Persons = t.Persons()
	for i, name := range t.Lists {
		r.Lists = append(r.Lists, ListSize{name, Count(t.Total(i))})
	}
	for _, p := range t.Pairs() {
		n := t.Overlap(p)
		r.Overlaps = append(r.Overlaps, Overlap{t.label(p), Count(n)})
		if n == 0 {
			r.Empty = append(r.Empty, t.label(p))
		}
	}
	for _, f := range t.Frequencies()[2:] {
		r.Three += Count(f)
	}
}

func (r *Report) warn(format string, a ...any) {
	r.Warnings = append(r.Warnings, fmt.Sprintf(format, a...))
}

func (r *Report) recall(share float64) {
	if share > 0 {
		r.Recall = &share
		r.warn("linkage finds %.0f %% of the links; each missed link makes the estimate higher", 100*share)
		return
	}
	r.warn("the recall of linkage is not given; each missed link makes the estimate higher")
}

func (t Table) label(p Pair) string { return t.Lists[p.A] + ":" + t.Lists[p.B] }

func (t Table) labels(pairs []Pair) []string {
	s := make([]string, 0, len(pairs))
	for _, p := range pairs {
		s = append(s, t.label(p))
	}
	return s
}

func limits(method string, at float64, i Interval) Limits {
	l := Limits{Method: method, Level: at, Low: i.Low}
	if !math.IsInf(i.High, 1) {
		l.High = &i.High
	}
	return l
}

// widest is the range from the lowest to the highest limit.
func widest(method string, at float64, all []Limits) Limits {
	if len(all) == 0 {
		return Limits{Method: method}
	}
	w := Interval{Low: math.Inf(1)}
	for _, l := range all {
		w.Low = min(w.Low, l.Low)
		if l.High == nil {
			w.High = math.Inf(1)
		} else {
			w.High = max(w.High, *l.High)
		}
	}
	return limits(method, at, w)
}
