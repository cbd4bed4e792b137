package estimate

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// ErrOneSided is a bootstrap that lies on one side of the estimate, so no interval follows.
var ErrOneSided = errors.New("all bootstrap replicates lie on one side of the estimate, or none could be fitted")

// Boot is what resampled tables gave.
type Boot struct {
	Replicates []float64 // estimates, rising; models are chosen anew in each
	Failed     int       // tables to which no model could be fitted
	Z0         float64   // how far the estimate is off the middle of the replicates
	A          float64   // how its error changes with it
}

// Resample draws tables of as many persons from the histories of the table and estimates each.
// The same seed gives the same tables.
func (t Table) Resample(n int, seed uint64, threshold float64) (estimates []float64, failed int) {
	dice := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // dice of a method, not of a secret
	var people []int
	for h, c := range t.Counts {
		people = append(people, slices.Repeat([]int{h}, c)...)
	}
	for range n {
		r := Table{Lists: t.Lists, Counts: make([]int, len(t.Counts))}
		for range people {
			r.Counts[people[dice.IntN(len(people))]]++
		}
		if f, _, err := r.Stepwise(threshold); err == nil {
			estimates = append(estimates, f.Estimate)
		} else {
			failed++
		}
	}
	return estimates, failed
}

// Bootstrap corrects replicates for bias and acceleration (Efron 1987), the latter by leaving
// out one person of each history. The error is that of the model, or ErrOneSided.
func (t Table) Bootstrap(replicates []float64, failed int, threshold float64) (Boot, error) {
	fit, _, err := t.Stepwise(threshold)
	if err != nil {
		return Boot{}, err
	}
	b := Boot{Replicates: slices.Sorted(slices.Values(replicates)), Failed: failed, A: t.acceleration(threshold)}
	below, _ := slices.BinarySearch(b.Replicates, fit.Estimate)
	if below == 0 || below == len(replicates) {
		return b, ErrOneSided
	}
	b.Z0 = mathext.NormalQuantile(float64(below) / float64(len(replicates)))
	return b, nil
}

// acceleration weighs the estimates without one person by how many have that history.
func (t Table) acceleration(threshold float64) float64 {
	var estimates, weights []float64
	var sum, persons float64
	for h, c := range t.Counts {
		if c == 0 {
			continue
		}
		less := Table{Lists: t.Lists, Counts: slices.Clone(t.Counts)}
		less.Counts[h]--
		if f, _, err := less.Stepwise(threshold); err == nil {
			estimates, weights = append(estimates, f.Estimate), append(weights, float64(c))
			sum, persons = sum+f.Estimate*float64(c), persons+float64(c)
		}
	}
	var squares, cubes float64
	for i, e := range estimates {
		off := sum/persons - e
		squares, cubes = squares+weights[i]*off*off, cubes+weights[i]*off*off*off
	}
	if squares == 0 {
		return 0
	}
	return cubes / (6 * math.Pow(squares, 1.5))
}

// Adjusted is where among the replicates, from 0 to 1, a limit stands that leaves out p.
func (b Boot) Adjusted(p float64) float64 {
	z := b.Z0 + mathext.NormalQuantile(p)
	return .5 * math.Erfc(-(b.Z0+z/(1-b.A*z))/math.Sqrt2)
}

// BCa is the bias-corrected and accelerated interval.
func (b Boot) BCa(level float64) Interval {
	return Interval{b.Quantile(b.Adjusted((1 - level) / 2)), b.Quantile(b.Adjusted((1 + level) / 2))}
}

// Degenerate says whether a limit of BCa rests on fewer than five replicates.
func (b Boot) Degenerate(level float64) (low, high bool) {
	const few = 5
	n := float64(len(b.Replicates))
	return n*b.Adjusted((1-level)/2) < few, n*(1-b.Adjusted((1+level)/2)) < few
}

// Quantile is the median-unbiased quantile of the replicates (type 8 of Hyndman and Fan 1996).
func (b Boot) Quantile(p float64) float64 {
	n := float64(len(b.Replicates))
	at := n*p + (p+1)/3
	low := int(min(max(math.Floor(at), 1), n))
	high := min(low+1, len(b.Replicates))
	share := min(max(at-float64(low), 0), 1)
	return b.Replicates[low-1] + share*(b.Replicates[high-1]-b.Replicates[low-1])
}
