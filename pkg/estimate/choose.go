package estimate

import "fmt"

// two is all that two lists give: Chapman's estimate, with the logarithm of the unseen taken
// as normal (Chao 1987), so that nobody who was seen is left out.
func (r *Report) two(t Table) {
	f := t.Two(Pair{0, 1})
	r.Two = &PairFigure{f.LincolnPetersen, f.Chapman, f.Variance}
	r.Intervals = append(r.Intervals, limits("Chapman, two lists", level, f.Interval(level)))
	r.warn("two lists only: that one has nothing to do with the other cannot be tested")
}

func (r *Report) many(t Table, o Options) error {
	fit, path, err := t.Stepwise(o.Threshold)
	if err != nil {
		return err
	}
	r.Model = t.chosen(fit, path, o.Threshold)
	r.Intervals = append(r.Intervals, limits("Wald, log-normal", level, fit.Wald(level)))
	if profile, err := t.Profile(fit, level); err == nil {
		r.Intervals = append(r.Intervals, limits("profile, multinomial", level, profile))
	} else {
		r.warn("no profile interval: %v", err)
	}
	if o.Replicates > 0 {
		r.resample(t, o)
	}
	if chao, err := t.Chao(); err == nil {
		r.Chao = &chao.Estimate
	} else {
		r.warn("no bound of Chao: %v", err)
	}
	r.compare(t, o.Threshold)
	if fit.Deviance > 2*float64(max(fit.DF(), 1)) {
		r.warn("the model fits badly: its deviance is more than twice its degrees of freedom")
	}
	return nil
}

func (t Table) chosen(f Fit, path []Step, threshold float64) *Chosen {
	c := Chosen{Threshold: threshold, Pairs: t.labels(f.Pairs), Absent: t.labels(f.Absent), Estimate: f.Estimate,
		LogDark: f.LogDark, SE: f.SE, Deviance: f.Deviance, DF: f.DF(), Pearson: f.Pearson, Cells: f.Cells,
		Params: f.Params, AIC: f.AIC(), BICPersons: f.BIC(f.Persons), BICCells: f.BIC(f.Cells)}
	for _, s := range path {
		c.Path = append(c.Path, Stride{t.label(s.Pair), float64(s.Observed) > s.Expected, s.P, s.Accepted, t.labels(s.Rejected), s.Estimate})
	}
	return &c
}

func (r *Report) resample(t Table, o Options) {
	replicates, failed := t.Resample(o.Replicates, o.Seed, o.Threshold)
	b, err := t.Bootstrap(replicates, failed, o.Threshold)
	r.Boot = &Resampled{len(b.Replicates), failed, o.Seed, b.Z0, b.A, 0, 0}
	if failed > 0 {
		r.warn("%d of %d bootstrap tables could not be fitted", failed, o.Replicates)
	}
	if err != nil {
		r.warn("no BCa interval: %v", err)
		return
	}
	r.Boot.AdjustedLow, r.Boot.AdjustedHigh = b.Adjusted((1-level)/2), b.Adjusted((1+level)/2)
	r.Intervals = append(r.Intervals, limits("BCa, bootstrap", level, b.BCa(level)))
	low, high := b.Degenerate(level)
	if low {
		r.warn("the lower BCa limit rests on fewer than 5 replicates and moves with the seed")
	}
	if high {
		r.warn("the upper BCa limit rests on fewer than 5 replicates and moves with the seed")
	}
}

// compare estimates with other thresholds, without each list, and with each two lists as one.
func (r *Report) compare(t Table, threshold float64) {
	for _, p := range []float64{0, .001, .01, .02, .05, .1} {
		r.other(fmt.Sprintf("threshold %g", p), t, p)
	}
	for i, name := range t.Lists {
		r.other("without "+name, t.Without(i), threshold)
	}
	for _, p := range t.Pairs() {
		r.other("one list of "+t.label(p), t.Merged(p), threshold)
	}
	var all []Limits
	for _, o := range r.Others {
		if o.Refused == "" {
			all = append(all, limits("", 0, Interval{o.Estimate, o.Estimate}))
		}
	}
	spread := widest("from the lowest to the highest estimate of other choices", 0, all)
	r.Spread = &spread
	if spread.High != nil && *spread.High > 2*spread.Low {
		r.warn("other choices give more than twice as much as others: the choice decides, not the data")
	}
}

func (r *Report) other(choice string, t Table, threshold float64) {
	o := Other{Choice: choice}
	t, _, err := t.Clean()
	if err == nil && len(t.Lists) < 3 {
		err = ErrFewLists
	}
	var f Fit
	if err == nil {
		f, _, err = t.Stepwise(threshold)
	}
	if err != nil {
		o.Refused = err.Error()
	} else {
		o.Estimate, o.Pairs = f.Estimate, len(f.Pairs)
	}
	r.Others = append(r.Others, o)
}
