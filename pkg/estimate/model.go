package estimate

import "math/bits"

// Pair is two lists, by their places in Table.Lists, the lower one in A.
type Pair struct{ A, B int }

func (p Pair) mask() int { return 1<<p.A | 1<<p.B }

// Pairs returns all pairs of the lists, (0,1), (0,2) and so on: the order in which ties are
// decided.
func (t Table) Pairs() (pairs []Pair) {
	for i := range t.Lists {
		for j := i + 1; j < len(t.Lists); j++ {
			pairs = append(pairs, Pair{i, j})
		}
	}
	return pairs
}

// design is a Poisson log-linear model of a table: a row for each cell, a column for each
// parameter that is finite. Column 0 is the logarithm of the number of the unseen.
type design struct {
	history []int
	x       [][]float64
	y       []float64
	absent  []Pair // pairs of the model without overlap: their parameter is -inf
	empty   int    // lists with nobody on them: theirs as well
}

// layout makes the design of main effects and pairs. What is -inf has no column, and the cells
// that it makes impossible have no row; more adds columns to a row by its history.
func (t Table) layout(pairs []Pair, more func(history int) []float64) design {
	d, sets, gone := design{}, []int{}, []int{}
	place := func(set int) bool {
		if t.on(set) > 0 {
			sets = append(sets, set)
			return true
		}
		gone = append(gone, set)
		return false
	}
	for i := range t.Lists {
		if !place(1 << i) {
			d.empty++
		}
	}
	for _, p := range pairs {
		if !place(p.mask()) {
			d.absent = append(d.absent, p)
		}
	}
	for h := 1; h < len(t.Counts); h++ {
		if !holdsAny(h, gone) {
			d.add(h, float64(t.Counts[h]), sets, more)
		}
	}
	return d
}

func (d *design) add(history int, count float64, sets []int, more func(int) []float64) {
	row := []float64{1}
	for _, set := range sets {
		row = append(row, one(history&set == set))
	}
	if more != nil {
		row = append(row, more(history)...)
	}
	d.history, d.x, d.y = append(d.history, history), append(d.x, row), append(d.y, count)
}

// parameters is how many the model has, those that are -inf included.
func (d design) parameters() int { return len(d.x[0]) + len(d.absent) + d.empty }

func holdsAny(history int, sets []int) bool {
	for _, set := range sets {
		if history&set == set {
			return true
		}
	}
	return false
}

func one(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// excess returns the columns of Chao's lower bound: for q from 3 to most, on how many lists
// more than q-1 somebody is.
func excess(orders []int) func(history int) []float64 {
	return func(history int) (columns []float64) {
		for _, q := range orders {
			columns = append(columns, float64(max(bits.OnesCount(uint(history))-q+1, 0)))
		}
		return columns
	}
}
