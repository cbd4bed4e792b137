package link

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/revision"
)

// underEach checks a property under every linker.
func underEach(t *testing.T, property func(*rapid.T, func() Linker)) {
	for name, linker := range linkers {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { property(t, linker) })
		})
	}
}

func TestPersonsAreAFunctionOfTheSurvivingReports(t *testing.T) {
	underEach(t, func(t *rapid.T, linker func() Linker) {
		history := anyHistory.Draw(t, "history")
		s := fold(t, New(linker()), shuffled(t, history), nil)
		if got, want := unnamed(s), expected(linker(), history); !slices.Equal(got, want) {
			t.Errorf("got persons\n%s\nwant\n%s", got, want)
		}
	})
}

func TestAnyOrderWithRepeatsGivesTheSameReports(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := anyHistory.Draw(t, "history")
		a := fold(t, New(Alone{}), history, nil)
		b := fold(t, New(Alone{}), shuffled(t, history), nil)
		if !bytes.Equal(snap(a), snap(b)) {
			t.Error("the order of a history shows")
		}
	})
}

func TestRestoringTheOutputGivesTheState(t *testing.T) {
	underEach(t, func(t *rapid.T, linker func() Linker) {
		s, follower := New(linker()), New(linker())
		fold(t, s, anyHistory.Draw(t, "history"), func(c Changes) {
			if err := follower.Restore(c); err != nil {
				t.Fatalf("restoring: %v", err)
			}
			if !bytes.Equal(snap(s), snap(follower)) {
				t.Fatal("the state and the one that follows it differ")
			}
		})
	})
}

func TestASnapshotRestoresTheState(t *testing.T) {
	underEach(t, func(t *rapid.T, linker func() Linker) {
		s := fold(t, New(linker()), anyHistory.Draw(t, "history"), nil)
		other := fold(t, New(linker()), anyHistory.Draw(t, "replaced history"), nil)
		if err := other.UnmarshalBinary(snap(s)); err != nil {
			t.Fatalf("reading a snapshot: %v", err)
		}
		if !bytes.Equal(snap(other), snap(s)) || !maps.EqualFunc(persons(other), persons(s), sameMembers) {
			t.Error("the state read differs from the one written")
		}
	})
}

func TestAWithdrawalLeavesWhatNeverHadTheReport(t *testing.T) {
	underEach(t, func(t *rapid.T, linker func() Linker) {
		history := anyHistory.Draw(t, "history")
		k := rapid.SampledFrom(history).Draw(t, "report").Key
		without := slices.DeleteFunc(slices.Clone(history), func(it Item) bool { return it.Key == k })
		withdrawal := Item{Key: k, Version: revision.Version{Revision: 4, Withdrawn: true}}
		at := rapid.IntRange(0, len(history)).Draw(t, "when it is withdrawn")
		a := fold(t, New(linker()), slices.Insert(slices.Clone(history), at, withdrawal), nil)
		b := fold(t, New(linker()), without, nil)
		if got, want := unnamed(a), unnamed(b); !slices.Equal(got, want) {
			t.Errorf("got persons\n%s\nwant\n%s", got, want)
		}
	})
}

func TestChangesTellWhatChangedAndNothingElse(t *testing.T) {
	underEach(t, func(t *rapid.T, linker func() Linker) {
		s := New(linker())
		mirror := map[PersonID][]Member{}
		fold(t, s, anyHistory.Draw(t, "history"), func(c Changes) {
			for i, p := range c.Persons {
				if i > 0 && compareIDs(c.Persons[i-1].ID, p.ID) >= 0 {
					t.Error("a person comes twice or out of order")
				}
				if !sameMembers(mirror[p.ID], p.Before) || sameMembers(p.Before, p.After) {
					t.Error("a person before is not what she was, or she did not change")
				}
				if mirror[p.ID] = p.After; len(p.After) == 0 {
					delete(mirror, p.ID)
				}
			}
			for _, row := range c.Carried {
				if row.Kind == Victim || len(row.Before)+len(row.After) == 0 {
					t.Error("a carried row is a victim, or is nothing before and after")
				}
			}
			if !maps.EqualFunc(mirror, persons(s), sameMembers) {
				t.Error("the changes do not lead to the state")
			}
		})
	})
}

func TestARepeatedBatchChangesNothing(t *testing.T) {
	underEach(t, func(t *rapid.T, linker func() Linker) {
		history := anyHistory.Draw(t, "history")
		s := fold(t, New(linker()), history, nil)
		before := snap(s)
		c := s.Apply(history)
		if len(c.Persons)+len(c.Carried)+len(c.Heads) > 0 || !bytes.Equal(before, snap(s)) {
			t.Errorf("a repeat changed something: %+v", c)
		}
	})
}

func TestTheSameHistoryGivesTheSameChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := anyHistory.Draw(t, "history")
		a, b := New(newChain()), New(newChain())
		for len(history) > 0 {
			n := rapid.IntRange(1, len(history)).Draw(t, "batch")
			x, y := a.Apply(history[:n]), b.Apply(history[:n])
			same := slices.EqualFunc(x.Persons, y.Persons, func(p, q PersonChange) bool {
				return p.ID == q.ID && sameMembers(p.Before, q.Before) && sameMembers(p.After, q.After)
			})
			if !same || !slices.EqualFunc(x.Carried, y.Carried, sameRow) || !reflect.DeepEqual(x.Heads, y.Heads) {
				t.Error("one history has two outputs")
			}
			history = history[n:]
		}
	})
}
