package ledger

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/revision"
)

// A snapshot is the trust list, then the reports to its end. Numbers are big-endian and of
// fixed size, rows rise strictly by key, so equal ledgers have equal bytes and every ledger
// has one snapshot.
//
//	trust   version 8, number of keys 4; a key: length 4, text, country 2, grain 2
//	report  country 2, reference 16, version revision.Size

const (
	refSize    = 16
	reportSize = 2 + refSize + revision.Size
)

func compare(a, b Key) int {
	return cmp.Or(cmp.Compare(a.Country, b.Country), bytes.Compare(a.Ref[:], b.Ref[:]))
}

// AppendBinary appends a snapshot of the ledger to b. It never fails.
func (l *Ledger) AppendBinary(b []byte) ([]byte, error) {
	b = l.trust.append(b)
	b = slices.Grow(b, len(l.held)*reportSize)
	for _, k := range slices.SortedFunc(maps.Keys(l.held), compare) {
		b = binary.BigEndian.AppendUint16(b, uint16(k.Country))
		b = append(b, k.Ref[:]...)
		b, _ = l.held[k].AppendBinary(b)
	}
	return b, nil
}

func (t Trust) append(b []byte) []byte {
	b = binary.BigEndian.AppendUint64(b, t.Version)
	b = binary.BigEndian.AppendUint32(b, uint32(len(t.Keys)))
	for _, text := range slices.Sorted(maps.Keys(t.Keys)) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(text)))
		b = append(b, text...)
		b = binary.BigEndian.AppendUint16(b, uint16(t.Keys[text].Country))
		b = binary.BigEndian.AppendUint16(b, uint16(t.Keys[text].FinestPeriod))
	}
	return b
}

// UnmarshalBinary replaces the ledger by that of a snapshot. On an error the ledger stays as
// it was.
func (l *Ledger) UnmarshalBinary(b []byte) error {
	r := reader{rest: b}
	trust := r.trust()
	held := r.reports()
	if r.err != nil {
		return fmt.Errorf("reading a snapshot of the ledger: %w", r.err)
	}
	l.trust, l.held = trust, held
	return nil
}

// reader takes a snapshot apart. After the first error it yields zeroes.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("%s, %d bytes before the end", what, len(r.rest))
	}
	r.rest = nil
}

// take returns the next n bytes, or nil where there are not as many.
func (r *reader) take(n uint32) []byte {
	if uint64(len(r.rest)) < uint64(n) {
		r.fail("it breaks off")
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

// number returns the next size bytes as a number; size is at most 8.
func (r *reader) number(size uint32) (n uint64) {
	for _, c := range r.take(size) {
		n = n<<8 | uint64(c)
	}
	return n
}

func (r *reader) trust() Trust {
	t := Trust{Version: r.number(8)}
	last := ""
	for i, n := uint64(0), r.number(4); i < n && r.err == nil; i++ {
		text := string(r.take(uint32(r.number(4))))
		if i > 0 && text <= last {
			r.fail("trusted keys are out of order")
		}
		if t.Keys == nil {
			t.Keys = map[string]TrustedKey{}
		}
		t.Keys[text] = TrustedKey{geo.Area(r.number(2)), code.PeriodGrain(r.number(2))}
		last = text
	}
	return t
}

func (r *reader) reports() map[Key]revision.Version {
	held := make(map[Key]revision.Version, len(r.rest)/reportSize)
	var last Key
	for len(r.rest) > 0 {
		k := Key{Country: geo.Area(r.number(2))}
		copy(k.Ref[:], r.take(refSize))
		var v revision.Version
		if v.UnmarshalBinary(r.take(revision.Size)) != nil {
			r.fail("a version is malformed")
		}
		if len(held) > 0 && compare(last, k) >= 0 {
			r.fail("reports are out of order")
		}
		held[k], last = v, k
	}
	return held
}
