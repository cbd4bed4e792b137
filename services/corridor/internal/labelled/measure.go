package labelled

import (
	"cmp"
	"slices"
)

// Quality says how well a partition of records into persons fits the truth.
type Quality struct {
	Pairs    Fit // of records of one person
	Clusters Fit // whole persons, exactly as they are
}

// Fit counts what is right among what was found and what there is.
type Fit struct{ Right, Found, True int }

// Precision is the share of what was found that is right, 1 where nothing was found.
func (f Fit) Precision() float64 { return share(f.Right, f.Found) }

// Recall is the share of what there is that was found, 1 where there is nothing.
func (f Fit) Recall() float64 { return share(f.Right, f.True) }

// F1 is the harmonic mean of precision and recall.
func (f Fit) F1() float64 { return share(2*f.Right, f.Found+f.True) }

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// Measure compares the group of each record with the person it is of. Both are any numbers
// that are equal for records of one group or person.
func Measure[N uint32 | uint64](group, person []N) Quality {
	order := make([]uint32, len(group)) // the records
	for i := range order {
		order[i] = uint32(i)
	}
	var q Quality
	persons := make([]uint32, len(person)) // how many records the person of each has
	runs(order, person, person, func(run []uint32) {
		q.Clusters.True++
		q.Pairs.True += pairs(len(run))
		for _, i := range run {
			persons[i] = uint32(len(run))
		}
	})
	groups := make([]uint32, len(group)) // the same of the group of each
	runs(order, group, group, func(run []uint32) {
		q.Clusters.Found++
		q.Pairs.Found += pairs(len(run))
		for _, i := range run {
			groups[i] = uint32(len(run))
		}
	})
	runs(order, group, person, func(run []uint32) {
		q.Pairs.Right += pairs(len(run))
		if n, first := uint32(len(run)), run[0]; groups[first] == n && persons[first] == n {
			q.Clusters.Right++
		}
	})
	return q
}

// runs sorts records by two numbers, and yields those of which both are equal.
func runs[N uint32 | uint64](order []uint32, first, second []N, each func([]uint32)) {
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(first[a], first[b]), cmp.Compare(second[a], second[b]))
	})
	for from, to := 0, 0; from < len(order); from = to {
		f, s := first[order[from]], second[order[from]]
		for to < len(order) && first[order[to]] == f && second[order[to]] == s {
			to++
		}
		each(order[from:to])
	}
}

func pairs(n int) int { return n * (n - 1) / 2 }
