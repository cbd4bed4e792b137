package count

// tally sums by key and keeps the keys in the order in which they first came, so that
// nothing depends on the order of a map.
type tally[K comparable] struct {
	place map[K]int
	sums  []sum[K]
}

type sum[K comparable] struct {
	key K
	n   int64
}

func (t *tally[K]) reset() {
	if t.place == nil {
		t.place = map[K]int{}
	}
	clear(t.place)
	t.sums = t.sums[:0]
}

func (t *tally[K]) add(k K, n int64) {
	i, ok := t.place[k]
	if !ok {
		i = len(t.sums)
		t.place[k] = i
		t.sums = append(t.sums, sum[K]{key: k})
	}
	t.sums[i].n += n
}
