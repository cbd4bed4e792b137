// Package bench measures how well and how fast records are linked, on files of which the truth
// is known and on invented worlds.
package bench

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/corridor/internal/labelled"
)

// Labelled links records and measures the persons against the truth. The model is taken for a
// corpus of as many records as there are. Codes are hashes without keys: keyed ones agree and
// differ in the same places.
func Labelled(m *linkage.Model, records []labelled.Record) labelled.Quality {
	x := linkage.New(m.For(len(records)))
	entries := make([]linkage.Entry, len(records))
	for i, r := range records {
		entries[i] = linkage.Entry{Key: keyOf(i), Sheets: []linkage.Sheet{Sheet(r.Identity)}}
	}
	group := make([]uint64, len(records))
	for i := range group {
		group[i] = uint64(i)
	}
	for _, person := range x.Regroup(nil, entries) {
		for _, k := range person {
			group[position(k)] = uint64(position(person[0]))
		}
	}
	numbers, person := map[string]uint64{}, make([]uint64, len(records))
	for i, r := range records {
		if _, ok := numbers[r.Person]; !ok {
			numbers[r.Person] = uint64(len(numbers))
		}
		person[i] = numbers[r.Person]
	}
	return labelled.Measure(group, person)
}

// keyOf returns the key of the i-th record; each is a report of its own.
func keyOf(i int) (k linkage.Key) {
	binary.BigEndian.PutUint64(k[2:], uint64(i))
	return k
}

func position(k linkage.Key) int { return int(binary.BigEndian.Uint64(k[2:])) }

// Sheet returns the sheet that an identity gives, without traits.
func Sheet(id identity.Identity) (s linkage.Sheet) {
	s.Epoch = 1
	s.Traits.Nationality = id.Nationality
	for _, in := range id.Inputs() {
		sum := sha256.Sum256(append([]byte{byte(in.Family)}, in.Value...))
		s.Codes[in.Slot] = binary.BigEndian.Uint64(sum[:]) | 1
	}
	return s
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
