package link

import (
	"maps"
	"slices"
)

// State is every report with the version that counts, and the persons their victims are. A
// report costs its contents and about 160 bytes. It is not safe for concurrent use.
type State struct {
	linker  Linker
	reports map[ReportKey]report
	people  people
}

// New returns an empty state whose persons l decides on.
func New(l Linker) *State {
	return &State{linker: l, reports: map[ReportKey]report{}, people: newPeople()}
}

// Len returns the number of reports known, withdrawn ones among them.
func (s *State) Len() int { return len(s.reports) }

// Persons counts the persons there are. It looks at every report.
func (s *State) Persons() int {
	n := len(s.people.members)
	for k, r := range s.reports {
		for row := range r.rows() {
			if _, grouped := s.people.person[VictimKey{k, row.ref}]; row.kind == Victim && !grouped {
				n++
			}
		}
	}
	return n
}

// Weight is about how many bytes the changes that an item would cause come to.
func (s *State) Weight(it Item) int {
	const row = 64 // keys and lengths beside the content
	held := s.reports[it.Key]
	n := row + len(held)
	for range held.rows() {
		n += row
	}
	for _, r := range it.Rows {
		n += row + len(r.Content)
	}
	return n
}

// Apply folds a batch of items and returns what it changed. Reports and persons depend on the
// set of items alone, not on their order, their number or how they were cut into batches; ids
// of persons do depend on it.
func (s *State) Apply(items []Item) Changes {
	was := s.advance(items)
	var d difference
	for _, k := range slices.SortedFunc(maps.Keys(was), compareReports) {
		d.add(k, was[k], s.reports[k])
	}
	d.Persons = s.regroup(was, d.gone, d.came)
	return d.Changes
}

// advance keeps the versions that win and returns the reports they changed, as they were.
func (s *State) advance(items []Item) map[ReportKey]report {
	was := make(map[ReportKey]report, len(items))
	for _, it := range items {
		held := s.reports[it.Key]
		if v, known := held.version(); known && !it.Version.Beats(v) {
			continue
		}
		if _, seen := was[it.Key]; !seen {
			was[it.Key] = held
		}
		s.reports[it.Key] = pack(it)
	}
	return was
}

// difference collects what differs between reports before and after, besides persons.
type difference struct {
	Changes
	gone, came []VictimKey
}

func (d *difference) add(k ReportKey, was, is report) {
	v, _ := is.version()
	d.Heads = append(d.Heads, Head{k, v})
	before, after := slices.Collect(was.rows()), slices.Collect(is.rows())
	resealed := was.dataKey() != is.dataKey()
	for len(before) > 0 || len(after) > 0 {
		switch {
		case len(after) == 0 || len(before) > 0 && compareRows(before[0], after[0]) < 0:
			d.went(k, before[0])
			before = before[1:]
		case len(before) == 0 || compareRows(before[0], after[0]) > 0:
			d.changed(k, "", after[0], is)
			after = after[1:]
		default:
			if resealed || before[0].content != after[0].content {
				d.changed(k, before[0].content, after[0], is)
			}
			before, after = before[1:], after[1:]
		}
	}
}

func (d *difference) went(k ReportKey, r row) {
	if r.kind == Victim {
		d.gone = append(d.gone, VictimKey{k, r.ref})
		return
	}
	d.Carried = append(d.Carried, Carried{Kind: r.kind, Key: k, Ref: r.ref, Before: []byte(r.content)})
}

// changed notes a row that is new or has other content than before.
func (d *difference) changed(k ReportKey, before string, r row, is report) {
	if r.kind == Victim {
		d.came = append(d.came, VictimKey{k, r.ref})
		return
	}
	c := Carried{Kind: r.kind, Key: k, Ref: r.ref, After: []byte(r.content), DataKey: is.dataKey()}
	if before != "" {
		c.Before = []byte(before)
	}
	d.Carried = append(d.Carried, c)
}
