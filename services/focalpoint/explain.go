package focalpoint

import (
	"fmt"

	"github.com/corridor-tip/corridor/pkg/code"
)

// Explain returns what a reason means in plain English, e.g. "V02: No purpose given, not even
// UNKNOWN".
func Explain(r code.Reason) string {
	for _, e := range code.ReasonEntries() {
		if e.Number == uint16(r) {
			return e.Name + ": " + e.Definition
		}
	}
	return fmt.Sprintf("%d: a reason of a newer hub", r)
}
