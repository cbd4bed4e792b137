package linkage

import (
	"cmp"
	"slices"
)

// Regroup takes records out and in, and returns the persons, in canonical order, that the
// records now belong to whose surroundings changed. A record that comes replaces itself; one
// without sheets has no evidence and is in no group. Persons that are as before may be among
// the answer.
func (x *Index) Regroup(gone []Key, came []Entry) [][]Key {
	c := change{Index: x, dirty: make([]Key, 0, len(gone)+len(came))}
	x.fetch(came)
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
	c := change{Index: x, dirty: []Key{d.A, d.B}}
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
	dirty []Key // records whose person has to be looked at again, some of them twice
}

func (c *change) drop(k Key) {
	if r := c.find(k); r != 0 {
		c.spoil(r)
		c.dirty = append(c.dirty, c.Index.drop(k)...)
	}
}

func (c *change) put(e Entry) {
	sheets := canonical(e.Sheets)
	if r := c.find(e.Key); r != 0 {
		if slices.Equal(c.sheets(r), sheets) {
			return
		}
		c.drop(e.Key)
	}
	c.dirty = append(append(c.dirty, c.Index.put(e.Key, sheets)...), e.Key)
}

// spoil marks the records that are linked with one that goes.
func (c *change) spoil(r id) {
	for _, l := range c.linked(r) {
		c.dirty = append(c.dirty, c.rows.at(l.to).key)
	}
}

// persons cuts what is connected with the dirty records into persons.
func (c *change) persons() [][]Key {
	slices.SortFunc(c.dirty, compareKeys)
	seen := map[id]bool{}
	groups := make([][]Key, 0, len(c.dirty))
	for _, k := range slices.Compact(c.dirty) {
		if r := c.find(k); r != 0 && !seen[r] {
			groups = append(groups, c.part(c.component(r, seen))...)
		}
	}
	slices.SortFunc(groups, func(a, b []Key) int { return compareKeys(a[0], b[0]) })
	return groups
}

// link is what joins a record to another, by evidence or by a reviewer.
type link struct {
	to    id
	score Score
}

// confirmed is the score of a pair that a reviewer held to be one person.
const confirmed Score = 1_000_000

// linked returns the links of a record, in no order. The list is good until the next call.
func (x *Index) linked(r id) []link {
	x.links = x.links[:0]
	k := x.rows.at(r).key
	reviewed := x.reviews[k]
	for _, n := range x.neighbours(r) {
		score := x.score(r, n)
		if score < x.scorer.link {
			continue
		}
		other := x.rows.at(n).key
		if _, ok := reviewed[other]; !sameReport(k, other) && (!ok || reviewed[other].Verdict == Open) {
			x.links = append(x.links, link{n, score})
		}
	}
	for other, d := range reviewed {
		if n := x.find(other); n != 0 && d.Verdict == Same {
			x.links = append(x.links, link{n, confirmed})
		}
	}
	return x.links
}

// edge is a link inside a component; a and b are positions in it, a < b.
type edge struct {
	score Score
	a, b  int
}

// component collects the records that links connect with one, in canonical order, and their
// links, the strongest first. What it found is marked in seen.
func (x *Index) component(start id, seen map[id]bool) (keys []Key, edges []edge) {
	if len(x.linked(start)) == 0 {
		return []Key{x.rows.at(start).key}, nil
	}
	found := []id{start}
	seen[start] = true
	var links []link // of all found records, one after another
	var ends []int   // where those of each end
	for i := 0; i < len(found); i++ {
		if i > 0 {
			x.linked(found[i])
		}
		for _, l := range x.links {
			links = append(links, l)
			if !seen[l.to] {
				seen[l.to] = true
				found = append(found, l.to)
			}
		}
		ends = append(ends, len(links))
	}
	at := x.positions(found)
	keys = make([]Key, len(found))
	from := 0
	for i, r := range found {
		a := at[r]
		keys[a] = x.rows.at(r).key
		for _, l := range links[from:ends[i]] {
			if b := at[l.to]; a < b {
				edges = append(edges, edge{l.score, a, b})
			}
		}
		from = ends[i]
	}
	slices.SortFunc(edges, compareEdges)
	return keys, edges
}

// positions returns the places of records in canonical order.
func (x *Index) positions(found []id) map[id]int {
	sorted := slices.Clone(found)
	slices.SortFunc(sorted, func(a, b id) int { return compareKeys(x.rows.at(a).key, x.rows.at(b).key) })
	at := make(map[id]int, len(sorted))
	for i, r := range sorted {
		at[r] = i
	}
	return at
}

// compareEdges puts the strongest link first, and equal ones in canonical order, so that a
// partition does not depend on the order of arrival.
func compareEdges(a, b edge) int {
	return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
}

// fetch reads what a batch will need from memory, so that the reads wait for each other as
// little as possible: what they find comes into the caches, and is not looked at.
func (x *Index) fetch(came []Entry) {
	x.near = x.near[:0]
	for i := range came {
		x.fetched += x.keys.slots[x.keys.place(x.hash(&came[i].Key))]
		for j := range came[i].Sheets {
			for _, code := range &came[i].Sheets[j].Codes {
				x.fetched += x.codes.entries.slots[x.codes.entries.place(half(code))]
			}
		}
	}
}
