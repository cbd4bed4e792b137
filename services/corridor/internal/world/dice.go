package world

import "math/rand/v2"

// dice draws every random choice of a world from one seeded stream.
type dice struct{ *rand.Rand }

func (d dice) percent(p int) bool  { return d.IntN(100) < p }
func (d dice) perMille(p int) bool { return d.IntN(1000) < p }

// draw returns a value from a table of integers and weights.
func (d dice) draw(t table[int]) int { return pick(d, t) }

// share is a value with its weight among the others of a table.
type share[T any] struct {
	value  T
	weight int
}

type table[T any] []share[T]

// even returns a table in which every value has the same weight.
func even[T any](values ...T) table[T] {
	t := make(table[T], len(values))
	for i, v := range values {
		t[i] = share[T]{v, 1}
	}
	return t
}

// pick draws a value by weight.
func pick[T any](d dice, t table[T]) T {
	sum := 0
	for _, s := range t {
		sum += s.weight
	}
	n, i := d.IntN(sum), 0
	for n >= t[i].weight {
		n -= t[i].weight
		i++
	}
	return t[i].value
}
