package focalpoint

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// Person is a victim of a report with who she is. The identity is turned into tokens and goes
// no further.
type Person struct {
	Victim   tip.Victim // as in the report that leaves
	Detected tip.Period // of the report that leaves
	Identity identity.Identity
}

// Format prints that there is a person and nothing of her, whatever the verb.
func (Person) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[person]") }

// byNumber returns people by the number of the victim, so that the digest of their tokens is
// the same in whatever order they were found.
func byNumber(people []Person) []Person {
	return slices.SortedStableFunc(slices.Values(people), func(a, b Person) int { return cmp.Compare(a.Victim.Ref, b.Victim.Ref) })
}

// blank returns the sheet of a person without tokens, epoch and position: what the report says
// of her as well. The inputs of its tokens are in the order of the slots.
func (p *Person) blank() (*pb.TokenSheet, []token.Input) {
	s := &pb.TokenSheet{
		VictimRef: p.Victim.Ref, Scheme: linkage.Scheme,
		Sex: pb.Sex(p.Victim.Sex), Age: pb.AgeBand(p.Victim.AgeRegistration),
	}
	if p.Detected != 0 {
		s.DetectionPeriod = p.Detected.String()
	}
	for _, a := range p.Victim.Citizenships.List() {
		s.Citizenships = append(s.Citizenships, a.String())
	}
	var inputs []token.Input
	for _, in := range p.Identity.Inputs() {
		s.Slots |= 1 << in.Slot
		inputs = append(inputs, token.Input{Family: in.Family, Value: in.Value})
	}
	return s, inputs
}
