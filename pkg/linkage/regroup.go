package linkage

import (
	"bytes"
	"maps"
	"slices"
)

// Regroup takes records out and in, and returns the persons, in canonical order, that the
// records now belong to whose surroundings changed. A record that comes replaces itself; one
// without sheets has no evidence and is in no group. Persons that are as before may be among
// the answer.
func (x *Index) Regroup(gone []Key, came []Entry) [][]Key {
	c := change{Index: x, dirty: map[Key]bool{}}
	for _, k := range gone {
		c.drop(k)
	}
	for _, e := range came {
		c.put(e)
	}
	return c.persons()
}

// Decide takes a reviewer's decision, and returns the persons that change by it and whether it
// counts: it does not when another on the same pair does.
func (x *Index) Decide(d Decision) (groups [][]Key, counts bool) {
	if !x.reviews.put(d) {
		return nil, false
	}
	c := change{Index: x, dirty: map[Key]bool{d.A: true, d.B: true}}
	return c.persons(), true
}

// Restore is Regroup without an answer: for an index that follows another's decisions.
func (x *Index) Restore(gone []Key, came []Entry) {
	for _, k := range gone {
		x.drop(k)
	}
	for _, e := range came {
		x.drop(e.Key)
		x.put(e.Key, canonical(e.Sheets))
	}
}

// RestoreDecision is Decide without an answer.
func (x *Index) RestoreDecision(d Decision) bool { return x.reviews.put(d) }

// change is a batch of records that come and go.
type change struct {
	*Index
	dirty map[Key]bool // records whose person has to be looked at again
}

func (c *change) drop(k Key) {
	r := c.find(k)
	if r == 0 {
		return
	}
	c.spoil(r)
	c.mark(c.Index.drop(k))
}

func (c *change) put(e Entry) {
	sheets := canonical(e.Sheets)
	if r := c.find(e.Key); r != 0 {
		if slices.Equal(c.sheets(r), sheets) {
			return
		}
		c.drop(e.Key)
	}
	c.mark(c.Index.put(e.Key, sheets))
	c.dirty[e.Key] = true
}

// spoil marks the records that are linked with one that goes.
func (c *change) spoil(r id) {
	for n := range c.linked(r) {
		c.dirty[c.rows.at(n).key] = true
	}
}

func (c *change) mark(keys []Key) {
	for _, k := range keys {
		c.dirty[k] = true
	}
}

// persons cuts what is connected with the dirty records into persons.
func (c *change) persons() [][]Key {
	seen := map[id]bool{}
	var groups [][]Key
	for _, k := range slices.SortedFunc(maps.Keys(c.dirty), compareKeys) {
		if r := c.find(k); r != 0 && !seen[r] {
			groups = append(groups, c.part(c.component(r, seen))...)
		}
	}
	slices.SortFunc(groups, func(a, b []Key) int { return compareKeys(a[0], b[0]) })
	return groups
}

func compareKeys(a, b Key) int { return bytes.Compare(a[:], b[:]) }

// linked yields the records that one is linked with, with the score, by evidence or by a
// reviewer.
func (x *Index) linked(r id) map[id]Score {
	links := map[id]Score{}
	k := x.rows.at(r).key
	for _, n := range x.neighbours(r) {
		if score := x.score(r, n); score >= x.scorer.link && !sameReport(k, x.rows.at(n).key) {
			links[n] = score
		}
	}
	for other, d := range x.reviews[k] {
		n := x.find(other)
		switch {
		case n == 0:
		case d.Verdict == Same:
			links[n] = confirmed
		case d.Verdict == Different:
			delete(links, n)
		}
	}
	return links
}

// confirmed is the score of a pair that a reviewer held to be one person.
const confirmed Score = 1_000_000

// edge is a link inside a component; a and b are positions in it, a < b.
type edge struct {
	score Score
	a, b  int
}

// component collects the records that links connect with one, in canonical order, and their
// links, the strongest first. What it found is marked in seen.
func (x *Index) component(start id, seen map[id]bool) (keys []Key, edges []edge) {
	found := []id{start}
	seen[start] = true
	links := map[id]map[id]Score{}
	for i := 0; i < len(found); i++ {
		links[found[i]] = x.linked(found[i])
		for n := range links[found[i]] {
			if !seen[n] {
				seen[n] = true
				found = append(found, n)
			}
		}
	}
	slices.SortFunc(found, func(a, b id) int { return compareKeys(x.rows.at(a).key, x.rows.at(b).key) })
	at := make(map[id]int, len(found))
	for i, r := range found {
		at[r] = i
		keys = append(keys, x.rows.at(r).key)
	}
	for i, r := range found {
		for n, score := range links[r] {
			if j := at[n]; i < j {
				edges = append(edges, edge{score, i, j})
			}
		}
	}
	slices.SortFunc(edges, compareEdges)
	return keys, edges
}
