package linkage

import (
	"bytes"
	"cmp"
	"slices"
)

// Verdict is what a reviewer decided about two records.
type Verdict uint8

// The verdicts; the numbers are those of the wire.
const (
	Same      Verdict = 1 // one person
	Different Verdict = 2 // two persons
	Open      Verdict = 3 // an earlier verdict is taken back
)

// Decision is a reviewer's verdict on a pair. Of several on one pair the highest revision
// counts, and of those the highest verdict: in doubt two persons.
type Decision struct {
	A, B     Key // in canonical order
	Verdict  Verdict
	Revision uint32
}

// NewDecision returns a decision with its pair in canonical order; false where the two are one
// record, or the verdict or revision is none.
func NewDecision(a, b Key, v Verdict, revision uint32) (Decision, bool) {
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	return Decision{a, b, v, revision}, a != b && v >= Same && v <= Open && revision > 0
}

func (d Decision) beats(o Decision) bool {
	return d.Revision > o.Revision || d.Revision == o.Revision && d.Verdict > o.Verdict
}

// reviews are the decisions that count, from both sides of each pair.
type reviews map[Key]map[Key]Decision

// put keeps a decision if it beats the one held, and reports whether it did.
func (r reviews) put(d Decision) bool {
	if held, ok := r[d.A][d.B]; ok && !d.beats(held) {
		return false
	}
	for _, side := range [...][2]Key{{d.A, d.B}, {d.B, d.A}} {
		if r[side[0]] == nil {
			r[side[0]] = map[Key]Decision{}
		}
		r[side[0]][side[1]] = d
	}
	return true
}

// of returns the verdict on a pair, Open where there is none.
func (r reviews) of(a, b Key) Verdict {
	if d, ok := r[a][b]; ok {
		return d.Verdict
	}
	return Open
}

func compareDecisions(a, b Decision) int {
	return cmp.Or(compareKeys(a.A, b.A), compareKeys(a.B, b.B))
}

// sorted returns the decisions in canonical order, each once.
func (r reviews) sorted() (list []Decision) {
	for k, with := range r {
		for _, d := range with {
			if d.A == k {
				list = append(list, d)
			}
		}
	}
	slices.SortFunc(list, compareDecisions)
	return list
}
