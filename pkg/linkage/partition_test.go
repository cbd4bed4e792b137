package linkage_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/linkage"
)

// follower keeps the partition out of the answers of an index, as the deduplicator does.
type follower struct {
	x    *linkage.Index
	with map[linkage.Key][]linkage.Key
}

func follow(m *linkage.Model) *follower {
	return &follower{linkage.New(m), map[linkage.Key][]linkage.Key{}}
}

func (f *follower) take(groups [][]linkage.Key) {
	for _, g := range groups {
		for _, k := range g {
			f.with[k] = g
		}
	}
}

func (f *follower) regroup(gone []linkage.Key, came []linkage.Entry) {
	for _, k := range gone {
		delete(f.with, k)
	}
	f.take(f.x.Regroup(gone, came))
}

func (f *follower) decide(d linkage.Decision) {
	groups, _ := f.x.Decide(d)
	f.take(groups)
}

func (f *follower) String() string {
	var list []string
	for k, g := range f.with {
		if k == g[0] {
			list = append(list, fmt.Sprintf("%x", g))
		}
	}
	slices.Sort(list)
	return fmt.Sprint(list)
}

// people draws records on few persons: each has most codes of one of them and some of others,
// so that there are clear links, weak ones, bridges and reports with several victims.
func people(t *rapid.T) (list []linkage.Entry) {
	n := rapid.IntRange(2, 14).Draw(t, "records")
	for i := range n {
		e := linkage.Entry{Key: linkage.Key{1: 1, 2: byte(rapid.IntRange(0, n).Draw(t, "report")), 21: byte(i)}}
		for epoch := range rapid.IntRange(1, 2).Draw(t, "epochs") {
			e.Sheets = append(e.Sheets, sheetOf(t, uint16(epoch+1)))
		}
		list = append(list, e)
	}
	return list
}

func sheetOf(t *rapid.T, epoch uint16) linkage.Sheet {
	s := linkage.Sheet{Epoch: epoch}
	self := rapid.IntRange(0, 2).Draw(t, "person")
	for slot := range s.Codes {
		switch who := rapid.IntRange(0, 9).Draw(t, "slot"); {
		case who < 6:
			s.Codes[slot] = codeOf(epoch, slot, self)
		case who < 8:
			s.Codes[slot] = codeOf(epoch, slot, who-6)
		}
	}
	return s
}

func codeOf(epoch uint16, slot, person int) uint64 {
	return uint64(epoch)*1000 + uint64(slot)*10 + uint64(person) + 1
}

func decisions(t *rapid.T, among []linkage.Entry) (list []linkage.Decision) {
	which := rapid.IntRange(0, len(among)-1)
	for range rapid.IntRange(0, 4).Draw(t, "decisions") {
		d, ok := linkage.NewDecision(among[which.Draw(t, "a")].Key, among[which.Draw(t, "b")].Key,
			linkage.Verdict(rapid.IntRange(1, 3).Draw(t, "verdict")), uint32(rapid.IntRange(1, 3).Draw(t, "revision")))
		if ok {
			list = append(list, d)
		}
	}
	return list
}

// small is a model of so few reports that weak evidence counts.
func small() *linkage.Model { return linkage.Standard().For(500) }

func atOnce(entries []linkage.Entry, reviews []linkage.Decision) *follower {
	f := follow(small())
	for _, d := range reviews {
		f.decide(d)
	}
	f.regroup(nil, entries)
	return f
}

func TestThePartitionDoesNotDependOnTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := people(t)
		reviews := decisions(t, entries)
		want := atOnce(entries, reviews).String()
		f := follow(small())
		for steps := rapid.Permutation(slices.Concat(anys(entries), anys(reviews))).Draw(t, "order"); len(steps) > 0; {
			n := rapid.IntRange(1, len(steps)).Draw(t, "batch")
			f.steps(steps[:n])
			steps = steps[n:]
		}
		if got := f.String(); got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	})
}

func anys[T any](list []T) (out []any) {
	for _, x := range list {
		out = append(out, x)
	}
	return out
}

// steps takes decisions one by one, and the records before each of them as one batch.
func (f *follower) steps(list []any) {
	var came []linkage.Entry
	for _, s := range list {
		if e, ok := s.(linkage.Entry); ok {
			came = append(came, e)
			continue
		}
		f.regroup(nil, came)
		came = nil
		f.decide(s.(linkage.Decision))
	}
	f.regroup(nil, came)
}

func TestWhoIsWithdrawnNeverWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := people(t)
		reviews := decisions(t, entries)
		order := rapid.Permutation(entries).Draw(t, "withdrawn")
		gone := rapid.IntRange(0, len(order)).Draw(t, "of them")
		f := atOnce(entries, reviews)
		for _, e := range order[:gone] {
			f.regroup([]linkage.Key{e.Key}, nil)
		}
		if got, want := f.String(), atOnce(order[gone:], reviews).String(); got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
		if got, want := snapshotOf(t, f.x), snapshotOf(t, atOnce(order[gone:], reviews).x); !bytes.Equal(got, want) {
			t.Fatal("the index still knows something of who is gone")
		}
	})
}

func TestARecordThatComesAgainReplacesItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := people(t)
		f := atOnce(entries, nil)
		i := rapid.IntRange(0, len(entries)-1).Draw(t, "which")
		entries[i].Sheets = []linkage.Sheet{sheetOf(t, 1)}
		if len(linkage.Canonical(entries[i].Sheets)) == 0 {
			delete(f.with, entries[i].Key) // without evidence it is in no group
		}
		f.regroup(nil, entries[i:i+1])
		if got, want := f.String(), atOnce(entries, nil).String(); got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	})
}

func TestVictimsOfOneReportStayApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := people(t)
		reviews := decisions(t, entries)
		for _, group := range atOnce(entries, reviews).with {
			for i, a := range group {
				for _, b := range group[:i] {
					if bytes.Equal(a[:18], b[:18]) {
						t.Fatalf("%x and %x are one person", a, b)
					}
				}
			}
		}
	})
}

func snapshotOf(t interface{ Fatal(...any) }, x *linkage.Index) []byte {
	b, err := x.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAnIndexGoesOnFromItsSnapshot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := people(t)
		reviews := decisions(t, entries)
		half := rapid.IntRange(0, len(entries)).Draw(t, "half")
		f := atOnce(entries[:half], reviews)
		b, _ := f.x.AppendBinary(nil)
		f.x = linkage.New(small())
		if err := f.x.UnmarshalBinary(b); err != nil {
			t.Fatal(err)
		}
		if again, _ := f.x.AppendBinary(nil); !bytes.Equal(again, b) {
			t.Fatal("its snapshot is another")
		}
		f.regroup(nil, entries[half:])
		if got, want := f.String(), atOnce(entries, reviews).String(); got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	})
}

func TestACrowdMakesNoPairs(t *testing.T) {
	same := func(i int) linkage.Entry {
		e := known(byte(i), 1, 1)
		e.Key[3] = byte(i >> 8)
		return e
	}
	f := follow(small())
	for i := range linkage.Crowd + 1 {
		if i > 1 && len(f.with[same(0).Key]) != i {
			t.Fatalf("%d records are %d persons", i, len(f.with))
		}
		f.regroup(nil, []linkage.Entry{same(i)})
	}
	if got := len(f.with[same(0).Key]); got != 1 || f.x.Crowded() != linkage.Slots {
		t.Errorf("of a crowd a person has %d records, and %d codes are crowded", got, f.x.Crowded())
	}
	f.regroup([]linkage.Key{same(7).Key}, nil)
	if got := len(f.with[same(0).Key]); got != linkage.Crowd || f.x.Crowded() != 0 {
		t.Errorf("without one of them a person has %d records, and %d codes are crowded", got, f.x.Crowded())
	}
}

func FuzzIndexUnmarshalBinary(f *testing.F) {
	x := indexOf(small(), known(1, 1, 1), known(2, 1, 1, 2), known(3, 1, 2))
	decide(f, x, known(1, 1, 1), known(2, 1, 1), linkage.Different, 1)
	f.Add(snapshotOf(f, x))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		x := linkage.New(small())
		if err := x.UnmarshalBinary(b); err != nil {
			return
		}
		if again := snapshotOf(t, x); !bytes.Equal(again, b) {
			t.Errorf("%x was read, and is written as %x", b, again)
		}
	})
}

func BenchmarkRegroup(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	x := linkage.New(linkage.Standard())
	for i := 0; b.Loop(); i++ {
		e := linkage.Entry{Key: linkage.Key{1: 1}, Sheets: []linkage.Sheet{{Epoch: 1}}}
		for j := range 8 {
			e.Key[2+j] = byte(i >> (8 * j))
		}
		for s := range e.Sheets[0].Codes {
			e.Sheets[0].Codes[s] = r.Uint64()
		}
		x.Regroup(nil, []linkage.Entry{e})
	}
}
