package name

import (
	"slices"
	"strings"
	"testing"
)

// Bounds of the figures that TestSpellingsOfOneNameAgree reports.
const (
	leastLatin  = .85 // pairs of Latin spellings of one name
	leastNative = .70 // pairs of a native and a Latin spelling of one name
	mostAlike   = .01 // pairs of spellings of two names
)

// A share counts pairs that agree.
type share struct{ agree, all int }

func (s *share) add(a, b string) bool {
	s.all++
	if a != b {
		return false
	}
	s.agree++
	return true
}

func (s share) of() float64 { return float64(s.agree) / float64(s.all) }

func key(s string) string { return strings.Join(Skeletons(s), " ") }

func TestSpellingsOfOneNameAgreeAndThoseOfTwoDoNot(t *testing.T) {
	for about, c := range map[string][]group{"the names that the rules were made for": groups, "names that they were not": unseen} {
		t.Run(about, func(t *testing.T) {
			latin, native, between := compare(t, c)
			t.Logf("of %d names: Latin pairs %.3f of %d, native pairs %.3f of %d, two names %.5f of %d",
				len(c), latin.of(), latin.all, native.of(), native.all, between.of(), between.all)
			if latin.of() < leastLatin || native.of() < leastNative || between.of() > mostAlike {
				t.Error("a figure is out of bounds")
			}
		})
	}
}

// compare counts agreement within groups and between them.
func compare(t *testing.T, all []group) (latin, native, between share) {
	for i, g := range all {
		for j, a := range g.latin {
			tally(t, &latin, a, g.latin[j+1:], true)
			tally(t, &native, a, g.native, true)
			for _, other := range all[i+1:] {
				tally(t, &between, a, slices.Concat(other.latin, other.native), false)
			}
		}
	}
	return latin, native, between
}

// tally compares a spelling with others and logs where they are not as wanted.
func tally(t *testing.T, s *share, a string, others []string, within bool) {
	for _, b := range others {
		if s.add(key(a), key(b)) != within {
			t.Logf("%s (%s), %s (%s)", a, key(a), b, key(b))
		}
	}
}
