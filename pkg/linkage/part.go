package linkage

import "slices"

// parting cuts a component into persons.
type parting struct {
	*Index
	keys   []Key
	edges  []edge
	person []int   // of each record, by the position of a record in it
	of     [][]int // the records of each person, nil of one merged into another
	ends   [][]int // the edges that end at each record
}

// part returns the persons of a component, each in canonical order.
func (x *Index) part(keys []Key, edges []edge) [][]Key {
	if len(keys) == 1 || len(keys) == 2 && !sameReport(keys[0], keys[1]) {
		return [][]Key{keys} // nothing but a link connects two
	}
	p := x.parting(keys, edges)
	var groups [][]Key
	for i := range keys {
		if members := p.of[i]; len(members) > 0 {
			slices.Sort(members)
			group := make([]Key, len(members))
			for j, m := range members {
				group[j] = keys[m]
			}
			groups = append(groups, group)
		}
	}
	return groups
}

// parting takes the links, the strongest first, and merges the persons at their ends unless
// something holds them apart.
func (x *Index) parting(keys []Key, edges []edge) *parting {
	n := len(keys)
	p := &parting{Index: x, keys: keys, edges: edges, person: make([]int, n), of: make([][]int, n), ends: make([][]int, n)}
	for i := range keys {
		p.person[i], p.of[i] = i, []int{i}
	}
	for i, e := range edges {
		p.ends[e.a], p.ends[e.b] = append(p.ends[e.a], i), append(p.ends[e.b], i)
	}
	for _, e := range edges {
		a, b := p.person[e.a], p.person[e.b]
		switch {
		case a == b, p.apart(a, b), e.score != confirmed && !p.supported(a, b):
		default:
			p.merge(min(a, b), max(a, b))
		}
	}
	return p
}

func (p *parting) merge(into, from int) {
	for _, m := range p.of[from] {
		p.person[m] = into
	}
	p.of[into] = append(p.of[into], p.of[from]...)
	p.of[from] = nil
}

// mostRecords is the most records that a person may have. Whoever has more is no person, and
// would not fit into a message.
const mostRecords = 64

// apart reports whether two persons can't be one: a report or a reviewer counts two of their
// records apart, or they would have too many.
func (p *parting) apart(a, b int) bool {
	if len(p.of[a])+len(p.of[b]) > mostRecords {
		return true
	}
	for _, m := range p.of[a] {
		for _, n := range p.of[b] {
			if sameReport(p.keys[m], p.keys[n]) || p.reviews.of(p.keys[m], p.keys[n]) == Different {
				return true
			}
		}
	}
	return false
}

// supported reports whether two persons may merge. Two single records do by one link, and one
// joins a person of several by a strong link or by two. Between persons of several records one
// record would be the bridge, so it takes two links that have no record in common, or two strong
// ones.
func (p *parting) supported(a, b int) bool {
	if len(p.of[a]) == 1 && len(p.of[b]) == 1 {
		return true
	}
	cross, strong := p.cross(a, b)
	if len(p.of[a]) == 1 || len(p.of[b]) == 1 {
		return strong >= 1 || len(cross) >= 2
	}
	return strong >= 2 || disjoint(cross)
}

// cross returns the links between two persons, and how many of them are strong.
func (p *parting) cross(a, b int) (cross []edge, strong int) {
	if len(p.of[a]) > len(p.of[b]) {
		a, b = b, a
	}
	for _, m := range p.of[a] {
		for _, i := range p.ends[m] {
			if e := p.edges[i]; p.person[e.a+e.b-m] == b {
				cross = append(cross, e)
				strong += flag(e.score >= p.scorer.strong)
			}
		}
	}
	return cross, strong
}

// disjoint reports whether two of the links have no record in common.
func disjoint(cross []edge) bool {
	for i, e := range cross {
		for _, f := range cross[:i] {
			if e.a != f.a && e.a != f.b && e.b != f.a && e.b != f.b {
				return true
			}
		}
	}
	return false
}
