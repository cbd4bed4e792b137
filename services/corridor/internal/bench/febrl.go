// Package bench measures how well and how fast records are linked, on files of which the truth
// is known and on invented worlds, and makes the built-in model.
package bench

import (
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/corridor/internal/labelled"
)

// Labelled links records and measures the persons against the truth, see Link.
func Labelled(m *linkage.Model, records []labelled.Record) labelled.Quality {
	return Link(m, records).Quality
}

// Link links records and measures the persons against the truth. The model is taken for a
// corpus of as many records as there are.
func Link(m *linkage.Model, records []labelled.Record) Run {
	w, c := &World{}, newCoder(0)
	numbers := map[string]uint32{}
	for _, r := range records {
		if _, ok := numbers[r.Person]; !ok {
			numbers[r.Person] = uint32(len(numbers))
		}
		sheet := c.sheet(r.Identity)
		sheet.Traits.Nationality = r.Identity.Nationality
		w.sheets, w.persons = append(w.sheets, sheet), append(w.persons, numbers[r.Person])
	}
	return w.Link(m.For(max(2, len(records))))
}

// Fit fits the base model on labelled records: M on the pairs of one person, U on pairs of two
// that stand at most distance apart in the file, all of them where that is 0.
func Fit(base *linkage.Model, records []labelled.Record, distance int) *linkage.Model {
	var same, different linkage.Tally
	if distance == 0 {
		distance = len(records)
	}
	persons := map[string][]int{}
	for i, r := range records {
		for _, j := range persons[r.Person] {
			same.Add(identity.Compare(records[j].Identity, r.Identity))
		}
		persons[r.Person] = append(persons[r.Person], i)
		for j := max(0, i-distance); j < i; j++ {
			if records[j].Person != r.Person {
				different.Add(identity.Compare(records[j].Identity, r.Identity))
			}
		}
	}
	return linkage.Fit(base, &same, &different)
}
