package link

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/revision"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// The world of these tests has few reports of few victims, so that everything meets.

func reportKey(country geo.Area, ref byte) ReportKey {
	return ReportKey{Country: country, Ref: tip.Ref{ref}}
}

func victimKey(country geo.Area, ref byte, victim uint32) VictimKey {
	return VictimKey{reportKey(country, ref), victim}
}

func version(rev uint32, digest byte) revision.Version {
	return revision.Version{Revision: rev, Digest: tip.Digest{digest}}
}

// item makes an item whose rows follow from its key and version, as they do from a digest: up
// to three victims, a perpetrator or none, contents that change with some versions only.
func item(k ReportKey, v revision.Version) Item {
	it := Item{Key: k, Version: v}
	mix := int(k.Country) + 5*int(k.Ref[0]) + 3*int(v.Revision) + 7*int(v.Digest[0])
	content := fmt.Appendf(nil, "content %d", mix/4)
	for ref := uint32(3); ref >= 1; ref-- {
		if mix>>(ref-1)&1 == 1 {
			it.Rows = append(it.Rows, Row{Victim, ref, content})
		}
	}
	if mix%3 == 0 {
		it.Rows = append(it.Rows, Row{Perpetrator, 1, content})
	}
	if mix%5 > 2 {
		it.DataKey = DataKey{byte(mix % 5)}
	}
	for ref := uint32(1); ref <= 3; ref++ {
		it.Evidence = append(it.Evidence, Evidence{ref, sheets(mix + int(ref))})
	}
	return it
}

// sheets makes the evidence of one of a few persons, of whom some look like another.
func sheets(mix int) []linkage.Sheet {
	person, part := uint64(mix%5), uint64(mix%3)
	s := linkage.Sheet{Epoch: 1}
	for slot := range uint64(linkage.Slots) {
		if slot%3 != part {
			s.Codes[slot] = 1 + slot*100 + person
		}
		if slot > 7 {
			s.Codes[slot] = 1 + slot*100 + (person+part)%5
		}
	}
	return []linkage.Sheet{s}
}

var anyItem = rapid.Custom(func(t *rapid.T) Item {
	k := reportKey(geo.Area(rapid.Uint16Range(1, 2).Draw(t, "country")), rapid.ByteRange(0, 3).Draw(t, "ref"))
	v := version(rapid.Uint32Range(1, 4).Draw(t, "revision"), rapid.ByteRange(0, 2).Draw(t, "digest"))
	v.Withdrawn = rapid.IntRange(0, 3).Draw(t, "withdrawn") == 0
	return item(k, v)
})

var anyHistory = rapid.SliceOfN(anyItem, 1, 24)

// shuffled draws the history in another order, with repeats.
func shuffled(t *rapid.T, history []Item) []Item {
	repeats := rapid.SliceOfN(rapid.SampledFrom(history), 0, 8).Draw(t, "repeats")
	return rapid.Permutation(slices.Concat(history, repeats)).Draw(t, "other order")
}

// fold applies a history in batches that are drawn, and hands every output on.
func fold(t *rapid.T, s *State, history []Item, output func(Changes)) *State {
	for len(history) > 0 {
		n := rapid.IntRange(1, len(history)).Draw(t, "batch")
		c := s.Apply(history[:n])
		if output != nil {
			output(c)
		}
		history = history[n:]
	}
	return s
}

// chain is a Linker under which victims link to the next in a row that goes across reports,
// so that one who comes can bridge two persons and one who goes can split one. It looks at
// the neighbours of what changed and at nothing else.
type chain struct {
	Alone
	live map[VictimKey]bool
}

func newChain() Linker { return &chain{live: map[VictimKey]bool{}} }

// neighbours are the victims with the same number in the reports with the next references,
// of either country, and with the same reference in the other country.
func neighbours(v VictimKey) (list []VictimKey) {
	for country := geo.Area(1); country <= 2; country++ {
		for step := -1; step <= 1; step++ {
			n := v
			n.Country, n.Ref[0] = country, byte(int(v.Ref[0])+step)
			if n != v {
				list = append(list, n)
			}
		}
	}
	return list
}

