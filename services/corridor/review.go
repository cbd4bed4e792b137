package corridor

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/deduplicator"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// decisionFlags are those of all decisions.
type decisionFlags struct {
	app.Client          `embed:""`
	deduplicator.Config `embed:""`
	ReviewerKey         string `help:"File with the reviewer's signing key." type:"existingfile" required:"" env:"CORRIDOR_REVIEWER_KEY" placeholder:"FILE"`
	First               string `arg:"" help:"One of the two victims, as corridor link review list prints her."`
	Second              string `arg:"" help:"The other one."`
}

const decisionHelp = "The decision is signed, kept in the log of reports, and waited for until it has taken effect. A later one on the same pair takes its place.\n\n" +
	"Example: corridor link review %s UKR-0f3a5b7c9d1e2f405162738495a6b7c8-1 POL-9b8c7d6e5f405162738495a6b7c8d9ea-1 --reviewer-key KEYS/reviewer.seed --link-key KEYS/link.key"

type reviewConfirmCommand struct {
	decisionFlags `embed:""`
}

// Help shows how to use the command.
func (reviewConfirmCommand) Help() string { return fmt.Sprintf(decisionHelp, "confirm") }

// Run decides that two victims are one person.
func (c *reviewConfirmCommand) Run() error { return c.decide(linkage.Same) }

type reviewRejectCommand struct {
	decisionFlags `embed:""`
}

// Help shows how to use the command.
func (reviewRejectCommand) Help() string { return fmt.Sprintf(decisionHelp, "reject") }

// Run decides that two victims are two persons.
func (c *reviewRejectCommand) Run() error { return c.decide(linkage.Different) }

type reviewReopenCommand struct {
	decisionFlags `embed:""`
}

// Help shows how to use the command.
func (reviewReopenCommand) Help() string { return fmt.Sprintf(decisionHelp, "reopen") }

// Run takes an earlier decision back.
func (c *reviewReopenCommand) Run() error { return c.decide(linkage.Open) }

func (c *decisionFlags) decide(v linkage.Verdict) error {
	a, b, err := victims(c.First, c.Second)
	if err != nil {
		return err
	}
	seed, err := os.ReadFile(c.ReviewerKey)
	if err != nil {
		return fmt.Errorf("reading the reviewer's key: %w", err)
	}
	key, err := sign.KeyFromSeed(bytes.TrimSpace(seed))
	clear(seed)
	if err != nil {
		return err
	}
	book, err := c.Book()
	if err != nil {
		return err
	}
	return c.Do(context.Background(), "review", func(ctx context.Context, env app.Env) error {
		r := reviewing{js: env.JetStream, book: book, key: key}
		return r.decide(ctx, os.Stdout, a, b, v)
	})
}

// reviewing is a reviewer at work.
type reviewing struct {
	js   jetstream.JetStream
	book *deduplicator.Book
	key  *sign.Key
}

// decide makes a decision, waits until it has taken effect, and prints what came of it.
func (r *reviewing) decide(ctx context.Context, w io.Writer, a, b linkage.Key, v linkage.Verdict) error {
	if err := r.book.Read(ctx, r.js); err != nil {
		return err
	}
	held, err := r.check(a, b, v)
	if err != nil {
		return err
	}
	if held.Verdict == v {
		_, err := fmt.Fprintf(w, "That is decided already (revision %d). %s\n", held.Revision, r.now(a, b))
		return err
	}
	d, ok := linkage.NewDecision(a, b, v, held.Revision+1)
	if !ok {
		return errors.New("the pair has been decided as often as can be")
	}
	data, err := signed(r.key, d)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, decisionTimeout)
	defer cancel()
	if err := r.carryOut(ctx, data); err != nil {
		return err
	}
	if now, _ := r.book.Decision(a, b); now != d {
		return fmt.Errorf("%w: the decision was accepted, and another one on the same pair came first; look at the pair again. %s", app.ErrFound, r.now(a, b))
	}
	_, err = fmt.Fprintf(w, "Decided (revision %d). %s\n", d.Revision, r.now(a, b))
	return err
}

// decisionTimeout bounds the wait for a hub that may not be running.
const decisionTimeout = 30 * time.Second

