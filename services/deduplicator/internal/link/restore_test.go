package link

import (
	"bytes"
	"slices"
	"testing"
)

// two is a history of two reports in three batches, with a person of two members.
func two() (s *State, history []Changes) {
	l := &script{}
	s = New(l)
	a, b := victimKey(1, 1, 1), victimKey(1, 2, 1)
	first := victims(a.ReportKey, 1, "a", 1)
	first.Rows = append(first.Rows, Row{Perpetrator, 1, []byte("p")})
	history = append(history, s.Apply([]Item{first}))
	l.groups = [][]VictimKey{{a, b}}
	history = append(history, s.Apply([]Item{victims(b.ReportKey, 1, "b", 1)}))
	l.groups = nil
	second := victims(a.ReportKey, 2, "c", 1, 2)
	second.Rows = append(second.Rows, Row{Perpetrator, 1, []byte("q")})
	return s, append(history, s.Apply([]Item{second}))
}

func TestCorruptChangesAreRefused(t *testing.T) {
	tests := map[string]func(c *Changes){
		"a head that does not beat the one held": func(c *Changes) { c.Heads[0].Version.Revision = 1 },
		"a version that the rows do not fit":     func(c *Changes) { c.Heads[0].Version.Withdrawn = true },
		"rows of a report without a head":        func(c *Changes) { c.Persons[0].After[0].Key.Ref[5] = 1 },
		"a person with another id": func(c *Changes) {
			for i := range c.Persons {
				c.Persons[i].ID[15] ^= 1
			}
		},
		"a person twice":                    func(c *Changes) { c.Persons = append(c.Persons[:1:1], c.Persons[0]) },
		"another content before":            func(c *Changes) { byID(c, 2).Before[0].Content = []byte("z") },
		"another data key before":           func(c *Changes) { byID(c, 2).Before[0].DataKey[0] = 1 },
		"a member missing before":           func(c *Changes) { p := byID(c, 2); p.Before = p.Before[:1] },
		"a member without content":          func(c *Changes) { byID(c, 2).After[0].Content = nil },
		"members out of order":              func(c *Changes) { slices.Reverse(byID(c, 2).After) },
		"a member in two persons":           func(c *Changes) { p := byID(c, 1); p.After = append(p.After, byID(c, 2).After[1]) },
		"two data keys in a report":         func(c *Changes) { byID(c, 2).After[0].DataKey[0] = 1 },
		"another carried row before":        func(c *Changes) { c.Carried[0].Before = nil },
		"a carried row that is a victim":    func(c *Changes) { c.Carried[0].Kind = Victim },
		"a carried row that comes twice":    func(c *Changes) { twice := c.Carried[0]; twice.Before = nil; c.Carried = append(c.Carried, twice) },
		"a person before who has no member": func(c *Changes) { p := byID(c, 2); p.Before = nil },
	}
	for name, spoil := range tests {
		t.Run(name, func(t *testing.T) {
			_, history := two()
			s := New(nil)
			for _, c := range history[:2] {
				if err := s.Restore(c); err != nil {
					t.Fatal(err)
				}
			}
			before := snap(s)
			spoil(&history[2])
			if err := s.Restore(history[2]); err == nil {
				t.Error("accepted")
			}
			if !bytes.Equal(before, snap(s)) {
				t.Error("the state was changed")
			}
		})
	}
}

// byID returns the person of the changes that has n members after.
func byID(c *Changes, n int) *PersonChange {
	return &c.Persons[slices.IndexFunc(c.Persons, func(p PersonChange) bool { return len(p.After) == n })]
}

func TestChangesAreRestoredInTheirOrderAndOnce(t *testing.T) {
	s, history := two()
	follower := New(nil)
	if follower.Restore(history[1]) == nil || follower.Restore(history[2]) == nil {
		t.Error("changes were restored before those they follow")
	}
	for _, c := range history {
		if err := follower.Restore(c); err != nil {
			t.Fatal(err)
		}
		if follower.Restore(c) == nil {
			t.Error("changes were restored twice")
		}
	}
	if !bytes.Equal(snap(s), snap(follower)) {
		t.Error("the states differ")
	}
}
