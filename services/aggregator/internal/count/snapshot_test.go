package count

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestASnapshotIsTheState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables, _ := drawWorld(t).apply(t)
		mustApply(t, tables, nil, drawQuality(t))
		loaded := New()
		if err := loaded.UnmarshalBinary([]byte(snapshot(t, tables))); err != nil {
			t.Fatal(err)
		}
		if snapshot(t, loaded) != snapshot(t, tables) {
			t.Fatal("the loaded state has another snapshot")
		}
		more := arrivals([][]Member{drawPerson(t)})
		mustApply(t, tables, more, Quality{})
		mustApply(t, loaded, more, Quality{})
		if snapshot(t, loaded) != snapshot(t, tables) {
			t.Fatal("the loaded state counts on in another way")
		}
	})
}

func TestAMalformedSnapshotIsRefusedAndTheStateKept(t *testing.T) {
	tables := New()
	mustApply(t, tables, arrivals([][]Member{{victim(nil)}}), Quality{})
	good := []byte(snapshot(t, tables))
	const first = 16 // the first cell, after the fingerprint and the number of cells
	for name, wrong := range map[string]func(b []byte) []byte{
		"nothing":                     func(b []byte) []byte { return nil },
		"only a fingerprint":          func(b []byte) []byte { return b[:8] },
		"one byte less":               func(b []byte) []byte { return b[:len(b)-1] },
		"one byte more":               func(b []byte) []byte { return append(b, 0) },
		"other definitions":           func(b []byte) []byte { b[0]++; return b },
		"more cells than bytes":       func(b []byte) []byte { b[8] = 0xff; return b },
		"a code of no list":           func(b []byte) []byte { b[first+1] ^= 0x7f; return b },
		"a code beyond the dimension": func(b []byte) []byte { b[first+7]++; return b },
		"a bit beyond the first code": func(b []byte) []byte { b[first] |= 0x80; return b },
		"a negative value":            func(b []byte) []byte { b[first+8] = 0x80; return b },
		"a value of zero":             func(b []byte) []byte { b[first+15] = 0; return b },
		"a cell twice":                func(b []byte) []byte { copy(b[first+cellSize:], b[first:first+cellSize]); return b },
	} {
		t.Run(name, func(t *testing.T) {
			if err := tables.UnmarshalBinary(wrong(slices.Clone(good))); err == nil {
				t.Error("was loaded")
			}
			if snapshot(t, tables) != string(good) {
				t.Error("changed the state")
			}
		})
	}
}

func FuzzASnapshotThatLoadsIsCanonical(f *testing.F) {
	tables := New()
	f.Add([]byte(snapshot(f, tables)))
	mustApply(f, tables, arrivals([][]Member{{victim(nil)}}), Quality{Received: 1})
	f.Add([]byte(snapshot(f, tables)))
	f.Fuzz(func(t *testing.T, b []byte) {
		loaded := New()
		if err := loaded.UnmarshalBinary(b); err == nil && snapshot(t, loaded) != string(b) {
			t.Error("the bytes that loaded are not those of the state")
		}
	})
}
