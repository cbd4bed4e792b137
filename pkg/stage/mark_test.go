package stage

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestMarkRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.IntRange(1, MaxOutputs).Draw(t, "parts")
		m := mark{
			input: rapid.Uint64Min(1).Draw(t, "input"), step: rapid.IntRange(0, 1e6).Draw(t, "step"),
			part: rapid.IntRange(1, parts).Draw(t, "part"), parts: parts,
			digest: digest([]byte("x")), instance: "Ha2k",
		}
		if rapid.Bool().Draw(t, "goes on") {
			m.next = m.step + rapid.IntRange(1, 100).Draw(t, "by")
		}
		got, err := parseMark(m.String())
		if err != nil || got != m {
			t.Fatalf("got %v %v, want %v", got, err, m)
		}
	})
}

func TestMalformedMarks(t *testing.T) {
	for _, s := range []string{"", "1", "1.0 1/1 0 d", "1.0 1/1 ? d i", "0.0 1/1 0 d i", "1.0 2/1 0 d i", "1.3 1/1 3 d i",
		"1.0 0/1 0 d i", "1 1/1 0 d i", "1.0 1 0 d i", "1.-1 1/1 0 d i", "x.0 1/1 0 d i"} {
		if _, err := parseMark(s); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%q: got %v, want %v", s, err, ErrCorrupt)
		}
	}
}

func FuzzParseMark(f *testing.F) {
	f.Add("17.0 2/3 0 9f86d081884c7d65 Ha2k")
	f.Fuzz(func(t *testing.T, s string) {
		m, err := parseMark(s)
		if err != nil {
			return
		}
		if again, err := parseMark(m.String()); err != nil || again != m {
			t.Fatalf("a parsed mark does not survive: %v %v", again, err)
		}
	})
}
