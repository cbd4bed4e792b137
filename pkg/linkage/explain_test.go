package linkage_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/linkage"
)

func explain(t testing.TB, x *linkage.Index, a, b linkage.Entry) linkage.Explanation {
	t.Helper()
	e, ok := x.Explain(a.Key, b.Key)
	if !ok {
		t.Fatal("no explanation")
	}
	return e
}

func TestADirectLinkIsExplained(t *testing.T) {
	a, b := known(1, 1, 4), known(2, 1, 3, 4)
	e := explain(t, indexOf(linkage.Standard(), a, b), b, a)
	if e.A != a.Key || e.B != b.Key || e.Epoch != 4 || !slices.Equal(e.Chain, []linkage.Key{a.Key, b.Key}) {
		t.Errorf("got %v, %v, epoch %d, chain %v", e.A, e.B, e.Epoch, e.Chain)
	}
	if e.Score < e.Strong || e.Strong < e.Link || e.Link < e.Review || e.Prior >= 0 || e.Score != e.Prior+e.Evidence+e.Against {
		t.Errorf("the sums are wrong: %+v", e)
	}
	for i, f := range e.Families {
		if want := linkage.Families()[i]; f.Name != want.Name || f.Compared != want.Width || f.Agree != want.Width {
			t.Errorf("family %d: got %+v", i, f)
		}
	}
	if e.Sex != linkage.NotKnown || e.Age != linkage.NotKnown || e.Decided || e.Cause != 0 || e.SameReport {
		t.Errorf("it says what nobody knows: %+v", e)
	}
	for _, f := range e.Fields {
		if best := f.Levels[len(f.Levels)-1]; !f.Known || best.Probability < .5 {
			t.Errorf("%s: %+v", f.Name, f)
		}
	}
}

func TestFamiliesAndFieldsThatAreNotThere(t *testing.T) {
	a, b := short(known(1, 1, 1), oneName, oneName+1, place, document), short(known(2, 1, 1), oneName, document)
	b.Sheets[0].Codes[document]++
	e := explain(t, indexOf(linkage.Standard(), a, b), a, b)
	want := map[int]linkage.FamilyEvidence{linkage.FamilyOf(oneName): {Agree: 1, Compared: 1}, linkage.FamilyOf(document): {Agree: 0, Compared: 1}}
	for i, f := range e.Families {
		if f.Agree != want[i].Agree || f.Compared != want[i].Compared {
			t.Errorf("%s: %d of %d agree", f.Name, f.Agree, f.Compared)
		}
	}
	known := []bool{true, true, true, false, false, true, true}
	for i, f := range e.Fields {
		if f.Known != known[i] {
			t.Errorf("%s: known is %v", f.Name, f.Known)
		}
	}
	if birth := e.Fields[linkage.Birth].Levels[linkage.Date]; birth.Name != "agrees" || birth.Probability < .999 {
		t.Errorf("a family with the whole date agrees, and the date: %+v", birth)
	}
}

func TestTraitsSpeakAgainst(t *testing.T) {
	a, b := known(1, 1, 1), known(2, 1, 1)
	a.Sheets[0].Traits = linkage.Traits{Sex: code.SexFemale, BornFrom: 1990, BornTo: 1995}
	b.Sheets[0].Traits = linkage.Traits{Sex: code.SexMale, BornFrom: 1994, BornTo: 1999}
	e := explain(t, indexOf(linkage.Standard(), a, b), a, b)
	if e.Sex != linkage.FitsNot || e.Age != linkage.Fits || e.Against >= 0 {
		t.Errorf("got %d, %d, %d", e.Sex, e.Age, e.Against)
	}
	b.Sheets[0].Traits.BornFrom = 1996
	if worse := explain(t, indexOf(linkage.Standard(), a, b), a, b); worse.Age != linkage.FitsNot || worse.Against >= e.Against {
		t.Errorf("an age that does not fit changes nothing: %+v", worse)
	}
}

func TestAChainOfLinksIsExplained(t *testing.T) {
	a, b, c := known(1, 1, 1), known(2, 1, 1, 2), known(3, 1, 2)
	e := explain(t, indexOf(linkage.Standard(), a, b, c), a, c)
	if want := []linkage.Key{a.Key, b.Key, c.Key}; !slices.Equal(e.Chain, want) || e.Epoch != 0 || len(e.Families) != 0 || e.Score >= e.Review {
		t.Errorf("got chain %v, epoch %d, score %d", e.Chain, e.Epoch, e.Score)
	}
}

func TestDecisionsAreExplained(t *testing.T) {
	a, b := known(1, 1, 1), known(2, 1, 1)
	x := indexOf(linkage.Standard(), a, b)
	decide(t, x, b, a, linkage.Different, 3)
	e := explain(t, x, a, b)
	if !e.Decided || e.Decision.Verdict != linkage.Different || e.Decision.Revision != 3 || e.Chain != nil || e.Cause != 0 {
		t.Errorf("rejected: %+v", e)
	}
	decide(t, x, a, b, linkage.Open, 4)
	if e := explain(t, x, a, b); e.Decided || len(e.Chain) != 2 {
		t.Errorf("taken back: %+v", e)
	}
	if d, ok := x.Decision(b.Key, a.Key); !ok || d.Revision != 4 {
		t.Errorf("the revision is %d", d.Revision)
	}
	if _, ok := x.Decision(a.Key, linkage.Key{}); ok {
		t.Error("a decision on nobody")
	}
}

func TestRecordsOfOneReportAreTwoPersons(t *testing.T) {
	a, b := known(1, 1, 1), known(1, 2, 1)
	if e := explain(t, indexOf(linkage.Standard(), a, b), a, b); !e.SameReport || e.Chain != nil || e.Cause != 0 {
		t.Errorf("got %+v", e)
	}
}

func TestWhatIsNotThereIsNotExplained(t *testing.T) {
	a := known(1, 1, 1)
	x := indexOf(linkage.Standard(), a)
	for name, other := range map[string]linkage.Key{"the record itself": a.Key, "a record without evidence": {5}} {
		if _, ok := x.Explain(a.Key, other); ok {
			t.Errorf("%s is explained", name)
		}
	}
}

// TestExplanationsAgreeWithThePersons checks of any records that the explanation says what was
// decided, and that its probabilities are some.
func TestExplanationsAgreeWithThePersons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := anyEntries.Draw(t, "entries")
		x := linkage.New(curious())
		person := map[linkage.Key]int{}
		for i, group := range x.Regroup(nil, entries) {
			for _, k := range group {
				person[k] = i + 1
			}
		}
		for i, a := range entries {
			for _, b := range entries[:i] {
				e, ok := x.Explain(a.Key, b.Key)
				if !ok {
					continue // one of them has no code
				}
				if together := person[a.Key] == person[b.Key]; together != (e.Chain != nil) {
					t.Errorf("one person: %v, chain %v", together, e.Chain)
				}
				for _, f := range e.Fields {
					sum := 0.0
					for _, l := range f.Levels {
						sum += l.Probability
					}
					if f.Known && math.Abs(sum-1) > 1e-9 {
						t.Errorf("%s: the levels add up to %v", f.Name, sum)
					}
				}
			}
		}
	})
}
