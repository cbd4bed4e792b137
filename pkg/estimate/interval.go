package estimate

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Interval is a range of the number of persons, seen and unseen. High can be infinite.
type Interval struct{ Low, High float64 }

// normal is the quantile of the standard normal distribution for a level such as .95, both
// sides left out.
func normal(level float64) float64 { return mathext.NormalQuantile((1 + level) / 2) }

// Wald is the interval of a normal distribution of the logarithm of the unseen.
func (f Fit) Wald(level float64) Interval {
	z, n := normal(level)*f.SE, float64(f.Persons)
	return Interval{n + math.Exp(f.LogDark-z), n + math.Exp(f.LogDark+z)}
}

// Profile is the interval of the numbers of persons whose likelihood, with all other
// parameters fitted to them, is not too far below the highest (Cormack 1992). The likelihood is
// that of a multinomial distribution. The error is ErrNotConverged.
func (t Table) Profile(fit Fit, level float64) (Interval, error) {
	p := profile{d: t.layout(fit.Pairs, nil), n: float64(fit.Persons)}
	p.d.history = append(p.d.history, 0)
	first := make([]float64, len(p.d.x[0]))
	first[0] = 1
	p.d.x, p.d.y = append(p.d.x, first), append(p.d.y, 0)
	top := p.highest(fit.LogDark-1, fit.LogDark+1)
	z := normal(level)
	least := p.at(top) - z*z/2
	low := p.cross(top, -1, least)
	high := p.cross(top, 1, least)
	return Interval{p.n + math.Exp(low), p.n + math.Exp(high)}, p.err
}

// profile is the likelihood by the logarithm of the unseen.
type profile struct {
	d   design
	n   float64
	err error
}

func (p *profile) at(logDark float64) float64 {
	dark := math.Exp(logDark)
	p.d.y[len(p.d.y)-1] = dark
	s, err := p.d.solve()
	if err != nil {
		p.err = err
		return math.Inf(-1)
	}
	total := p.n + dark
	a, _ := math.Lgamma(total + 1)
	b, _ := math.Lgamma(dark + 1)
	sum := a - b - total*math.Log(total)
	for i, y := range p.d.y {
		sum += y * math.Log(s.mu[i])
	}
	return sum
}

// highest narrows down where the likelihood is highest, which has one top.
func (p *profile) highest(low, high float64) float64 {
	for high-low > 1e-6 {
		third := (high - low) / 3
		if p.at(low+third) < p.at(high-third) {
			low += third
		} else {
			high -= third
		}
	}
	return (low + high) / 2
}

// cross finds where the likelihood falls below the least, to one side. Beyond a million times
// as many there is no limit.
func (p *profile) cross(top, side, least float64) float64 {
	near, far := 0., .5
	for p.at(top+side*far) > least {
		if near, far = far, 2*far; far > 15 {
			return side * math.Inf(1)
		}
	}
	for far-near > 1e-7 {
		if mid := (near + far) / 2; p.at(top+side*mid) > least {
			near = mid
		} else {
			far = mid
		}
	}
	return top + side*near
}
