package link

import (
	"slices"
)

// regrouping carries the linker's answer out.
type regrouping struct {
	*State
	was    map[ReportKey]report     // the reports that changed, as they were
	old    map[PersonID][]VictimKey // the persons touched, as they were
	owner  map[VictimKey]PersonID   // the same, the other way round
	groups [][]VictimKey            // the persons that come of them
	placed map[VictimKey]bool       // the victims in groups
}

// regroup makes the persons that a linker answered with, after the victims that changed, and
// returns the persons that differ.
func (s *State) regroup(was map[ReportKey]report, gone, came []VictimKey, answer [][]VictimKey) []PersonChange {
	r := regrouping{State: s, was: was, old: map[PersonID][]VictimKey{},
		owner: map[VictimKey]PersonID{}, placed: make(map[VictimKey]bool, len(came))}
	r.touch(gone)
	r.touch(came)
	for _, group := range answer {
		r.touch(group)
		r.place(group)
	}
	for _, members := range r.old {
		r.place(members)
	}
	for i := range came {
		r.place(came[i : i+1])
	}
	return r.changes(r.settle())
}

// touch notes the persons that victims were before.
func (r *regrouping) touch(victims []VictimKey) {
	for _, v := range victims {
		if _, done := r.owner[v]; done || r.before(v.ReportKey).victim(v.VictimRef) == "" {
			continue
		}
		id, members := r.people.of(v)
		r.old[id] = members
		for _, m := range members {
			r.owner[m] = id
		}
	}
}

// before returns a report as it was.
func (r *regrouping) before(k ReportKey) report {
	if held, changed := r.was[k]; changed {
		return held
	}
	return r.reports[k]
}

// place makes a group of those victims that are there and in no group yet.
func (r *regrouping) place(victims []VictimKey) {
	var group []VictimKey
	for _, v := range victims {
		if !r.placed[v] && r.reports[v.ReportKey].victim(v.VictimRef) != "" {
			r.placed[v] = true
			group = append(group, v)
		}
	}
	if len(group) > 0 {
		slices.SortFunc(group, compareVictims)
		r.groups = append(r.groups, group)
	}
}

// settle puts the groups in the place of the old persons and returns the persons they are. A
// group keeps the id of its canonically first member that still has one to give, so a victim
// that joins never renames a person; the others are new.
func (r *regrouping) settle() map[PersonID][]VictimKey {
	slices.SortFunc(r.groups, func(a, b []VictimKey) int { return compareVictims(a[0], b[0]) })
	now := make(map[PersonID][]VictimKey, len(r.groups))
	var unnamed [][]VictimKey
	for _, group := range r.groups {
		if id, ok := r.heir(group, now); ok {
			now[id] = group
		} else {
			unnamed = append(unnamed, group)
		}
	}
	for id := range r.old {
		r.people.drop(id)
	}
	for _, group := range unnamed {
		now[r.fresh(group[0], now)] = group
	}
	for id, members := range now {
		r.people.put(id, members)
	}
	return now
}

// heir returns the id of an old person that the group goes on as.
func (r *regrouping) heir(group []VictimKey, now map[PersonID][]VictimKey) (PersonID, bool) {
	for _, v := range group {
		if id, ok := r.owner[v]; ok && now[id] == nil {
			return id, true
		}
	}
	return PersonID{}, false
}

// fresh returns an id that no person has.
func (r *regrouping) fresh(first VictimKey, now map[PersonID][]VictimKey) PersonID {
	for attempt := uint32(0); ; attempt++ {
		if id := newID(first, attempt); now[id] == nil && !r.people.has(id) {
			return id
		}
	}
}

// changes returns what differs between the persons as they were and as they are now.
func (r *regrouping) changes(now map[PersonID][]VictimKey) []PersonChange {
	var list []PersonChange
	note := func(id PersonID) {
		c := PersonChange{ID: id, Before: members(r.old[id], r.before), After: members(now[id], r.after)}
		if !slices.EqualFunc(c.Before, c.After, Member.equal) {
			list = append(list, c)
		}
	}
	for id := range now {
		note(id)
	}
	for id := range r.old {
		if now[id] == nil {
			note(id)
		}
	}
	slices.SortFunc(list, func(a, b PersonChange) int { return compareIDs(a.ID, b.ID) })
	return list
}

// after returns a report as it is now.
func (r *regrouping) after(k ReportKey) report { return r.reports[k] }

// members returns the records of victims in the reports of one moment.
func members(victims []VictimKey, at func(ReportKey) report) []Member {
	var list []Member
	for _, v := range victims {
		held := at(v.ReportKey)
		list = append(list, Member{Key: v, Content: []byte(held.victim(v.VictimRef)), DataKey: held.dataKey()})
	}
	return list
}
