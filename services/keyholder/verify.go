package keyholder

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
)

// Chain is what an audit says, all entries in one.
type Chain struct {
	Entries     uint64    // in the audit
	Evaluations uint64    // elements that the key was applied to
	Refusals    uint64    // entries of refused requests; each stands for one or more in a second
	From, To    time.Time // of the first and the last entry
	Head        []byte    // SHA-256 of the last entry: who noted it notices a cut end later
}

// String returns a line for people.
func (c Chain) String() string {
	if c.Entries == 0 {
		return "no entry yet"
	}
	return fmt.Sprintf("%d entries, unbroken from %s to %s: %d evaluations, %d refusals; head %x", c.Entries,
		c.From.UTC().Format(time.RFC3339), c.To.UTC().Format(time.RFC3339), c.Evaluations, c.Refusals, c.Head)
}

// VerifyAudit reads a key-holder's whole audit and checks that each entry follows the one
// before. The error is ErrAudit, with the place, where one does not. An end that was cut off
// shows only by comparison with a head that somebody noted before.
func VerifyAudit(ctx context.Context, js jetstream.JetStream, holder int) (Chain, error) {
	var c Chain
	name, _ := bus.Audit(holder)
	err := stage.Read(ctx, js, name, func(m stage.Message) error {
		e, err := chained(m, c.Entries+1, c.Head, false)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(m.Data)
		c.Entries, c.Head, c.To = c.Entries+1, sum[:], time.Unix(e.GetAtSeconds(), 0)
		if c.Entries == 1 {
			c.From = c.To
		}
		if e.GetRefusal() == granted {
			c.Evaluations += uint64(e.GetElements())
		} else {
			c.Refusals++
		}
		return nil
	})
	return c, err
}