// check returns the decision that counts, and refuses one that could have no effect.
func (r *reviewing) check(a, b linkage.Key, v linkage.Verdict) (held linkage.Decision, err error) {
	held, _ = r.book.Decision(a, b)
	switch {
	case !r.book.Links():
		return held, errors.New("no link key: give that of the deduplicator with --link-key; a hub without one links nothing")
	case !r.book.Has(a) || !r.book.Has(b):
		return held, fmt.Errorf("%w: no report that counts has such a victim", app.ErrFound)
	case !r.explained(a, b):
		return held, fmt.Errorf("%w: one of the two came without linkage tokens, so she is always a person of her own", app.ErrFound)
	case v == linkage.Open && held.Revision == 0:
		return held, fmt.Errorf("%w: there is no decision to take back", app.ErrFound)
	case linkage.SameReport(a, b):
		return held, fmt.Errorf("%w: the two are of one report, so they are two persons; that is for its sender to correct", app.ErrFound)
	}
	return held, nil
}

func (r *reviewing) explained(a, b linkage.Key) bool { _, ok := r.book.Explain(a, b); return ok }

// now says whether two victims are one person.
func (r *reviewing) now(a, b linkage.Key) string {
	if r.book.Together(a, b) {
		return "The two are one person now."
	}
	return "The two are two persons now."
}

// signed returns a decision as it is published.
func signed(key *sign.Key, d linkage.Decision) ([]byte, error) {
	body, err := proto.MarshalOptions{Deterministic: true}.Marshal(deduplicator.ReviewBody(d))
	if err != nil {
		return nil, fmt.Errorf("encoding the decision: %w", err)
	}
	signature, err := key.Sign(sign.ReviewType, body)
	if err != nil {
		return nil, err
	}
	return proto.Marshal(&pb.Review{Body: body, PublicKey: key.Public(), Signature: signature})
}

// carryOut publishes a decision and waits until the deduplicator has carried it out.
func (r *reviewing) carryOut(ctx context.Context, data []byte) error {
	seq, reason, err := offerReview(ctx, r.js, data)
	if err != nil {
		return err
	}
	if reason != 0 {
		return fmt.Errorf("%w: the hub has refused the decision: %s", app.ErrFound, focalpoint.Explain(reason))
	}
	for {
		at, err := stage.CheckpointOf(ctx, r.js, bus.Persons, 0)
		if err == nil && at >= seq {
			return r.book.Read(ctx, r.js)
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return errors.New("the decision is accepted, and no deduplicator has carried it out yet; is it running?")
		}
	}
}

// offerReview publishes a decision and waits for the normalizer's verdict: the sequence in
// NORMALIZED of one that was accepted, or the reason of a refusal.
func offerReview(ctx context.Context, js jetstream.JetStream, data []byte) (seq uint64, reason code.Reason, err error) {
	s, err := js.Stream(ctx, bus.Normalized)
	if err != nil {
		return 0, 0, fmt.Errorf("looking at stream %s: %w", bus.Normalized, err)
	}
	ack, err := js.Publish(ctx, bus.ReviewOfferedSubject, data)
	if err != nil {
		return 0, 0, fmt.Errorf("publishing the decision: %w", err)
	}
	found := errors.New("found")
	err = stage.Follow(ctx, js, bus.Normalized, s.CachedInfo().State.LastSeq+1, func(m stage.Message) error {
		accepted, why := verdictOn(m, data, ack.Sequence)
		if !accepted && why == 0 {
			return nil
		}
		seq, reason = m.Seq, why
		return found
	})
	switch {
	case errors.Is(err, found):
		return seq, reason, nil
	case err == nil:
		err = errors.New("the decision is published, and no normalizer has decided on it; is the hub running?")
	}
	return 0, 0, err
}

// verdictOn reads the verdict on a decision out of a message of NORMALIZED, if that has it.
func verdictOn(m stage.Message, data []byte, offered uint64) (accepted bool, reason code.Reason) {
	switch m.Subject {
	case bus.ReviewAcceptedSubject:
		var n pb.Normalized
		return proto.Unmarshal(m.Data, &n) == nil && bytes.Equal(n.GetReview(), data), 0
	case bus.ReviewRefusedSubject:
		var q pb.Quarantined
		if proto.Unmarshal(m.Data, &q) != nil || q.GetSequence() != offered {
			return false, 0
		}
		for _, it := range q.GetItems() {
			for _, f := range it.GetFindings() {
				return false, code.Reason(f.GetReason())
			}
		}
		return false, code.ReasonD01
	}
	return false, 0
}
