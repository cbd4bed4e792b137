package linkage

import (
	"math"
	"slices"
)

// Explanation is why two records are one person or are not. It holds nothing of what is known
// of them: no code, no sex, no age, no nationality; only what agrees and what that weighs.
type Explanation struct {
	A, B     Key              // in canonical order
	Epoch    uint16           // whose codes speak most clearly for a link; 0 where none is common
	Families []FamilyEvidence // none without a common epoch
	Fields   []FieldEvidence  // what the families let one infer
	Sex      Accord
	Age      Accord

	Prior    Score // before anything is known of the two
	Evidence Score // what the families add, and the nationality
	Against  Score // what sex and age take away
	Score    Score // the sum, within the bounds of a Score
	Review   Score // from which on a person should look
	Link     Score // from which on two records are linked
	Strong   Score // from which on a link is strong

	SameReport bool     // a report counts the two apart
	Decision   Decision // of a reviewer, in force
	Decided    bool     // whether there is one, and it was not taken back
	Chain      []Key    // from A to B along links, where they are one person now
	Cause      Cause    // else why a person should look at them, if so
}

// FamilyEvidence is how many tokens of a family agree, of those that both records have. None
// to compare means that one of them has none.
type FamilyEvidence struct {
	Name            string
	Agree, Compared int
}

// FieldEvidence is how far a field agrees: the probability of each level if the two are one
// person, as inferred from the families. Known is false where nothing compared depends on it.
type FieldEvidence struct {
	Name   string
	Known  bool
	Levels []LevelShare
}

// LevelShare is a level and its probability.
type LevelShare struct {
	Name        string
	Probability float64
}

// Accord says whether a trait fits two records.
type Accord uint8

// The accords.
const (
	NotKnown Accord = iota // one of the records does not tell
	Fits                   // no contradiction
	FitsNot                // a contradiction
)

// Explain returns why two records are one person or are not; false where they are one record,
// or there is no evidence on one of them.
func (x *Index) Explain(a, b Key) (e Explanation, ok bool) {
	if compareKeys(a, b) > 0 {
		a, b = b, a
	}
	ra, rb := x.find(a), x.find(b)
	if ra == 0 || rb == 0 || a == b {
		return e, false
	}
	s := x.scorer
	e = Explanation{
		A: a, B: b, Score: never, Prior: toScore(s.prior), Review: s.review, Link: s.link, Strong: s.strong,
		SameReport: sameReport(a, b),
	}
	for _, sa := range x.sheets(ra) {
		for _, sb := range x.sheets(rb) {
			if sa.Epoch == sb.Epoch {
				e.take(s, &sa, &sb)
			}
		}
	}
	e.Decision, e.Decided = x.Decision(a, b)
	e.Decided = e.Decided && e.Decision.Verdict != Open
	e.Chain = x.chain(ra, rb)
	if e.Chain == nil && !e.SameReport && !e.Decided && e.Score >= s.review {
		e.Cause = x.cause(e.Score, x.personOf(ra), x.personOf(rb))
	}
	return e, true
}

// Decision returns the decision of a reviewer on two records that counts, in any order of the
// two; it may take an earlier one back.
func (x *Index) Decision(a, b Key) (Decision, bool) {
	d, ok := x.reviews[a][b]
	return d, ok
}

// take explains two sheets of one epoch, if they speak more clearly for a link than those
// before.
func (e *Explanation) take(s *scorer, a, b *Sheet) {
	p, against := s.compare(a, b)
	weight := s.weigh(p)
	if e.Epoch != 0 && weight+against <= e.Score {
		return
	}
	e.Epoch, e.Evidence, e.Against, e.Score = a.Epoch, weight-e.Prior, against, weight+against
	e.Sex = accord(told(a.Traits.Sex) && told(b.Traits.Sex), a.Traits.sexFits(&b.Traits))
	e.Age = accord(a.Traits.BornTo != 0 && b.Traits.BornTo != 0, a.Traits.ageFits(&b.Traits))
	e.Families = familyEvidence(a, b)
	e.Fields = s.fieldEvidence(p)
	for f := range e.Fields {
		e.Fields[f].Known = e.depends(Field(f), p.nationality() == compatriots || p.nationality() == foreigners)
	}
}

