package corridor

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/services/corridor/internal/replay"
	"github.com/corridor-tip/corridor/services/deduplicator"
)

// TestReview lets a reviewer decide a bridge that was held back, a pair whose evidence is
// unclear and a link, and checks the persons, the statistics and the streams after it.
func TestReview(t *testing.T) {
	w := newLinked(t)
	mask := unclearMask(t)
	// Of equally strong links those inside the two persons come first.
	a1, b2 := w.report("DEU", 1, w.tokensOf(1, whole)), w.report("DEU", 2, w.tokensOf(3, whole))
	a2 := w.report("POL", 1, w.tokensOf(1, whole), w.tokensOf(2, whole))
	b1 := w.report("ROU", 1, w.tokensOf(2, whole), w.tokensOf(3, whole))
	x, y := w.report("POL", 2, w.tokensOf(4, mask)), w.report("UKR", 1, w.tokensOf(4, mask))
	w.is("4", linkage.Candidate{A: a2, B: b1, Cause: linkage.Bridge}, linkage.Candidate{A: x, B: y, Cause: linkage.Unclear})

	steps := []struct {
		name    string
		a, b    linkage.Key
		verdict linkage.Verdict
		says    string
		unique  string
		queue   []linkage.Candidate
	}{
		{"confirming the bridge merges", b1, a2, linkage.Same, "Decided (revision 1). The two are one person now.", "3",
			[]linkage.Candidate{{A: x, B: y, Cause: linkage.Unclear}}},
		{"confirming it again changes nothing", a2, b1, linkage.Same, "That is decided already (revision 1). The two are one person now.", "3",
			[]linkage.Candidate{{A: x, B: y, Cause: linkage.Unclear}}},
		{"rejecting a link splits", a1, a2, linkage.Different, "Decided (revision 1). The two are two persons now.", "4",
			[]linkage.Candidate{{A: x, B: y, Cause: linkage.Unclear}}},
		{"reopening it restores", a1, a2, linkage.Open, "Decided (revision 2). The two are one person now.", "3",
			[]linkage.Candidate{{A: x, B: y, Cause: linkage.Unclear}}},
		{"confirming what was unclear merges", x, y, linkage.Same, "Decided (revision 1). The two are one person now.", "2", nil},
		{"rejecting it afterwards splits", x, y, linkage.Different, "Decided (revision 2). The two are two persons now.", "3", nil},
		{"reopening the bridge holds it back again", a2, b1, linkage.Open, "Decided (revision 2). The two are two persons now.", "4",
			[]linkage.Candidate{{A: a2, B: b1, Cause: linkage.Bridge}}},
	}
	for _, st := range steps {
		says, err := w.decide(st.a, st.b, st.verdict, nil)
		if err != nil || says != st.says+"\n" {
			t.Fatalf("%s: got %q, %v", st.name, says, err)
		}
		w.is(st.unique, st.queue...)
		e := w.explain(st.a, st.b)
		if e.Decided != (st.verdict != linkage.Open) || e.Decision.Verdict != st.verdict {
			t.Errorf("%s: explained otherwise: %+v", st.name, e.Decision)
		}
	}
	w.explain(a1, b2) // no epoch in common

	w.refusals(a1, a2, b1)
	w.canary()
	w.stop()
	w.recomputes()
	w.kept()
}

// is checks the unique victims that the statistics have, and the review queue.
func (w *linked) is(unique string, queue ...linkage.Candidate) {
	w.t.Helper()
	if got := w.unique(); got != unique {
		w.t.Fatalf("%s unique victims, want %s", got, unique)
	}
	got := w.queue()
	if !slices.EqualFunc(got, queue, func(a, b linkage.Candidate) bool { return a.A == b.A && a.B == b.B && a.Cause == b.Cause }) {
		w.t.Fatalf("the queue is %v, want %v", got, queue)
	}
}

