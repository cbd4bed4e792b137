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
	"github.com/corridor-tip/corridor/pkg/snapshot"
)

// A snapshot is the trust list, then the reports to its end. Numbers are big-endian and of
// fixed size, rows rise strictly by key, so equal ledgers have equal bytes and every ledger
// has one snapshot.
//
//	trust   version 8, number of keys 4; a key: length 4, text, country 2, grain 2;
//	        number of reviewers 4; a reviewer: length 4, text
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
	b = binary.BigEndian.AppendUint32(b, uint32(len(t.Reviewers)))
	for _, text := range t.Reviewers {
		b = binary.BigEndian.AppendUint32(b, uint32(len(text)))
		b = append(b, text...)
	}
	return b
}

// UnmarshalBinary replaces the ledger by that of a snapshot. On an error the ledger stays as
// it was.
func (l *Ledger) UnmarshalBinary(b []byte) error {
	r := reader{snapshot.Reader{Rest: b}}
	trust := r.trust()
	held := r.reports()
	if r.Err != nil {
		return fmt.Errorf("reading a snapshot of the ledger: %w", r.Err)
	}
	l.trust, l.held = trust, held
	return nil
}

// reader takes a snapshot apart.
type reader struct{ snapshot.Reader }

func (r *reader) trust() Trust {
	t := Trust{Version: r.Number(8)}
	last := ""
	for i, n := uint64(0), r.Number(4); i < n && r.Err == nil; i++ {
		text := string(r.Take(uint32(r.Number(4))))
		if i > 0 && text <= last {
			r.Fail("trusted keys are out of order")
		}
		if t.Keys == nil {
			t.Keys = map[string]TrustedKey{}
		}
		t.Keys[text] = TrustedKey{geo.Area(r.Number(2)), code.PeriodGrain(r.Number(2))}
		last = text
	}
	for i, n := uint64(0), r.Number(4); i < n && r.Err == nil; i++ {
		text := string(r.Take(uint32(r.Number(4))))
		if i > 0 && text <= t.Reviewers[i-1] {
			r.Fail("reviewers are out of order")
		}
		t.Reviewers = append(t.Reviewers, text)
	}
	return t
}

func (r *reader) reports() map[Key]revision.Version {
	held := make(map[Key]revision.Version, len(r.Rest)/reportSize)
	var last Key
	for len(r.Rest) > 0 {
		k := Key{Country: geo.Area(r.Number(2))}
		copy(k.Ref[:], r.Take(refSize))
		var v revision.Version
		if v.UnmarshalBinary(r.Take(revision.Size)) != nil {
			r.Fail("a version is malformed")
		}
		if len(held) > 0 && compare(last, k) >= 0 {
			r.Fail("reports are out of order")
		}
		held[k], last = v, k
	}
	return held
}
