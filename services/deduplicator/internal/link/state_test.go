package link

import (
	"slices"
	"testing"

	"github.com/corridor-tip/corridor/pkg/revision"
)

// victims returns an item with victims of the given numbers, all with one content.
func victims(k ReportKey, rev uint32, content string, refs ...uint32) Item {
	it := Item{Key: k, Version: version(rev, 1)}
	for _, ref := range refs {
		it.Rows = append(it.Rows, Row{Victim, ref, []byte(content)})
	}
	return it
}

func withdrawal(k ReportKey, rev uint32) Item {
	return Item{Key: k, Version: revision.Version{Revision: rev, Withdrawn: true}}
}

// step is how many members a person had before and has after.
type step struct{ before, after int }

func TestApplyUnderIdentity(t *testing.T) {
	k, other := reportKey(1, 1), reportKey(2, 1)
	tests := map[string]struct {
		held, batch []Item
		want        map[VictimKey]step
		heads       int
	}{
		"a new report is new persons": {nil, []Item{victims(k, 1, "a", 1, 2)},
			map[VictimKey]step{{k, 1}: {0, 1}, {k, 2}: {0, 1}}, 1},
		"a repeat is nothing": {[]Item{victims(k, 1, "a", 1)}, []Item{victims(k, 1, "a", 1)}, nil, 0},
		"a revision changes persons": {[]Item{victims(k, 1, "a", 1)}, []Item{victims(k, 2, "b", 1)},
			map[VictimKey]step{{k, 1}: {1, 1}}, 1},
		"a revision with the same content is a head alone": {[]Item{victims(k, 1, "a", 1)}, []Item{victims(k, 2, "a", 1)}, nil, 1},
		"a revision drops a victim": {[]Item{victims(k, 1, "a", 1, 2)}, []Item{victims(k, 2, "a", 2)},
			map[VictimKey]step{{k, 1}: {1, 0}}, 1},
		"a revision adds a victim": {[]Item{victims(k, 1, "a", 2)}, []Item{victims(k, 2, "a", 2, 1)},
			map[VictimKey]step{{k, 1}: {0, 1}}, 1},
		"a withdrawal removes all": {[]Item{victims(k, 1, "a", 1, 2), victims(other, 1, "a", 1)}, []Item{withdrawal(k, 2)},
			map[VictimKey]step{{k, 1}: {1, 0}, {k, 2}: {1, 0}}, 1},
		"a withdrawal of nothing is remembered":    {nil, []Item{withdrawal(k, 1)}, nil, 1},
		"an older revision after it stays away":    {[]Item{withdrawal(k, 2)}, []Item{victims(k, 1, "a", 1)}, nil, 0},
		"a report can come back":                   {[]Item{withdrawal(k, 2)}, []Item{victims(k, 3, "a", 1)}, map[VictimKey]step{{k, 1}: {0, 1}}, 1},
		"a victim touched twice is emitted once":   {nil, []Item{victims(k, 1, "a", 1), victims(k, 2, "b", 1)}, map[VictimKey]step{{k, 1}: {0, 1}}, 1},
		"what comes and goes in a batch is a head": {nil, []Item{victims(k, 1, "a", 1), withdrawal(k, 2)}, nil, 1},
		"a new data key changes persons": {[]Item{victims(k, 1, "a", 1)}, []Item{{Key: k, Version: version(2, 1),
			Rows: []Row{{Victim, 1, []byte("a")}}, DataKey: DataKey{9}}}, map[VictimKey]step{{k, 1}: {1, 1}}, 1},
		"one reference of two countries is two reports": {[]Item{victims(k, 1, "a", 1)}, []Item{victims(other, 1, "a", 1)},
			map[VictimKey]step{{other, 1}: {0, 1}}, 1},
		"rows of a withdrawal do not matter": {nil, []Item{{Key: k, Version: revision.Version{Revision: 1, Withdrawn: true},
			Rows: []Row{{Victim, 1, []byte("a")}}}}, nil, 1},
		"a row without content says nothing": {nil, []Item{{Key: k, Version: version(1, 1), Rows: []Row{{Victim, 1, nil}}}}, nil, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := New(Alone{})
			s.Apply(tt.held)
			c := s.Apply(tt.batch)
			if len(c.Persons) != len(tt.want) || len(c.Heads) != tt.heads {
				t.Fatalf("%d persons and %d heads, want %d and %d", len(c.Persons), len(c.Heads), len(tt.want), tt.heads)
			}
			for v, want := range tt.want {
				i := slices.IndexFunc(c.Persons, func(p PersonChange) bool { return p.ID == newID(v, 0) })
				if i < 0 || (step{len(c.Persons[i].Before), len(c.Persons[i].After)}) != want {
					t.Errorf("victim %d did not change as expected", v.VictimRef)
				}
			}
		})
	}
}

func TestOfRowsWithOneNumberTheFirstCounts(t *testing.T) {
	s := New(Alone{})
	it := victims(reportKey(1, 1), 1, "first", 1)
	it.Rows = append(it.Rows, Row{Victim, 1, []byte("second")})
	c := s.Apply([]Item{it})
	if len(c.Persons) != 1 || string(c.Persons[0].After[0].Content) != "first" {
		t.Errorf("got %+v", c.Persons)
	}
}

