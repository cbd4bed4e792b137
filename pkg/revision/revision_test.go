package revision

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// v returns the version with the given revision and digest.
func v(rev uint32, digest byte) Version { return Version{Revision: rev, Digest: tip.Digest{digest}} }

func withdrawn(rev uint32) Version { return Version{Revision: rev, Withdrawn: true} }

func TestJudge(t *testing.T) {
	tests := map[string]struct {
		held    Version
		exists  bool
		offered Version
		want    Outcome
	}{
		"a report that is not known is new":                 {v(9, 9), false, v(1, 5), Outcome{Effect: New, Conflict: false}},
		"a withdrawal of an unknown report is remembered":   {v(9, 9), false, withdrawn(1), Outcome{Effect: Withdrawal, Conflict: false}},
		"the same version again is a duplicate":             {v(2, 5), true, v(2, 5), Outcome{Effect: Duplicate, Conflict: false}},
		"a higher revision replaces":                        {v(2, 5), true, v(3, 9), Outcome{Effect: Revised, Conflict: false}},
		"a higher revision with the same content replaces":  {v(2, 5), true, v(3, 5), Outcome{Effect: Revised, Conflict: false}},
		"a lower revision is dropped":                       {v(3, 9), true, v(2, 5), Outcome{Effect: Duplicate, Conflict: false}},
		"a withdrawal beats an upsert of its revision":      {v(2, 5), true, withdrawn(2), Outcome{Effect: Withdrawal, Conflict: false}},
		"an upsert loses to a withdrawal of its revision":   {withdrawn(2), true, v(2, 5), Outcome{Effect: Duplicate, Conflict: false}},
		"a withdrawal of a lower revision is dropped":       {v(3, 5), true, withdrawn(2), Outcome{Effect: Duplicate, Conflict: false}},
		"a report can come back with a higher revision":     {withdrawn(2), true, v(3, 5), Outcome{Effect: Revised, Conflict: false}},
		"of two contents in one revision the lower wins":    {v(2, 5), true, v(2, 4), Outcome{Effect: Revised, Conflict: true}},
		"of two contents in one revision the higher loses":  {v(2, 5), true, v(2, 6), Outcome{Effect: Duplicate, Conflict: true}},
		"other content in another revision is no conflict":  {v(2, 5), true, v(1, 4), Outcome{Effect: Duplicate, Conflict: false}},
		"the same withdrawal again is a duplicate":          {withdrawn(2), true, withdrawn(2), Outcome{Effect: Duplicate, Conflict: false}},
		"a later withdrawal of a withdrawn report replaces": {withdrawn(2), true, withdrawn(3), Outcome{Effect: Withdrawal, Conflict: false}},
	}
	for name, tt := range tests {
		tt.want.Known = tt.exists
		t.Run(name, func(t *testing.T) {
			if got := Judge(tt.held, tt.exists, tt.offered); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestOutcomeOfAConflict(t *testing.T) {
	tests := map[string]struct {
		outcome       Outcome
		wins, refused bool
		reason        code.Reason
	}{
		"the winner is warned":           {Outcome{Effect: Revised, Conflict: true}, true, false, code.ReasonC01},
		"the loser is refused":           {Outcome{Effect: Duplicate, Conflict: true}, false, true, code.ReasonC01},
		"a mere duplicate hears nothing": {Outcome{Effect: Duplicate, Conflict: false}, false, false, code.ReasonUnspecified},
		"a revision hears nothing":       {Outcome{Effect: Revised, Conflict: false}, true, false, code.ReasonUnspecified},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := tt.outcome
			if o.Wins() != tt.wins || o.Refused() != tt.refused || o.Reason() != tt.reason {
				t.Errorf("got wins %t, refused %t, reason %s", o.Wins(), o.Refused(), o.Reason())
			}
		})
	}
}

// version draws from few values, so that ties happen.
var version = rapid.Custom(func(t *rapid.T) Version {
	return Version{
		Revision:  rapid.Uint32Range(1, 3).Draw(t, "revision"),
		Withdrawn: rapid.Bool().Draw(t, "withdrawn"),
		Digest:    tip.Digest{rapid.ByteRange(0, 2).Draw(t, "first"), 15: rapid.ByteRange(0, 1).Draw(t, "last")},
	}
})

func TestBeatsIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := version.Draw(t, "a"), version.Draw(t, "b"), version.Draw(t, "c")
		if a == b && a.Beats(b) {
			t.Error("a version beats its equal")
		}
		if a != b && a.Beats(b) == b.Beats(a) {
			t.Error("of two versions not exactly one beats the other")
		}
		if a.Beats(b) && b.Beats(c) && !a.Beats(c) {
			t.Error("the order is not transitive")
		}
	})
}

// survivor folds a history as a ledger does.
func survivor(history []Version) (held Version) {
	for i, offered := range history {
		if Judge(held, i > 0, offered).Wins() {
			held = offered
		}
	}
	return held
}

func TestAnyOrderWithRepeatsLeavesTheSameSurvivor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := rapid.SliceOfN(version, 1, 12).Draw(t, "history")
		repeats := rapid.SliceOf(rapid.SampledFrom(history)).Draw(t, "repeats")
		other := rapid.Permutation(append(repeats, history...)).Draw(t, "other order")
		if a, b := survivor(history), survivor(other); a != b {
			t.Errorf("survivors differ: %+v and %+v", a, b)
		}
	})
}

func TestVersionSurvivesItsEncoding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := version.Draw(t, "version")
		b, err := want.AppendBinary(nil)
		if err != nil || len(b) != Size {
			t.Fatalf("encoding: %d bytes, error %v", len(b), err)
		}
		var got Version
		if err := got.UnmarshalBinary(b); err != nil || got != want {
			t.Errorf("got %+v, error %v, want %+v", got, err, want)
		}
	})
}

func TestMalformedVersionsAreRefused(t *testing.T) {
	good, _ := v(1, 1).AppendBinary(nil)
	tests := map[string][]byte{
		"nothing":                            nil,
		"too short":                          good[:Size-1],
		"too long":                           append(good[:Size:Size], 0),
		"neither withdrawn nor not":          append(append(good[:4:4], 2), good[5:]...),
		"a version of zeroes that is longer": make([]byte, 2*Size),
	}
	for name, b := range tests {
		t.Run(name, func(t *testing.T) {
			if err := new(Version).UnmarshalBinary(b); err == nil {
				t.Error("accepted")
			}
		})
	}
}
