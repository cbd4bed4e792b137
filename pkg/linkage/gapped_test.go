package linkage

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// stretch returns the values that a table holds of a key.
func (g *gapped) stretch(key uint32) (list []uint32) {
	from, to := g.span(key)
	for _, slot := range g.slots[from:to] {
		list = append(list, uint32(slot))
	}
	slices.Sort(list)
	return list
}

func TestGappedHoldsWhatWasPut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, want := newGapped(), map[uint32][]uint32{}
		// Few keys at both ends, and many anywhere.
		key := rapid.OneOf(rapid.Uint32Range(0, 3), rapid.Uint32Range(math.MaxUint32-3, math.MaxUint32), rapid.Uint32())
		next := uint32(0)
		for range rapid.IntRange(0, 3000).Draw(t, "steps") {
			k := key.Draw(t, "key")
			if held := want[k]; len(held) > 0 && (len(held) > 60 || rapid.Bool().Draw(t, "remove")) {
				i := rapid.IntRange(0, len(held)-1).Draw(t, "which")
				g.remove(k, held[i])
				want[k] = slices.Delete(held, i, i+1)
				continue
			}
			next++
			g.put(k, next)
			want[k] = append(want[k], next)
		}
		total := 0
		for k, held := range want {
			total += len(held)
			slices.Sort(held)
			if got := g.stretch(k); !slices.Equal(got, held) {
				t.Fatalf("key %d holds %v, want %v", k, got, held)
			}
		}
		if int(g.len) != total {
			t.Fatalf("it says that it holds %d, want %d", g.len, total)
		}
	})
}

func TestGappedGrows(t *testing.T) {
	g := newGapped()
	const n = 100_000
	for i := range uint32(n) {
		g.put(i*2654435761, i+1)
	}
	for i := range uint32(n) {
		if got := g.stretch(i * 2654435761); !slices.Contains(got, i+1) {
			t.Fatalf("the %d-th is lost", i)
		}
	}
	if most := uint64(n) * 3 / 2; g.places > most {
		t.Errorf("%d places for %d entries, want %d at most", g.places, n, most)
	}
}
