package link

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/snapshot"
)

// A snapshot is the reports, the persons that do not follow from them, and to its end what the
// linker keeps.
// Numbers are big-endian and of fixed size, rows rise strictly by key, so equal states have
// equal bytes and every state has one snapshot.
//
//	reports  number of them 8; a report: country 2, reference 16, length 4, report
//	persons  number of them 8; a person: id 16, number of members 4; a member: country 2,
//	         reference 16, number 4

const (
	refSize    = 16
	memberSize = 2 + refSize + 4
)

// AppendBinary appends a snapshot of the state to b. It never fails.
func (s *State) AppendBinary(b []byte) ([]byte, error) {
	b = binary.BigEndian.AppendUint64(b, uint64(len(s.reports)))
	for _, k := range slices.SortedFunc(maps.Keys(s.reports), compareReports) {
		b = k.append(b)
		b = binary.BigEndian.AppendUint32(b, uint32(len(s.reports[k])))
		b = append(b, s.reports[k]...)
	}
	b = binary.BigEndian.AppendUint64(b, uint64(len(s.people.members)))
	for _, id := range slices.SortedFunc(maps.Keys(s.people.members), compareIDs) {
		b = append(b, id[:]...)
		b = binary.BigEndian.AppendUint32(b, uint32(len(s.people.members[id])))
		for _, v := range s.people.members[id] {
			b = binary.BigEndian.AppendUint32(v.append(b), v.VictimRef)
		}
	}
	return s.linker.AppendBinary(b)
}

func (k ReportKey) append(b []byte) []byte {
	b = binary.BigEndian.AppendUint16(b, uint16(k.Country))
	return append(b, k.Ref[:]...)
}

func compareIDs(a, b PersonID) int { return bytes.Compare(a[:], b[:]) }

// UnmarshalBinary replaces the state by that of a snapshot. On an error the state stays as it
// was.
func (s *State) UnmarshalBinary(b []byte) error {
	r := reader{snapshot.Reader{Rest: b}}
	reports := r.reports()
	people := r.people(reports)
	if r.Err == nil {
		r.Err = s.linker.UnmarshalBinary(r.Rest)
	}
	if r.Err != nil {
		return fmt.Errorf("reading a snapshot of persons: %w", r.Err)
	}
	s.reports, s.people = reports, people
	return nil
}

// reader takes a snapshot apart.
type reader struct{ snapshot.Reader }

func (r *reader) key() (k ReportKey) {
	k.Country = geo.Area(r.Number(2))
	copy(k.Ref[:], r.Take(refSize))
	return k
}

func (r *reader) reports() map[ReportKey]report {
	n := r.Number(8)
	reports := make(map[ReportKey]report, min(n, uint64(len(r.Rest)/memberSize)))
	var last ReportKey
	for i := uint64(0); i < n && r.Err == nil; i++ {
		k := r.key()
		held := report(r.Take(uint32(r.Number(4))))
		if i > 0 && compareReports(last, k) >= 0 {
			r.Fail("reports are out of order")
		}
		if err := held.check(); err != nil {
			r.Fail(err.Error())
		}
		reports[k], last = held, k
	}
	return reports
}

func (r *reader) people(reports map[ReportKey]report) people {
	p := newPeople()
	last := PersonID{}
	for i, n := uint64(0), r.Number(8); i < n && r.Err == nil; i++ {
		var id PersonID
		copy(id[:], r.Take(refSize))
		if len(p.members) > 0 && compareIDs(last, id) >= 0 {
			r.Fail("persons are out of order")
		}
		members := r.members(p, reports)
		if len(members) == 0 || implied(id, members) {
			r.Fail("a person has no members, or needs no mention")
			break
		}
		p.put(id, members)
		last = id
	}
	return p
}

// members reads the members of one person: victims of the reports that no person has yet.
func (r *reader) members(p people, reports map[ReportKey]report) []VictimKey {
	var list []VictimKey
	for i, n := uint64(0), r.Number(4); i < n && r.Err == nil; i++ {
		v := VictimKey{r.key(), uint32(r.Number(4))}
		if i > 0 && compareVictims(list[i-1], v) >= 0 {
			r.Fail("members of a person are out of order")
		}
		if _, taken := p.person[v]; taken || reports[v.ReportKey].victim(v.VictimRef) == "" {
			r.Fail("a member is in two persons or in no report")
		}
		list = append(list, v)
	}
	return list
}
