package estimate

import "math"

// Two is what two lists say by themselves: that one has nothing to do with the other, which
// they cannot show.
type Two struct {
	LincolnPetersen float64 // infinite without overlap
	Chapman         float64
	Variance        float64 // of Chapman
	Persons         int     // on either list
}

// Two estimates from a pair of lists alone.
func (t Table) Two(p Pair) Two {
	a, b, m := float64(t.Total(p.A)), float64(t.Total(p.B)), float64(t.Overlap(p))
	return Two{
		LincolnPetersen: a * b / m,
		Chapman:         (a+1)*(b+1)/(m+1) - 1,
		Variance:        (a + 1) * (b + 1) * (a - m) * (b - m) / ((m + 1) * (m + 1) * (m + 2)),
		Persons:         int(a + b - m),
	}
}

// Interval takes the logarithm of those whom neither list has as normal.
func (f Two) Interval(level float64) Interval {
	n := float64(f.Persons)
	dark := f.Chapman - n
	if dark <= 0 {
		return Interval{n, n}
	}
	spread := math.Exp(normal(level) * math.Sqrt(math.Log(1+f.Variance/(dark*dark))))
	return Interval{n + dark/spread, n + dark*spread}
}
