package link

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
)

// parts is the snapshot of two reports with a victim each, who are one person, in pieces.
func parts() (count, first, second, person []byte) {
	s, l := New(nil), &script{groups: [][]VictimKey{{victimKey(1, 1, 1), victimKey(1, 2, 1)}}}
	s.linker = l
	s.Apply([]Item{victims(reportKey(1, 1), 1, "a", 1), victims(reportKey(1, 2), 1, "b", 1)})
	b := snap(s)
	size := 2 + refSize + 4 + rowsAt + rowHead + 1
	return b[:8], b[8 : 8+size], b[8+size : 8+2*size], b[8+2*size:]
}

// changed returns a copy of b with one byte set.
func changed(b []byte, at int, to byte) []byte {
	b = slices.Clone(b)
	b[at] = to
	return b
}

func TestMalformedSnapshotsAreRefused(t *testing.T) {
	count, first, second, person := parts()
	const blob = 2 + refSize + 4 // where the packed report begins
	alone := newID(victimKey(1, 1, 1), 0)
	lone := append(slices.Clone(alone[:]), append([]byte{0, 0, 0, 1}, person[20:20+memberSize]...)...)
	withdrawn := changed(first, blob+4, 1)
	bare := slices.Clone(first[:blob+rowsAt])
	binary.BigEndian.PutUint32(bare[blob-4:], uint32(rowsAt))
	tests := map[string][][]byte{
		"nothing at all":                     {},
		"cut in a report":                    {count, first, second[:9]},
		"more reports than there are":        {changed(count, 0, 0xff), first, second, person},
		"a report twice":                     {count, first, first, person},
		"reports out of order":               {count, second, first, person},
		"a version neither nor withdrawn":    {count, changed(first, blob+4, 7), second, person},
		"a withdrawn report with rows":       {count, withdrawn, second, person},
		"a data key without rows":            {count, bare, second},
		"a row that is longer than its room": {count, changed(first, blob+rowsAt+5, 0xff), second, person},
		"a row without content":              {count, changed(first, blob+rowsAt+8, 0), second, person},
		"cut in a person":                    {count, first, second, person[:len(person)-1]},
		"a person twice":                     {count, first, second, person, person},
		"a member twice":                     {count, first, second, person[:20+memberSize], person[20 : 20+memberSize]},
		"a member in no report":              {count, first, second, changed(person, len(person)-1, 9)},
		"a person without members":           {count, first, second, changed(person[:20], 19, 0)},
		"a person that needs no mention":     {count, first, second, lone},
	}
	for name, pieces := range tests {
		t.Run(name, func(t *testing.T) {
			s := New(Alone{})
			s.Apply([]Item{victims(reportKey(3, 1), 1, "c", 1)})
			before := snap(s)
			if err := s.UnmarshalBinary(slices.Concat(pieces...)); err == nil {
				t.Error("accepted")
			}
			if !bytes.Equal(before, snap(s)) {
				t.Error("the state was changed")
			}
		})
	}
	s := New(Alone{})
	if err := s.UnmarshalBinary(slices.Concat(count, first, second, person)); err != nil || s.Len() != 2 {
		t.Errorf("the whole is refused: %v", err)
	}
}

func FuzzUnmarshalBinary(f *testing.F) {
	f.Add(snap(New(nil)))
	count, first, second, person := parts()
	f.Add(slices.Concat(count, first, second, person))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := New(Alone{})
		if s.UnmarshalBinary(b) != nil {
			return
		}
		if !bytes.Equal(snap(s), b) {
			t.Error("what was accepted has another snapshot")
		}
		again := New(Alone{})
		for k, held := range s.reports {
			v, _ := held.version()
			it := Item{Key: k, Version: v, DataKey: held.dataKey()}
			for r := range held.rows() {
				it.Rows = append(it.Rows, Row{r.kind, r.ref, []byte(r.content)})
			}
			again.Apply([]Item{it})
			if again.reports[k] != held {
				t.Error("a report that was accepted is not one that an item makes")
			}
		}
	})
}
