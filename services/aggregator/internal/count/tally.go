package count

// amount is how much a key counts in the two families of series. Keys are written in the first
// family; only the cells of a cube tell the two apart by their keys.
type amount [2]int64

// The places of an amount.
const (
	detected = iota // once in each country that detected the person
	unique          // once in all
)

func (a amount) plus(b amount) amount {
	return amount{a[detected] + b[detected], a[unique] + b[unique]}
}

// cells returns 1 for each of the two that is a cell, 0 for one that is nothing.
func (a amount) cells() (n amount) {
	for i, v := range a {
		if v != 0 {
			n[i] = 1
		}
	}
	return n
}

// tally sums by key and keeps the keys in the order in which they first came, so that
// nothing depends on the order of a map.
type tally[K comparable] struct {
	place map[K]int
	sums  []sum[K]
}

type sum[K comparable] struct {
	key K
	n   amount
}

func (t *tally[K]) reset() {
	if t.place == nil {
		t.place = map[K]int{}
	}
	clear(t.place)
	t.sums = t.sums[:0]
}

// of returns the sum of a key that was added.
func (t *tally[K]) of(k K) amount { return t.sums[t.place[k]].n }

func (t *tally[K]) add(k K, n amount) {
	i, ok := t.place[k]
	if !ok {
		i = len(t.sums)
		t.place[k] = i
		t.sums = append(t.sums, sum[K]{key: k})
	}
	t.sums[i].n = t.sums[i].n.plus(n)
}