func (c *chain) Regroup(gone []VictimKey, came []Newcomer) (groups [][]VictimKey) {
	var starts []VictimKey
	for _, v := range gone {
		delete(c.live, v)
		starts = append(starts, neighbours(v)...)
	}
	for _, n := range came {
		c.live[n.Key] = true
		starts = append(starts, n.Key)
	}
	seen := map[VictimKey]bool{}
	for _, v := range starts {
		if group := c.reach(v, seen); len(group) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// reach returns the victims that are connected with v and not seen before.
func (c *chain) reach(v VictimKey, seen map[VictimKey]bool) []VictimKey {
	if !c.live[v] || seen[v] {
		return nil
	}
	seen[v] = true
	group := []VictimKey{v}
	for _, n := range neighbours(v) {
		group = append(group, c.reach(n, seen)...)
	}
	return group
}

// linkers are what every property has to hold under.
var linkers = map[string]func() Linker{
	"each victim is a person": func() Linker { return Alone{} },
	"victims link in chains":  newChain,
	"victims link by evidence": func() Linker {
		return ByEvidence(linkage.Standard().For(100))
	},
}

// expected returns the persons of a history, without ids: the survivor of every report by
// looking at all versions, and the linker asked once about all of their victims.
func expected(l Linker, history []Item) []string {
	best := map[ReportKey]Item{}
	for _, it := range history {
		if held, ok := best[it.Key]; !ok || it.Version.Beats(held.Version) {
			best[it.Key] = it
		}
	}
	records := map[VictimKey]Member{}
	sheets := map[VictimKey][]linkage.Sheet{}
	for _, it := range best {
		for _, e := range it.Evidence {
			sheets[VictimKey{it.Key, e.Ref}] = e.Sheets
		}
		for _, r := range it.Rows {
			if k := (VictimKey{it.Key, r.Ref}); r.Kind == Victim && !it.Version.Withdrawn {
				records[k] = Member{k, r.Content, it.DataKey}
			}
		}
	}
	var all []Newcomer
	for _, v := range slices.SortedFunc(maps.Keys(records), compareVictims) {
		all = append(all, Newcomer{v, sheets[v]})
	}
	var persons []string
	for _, group := range l.Regroup(nil, all) {
		slices.SortFunc(group, compareVictims)
		person := ""
		for _, v := range group {
			person += fmt.Sprintln(records[v])
			delete(records, v)
		}
		persons = append(persons, person)
	}
	for _, m := range records { // without evidence
		persons = append(persons, fmt.Sprintln(m))
	}
	slices.Sort(persons)
	return persons
}

// persons returns the persons of a state by their ids.
func persons(s *State) map[PersonID][]Member {
	list := map[PersonID][]Member{}
	for k, held := range s.reports {
		for r := range held.rows() {
			if r.kind == Victim {
				id, all := s.people.of(VictimKey{k, r.ref})
				list[id] = members(all, func(k ReportKey) report { return s.reports[k] })
			}
		}
	}
	return list
}

// unnamed returns the persons of a state without ids, comparable with expected.
func unnamed(s *State) []string {
	var list []string
	for _, members := range persons(s) {
		person := ""
		for _, m := range members {
			person += fmt.Sprintln(m)
		}
		list = append(list, person)
	}
	slices.Sort(list)
	return list
}

func snap(s *State) []byte {
	b, err := s.AppendBinary(nil)
	if err != nil {
		panic(err)
	}
	return b
}

func sameMembers(a, b []Member) bool { return slices.EqualFunc(a, b, Member.equal) }

func sameRow(a, b Carried) bool {
	return a.Kind == b.Kind && a.Key == b.Key && a.Ref == b.Ref && a.DataKey == b.DataKey &&
		bytes.Equal(a.Before, b.Before) && bytes.Equal(a.After, b.After)
}
