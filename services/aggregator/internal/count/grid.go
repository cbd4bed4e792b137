package count

import "github.com/corridor-tip/corridor/pkg/table"

// grid holds what each key counts: open addressing in one stretch of memory, because finding
// cells is what counting costs, and a key and its amount are found in one place. A key whose
// amount is nothing may stay; it is gone after the next growth.
type grid struct {
	slots []slot // a power of two; at most half of them hold a key
	used  int    // slots that hold a key
}

type slot struct {
	mark uint64 // the key plus 1; 0 in a free slot
	n    amount
}

const leastSlots = 64

func newGrid() grid { return grid{slots: make([]slot, leastSlots)} }

// at returns the amount of a key, for changing it. It is good until the next call.
func (g *grid) at(k table.Key) *amount {
	s := g.find(k)
	if s.mark == 0 {
		if g.used*2 >= len(g.slots) {
			g.grow()
			s = g.find(k)
		}
		s.mark = uint64(k) + 1
		g.used++
	}
	return &s.n
}

// spread returns a number whose lowest bits are as good as random: keys differ in few bits, and
// those are not the lowest.
func spread(k table.Key) uint64 { return uint64(k) * 0x9e3779b97f4a7c15 >> 20 }

// find returns the slot of a key, or the free one that it would take.
func (g *grid) find(k table.Key) *slot {
	mask := uint64(len(g.slots) - 1)
	for i := spread(k); ; i++ {
		if s := &g.slots[i&mask]; s.mark == 0 || s.mark == uint64(k)+1 {
			return s
		}
	}
}

// grow makes room for as many keys again as count something.
func (g *grid) grow() {
	filled := 0
	for i := range g.slots {
		if g.slots[i].n != (amount{}) {
			filled++
		}
	}
	size := leastSlots
	for size < 4*filled {
		size *= 2
	}
	old := g.slots
	g.slots, g.used = make([]slot, size), 0
	for i := range old {
		if old[i].n != (amount{}) {
			*g.find(table.Key(old[i].mark - 1)) = old[i]
			g.used++
		}
	}
}

// each calls f with every key that counts something, in no order.
func (g *grid) each(f func(table.Key, amount)) {
	for i := range g.slots {
		if s := &g.slots[i]; s.n != (amount{}) {
			f(table.Key(s.mark-1), s.n)
		}
	}
}
