package link

import (
	"errors"

	"github.com/corridor-tip/corridor/pkg/linkage"
)

// Alone is the Linker of a hub that links nothing: each victim is a person of her own, and no
// decision changes that.
type Alone struct{}

// Regroup returns a group of its own for every victim that came.
func (Alone) Regroup(_ []VictimKey, came []Newcomer) [][]VictimKey {
	groups := make([][]VictimKey, len(came))
	for i := range came {
		groups[i] = []VictimKey{came[i].Key}
	}
	return groups
}

// Decide answers that the decision does not count.
func (Alone) Decide(linkage.Decision) ([][]VictimKey, bool) { return nil, false }

// Restore keeps nothing.
func (Alone) Restore([]VictimKey, []Newcomer) {}

// RestoreDecision answers that the decision does not count.
func (Alone) RestoreDecision(linkage.Decision) bool { return false }

// AppendBinary appends nothing.
func (Alone) AppendBinary(b []byte) ([]byte, error) { return b, nil }

// UnmarshalBinary refuses whatever another linker has kept.
func (Alone) UnmarshalBinary(b []byte) error {
	if len(b) > 0 {
		return errors.New("the snapshot has evidence, and this hub links nothing")
	}
	return nil
}
