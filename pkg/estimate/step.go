package estimate

import (
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// Threshold is the p-value below which a pair is taken unless another is asked for.
const Threshold = .02

// Step is one decision on the way to a model.
type Step struct {
	Pair     Pair
	Observed int     // persons on both lists
	Expected float64 // as many as the model before would have there
	P        float64 // the smaller of both tails of the Poisson distribution
	Accepted bool
	Rejected []Pair  // would have come before, but no model with them can be fitted
	Estimate float64 // after the step
}

// Stepwise starts with main effects and takes the pair whose overlap is least expected, as
// long as its p-value is below the threshold and the model can be fitted. The last step is the
// one that was not taken. The error is that of the model of main effects.
func (t Table) Stepwise(threshold float64) (Fit, []Step, error) {
	fit, err := t.independent()
	var path []Step
	for err == nil {
		step, next, ok := t.next(fit, threshold)
		if !ok {
			break
		}
		path = append(path, step)
		if !step.Accepted {
			break
		}
		fit = next
	}
	return fit, path, err
}

// next finds the pair to take. It returns false when there is none left.
func (t Table) next(fit Fit, threshold float64) (Step, Fit, bool) {
	var rejected []Pair
	for _, s := range t.candidates(fit) {
		pairs := append(slices.Clip(fit.Pairs), s.Pair)
		s.Rejected, s.Estimate = rejected, fit.Estimate
		if s.P >= threshold && t.Check(pairs) == 0 {
			return s, fit, true
		}
		if next, err := t.Fit(pairs); s.P < threshold && err == nil {
			s.Accepted, s.Estimate = true, next.Estimate
			return s, next, true
		}
		rejected = append(rejected, s.Pair)
	}
	return Step{}, fit, false
}

// candidates are the pairs that the model has not, the least expected first. Equals stay in
// their order.
func (t Table) candidates(fit Fit) (steps []Step) {
	for _, p := range t.Pairs() {
		if slices.Contains(fit.Pairs, p) {
			continue
		}
		s := Step{Pair: p, Observed: t.Overlap(p)}
		for h, mu := range fit.fitted {
			if h&p.mask() == p.mask() {
				s.Expected += mu
			}
		}
		s.P = tail(s.Observed, s.Expected)
		steps = append(steps, s)
	}
	slices.SortStableFunc(steps, func(a, b Step) int {
		switch {
		case a.P < b.P:
			return -1
		case a.P > b.P:
			return 1
		}
		return 0
	})
	return steps
}

// tail is the smaller of P(X <= k) and P(X >= k) for a Poisson variable. Both are computed by
// themselves: one less the other would be 0 where it is tiny.
func tail(k int, mean float64) float64 {
	if mean == 0 {
		return 1
	}
	p := mathext.GammaIncRegComp(float64(k+1), mean)
	if k > 0 {
		p = min(p, mathext.GammaIncReg(float64(k), mean))
	}
	return p
}