func TestOtherRowsAreCarried(t *testing.T) {
	k := reportKey(1, 1)
	with := func(rev uint32, content string) Item {
		it := Item{Key: k, Version: version(rev, 1), DataKey: DataKey{byte(rev)}}
		if content != "" {
			it.Rows = []Row{{JusticeSummary, 0, []byte(content)}, {Perpetrator, 2, []byte(content)}}
		}
		return it
	}
	row := func(kind Kind, ref uint32, before, after string, key byte) Carried {
		return Carried{kind, k, ref, []byte(before), []byte(after), DataKey{key}}
	}
	s := New(Alone{})
	steps := []struct {
		name string
		item Item
		want []Carried
	}{
		{"they come in order", with(1, "a"), []Carried{row(Perpetrator, 2, "", "a", 1), row(JusticeSummary, 0, "", "a", 1)}},
		{"they change", with(2, "b"), []Carried{row(Perpetrator, 2, "a", "b", 2), row(JusticeSummary, 0, "a", "b", 2)}},
		{"they go", with(3, ""), []Carried{row(Perpetrator, 2, "b", "", 0), row(JusticeSummary, 0, "b", "", 0)}},
	}
	for _, st := range steps {
		c := s.Apply([]Item{st.item})
		if !slices.EqualFunc(c.Carried, st.want, sameRow) || len(c.Persons) > 0 {
			t.Errorf("%s: got %+v", st.name, c)
		}
	}
}

func TestTheContentOfAnItemIsCopied(t *testing.T) {
	s := New(Alone{})
	it := victims(reportKey(1, 1), 1, "before", 1)
	c := s.Apply([]Item{it})
	copy(it.Rows[0].Content, "spoilt")
	copy(c.Persons[0].After[0].Content, "spoilt")
	for _, members := range persons(s) {
		if string(members[0].Content) != "before" {
			t.Error("the state shares memory with its input or output")
		}
	}
}

// script is a Linker that answers what it is told to.
type script struct {
	Alone
	groups [][]VictimKey
}

func (s *script) Regroup([]VictimKey, []Newcomer) [][]VictimKey { return s.groups }

func TestIDsOfPersons(t *testing.T) {
	a, b, c := victimKey(1, 1, 1), victimKey(1, 2, 1), victimKey(1, 3, 1)
	l := &script{}
	s := New(l)
	is := func(v VictimKey) PersonID { id, _ := s.people.of(v); return id }
	apply := func(it Item, groups ...[]VictimKey) {
		l.groups = groups
		s.Apply([]Item{it})
	}
	apply(victims(b.ReportKey, 1, "b", 1))
	idB := is(b)
	apply(victims(a.ReportKey, 1, "a", 1), []VictimKey{b, a})
	if is(a) != idB || is(b) != idB {
		t.Error("a victim that joined renamed the person")
	}
	apply(victims(c.ReportKey, 1, "c", 1))
	idC := is(c)
	apply(victims(c.ReportKey, 2, "cc", 1), []VictimKey{c, a, b})
	if is(c) != idB {
		t.Error("of two persons not the one with the first member went on")
	}
	apply(victims(c.ReportKey, 3, "ccc", 1), []VictimKey{a}, []VictimKey{b, c})
	if is(a) != idB || is(b) != is(c) || is(b) == idB {
		t.Error("after a split not the part with the first member went on alone")
	}
	if is(b) == idC {
		t.Error("a person that had gone came back under her id")
	}
	apply(withdrawal(b.ReportKey, 2))
	if is(c) == idC || is(a) != idB {
		t.Error("a person lost her id with a member")
	}
	apply(victims(b.ReportKey, 3, "b", 1))
	if is(b) == idB || is(b) == is(c) {
		t.Error("a victim that came back has the id of another person")
	}
}

func TestVictimsThatTheLinkerLeavesOutStayTogether(t *testing.T) {
	a, b, c := victimKey(1, 1, 1), victimKey(1, 2, 1), victimKey(1, 3, 1)
	l := &script{groups: [][]VictimKey{{a, b, c}}}
	s := New(l)
	all := []Item{victims(a.ReportKey, 1, "a", 1), victims(b.ReportKey, 1, "b", 1), victims(c.ReportKey, 1, "c", 1)}
	s.Apply(all)
	l.groups = [][]VictimKey{{b, b, victimKey(9, 9, 9)}, {b}}
	got := s.Apply([]Item{victims(b.ReportKey, 2, "bb", 1)})
	if len(got.Persons) != 2 {
		t.Fatalf("%d persons changed, want 2", len(got.Persons))
	}
	if id, members := s.people.of(a); !slices.Equal(members, []VictimKey{a, c}) || id == newID(b, 0) {
		t.Errorf("the others are %v", members)
	}
	if _, members := s.people.of(b); !slices.Equal(members, []VictimKey{b}) {
		t.Errorf("the one taken out is with %v", members)
	}
}
