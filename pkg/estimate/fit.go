package estimate

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// ErrNotConverged is a fit that did not settle.
var ErrNotConverged = errors.New("the fit did not settle")

// Fit is a fitted model of main effects and pairs.
type Fit struct {
	Pairs    []Pair
	Absent   []Pair  // of Pairs, those without overlap: their parameter is -inf
	Persons  int     // on at least one list
	Estimate float64 // persons, seen and unseen
	LogDark  float64 // logarithm of the unseen
	SE       float64 // standard error of LogDark
	Deviance float64
	Pearson  float64
	LogLik   float64
	Cells    int // used: those that the model makes possible
	Params   int // those that are -inf included

	fitted []float64 // by history; 0 where the model allows nobody
}

// DF is the number of cells over that of parameters that are finite.
func (f Fit) DF() int { return f.Cells - (f.Params - len(f.Absent)) }

// AIC is Akaike's information criterion.
func (f Fit) AIC() float64 { return 2*float64(f.Params) - 2*f.LogLik }

// BIC is Schwarz's criterion with the number of persons, or of cells, as the sample size.
func (f Fit) BIC(sample int) float64 {
	return math.Log(float64(sample))*float64(f.Params) - 2*f.LogLik
}

// Fit fits main effects and the pairs. The error is a CodeError or ErrNotConverged.
func (t Table) Fit(pairs []Pair) (Fit, error) {
	if c := t.Check(pairs); c != 0 {
		return Fit{}, CodeError{c}
	}
	return t.fit(pairs, t.layout(pairs, nil))
}

// independent fits main effects alone. A list can be empty in a resampled table: then its
// parameter is -inf, and no pair can be added.
func (t Table) independent() (Fit, error) {
	d := t.layout(nil, nil)
	if c := d.check(); c != 0 {
		return Fit{}, CodeError{c}
	}
	return t.fit(nil, d)
}

// fit fits a design that was checked.
func (t Table) fit(pairs []Pair, d design) (Fit, error) {
	s, err := d.solve()
	if err != nil {
		return Fit{}, err
	}
	f := Fit{Pairs: pairs, Absent: d.absent, Persons: t.Persons(), LogDark: s.beta[0], SE: s.se,
		Deviance: deviance(d.y, s.mu), Cells: len(d.x), Params: d.parameters() - d.empty, fitted: make([]float64, len(t.Counts))}
	f.Estimate = float64(f.Persons) + math.Exp(f.LogDark)
	for i, mu := range s.mu {
		f.fitted[d.history[i]] = mu
		f.Pearson += (d.y[i] - mu) * (d.y[i] - mu) / mu
		fact, _ := math.Lgamma(d.y[i] + 1)
		f.LogLik += d.y[i]*math.Log(mu) - mu - fact
	}
	return f, nil
}

// settled is the share by which no cell moves any more. Newton's method squares it with each
// step, so the error is far smaller.
const settled = 1e-8

type solution struct {
	beta []float64 // by column of the design
	mu   []float64 // by row
	se   float64   // of beta[0]
}

// solve fits by iteratively reweighted least squares, which is Newton's method here.
func (d design) solve() (s solution, err error) {
	s.mu = make([]float64, len(d.y))
	for i, y := range d.y {
		s.mu[i] = y + .1
	}
	for range 200 {
		if s.beta, s.se, err = d.step(s.mu); err != nil {
			return s, err
		}
		moved := 0.
		for i, row := range d.x {
			mu := math.Exp(min(dot(row, s.beta), 700))
			moved, s.mu[i] = max(moved, math.Abs(mu/s.mu[i]-1)), mu
		}
		if moved < settled {
			return s, nil
		}
	}
	return s, ErrNotConverged
}

// step solves the weighted normal equations at the fitted values.
func (d design) step(mu []float64) (beta []float64, se float64, err error) {
	n := len(d.x[0])
	a, b := mat.NewSymDense(n, nil), mat.NewVecDense(n, nil)
	for i, row := range d.x {
		z := math.Log(mu[i]) + (d.y[i]-mu[i])/mu[i]
		for j, v := range row {
			if v == 0 {
				continue
			}
			b.SetVec(j, b.AtVec(j)+v*mu[i]*z)
			for k := j; k < n; k++ {
				a.SetSym(j, k, a.At(j, k)+v*mu[i]*row[k])
			}
		}
	}
	var c mat.Cholesky
	var out, first mat.VecDense
	unit := mat.NewVecDense(n, nil)
	unit.SetVec(0, 1)
	if !c.Factorize(a) || c.SolveVecTo(&out, b) != nil || c.SolveVecTo(&first, unit) != nil {
		return nil, 0, ErrNotConverged
	}
	return out.RawVector().Data, math.Sqrt(first.AtVec(0)), nil
}

// deviance is twice the log-likelihood that the fit lacks.
func deviance(y, mu []float64) (sum float64) {
	for i := range y {
		if y[i] > 0 {
			sum += y[i] * math.Log(y[i]/mu[i])
		}
		sum += mu[i] - y[i]
	}
	return 2 * sum
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
