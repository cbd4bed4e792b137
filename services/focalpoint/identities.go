package focalpoint

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/holder"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/trust"
	"github.com/corridor-tip/corridor/pkg/wire"
	"github.com/corridor-tip/corridor/services/focalpoint/internal/person"
)

// Who is the flag that says who the victims are.
type Who struct {
	Identities string `help:"File that says who the victims are, for linkage tokens. It stays in the country." type:"existingfile" placeholder:"FILE"`
}

// Linking are the flags of how tokens are made.
type Linking struct {
	Who    `embed:""`
	Anchor string `help:"Public key of the trust anchor, which says how tokens are made; needed with --identities." env:"CORRIDOR_ANCHOR" placeholder:"KEY"`
}

// checkAnchor refuses flags that could never make a token.
func (l Linking) checkAnchor() error {
	if l.Identities != "" && !sign.Valid(l.Anchor) {
		return fmt.Errorf("%w: --identities needs --anchor, the public key of the trust anchor: 56 characters that begin with A", app.ErrMisused)
	}
	return nil
}

// linkage returns how the trust list in force says that tokens are made; nil without
// identities.
func (l Linking) linkage(ctx context.Context, js jetstream.JetStream, id Identity) (*Linkage, error) {
	if l.Identities == "" {
		return nil, nil
	}
	list, _, err := trust.InForce(ctx, js, l.Anchor)
	if err != nil && !errors.Is(err, trust.ErrNone) {
		return nil, err
	}
	linkage := LinkageOf(list.GetLinkage(), holder.New(js.Conn(), id.Key, id.Country))
	if linkage == nil {
		return nil, errors.New("this hub links nothing yet, so nothing was sent: ask its operator to put the key-holders' keys into the trust list, with corridor keys linkage")
	}
	return linkage, nil
}

// roll is who the victims of the cases are, in memory alone.
type roll struct {
	people map[person.Key]identity.Identity
	found  map[person.Key]bool // of whom a report was taken
	tally  tally
}

// roll reads who the victims are; nil where no file says it.
func (w Who) roll(problem func(Problem)) (r *roll, err error) {
	if w.Identities == "" {
		return nil, nil
	}
	f, err := os.Open(w.Identities)
	if err != nil {
		return nil, fmt.Errorf("opening the identities: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	r = &roll{found: map[person.Key]bool{}}
	r.people, err = person.Read(f, func(p person.Problem) {
		problem(Problem{Position: p.Line - 2, Field: p.Column, Reason: string(p.Reason), Refused: p.Reason.Refuses()})
	})
	return r, err
}

// of returns the victims of a filing who stand in the roll, and counts them. What it says of
// them beside who they are is what the filing says.
func (r *roll) of(f Filing) ([]Person, error) {
	if r == nil {
		return nil, nil
	}
	report, faults := wire.DecodeReport(f.Content)
	if len(faults) > 0 {
		return nil, errors.New("a report can't be read back")
	}
	var people []Person
	for _, v := range report.Victims {
		key := person.Key{CaseKey: f.CaseKey, Victim: v.Ref}
		id, known := r.people[key]
		if !known {
			continue
		}
		p := Person{Victim: v, Detected: report.Incident.DetectionPeriod, Identity: id}
		people = append(people, p)
		r.found[key] = true
		r.tally.add(measure(&p))
	}
	return people, nil
}

// strangers is how many of the roll are in no report that was taken.
func (r *roll) strangers() int { return len(r.people) - len(r.found) }
