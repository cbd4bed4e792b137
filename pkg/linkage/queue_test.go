package linkage_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/linkage"
)

// known returns a record with a full sheet for each of the epochs. All of one epoch agree, so
// records with a common epoch are linked by a strong link, and others not at all.
func known(report, number byte, epochs ...uint16) linkage.Entry {
	e := linkage.Entry{Key: linkage.Key{1: 1, 2: report, 21: number}}
	for _, epoch := range epochs {
		s := linkage.Sheet{Epoch: epoch}
		for slot := range s.Codes {
			s.Codes[slot] = uint64(epoch)*1000 + uint64(slot) + 1
		}
		e.Sheets = append(e.Sheets, s)
	}
	return e
}

// short takes all codes of a sheet but those of the slots.
func short(e linkage.Entry, slots ...int) linkage.Entry {
	for i := range e.Sheets {
		for slot := range e.Sheets[i].Codes {
			if !slices.Contains(slots, slot) {
				e.Sheets[i].Codes[slot] = 0
			}
		}
	}
	return e
}

// Slots of some families, the first where they have several.
var (
	oneName = slot(func(f linkage.Family) bool { return f.Names != linkage.NoName && f.Dates == linkage.WholeDate })
	place   = slot(func(f linkage.Family) bool {
		return f.Names == linkage.NoName && slices.Contains(f.With, linkage.Place)
	})
	document = slot(func(f linkage.Family) bool { return slices.Contains(f.With, linkage.Document) })
)

func slot(fits func(linkage.Family) bool) int {
	return linkage.Families()[slices.IndexFunc(linkage.Families(), fits)].Slot
}

// curious is a model that links records which agree in most codes, and by which a person should
// look at a pair as soon as anything speaks for it.
func curious() *linkage.Model {
	m := linkage.Standard()
	m.Review, m.Link, m.Strong = 1e-9, .999999, .9999999
	return m
}

func indexOf(m *linkage.Model, entries ...linkage.Entry) *linkage.Index {
	x := linkage.New(m)
	x.Regroup(nil, entries)
	return x
}

func decide(t testing.TB, x *linkage.Index, a, b linkage.Entry, v linkage.Verdict, revision uint32) {
	t.Helper()
	d, ok := linkage.NewDecision(a.Key, b.Key, v, revision)
	if !ok {
		t.Fatal("no decision")
	}
	x.Decide(d)
}

type pair struct {
	a, b  linkage.Key
	cause linkage.Cause
}

func pairs(list []linkage.Candidate) (all []pair) {
	for _, c := range list {
		all = append(all, pair{c.A, c.B, c.Cause})
	}
	return all
}

