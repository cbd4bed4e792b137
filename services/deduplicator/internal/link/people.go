package link

import (
	"crypto/sha256"
	"encoding/binary"
)

// people says which person a victim is. Most victims are alone under the id that they were
// given first; that id follows from their key, so they take no room here.
type people struct {
	members map[PersonID][]VictimKey // of all other persons, in canonical order
	person  map[VictimKey]PersonID   // the same, the other way round
}

func newPeople() people {
	return people{members: map[PersonID][]VictimKey{}, person: map[VictimKey]PersonID{}}
}

// newID returns the id of a new person by her canonically first member. attempt is 0, and
// counts up while the id is in use, which happens when a victim comes back after the person
// that began with her has gone on without.
func newID(first VictimKey, attempt uint32) PersonID {
	const domain = "corridor person v1"
	b := append(make([]byte, 0, 64), domain...)
	b = binary.BigEndian.AppendUint16(b, uint16(first.Country))
	b = append(b, first.Ref[:]...)
	b = binary.BigEndian.AppendUint32(b, first.VictimRef)
	b = binary.BigEndian.AppendUint32(b, attempt)
	sum := sha256.Sum256(b)
	return PersonID(sum[:16])
}

// of returns the person of a victim that is there, and all members of that person.
func (p people) of(v VictimKey) (PersonID, []VictimKey) {
	if id, ok := p.person[v]; ok {
		return id, p.members[id]
	}
	return newID(v, 0), []VictimKey{v}
}

// implied reports whether a person need not be stored.
func implied(id PersonID, members []VictimKey) bool {
	return len(members) == 1 && id == newID(members[0], 0)
}

func (p people) put(id PersonID, members []VictimKey) {
	if len(members) == 0 || implied(id, members) {
		return
	}
	p.members[id] = members
	for _, v := range members {
		p.person[v] = id
	}
}

func (p people) drop(id PersonID) {
	for _, v := range p.members[id] {
		delete(p.person, v)
	}
	delete(p.members, id)
}

func (p people) has(id PersonID) bool { _, ok := p.members[id]; return ok }
