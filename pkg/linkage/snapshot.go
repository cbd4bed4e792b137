package linkage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/snapshot"
)

// A snapshot is the records with their sheets, then the decisions. Numbers are big-endian and
// of fixed size, keys rise strictly, so equal indexes have equal bytes.
//
//	records    number of them 8; a record: key 22, sheets
//	sheets     number of them 1; a sheet: epoch 2, mask of its slots 2, a code 8 for each slot,
//	           sex 2, years of birth 2 + 2, nationalities 2 + 2
//	decisions  number of them 8; a decision: keys 22 + 22, verdict 1, revision 4

// Canonical returns the sheets that count: those with a code, of one epoch the first, in the
// order of epochs, and no code twice in a sheet.
func Canonical(sheets []Sheet) []Sheet { return canonical(sheets) }

// AppendSheets appends sheets in the form that a snapshot has them.
func AppendSheets(b []byte, sheets []Sheet) []byte {
	sheets = canonical(sheets)
	b = append(b, byte(len(sheets)))
	for i := range sheets {
		b = sheets[i].append(b)
	}
	return b
}

func (s *Sheet) append(b []byte) []byte {
	var mask uint16
	for slot, code := range s.Codes {
		if code != 0 {
			mask |= 1 << slot
		}
	}
	b = binary.BigEndian.AppendUint16(b, s.Epoch)
	b = binary.BigEndian.AppendUint16(b, mask)
	for _, code := range s.Codes {
		if code != 0 {
			b = binary.BigEndian.AppendUint64(b, code)
		}
	}
	t := &s.Traits
	for _, n := range [...]uint16{uint16(t.Sex), t.BornFrom, t.BornTo, uint16(t.Nationality), uint16(t.Nationality2)} {
		b = binary.BigEndian.AppendUint16(b, n)
	}
	return b
}

// ReadSheets reads what AppendSheets wrote, off the front of r; a fault is in r.Err.
func ReadSheets(r *snapshot.Reader) []Sheet {
	list := make([]Sheet, min(r.Number(1), uint64(len(r.Rest))))
	for i := range list {
		list[i] = readSheet(r)
		if r.Err != nil {
			return nil
		}
		if i > 0 && list[i-1].Epoch >= list[i].Epoch {
			r.Fail("sheets are out of order")
			return nil
		}
	}
	return list
}

func readSheet(r *snapshot.Reader) (s Sheet) {
	s.Epoch = uint16(r.Number(2))
	mask := uint16(r.Number(2))
	if mask == 0 || bits.Len16(mask) > Slots {
		r.Fail("a sheet has no code, or more slots than there are")
	}
	for slot := range s.Codes {
		if mask>>slot&1 == 0 {
			continue
		}
		s.Codes[slot] = r.Number(8)
		if s.Codes[slot] == 0 || slices.Contains(s.Codes[:slot], s.Codes[slot]) {
			r.Fail("a code is none or stands twice")
		}
	}
	s.Traits = Traits{
		Sex: code.Sex(r.Number(2)), BornFrom: uint16(r.Number(2)), BornTo: uint16(r.Number(2)),
		Nationality: geo.Area(r.Number(2)), Nationality2: geo.Area(r.Number(2)),
	}
	return s
}

// AppendBinary appends a snapshot of the index to b. It never fails.
func (x *Index) AppendBinary(b []byte) ([]byte, error) {
	b = binary.BigEndian.AppendUint64(b, uint64(x.records))
	for _, r := range x.sorted() {
		b = append(b, x.rows.at(r).key[:]...)
		b = AppendSheets(b, x.sheets(r))
	}
	decisions := x.reviews.sorted()
	b = binary.BigEndian.AppendUint64(b, uint64(len(decisions)))
	for _, d := range decisions {
		b = append(append(b, d.A[:]...), d.B[:]...)
		b = append(b, byte(d.Verdict))
		b = binary.BigEndian.AppendUint32(b, d.Revision)
	}
	return b, nil
}

// sorted returns the first rows of all records in canonical order.
func (x *Index) sorted() []id {
	list := make([]id, 0, x.records)
	for r := id(1); r <= x.rows.used; r++ {
		if x.rows.at(r).first {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b id) int { return compareKeys(x.rows.at(a).key, x.rows.at(b).key) })
	return list
}

// UnmarshalBinary replaces what the index holds by that of a snapshot; the model stays. On an
// error the index stays as it was.
func (x *Index) UnmarshalBinary(b []byte) error {
	r := snapshot.Reader{Rest: b}
	fresh := newIndex(x.scorer)
	fresh.read(&r)
	if r.Err == nil && len(r.Rest) > 0 {
		r.Err = errors.New("bytes follow the end")
	}
	if r.Err != nil {
		return fmt.Errorf("reading a snapshot of linkage: %w", r.Err)
	}
	*x = *fresh
	x.codes.rows = &x.rows
	return nil
}

func (x *Index) read(r *snapshot.Reader) {
	var last Key
	for i, n := uint64(0), r.Number(8); i < n && r.Err == nil; i++ {
		k := Key(take(r, len(last)))
		sheets := ReadSheets(r)
		if r.Err == nil && (len(sheets) == 0 || i > 0 && compareKeys(last, k) >= 0) {
			r.Fail("a record is empty or out of order")
		}
		x.put(k, sheets)
		last = k
	}
	var before Decision
	for i, n := uint64(0), r.Number(8); i < n && r.Err == nil; i++ {
		a, b := Key(take(r, len(Key{}))), Key(take(r, len(Key{})))
		d, ok := NewDecision(a, b, Verdict(r.Number(1)), uint32(r.Number(4)))
		if r.Err == nil && (!ok || d.A != a || i > 0 && compareDecisions(before, d) >= 0) {
			r.Fail("a decision is none or out of order")
		}
		x.reviews.put(d)
		before = d
	}
}

// take reads n bytes, zeros where they are missing; then the fault is in r.Err.
func take(r *snapshot.Reader, n int) []byte {
	b := r.Take(uint32(n))
	if len(b) != n {
		return make([]byte, n)
	}
	return b
}