func TestQueue(t *testing.T) {
	// Of equally strong links those inside the two persons come first.
	a1, b2, a2, b1 := known(1, 1, 1), known(2, 1, 3), known(3, 1, 1, 2), known(4, 1, 2, 3)
	twin := known(3, 2, 2)
	weak := short(known(5, 1, 1), oneName)
	unclear := []linkage.Entry{short(known(1, 1, 1), oneName, document), short(known(2, 1, 1), oneName, place)}
	tests := map[string]struct {
		entries   []linkage.Entry
		decisions []linkage.Decision
		want      []pair
	}{
		"records that are linked are no matter":                 {[]linkage.Entry{a1, a2}, nil, nil},
		"records that nothing links are no matter":              {[]linkage.Entry{a1, b2}, nil, nil},
		"evidence that falls short of a link":                   {unclear, nil, []pair{{unclear[0].Key, unclear[1].Key, linkage.Unclear}}},
		"a link that would bridge two persons":                  {[]linkage.Entry{a1, a2, b1, b2}, nil, []pair{{a2.Key, b1.Key, linkage.Bridge}}},
		"a link to a person that a report counts apart":         {[]linkage.Entry{a2, twin, b1}, nil, []pair{{twin.Key, b1.Key, linkage.Conflict}}},
		"a bridge that a reviewer confirmed is none":            {[]linkage.Entry{a1, a2, b1, b2}, []linkage.Decision{{A: a2.Key, B: b1.Key, Verdict: linkage.Same, Revision: 1}}, nil},
		"a bridge that a reviewer rejected is decided":          {[]linkage.Entry{a1, a2, b1, b2}, []linkage.Decision{{A: a2.Key, B: b1.Key, Verdict: linkage.Different, Revision: 1}}, nil},
		"rejecting another pair decides between the persons":    {[]linkage.Entry{a1, a2, b1, b2}, []linkage.Decision{{A: a1.Key, B: b2.Key, Verdict: linkage.Different, Revision: 1}}, nil},
		"a decision that was taken back opens the matter again": {[]linkage.Entry{a1, a2, b1, b2}, []linkage.Decision{{A: a2.Key, B: b1.Key, Verdict: linkage.Different, Revision: 1}, {A: a2.Key, B: b1.Key, Verdict: linkage.Open, Revision: 2}}, []pair{{a2.Key, b1.Key, linkage.Bridge}}},
		"a rejected pair is no matter":                          {unclear, []linkage.Decision{{A: unclear[0].Key, B: unclear[1].Key, Verdict: linkage.Different, Revision: 1}}, nil},
		"records of one report are two persons and no matter":   {[]linkage.Entry{a2, twin}, nil, nil},
		"of two persons one pair is enough":                     {[]linkage.Entry{a1, a2, weak}, nil, []pair{{a1.Key, weak.Key, linkage.Unclear}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			x := indexOf(curious(), tt.entries...)
			for _, d := range tt.decisions {
				x.Decide(d)
			}
			if got := pairs(x.Queue(0)); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestQueueIsBoundedAndBestFirst(t *testing.T) {
	var entries []linkage.Entry
	for i := range byte(12) {
		e := short(known(i+1, 1, uint16(i/2)+1), oneName, place)
		if i >= 6 {
			e = short(e, oneName)
		}
		entries = append(entries, e)
	}
	x := indexOf(curious(), entries...)
	all := x.Queue(0)
	if len(all) != 6 || !slices.IsSortedFunc(all, func(a, b linkage.Candidate) int { return int(b.Score - a.Score) }) {
		t.Fatalf("got %d pairs, not 6 with the best first", len(all))
	}
	for limit := 1; limit <= 7; limit++ {
		if got := x.Queue(limit); !slices.Equal(got, all[:min(limit, 6)]) {
			t.Errorf("limit %d: got %d pairs", limit, len(got))
		}
	}
}

// anyEntries draws records of few people, so that many share some codes.
var anyEntries = rapid.Custom(func(t *rapid.T) []linkage.Entry {
	var list []linkage.Entry
	for i := range rapid.IntRange(2, 9).Draw(t, "records") {
		s := linkage.Sheet{Epoch: 1}
		person := rapid.Uint64Range(1, 3).Draw(t, "person")
		for slot := range s.Codes {
			s.Codes[slot] = uint64(slot)*10 + rapid.SampledFrom([]uint64{person, person, person, 4 + uint64(i)}).Draw(t, "code")
			if rapid.IntRange(0, 3).Draw(t, "absent") == 0 {
				s.Codes[slot] = 0
			}
		}
		s.Traits.Sex = rapid.SampledFrom([]code.Sex{code.SexFemale, code.SexMale, 0}).Draw(t, "sex")
		list = append(list, linkage.Entry{Key: linkage.Key{1: 1, 2: byte(i / 2), 21: byte(i%2) + 1}, Sheets: []linkage.Sheet{s}})
	}
	return list
})

func TestTheQueueDoesNotDependOnTheOrderOfArrival(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := anyEntries.Draw(t, "entries")
		want := indexOf(curious(), entries...).Queue(0)
		x := linkage.New(curious())
		for _, e := range rapid.Permutation(entries).Draw(t, "order") {
			x.Regroup(nil, []linkage.Entry{e})
		}
		if got := x.Queue(0); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestAskingChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := anyEntries.Draw(t, "entries")
		x := indexOf(curious(), entries...)
		before, _ := x.AppendBinary(nil)
		queue := x.Queue(0)
		for _, c := range queue {
			e, ok := x.Explain(c.B, c.A)
			if !ok || e.A != c.A || e.B != c.B || e.Score != c.Score || e.Cause != c.Cause || e.Chain != nil {
				t.Errorf("the queue says %+v, the explanation %+v", c, e)
			}
		}
		after, _ := x.AppendBinary(nil)
		if !slices.Equal(before, after) || !reflect.DeepEqual(queue, x.Queue(0)) {
			t.Error("looking at the queue changed it")
		}
	})
}
