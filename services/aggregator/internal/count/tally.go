package count

import "github.com/corridor-tip/corridor/pkg/table"

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

func (t *tally[K]) add(k K, n amount) {
	i, ok := t.place[k]
	if !ok {
		i = len(t.sums)
		t.place[k] = i
		t.sums = append(t.sums, sum[K]{key: k})
	}
	t.sums[i].n = t.sums[i].n.plus(n)
}

// keyed is a tally by keys of cells, of which one batch has many.
type keyed struct {
	places []uint32 // of sums, plus 1; open addressing, a power of two, at most half full
	sums   []sum[table.Key]
}

func (t *keyed) reset() {
	if t.places == nil {
		t.places = make([]uint32, 1024)
	}
	clear(t.places)
	t.sums = t.sums[:0]
}

// place returns where the number of a key's sum is or would be.
func (t *keyed) place(k table.Key) *uint32 {
	mask := uint64(len(t.places) - 1)
	for i := spread(k); ; i++ {
		if p := &t.places[i&mask]; *p == 0 || t.sums[*p-1].key == k {
			return p
		}
	}
}

// of returns the sum of a key that was added.
func (t *keyed) of(k table.Key) amount { return t.sums[*t.place(k)-1].n }

func (t *keyed) add(k table.Key, n amount) {
	p := t.place(k)
	if *p == 0 {
		if 2*len(t.sums) >= len(t.places) {
			t.grow()
			p = t.place(k)
		}
		t.sums = append(t.sums, sum[table.Key]{key: k})
		*p = uint32(len(t.sums))
	}
	s := &t.sums[*p-1]
	s.n = s.n.plus(n)
}

func (t *keyed) grow() {
	t.places = make([]uint32, 2*len(t.places))
	for i := range t.sums {
		*t.place(t.sums[i].key) = uint32(i + 1)
	}
}
