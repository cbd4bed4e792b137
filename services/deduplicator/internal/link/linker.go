package link

import (
	"encoding/binary"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/linkage"
)

// Linker decides which victims are one person. The partition it gives has to be a function
// of the victims there are and of the decisions, not of their order of arrival.
type Linker interface {
	// Regroup is told, once for every batch that changes victims and in canonical order, which
	// are gone, and all that the changed reports have now. It answers with the persons that these
	// victims now belong to, as groups without overlap. Victims that were not named may be in the
	// answer, because a bridge between them came or went; they are taken out of the persons they
	// were in. The victims that stay behind in such a person, or in that of a victim that is gone,
	// remain together; to part them they have to be in the answer. A victim that came and is in
	// no group is a person alone, or stays in hers.
	Regroup(gone []VictimKey, came []Newcomer) (groups [][]VictimKey)
	// Decide takes a reviewer's decision and answers like Regroup, and whether it counts.
	Decide(linkage.Decision) (groups [][]VictimKey, counts bool)
	// Restore is Regroup without an answer, when another has decided.
	Restore(gone []VictimKey, came []Newcomer)
	// RestoreDecision is Decide without an answer; false where the decision does not count.
	RestoreDecision(linkage.Decision) bool
	// AppendBinary appends a snapshot of what the linker keeps.
	AppendBinary([]byte) ([]byte, error)
	// UnmarshalBinary replaces what the linker keeps by that of a snapshot.
	UnmarshalBinary([]byte) error
}

// Newcomer is a victim that came or may have changed, with the evidence on her.
type Newcomer struct {
	Key    VictimKey
	Sheets []linkage.Sheet
}

// ByEvidence returns the Linker that decides by a model on the sheets that come with reports.
// A victim without a sheet is a person of her own.
func ByEvidence(m *linkage.Model) *Evidential { return &Evidential{linkage.New(m)} }

// Evidential is a Linker over an index of evidence.
type Evidential struct{ *linkage.Index }

// Regroup is that of Linker.
func (e *Evidential) Regroup(gone []VictimKey, came []Newcomer) [][]VictimKey {
	return victimsOf(e.Index.Regroup(keysOf(gone), entriesOf(came)))
}

// Decide is that of Linker.
func (e *Evidential) Decide(d linkage.Decision) ([][]VictimKey, bool) {
	groups, counts := e.Index.Decide(d)
	return victimsOf(groups), counts
}

// Restore is that of Linker.
func (e *Evidential) Restore(gone []VictimKey, came []Newcomer) {
	e.Index.Restore(keysOf(gone), entriesOf(came))
}

// LinkageKey returns the key under which linkage knows a victim; its bytes give the canonical
// order.
func (v VictimKey) LinkageKey() (k linkage.Key) {
	binary.BigEndian.PutUint16(k[:], uint16(v.Country))
	copy(k[2:], v.Ref[:])
	binary.BigEndian.PutUint32(k[18:], v.VictimRef)
	return k
}

// VictimOf returns the victim that linkage knows under a key.
func VictimOf(k linkage.Key) (v VictimKey) {
	v.Country = geo.Area(binary.BigEndian.Uint16(k[:]))
	copy(v.Ref[:], k[2:])
	v.VictimRef = binary.BigEndian.Uint32(k[18:])
	return v
}

func keysOf(victims []VictimKey) []linkage.Key {
	list := make([]linkage.Key, len(victims))
	for i, v := range victims {
		list[i] = v.LinkageKey()
	}
	return list
}

func entriesOf(came []Newcomer) []linkage.Entry {
	list := make([]linkage.Entry, len(came))
	for i, n := range came {
		list[i] = linkage.Entry{Key: n.Key.LinkageKey(), Sheets: n.Sheets}
	}
	return list
}

func victimsOf(groups [][]linkage.Key) [][]VictimKey {
	list := make([][]VictimKey, len(groups))
	for i, group := range groups {
		for _, k := range group {
			list[i] = append(list[i], VictimOf(k))
		}
	}
	return list
}