func accord(known, fits bool) Accord {
	switch {
	case !known:
		return NotKnown
	case fits:
		return Fits
	}
	return FitsNot
}

// familyEvidence counts the tokens of each family that agree.
func familyEvidence(a, b *Sheet) []FamilyEvidence {
	list := make([]FamilyEvidence, len(families))
	for i, f := range families {
		of, other := a.Codes[f.Slot:f.Slot+f.Width], b.Codes[f.Slot:f.Slot+f.Width]
		list[i] = FamilyEvidence{Name: f.Name, Compared: min(count(of), count(other))}
		for _, code := range of {
			if code != 0 && slices.Contains(other, code) {
				list[i].Agree++
			}
		}
	}
	return list
}

// count returns how many codes there are.
func count(codes []uint64) (n int) {
	for _, code := range codes {
		if code != 0 {
			n++
		}
	}
	return n
}

// fieldEvidence infers the levels of the fields from a pattern, given one person.
func (s *scorer) fieldEvidence(p pattern) []FieldEvidence {
	list := make([]FieldEvidence, Fields)
	for f := range list {
		list[f] = FieldEvidence{Name: fieldNames[f], Levels: make([]LevelShare, levels[f])}
		for l := range list[f].Levels {
			list[f].Levels[l].Name = levelNames[Field(f).kind()][l]
		}
	}
	m, _ := s.sum(p, func(st *state, share float64) {
		for f, level := range st {
			list[f].Levels[level].Probability += share
		}
	})
	for f := range list {
		for l := range list[f].Levels {
			list[f].Levels[l].Probability /= max(m, math.SmallestNonzeroFloat64)
		}
	}
	return list
}

// depends reports whether what was compared tells of a field: a family, or the nationality.
func (e *Explanation) depends(f Field, nationality bool) bool {
	if e.Score <= never || f == Nationality && nationality {
		return e.Score > never
	}
	for i, family := range families {
		named := f <= Surname && family.Names != NoName
		dated := f == Birth && family.Dates != NoDate
		if e.Families[i].Compared > 0 && (named || dated || slices.Contains(family.With, f)) {
			return true
		}
	}
	return false
}

// kind is which of levelNames a field has.
func (f Field) kind() int {
	switch {
	case f <= Surname:
		return 0
	case f == Birth:
		return 1
	}
	return 2
}

var levelNames = [...][]string{
	{Differ: "differ", Initial: "begin alike", Part: "sound alike in part", Alike: "sound alike"},
	{Differ: "differs", DayMonth: "day and month agree", Year: "year agrees", Swapped: "day and month swapped", Date: "agrees"},
	{Differ: "differs", Agree: "agrees"},
}

// chain returns the shortest way along links between two records of one person, of equally
// short ones the first in canonical order; nil where they are not one person.
func (x *Index) chain(a, b id) []Key {
	goal, person := x.rows.at(b).key, x.personOf(a)
	if !slices.Contains(person, goal) {
		return nil
	}
	ways := [][]Key{{x.rows.at(a).key}}
	been := map[Key]bool{ways[0][0]: true}
	for i := 0; i < len(ways); i++ {
		end := ways[i][len(ways[i])-1]
		if end == goal {
			return ways[i]
		}
		next := x.linked(x.find(end))
		for _, k := range person {
			linked := slices.ContainsFunc(next, func(l link) bool { return x.rows.at(l.to).key == k })
			if linked && !been[k] {
				been[k] = true
				ways = append(ways, append(slices.Clone(ways[i]), k))
			}
		}
	}
	return nil
}

// personOf returns the records of the person that a record is of, in canonical order.
func (x *Index) personOf(r id) []Key {
	k := x.rows.at(r).key
	for _, person := range x.part(x.component(r, map[id]bool{})) {
		if slices.Contains(person, k) {
			return person
		}
	}
	return nil
}

// FieldNames returns the names of the fields, as in Model.Fields, in their order.
func FieldNames() []string { return fieldNames[:] }
