package link

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/revision"
)

// event is an item or a decision of a reviewer.
type event struct {
	item     *Item
	decision linkage.Decision
}

var anyDecision = rapid.Custom(func(t *rapid.T) event {
	victim := rapid.Custom(func(t *rapid.T) linkage.Key {
		country := geo.Area(rapid.Uint16Range(1, 2).Draw(t, "country"))
		return victimKey(country, rapid.ByteRange(0, 3).Draw(t, "ref"), rapid.Uint32Range(1, 3).Draw(t, "victim")).LinkageKey()
	})
	first := victim.Draw(t, "first")
	second := victim.Filter(func(k linkage.Key) bool { return k != first }).Draw(t, "second")
	verdict := rapid.SampledFrom([]linkage.Verdict{linkage.Same, linkage.Different, linkage.Open}).Draw(t, "verdict")
	d, ok := linkage.NewDecision(first, second, verdict, rapid.Uint32Range(1, 3).Draw(t, "revision"))
	if !ok {
		t.Fatal("no decision")
	}
	return event{decision: d}
})

var anyDecisions = rapid.SliceOfN(anyDecision, 0, 12)

// reviewed draws a history of items and decisions.
func reviewed(t *rapid.T) (items []Item, decisions []event, all []event) {
	items, decisions = anyHistory.Draw(t, "history"), anyDecisions.Draw(t, "decisions")
	for i := range items {
		all = append(all, event{item: &items[i]})
	}
	return items, decisions, append(all, decisions...)
}

// mixed draws the events in another order, with repeats.
func mixed(t *rapid.T, events []event) []event {
	repeats := rapid.SliceOfN(rapid.SampledFrom(events), 0, 8).Draw(t, "repeats")
	return rapid.Permutation(slices.Concat(events, repeats)).Draw(t, "other order")
}

// tell applies events, items that follow each other in batches that are drawn, and hands every
// output on.
func tell(t *rapid.T, s *State, events []event, output func(Changes)) *State {
	for len(events) > 0 {
		var batch []Item
		for len(events) > 0 && events[0].item != nil && (len(batch) == 0 || rapid.Bool().Draw(t, "one batch")) {
			batch, events = append(batch, *events[0].item), events[1:]
		}
		if len(batch) > 0 {
			output(s.Apply(batch))
			continue
		}
		output(s.Decide(events[0].decision))
		events = events[1:]
	}
	return s
}

func unheard(Changes) {}

func byEvidence() Linker { return ByEvidence(linkage.Standard().For(100)) }

// decided returns a linker that knows the decisions before any record.
func decided(decisions []event) Linker {
	l := byEvidence()
	for _, d := range decisions {
		l.RestoreDecision(d.decision)
	}
	return l
}

func TestPersonsAreAFunctionOfReportsAndDecisions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items, decisions, all := reviewed(t)
		s := tell(t, New(byEvidence()), mixed(t, all), unheard)
		if got, want := unnamed(s), expected(decided(decisions), items); !slices.Equal(got, want) {
			t.Errorf("got persons\n%s\nwant\n%s", got, want)
		}
	})
}

func TestAWithdrawalBetweenDecisionsLeavesWhatNeverHadTheReport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items, decisions, all := reviewed(t)
		k := rapid.SampledFrom(items).Draw(t, "report").Key
		without := slices.DeleteFunc(slices.Clone(items), func(it Item) bool { return it.Key == k })
		all = append(all, event{item: &Item{Key: k, Version: revision.Version{Revision: 5, Withdrawn: true}}})
		s := tell(t, New(byEvidence()), mixed(t, all), unheard)
		if got, want := unnamed(s), expected(decided(decisions), without); !slices.Equal(got, want) {
			t.Errorf("got persons\n%s\nwant\n%s", got, want)
		}
	})
}