// refusals tries what must not change anything.
func (w *linked) refusals(a, b, other linkage.Key) {
	w.t.Helper()
	stranger, err := sign.NewKey()
	must(w.t, err)
	sibling, ghost := a, a
	sibling[21], ghost[5] = 2, ^ghost[5]
	before := w.unique()
	tests := map[string]struct {
		a, b    linkage.Key
		verdict linkage.Verdict
		key     *sign.Key
		want    string
	}{
		"a key that nobody trusts":       {a, b, linkage.Different, stranger, "A01"},
		"the key of a focal point":       {a, b, linkage.Different, w.identity("POL"), "A01"},
		"a victim that is in no report":  {a, ghost, linkage.Same, nil, "no report"},
		"a number that is in no report":  {a, sibling, linkage.Same, nil, "no report"},
		"nothing that can be taken back": {a, other, linkage.Open, nil, "no decision"},
	}
	for name, tt := range tests {
		if says, err := w.decide(tt.a, tt.b, tt.verdict, tt.key); !errors.Is(err, app.ErrFound) || !strings.Contains(fmt.Sprint(err), tt.want) || says != "" {
			w.t.Errorf("%s: got %q, %v", name, says, err)
		}
	}
	if got := w.unique(); got != before {
		w.t.Errorf("%s unique victims after refusals, %s before", got, before)
	}
}

// canary looks for anything personal in all that was printed and logged.
func (w *linked) canary() {
	w.t.Helper()
	for place, text := range map[string]string{"the output": w.said.String(), "the log": w.log.String()} {
		text = strings.ToLower(text)
		for _, b := range w.sent {
			code := w.key.Code(token.Token(b))
			for _, form := range []string{hex.EncodeToString(b), fmt.Sprintf("%016x", code), fmt.Sprint(code)} {
				if strings.Contains(text, form) {
					w.t.Fatalf("%s holds a token or a code", place)
				}
			}
		}
		for _, word := range []string{"female", "mmr", "myanmar", "2023", "y24", "24 to 26"} {
			if strings.Contains(text, word) {
				w.t.Errorf("%s says %q", place, word)
			}
		}
	}
	if w.said.Len() < 1000 {
		w.t.Error("nothing was printed")
	}
}

// recomputes checks that the streams are what the reports and decisions in the log give.
func (w *linked) recomputes() {
	w.t.Helper()
	s, err := openStore(w.dir)
	must(w.t, err)
	defer s.close()
	streams := map[string]replay.Stream{}
	for _, name := range bus.Streams() {
		must(w.t, stage.Read(soon(w.t), s, name, func(m stage.Message) error {
			streams[name] = append(streams[name], m)
			return nil
		}))
	}
	must(w.t, compare(streams, []bus.Partition{{}}, deduplicator.Config{LinkKey: keepLink(w)}))
}

func keepLink(w *linked) string { _, path, err := w.keys.Link(); must(w.t, err); return path }

// kept checks that the data directory says the same once the hub has stopped.
func (w *linked) kept() {
	w.t.Helper()
	want := w.book.Queue(0)
	must(w.t, keepOf(w).read(func(b *deduplicator.Book) error {
		if got := b.Queue(0); len(got) == 0 || !slices.Equal(got, want) {
			w.t.Errorf("got %v, want %v", got, want)
		}
		return nil
	}))
	other := keepOf(w)
	other.LinkKey = otherKey(w.t)
	if err := other.read(func(*deduplicator.Book) error { return nil }); err == nil || !strings.Contains(err.Error(), "E-LINKAGE") {
		w.t.Errorf("with another key: %v", err)
	}
}

func TestVictimsAreWrittenInOneWay(t *testing.T) {
	const a, b = "UKR-0f3a5b7c9d1e2f405162738495a6b7c8-1", "POL-0f3a5b7c9d1e2f405162738495a6b7c8-1"
	for name, pair := range map[string][2]string{"one of them twice": {a, a}, "a country": {"UKR", b}, "nothing": {a, ""}} {
		if _, _, err := victims(pair[0], pair[1]); !errors.Is(err, app.ErrMisused) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if first, second, err := victims(a, b); err != nil || first.String() != a || second.String() != b {
		t.Errorf("got %v, %v, %v", first, second, err)
	}
}
