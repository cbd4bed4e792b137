package linkage

import (
	"cmp"
	"maps"
	"slices"
)

// Cause says why a person should look at two records.
type Cause uint8

// The causes. A link that a reviewer holds apart, on whatever two records of the two persons,
// is decided and has none.
const (
	Unclear  Cause = iota + 1 // the evidence falls short of a link
	Bridge                    // a link, but too little besides it speaks for two persons of several records being one
	Conflict                  // a link, but a report counts two records of the persons apart
)

// Candidate is a pair of records for a person to look at; one stands for all between the same
// two persons, the one with the highest score.
type Candidate struct {
	A, B  Key // in canonical order
	Score Score
	Cause Cause
}

// Queue returns the pairs that a person should look at, the highest scores first and equal
// ones in canonical order, and no more than limit where that is above 0. They are links that
// were held back, and pairs whose evidence falls short of a link and not by much. It looks at
// every record.
func (x *Index) Queue(limit int) []Candidate {
	q := queue{Index: x, person: map[Key]int{}, best: map[[2]int]Candidate{}}
	q.number()
	for _, a := range x.sorted() {
		for _, b := range slices.Clone(x.neighbours(a)) {
			q.look(a, b)
		}
	}
	list := slices.SortedFunc(maps.Values(q.best), compareCandidates)
	if limit > 0 && len(list) > limit {
		list = slices.Clip(list[:limit])
	}
	return list
}

func compareCandidates(a, b Candidate) int {
	return cmp.Or(-cmp.Compare(a.Score, b.Score), compareKeys(a.A, b.A), compareKeys(a.B, b.B))
}

// queue gathers candidates.
type queue struct {
	*Index
	persons [][]Key              // of more than one record
	person  map[Key]int          // of a record: a place in persons, from 1, or a number below 0 where she has no other
	last    int                  // of these
	best    map[[2]int]Candidate // by the persons of both
}

// number finds the persons that have several records.
func (q *queue) number() {
	seen := map[id]bool{}
	for _, r := range q.sorted() {
		if seen[r] {
			continue
		}
		for _, person := range q.part(q.component(r, seen)) {
			if len(person) > 1 {
				q.persons = append(q.persons, person)
				for _, k := range person {
					q.person[k] = len(q.persons)
				}
			}
		}
	}
}

// look enters a pair if a person should look at it.
func (q *queue) look(a, b id) {
	c := Candidate{A: q.rows.at(a).key, B: q.rows.at(b).key}
	if compareKeys(c.A, c.B) >= 0 || sameReport(c.A, c.B) || q.reviews.of(c.A, c.B) != Open {
		return
	}
	if c.Score = q.score(a, b); c.Score < q.scorer.review || q.person[c.A] > 0 && q.person[c.A] == q.person[c.B] {
		return
	}
	if c.Cause = q.cause(c.Score, q.members(c.A), q.members(c.B)); c.Cause == 0 {
		return
	}
	between := [2]int{q.numberOf(c.A), q.numberOf(c.B)}
	slices.Sort(between[:])
	if held, ok := q.best[between]; !ok || compareCandidates(c, held) < 0 {
		q.best[between] = c
	}
}

// numberOf returns the number of a record's person, and gives one where there is none.
func (q *queue) numberOf(k Key) int {
	if q.person[k] == 0 {
		q.last--
		q.person[k] = q.last
	}
	return q.person[k]
}

// cause says why two persons are not one although a pair of their records has a high score; 0
// where a reviewer has held them apart.
func (x *Index) cause(score Score, first, second []Key) Cause {
	cause := Unclear
	if score >= x.scorer.link {
		cause = Bridge
	}
	for _, a := range first {
		for _, b := range second {
			switch {
			case x.reviews.of(a, b) == Different:
				return 0
			case cause == Bridge && sameReport(a, b):
				cause = Conflict
			}
		}
	}
	return cause
}

// members returns the records of a record's person.
func (q *queue) members(k Key) []Key {
	if at := q.person[k]; at > 0 {
		return q.persons[at-1]
	}
	return []Key{k}
}