func TestOneFollowsDecisionsWithoutMakingThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, _, all := reviewed(t)
		s, follower := New(byEvidence()), New(byEvidence())
		tell(t, s, mixed(t, all), func(c Changes) {
			if err := follower.Restore(c); err != nil {
				t.Fatalf("restoring: %v", err)
			}
			if !bytes.Equal(snap(s), snap(follower)) {
				t.Fatal("the state and the one that follows it differ")
			}
		})
		again := New(byEvidence())
		if err := again.UnmarshalBinary(snap(s)); err != nil || !bytes.Equal(snap(again), snap(s)) || !maps.EqualFunc(persons(again), persons(s), sameMembers) {
			t.Errorf("a snapshot does not survive: %v", err)
		}
		more := anyDecision.Draw(t, "one more decision").decision
		s.Decide(more)
		follower.Decide(more)
		again.Decide(more)
		if !bytes.Equal(snap(s), snap(follower)) || !bytes.Equal(snap(s), snap(again)) {
			t.Error("the one that follows decides otherwise")
		}
	})
}

func TestADecisionTellsWhatItChangedAndCountsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, _, all := reviewed(t)
		s := tell(t, New(byEvidence()), mixed(t, all), unheard)
		d := anyDecision.Draw(t, "decision").decision
		mirror := persons(s)
		for _, p := range s.Decide(d).Persons {
			if !sameMembers(mirror[p.ID], p.Before) || sameMembers(p.Before, p.After) {
				t.Error("a person before is not what she was, or she did not change")
			}
			if mirror[p.ID] = p.After; len(p.After) == 0 {
				delete(mirror, p.ID)
			}
		}
		if !maps.EqualFunc(mirror, persons(s), sameMembers) {
			t.Error("the changes do not lead to the state")
		}
		before := snap(s)
		if c := s.Decide(d); len(c.Decisions)+len(c.Persons) > 0 || !bytes.Equal(before, snap(s)) {
			t.Errorf("a repeat changed something: %+v", c)
		}
	})
}

func TestAHubThatLinksNothingDecidesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items, _, all := reviewed(t)
		s := tell(t, New(nil), all, func(c Changes) {
			if len(c.Decisions) > 0 {
				t.Error("a decision counts")
			}
		})
		if got, want := unnamed(s), expected(Alone{}, items); !slices.Equal(got, want) {
			t.Errorf("got persons\n%s\nwant\n%s", got, want)
		}
	})
}

func TestTogether(t *testing.T) {
	s := New(byEvidence())
	it := func(ref byte, numbers ...uint32) Item {
		i := victims(reportKey(1, ref), 1, "a", numbers...)
		for _, n := range numbers {
			sheet := linkage.Sheet{Epoch: 1}
			for slot := range sheet.Codes {
				sheet.Codes[slot] = uint64(n)<<8 | uint64(slot) + 1
			}
			i.Evidence = append(i.Evidence, Evidence{n, []linkage.Sheet{sheet}})
		}
		return i
	}
	s.Apply([]Item{it(1, 1, 2), it(2, 2, 3), it(3, 4)})
	tests := map[string]struct {
		a, b VictimKey
		want bool
	}{
		"two records of one person":       {victimKey(1, 1, 2), victimKey(1, 2, 2), true},
		"two persons":                     {victimKey(1, 1, 1), victimKey(1, 3, 4), false},
		"two of one report":               {victimKey(1, 1, 1), victimKey(1, 1, 2), false},
		"a victim that is not there":      {victimKey(1, 1, 1), victimKey(1, 1, 9), false},
		"the other one, who is not there": {victimKey(9, 1, 1), victimKey(1, 1, 1), false},
	}
	for name, tt := range tests {
		if got := s.Together(tt.a, tt.b); got != tt.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if !s.Has(victimKey(1, 2, 3)) || s.Has(victimKey(1, 2, 1)) || s.Index().Len() != 5 || New(nil).Index() != nil {
		t.Error("it is not there what is, or is what is not")
	}
}
