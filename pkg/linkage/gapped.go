package linkage

import (
	"math"
	"slices"
)

// gapped is a multimap from numbers of 32 bits to others that are not 0: a sorted list with
// gaps, so that most entries stand near the place that their share of the range of keys gives
// them. Keys must be spread evenly. A search reads one stretch of memory, and growing reads
// and writes everything once from one end to the other.
type gapped struct {
	slots  []uint64 // key<<32 | value by rising key; 0 is a gap, and the last one is always
	places uint64   // that keys are spread over; the slots behind take what is pushed out
	len    uint64
}

// The table is about 7/8 full at most, and grows by an eighth.
const (
	leastPlaces = 1024
	slack       = 256
)

func newGapped() gapped { return gapped{slots: make([]uint64, leastPlaces+slack), places: leastPlaces} }

func (g *gapped) place(key uint32) int { return int(uint64(key) * g.places >> 32) }

// span returns the stretch of slots that hold the entries of a key.
func (g *gapped) span(key uint32) (from, to int) {
	from = g.place(key)
	low, high := uint64(key)<<32, uint64(key)<<32|math.MaxUint32
	for g.slots[from] != 0 && g.slots[from] < low {
		from++
	}
	for to = from; g.slots[to] != 0 && g.slots[to] <= high; to++ {
	}
	return from, to
}

// put enters a value behind those of the same key.
func (g *gapped) put(key, value uint32) {
	_, to := g.span(key)
	g.putAt(to, key, value)
}

// putAt enters a value at the end of the stretch of its key.
func (g *gapped) putAt(i int, key, value uint32) {
	for carried := uint64(key)<<32 | uint64(value); carried != 0; i++ {
		g.slots[i], carried = carried, g.slots[i]
	}
	if g.len++; g.len > g.places-g.places/8 || g.slots[len(g.slots)-1] != 0 {
		g.grow()
	}
}

// remove takes a value of a key out, and closes the gap for those that it had pushed on.
func (g *gapped) remove(key, value uint32) {
	from, to := g.span(key)
	at := slices.Index(g.slots[from:to], uint64(key)<<32|uint64(value))
	if at < 0 {
		return
	}
	i := from + at
	for ; g.slots[i+1] != 0 && g.place(uint32(g.slots[i+1]>>32)) <= i; i++ {
		g.slots[i] = g.slots[i+1]
	}
	g.slots[i] = 0
	g.len--
}

// grow spreads the entries over more places, and over still more where the last of them find
// no room.
func (g *gapped) grow() {
	old := g.slots
	for fits := false; !fits; {
		g.places += g.places / 8
		g.slots = make([]uint64, g.places+slack)
		fits = g.spread(old)
	}
}

func (g *gapped) spread(old []uint64) bool {
	next := 0
	for _, slot := range old {
		if slot == 0 {
			continue
		}
		next = max(next, g.place(uint32(slot>>32)))
		if next >= len(g.slots)-1 {
			return false
		}
		g.slots[next] = slot
		next++
	}
	return true
}
