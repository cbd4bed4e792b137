package linkage

import "slices"

// parting cuts a component into persons.
type parting struct {
	*Index
	keys   []Key
	edges  []edge
	person []int   // of each record, by the position of a record in it
	of     [][]int // the records of each person, nil of one merged into another
}

// part returns the persons of a component, each in canonical order.
func (x *Index) part(keys []Key, edges []edge) [][]Key {
	if len(keys) == 2 && !sameReport(keys[0], keys[1]) {
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
	p := &parting{Index: x, keys: keys, edges: edges, person: make([]int, len(keys)), of: make([][]int, len(keys))}
	for i := range keys {
		p.person[i], p.of[i] = i, []int{i}
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

// apart reports whether two persons can't be one: a report or a reviewer counts two of their
// records apart.
func (p *parting) apart(a, b int) bool {
	for _, m := range p.of[a] {
		for _, n := range p.of[b] {
			if sameReport(p.keys[m], p.keys[n]) || p.reviews.of(p.keys[m], p.keys[n]) == Different {
				return true
			}
		}
	}
	return false
}

// supported reports whether two persons may merge. One of a single record joins by one link.
// Between larger ones a single record would be the bridge, so it takes two links that have no
// record in common, or two strong ones.
func (p *parting) supported(a, b int) bool {
	if len(p.of[a]) == 1 || len(p.of[b]) == 1 {
		return true
	}
	var cross []edge
	strong := 0
	for _, e := range p.edges {
		if x, y := p.person[e.a], p.person[e.b]; x == a && y == b || x == b && y == a {
			cross = append(cross, e)
			if e.score >= p.scorer.strong {
				strong++
			}
		}
	}
	return strong >= 2 || disjoint(cross)
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
