package link

import (
	"cmp"
	"maps"
	"slices"

	"github.com/corridor-tip/corridor/pkg/linkage"
)

// State is every report with the version that counts, and the persons their victims are. A
// report costs its contents and about 160 bytes. It is not safe for concurrent use.
type State struct {
	linker  Linker
	reports map[ReportKey]report
	people  people
}

// New returns an empty state whose persons l decides on; without one, content never links and
// each victim is a person of her own.
func New(l Linker) *State {
	if l == nil {
		l = Alone{}
	}
	return &State{linker: l, reports: map[ReportKey]report{}, people: newPeople()}
}

// Len returns the number of reports known, withdrawn ones among them.
func (s *State) Len() int { return len(s.reports) }

// Linkable returns the number of victims on whom there is evidence, and of codes that too many
// of them share to link any.
func (s *State) Linkable() (victims, crowded int) {
	if x := s.Index(); x != nil {
		return x.Len(), x.Crowded()
	}
	return 0, 0
}

// Index returns the index that decides on persons; nil where nothing is linked.
func (s *State) Index() *linkage.Index {
	if e, ok := s.linker.(*Evidential); ok {
		return e.Index
	}
	return nil
}

// Has reports whether a victim is in a report that counts.
func (s *State) Has(v VictimKey) bool { return s.reports[v.ReportKey].victim(v.VictimRef) != "" }

// Together reports whether two victims are one person.
func (s *State) Together(a, b VictimKey) bool {
	if !s.Has(a) || !s.Has(b) {
		return false
	}
	_, members := s.people.of(a)
	return slices.Contains(members, b)
}

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
	const (
		row   = 64                   // keys and lengths beside the content
		sheet = 32 + linkage.Slots*8 // traits and codes
	)
	held := s.reports[it.Key]
	n := row + len(held)
	for range held.rows() {
		n += row
	}
	for _, r := range it.Rows {
		n += row + len(r.Content)
	}
	for _, e := range it.Evidence {
		n += sheet * len(e.Sheets)
	}
	return n
}

// Apply folds a batch of items and returns what it changed. Reports and persons depend on the
// set of items alone, not on their order, their number or how they were cut into batches; ids
// of persons do depend on it.
func (s *State) Apply(items []Item) Changes {
	was, evidence := s.advance(items)
	var d difference
	for _, k := range slices.SortedFunc(maps.Keys(was), compareReports) {
		d.add(k, was[k], s.reports[k], evidence[k])
	}
	if len(d.gone)+len(d.newcomers) > 0 {
		d.Persons = s.regroup(was, d.gone, d.came, s.linker.Regroup(d.gone, d.newcomers))
	}
	return d.Changes
}

// Decide folds a reviewer's decision and returns what it changed: nothing when another
// decision on the same pair counts. A decision on victims that are not there is kept until
// they are.
func (s *State) Decide(dec linkage.Decision) (c Changes) {
	groups, counts := s.linker.Decide(dec)
	if counts {
		c.Decisions = []linkage.Decision{dec}
		c.Persons = s.regroup(nil, nil, nil, groups)
	}
	return c
}

// advance keeps the versions that win and returns the reports they changed, as they were, and
// the evidence that comes with them.
func (s *State) advance(items []Item) (was map[ReportKey]report, evidence map[ReportKey][]Evidence) {
	was, evidence = make(map[ReportKey]report, len(items)), map[ReportKey][]Evidence{}
	for _, it := range items {
		held := s.reports[it.Key]
		if v, known := held.version(); known && !it.Version.Beats(v) {
			continue
		}
		if _, seen := was[it.Key]; !seen {
			was[it.Key] = held
		}
		s.reports[it.Key] = pack(it)
		evidence[it.Key] = it.Evidence
	}
	return was, evidence
}

// difference collects what differs between reports before and after, besides persons.
type difference struct {
	Changes
	gone, came []VictimKey // whose record went, or is new or has other content
	newcomers  []Newcomer  // all victims that the changed reports have
}

func (d *difference) add(k ReportKey, was, is report, evidence []Evidence) {
	v, _ := is.version()
	evidence = is.evidence(evidence)
	d.Heads = append(d.Heads, Head{k, v, evidence})
	d.newcomers = append(d.newcomers, newcomers(k, is, evidence)...)
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

// evidence returns the evidence that counts, in order: on victims that the report has, each
// once, and not on none.
func (r report) evidence(all []Evidence) []Evidence {
	var list []Evidence
	for _, e := range all {
		if e.Sheets = linkage.Canonical(e.Sheets); len(e.Sheets) > 0 && r.victim(e.Ref) != "" {
			list = append(list, e)
		}
	}
	slices.SortStableFunc(list, func(a, b Evidence) int { return cmp.Compare(a.Ref, b.Ref) })
	return slices.CompactFunc(list, func(a, b Evidence) bool { return a.Ref == b.Ref })
}

// newcomers returns the victims of a report with the evidence on them.
func newcomers(k ReportKey, r report, evidence []Evidence) (list []Newcomer) {
	for row := range r.rows() {
		if row.kind != Victim {
			continue
		}
		n := Newcomer{Key: VictimKey{k, row.ref}}
		for len(evidence) > 0 && evidence[0].Ref <= row.ref {
			if evidence[0].Ref == row.ref {
				n.Sheets = evidence[0].Sheets
			}
			evidence = evidence[1:]
		}
		list = append(list, n)
	}
	return list
}
