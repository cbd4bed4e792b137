package ledger

import (
	"bytes"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/revision"
	"github.com/corridor-tip/corridor/pkg/tip"
)

func key(country geo.Area, ref byte) Key { return Key{Country: country, Ref: tip.Ref{ref}} }

func version(rev uint32, digest byte) revision.Version {
	return revision.Version{Revision: rev, Digest: tip.Digest{digest}}
}

func snap(t interface{ Fatalf(string, ...any) }, l *Ledger) []byte {
	b, err := l.AppendBinary(nil)
	if err != nil {
		t.Fatalf("taking a snapshot: %v", err)
	}
	return b
}

func TestOfferDecidesAndKeeps(t *testing.T) {
	l := New()
	steps := []struct {
		name string
		key  Key
		v    revision.Version
		want revision.Outcome
	}{
		{"a first report is new", key(1, 1), version(1, 5), revision.Outcome{Effect: revision.New}},
		{"the same reference of another country is another report", key(2, 1), version(1, 5), revision.Outcome{Effect: revision.New}},
		{"the report again is a duplicate", key(1, 1), version(1, 5), revision.Outcome{Known: true}},
		{"a correction replaces it", key(1, 1), version(2, 9), revision.Outcome{Effect: revision.Revised, Known: true}},
		{"the first revision is then old", key(1, 1), version(1, 5), revision.Outcome{Known: true}},
		{"another content of that revision wins by its digest", key(1, 1), version(2, 8), revision.Outcome{Effect: revision.Revised, Conflict: true, Known: true}},
		{"the content before it loses", key(1, 1), version(2, 9), revision.Outcome{Conflict: true, Known: true}},
		{"a withdrawal removes it", key(1, 1), revision.Version{Revision: 3, Withdrawn: true}, revision.Outcome{Effect: revision.Withdrawal, Known: true}},
		{"the withdrawn report does not come back", key(1, 1), version(3, 1), revision.Outcome{Known: true}},
	}
	for _, s := range steps {
		if got := l.Offer(s.key, s.v); got != s.want {
			t.Errorf("%s: got %+v, want %+v", s.name, got, s.want)
		}
	}
	if l.Len() != 2 {
		t.Errorf("%d reports known, want 2", l.Len())
	}
}

func TestSetTrustTakesNewerListsOnly(t *testing.T) {
	l := New()
	if l.Trust().Version != 0 || len(l.Trust().Keys) != 0 {
		t.Error("somebody is trusted from the start")
	}
	keys := map[string]TrustedKey{"first": {Country: 1, FinestPeriod: code.PeriodGrainMonth}}
	steps := []struct {
		name    string
		version uint64
		want    bool
	}{
		{"a list without a version is refused", 0, false},
		{"the first list is taken", 2, true},
		{"the same version is refused", 2, false},
		{"an older version is refused", 1, false},
		{"a newer version is taken", 3, true},
	}
	for _, s := range steps {
		if got := l.SetTrust(Trust{Version: s.version, Keys: keys}); got != s.want {
			t.Errorf("%s: got %t", s.name, got)
		}
	}
	delete(keys, "first")
	if l.Trust().Version != 3 || l.Trust().Keys["first"].Country != 1 {
		t.Error("the list in force is not the one that was taken")
	}
}

// anyLedger is a ledger after some history, with a trust list or none.
var anyLedger = rapid.Custom(func(t *rapid.T) *Ledger {
	l := New()
	for range rapid.IntRange(0, 8).Draw(t, "reports") {
		k := key(geo.Area(rapid.Uint16Range(0, 300).Draw(t, "country")), rapid.Byte().Draw(t, "ref"))
		v := version(rapid.Uint32().Draw(t, "revision"), rapid.Byte().Draw(t, "digest"))
		v.Withdrawn = rapid.Bool().Draw(t, "withdrawn")
		l.Offer(k, v)
	}
	trusted := rapid.Map(rapid.Uint16Range(0, 3), func(n uint16) TrustedKey {
		return TrustedKey{Country: geo.Area(n), FinestPeriod: code.PeriodGrain(n)}
	})
	l.SetTrust(Trust{
		Version: rapid.Uint64().Draw(t, "version"),
		Keys:    rapid.MapOfN(rapid.StringN(0, 5, -1), trusted, 0, 4).Draw(t, "trusted keys"),
	})
	return l
})

func TestASnapshotRestoresTheLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyLedger.Draw(t, "ledger")
		got := anyLedger.Draw(t, "replaced ledger")
		if err := got.UnmarshalBinary(snap(t, want)); err != nil {
			t.Fatalf("restoring: %v", err)
		}
		if !maps.Equal(got.held, want.held) || got.trust.Version != want.trust.Version || !maps.Equal(got.trust.Keys, want.trust.Keys) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
}

func TestAnyOrderWithRepeatsGivesTheSameSnapshot(t *testing.T) {
	type offer struct {
		k Key
		v revision.Version
	}
	anyOffer := rapid.Custom(func(t *rapid.T) offer {
		v := version(rapid.Uint32Range(1, 3).Draw(t, "revision"), rapid.ByteRange(0, 2).Draw(t, "digest"))
		v.Withdrawn = rapid.Bool().Draw(t, "withdrawn")
		return offer{key(geo.Area(rapid.Uint16Range(1, 2).Draw(t, "country")), rapid.ByteRange(0, 2).Draw(t, "ref")), v}
	})
	rapid.Check(t, func(t *rapid.T) {
		history := rapid.SliceOfN(anyOffer, 1, 12).Draw(t, "history")
		repeats := rapid.SliceOf(rapid.SampledFrom(history)).Draw(t, "repeats")
		a, b, set := New(), New(), New()
		for _, o := range history {
			if a.Offer(o.k, o.v).Wins() {
				set.Set(o.k, o.v)
			}
		}
		for _, o := range rapid.Permutation(append(repeats, history...)).Draw(t, "other order") {
			b.Offer(o.k, o.v)
		}
		if !bytes.Equal(snap(t, a), snap(t, b)) {
			t.Error("the order of a history shows")
		}
		if !bytes.Equal(snap(t, a), snap(t, set)) {
			t.Error("what Offer kept and what Set restored differ")
		}
	})
}

func TestMalformedSnapshotsAreRefused(t *testing.T) {
	l := New()
	l.Offer(key(1, 1), version(1, 1))
	l.Offer(key(1, 2), version(1, 1))
	l.SetTrust(Trust{Version: 1, Keys: map[string]TrustedKey{"a": {Country: 1}, "b": {Country: 2}}})
	good := snap(t, l)
	reports := good[len(good)-2*reportSize:]
	head := good[: len(good)-2*reportSize : len(good)-2*reportSize]
	tests := map[string][]byte{
		"nothing at all":                   nil,
		"cut in the trust list":            good[:20],
		"cut in a report":                  good[:len(good)-1],
		"one byte too many":                append(good[:len(good):len(good)], 0),
		"a report twice":                   append(append(head, reports[:reportSize]...), reports[:reportSize]...),
		"reports out of order":             append(append(head, reports[reportSize:]...), reports[:reportSize]...),
		"trusted keys out of order":        bytes.Replace(good, []byte("a"), []byte("c"), 1),
		"a version neither nor withdrawn":  append(append(head, reports[:22]...), append([]byte{2}, reports[23:]...)...),
		"more trusted keys than there are": append(append(good[:8:8], 0xff, 0xff, 0xff, 0xff), good[12:]...),
	}
	for name, b := range tests {
		t.Run(name, func(t *testing.T) {
			if err := l.UnmarshalBinary(b); err == nil {
				t.Error("accepted")
			}
			if !bytes.Equal(snap(t, l), good) {
				t.Error("the ledger was changed")
			}
		})
	}
}

func FuzzUnmarshalBinary(f *testing.F) {
	l := New()
	f.Add(snap(f, l))
	l.Offer(key(1, 1), version(1, 1))
	l.SetTrust(Trust{Version: 1, Keys: map[string]TrustedKey{"a": {Country: 1}}})
	f.Add(snap(f, l))
	f.Fuzz(func(t *testing.T, b []byte) {
		l := New()
		if l.UnmarshalBinary(b) != nil {
			return
		}
		if !bytes.Equal(snap(t, l), b) {
			t.Error("what was accepted has another snapshot")
		}
	})
}
