package link

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/corridor-tip/corridor/pkg/revision"
)

// Restore folds what Apply returned, so that a state can follow another without the items and
// without asking the linker. Changes that do not continue this state are an error: they are
// corrupt, or not the next ones. The state then stays as it was.
func (s *State) Restore(c Changes) error {
	r := restoring{State: s, drafts: map[ReportKey]*draft{}}
	for _, step := range []func(Changes) error{r.heads, r.identities, r.takeOut, r.putIn} {
		if err := step(c); err != nil {
			return fmt.Errorf("restoring changes of persons: %w", err)
		}
	}
	packed, err := r.pack()
	if err == nil {
		err = r.evidence(c, packed)
	}
	if err != nil {
		return fmt.Errorf("restoring changes of persons: %w", err)
	}
	r.relink(c, packed)
	for k, p := range packed {
		s.reports[k] = p
	}
	for _, p := range c.Persons {
		s.people.drop(p.ID)
	}
	for _, p := range c.Persons {
		s.people.put(p.ID, keys(p.After))
	}
	return nil
}

// evidence checks that the evidence is on victims that are there, and in order.
func (r *restoring) evidence(c Changes, packed map[ReportKey]report) error {
	for _, h := range c.Heads {
		if len(packed[h.Key].evidence(h.Evidence)) != len(h.Evidence) ||
			!slices.IsSortedFunc(h.Evidence, func(a, b Evidence) int { return cmp.Compare(a.Ref, b.Ref) }) {
			return errors.New("evidence is on no victim, on one twice, or out of order")
		}
	}
	for _, d := range c.Decisions {
		if !r.linker.RestoreDecision(d) {
			return errors.New("a decision does not count")
		}
	}
	return nil
}

// relink tells the linker what is there now.
func (r *restoring) relink(c Changes, packed map[ReportKey]report) {
	var gone []VictimKey
	var came []Newcomer
	for _, h := range c.Heads {
		for row := range r.reports[h.Key].rows() {
			if row.kind == Victim {
				gone = append(gone, VictimKey{h.Key, row.ref})
			}
		}
		came = append(came, newcomers(h.Key, packed[h.Key], h.Evidence)...)
	}
	r.linker.Restore(gone, came)
}

// restoring is a Restore that is not certain yet.
type restoring struct {
	*State
	drafts map[ReportKey]*draft
}

// draft is a report taken apart. An unknown report has the version zero until its head comes.
type draft struct {
	version revision.Version
	known   bool
	rows    map[rowKey]sealed
}

type rowKey struct {
	kind Kind
	ref  uint32
}

type sealed struct {
	content string
	dataKey DataKey
}

func (r *restoring) draft(k ReportKey) *draft {
	if d, ok := r.drafts[k]; ok {
		return d
	}
	held := r.reports[k]
	d := &draft{rows: map[rowKey]sealed{}}
	d.version, d.known = held.version()
	for row := range held.rows() {
		d.rows[rowKey{row.kind, row.ref}] = sealed{row.content, held.dataKey()}
	}
	r.drafts[k] = d
	return d
}

func (r *restoring) heads(c Changes) error {
	for _, h := range c.Heads {
		d := r.draft(h.Key)
		if d.known && !h.Version.Beats(d.version) {
			return errors.New("a head does not beat the one held")
		}
		d.version, d.known = h.Version, true
	}
	return nil
}

// identities checks that the persons before are those held.
func (r *restoring) identities(c Changes) error {
	for i, p := range c.Persons {
		if i > 0 && compareIDs(c.Persons[i-1].ID, p.ID) >= 0 {
			return errors.New("persons are out of order")
		}
		if !slices.IsSortedFunc(keys(p.After), compareVictims) {
			return errors.New("members of a person are out of order")
		}
		if !r.holds(p.ID, keys(p.Before)) {
			return errors.New("a person before is not the one held")
		}
	}
	return nil
}

func (r *restoring) holds(id PersonID, members []VictimKey) bool {
	if len(members) == 0 {
		return !r.people.has(id)
	}
	held, all := r.people.of(members[0])
	return held == id && slices.Equal(all, members)
}

// takeOut removes what the changes found. It comes before putIn, as victims move between
// persons.
func (r *restoring) takeOut(c Changes) error {
	for _, p := range c.Persons {
		for _, m := range p.Before {
			d, k := r.draft(m.Key.ReportKey), rowKey{Victim, m.Key.VictimRef}
			if len(m.Content) == 0 || d.rows[k] != (sealed{string(m.Content), m.DataKey}) {
				return errors.New("a member before is not the one held")
			}
			delete(d.rows, k)
		}
	}
	for _, row := range c.Carried {
		d, k := r.draft(row.Key), rowKey{row.Kind, row.Ref}
		if row.Kind == Victim || d.rows[k].content != string(row.Before) {
			return errors.New("a carried row before is not the one held")
		}
		delete(d.rows, k)
	}
	return nil
}

func (r *restoring) putIn(c Changes) error {
	for _, p := range c.Persons {
		for _, m := range p.After {
			if !r.put(m.Key.ReportKey, rowKey{Victim, m.Key.VictimRef}, m.Content, m.DataKey) {
				return errors.New("a member after is empty or in two persons")
			}
		}
	}
	for _, row := range c.Carried {
		if len(row.After) > 0 && !r.put(row.Key, rowKey{row.Kind, row.Ref}, row.After, row.DataKey) {
			return errors.New("a carried row comes twice")
		}
	}
	return nil
}

func (r *restoring) put(at ReportKey, k rowKey, content []byte, key DataKey) bool {
	d := r.draft(at)
	if _, taken := d.rows[k]; taken || len(content) == 0 {
		return false
	}
	d.rows[k] = sealed{string(content), key}
	return true
}

func (r *restoring) pack() (map[ReportKey]report, error) {
	packed := make(map[ReportKey]report, len(r.drafts))
	for k, d := range r.drafts {
		if !d.known || d.version.Withdrawn && len(d.rows) > 0 {
			return nil, errors.New("rows belong to no report that counts")
		}
		it := Item{Key: k, Version: d.version}
		for key, row := range d.rows {
			if len(it.Rows) > 0 && row.dataKey != it.DataKey {
				return nil, errors.New("the rows of a report have several data keys")
			}
			it.DataKey = row.dataKey
			it.Rows = append(it.Rows, Row{key.kind, key.ref, []byte(row.content)})
		}
		packed[k] = pack(it)
	}
	return packed, nil
}

func keys(members []Member) []VictimKey {
	var list []VictimKey
	for _, m := range members {
		list = append(list, m.Key)
	}
	return list
}
