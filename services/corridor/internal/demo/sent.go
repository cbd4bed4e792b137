package demo

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// sent is the focal points and what they have sent.
type sent struct {
	js       jetstream.JetStream
	keys     *keyring.Keyring
	tokens   *tokens
	batch    int
	progress func(n int)
	points   map[geo.Area]*focalpoint.Publisher
	order    []*focalpoint.Publisher // every publisher, those with a wrong key among them
	total    focalpoint.Outcome
}

func newSent(js jetstream.JetStream, keys *keyring.Keyring, t *tokens, batch int, progress func(int)) *sent {
	return &sent{js: js, keys: keys, tokens: t, batch: batch, progress: progress, points: map[geo.Area]*focalpoint.Publisher{}}
}

// point returns the focal point of a country.
func (s *sent) point(ctx context.Context, country geo.Area, produced tip.Period) (*focalpoint.Publisher, error) {
	if p, ok := s.points[country]; ok {
		return p, nil
	}
	id, err := s.keys.Identity(country)
	if err != nil {
		return nil, err
	}
	p, err := s.publisher(ctx, id, produced)
	if err == nil {
		s.points[country] = p
	}
	return p, err
}

// window is how many submissions of a country wait for a receipt at once: no other country's
// reports wait behind them here.
const window = 8

func (s *sent) publisher(ctx context.Context, id focalpoint.Identity, produced tip.Period) (*focalpoint.Publisher, error) {
	p, err := focalpoint.NewPublisher(ctx, s.js, id, focalpoint.Options{
		Produced: produced, Batch: s.batch, Window: window, Linkage: s.tokens.of(s.js.Conn(), id),
	})
	if err != nil {
		return nil, fmt.Errorf("starting the focal point of %s: %w", id.Country, err)
	}
	s.order = append(s.order, p)
	return p, nil
}

// finish sends what is left and waits for every receipt.
func (s *sent) finish(ctx context.Context) error {
	for _, p := range s.order {
		if err := p.Flush(ctx); err != nil {
			return err
		}
	}
	for _, p := range s.order {
		o, err := p.Wait(ctx)
		if err != nil {
			return err
		}
		s.total.Add(o)
	}
	return nil
}

// refusals counts the reasons of the refused items.
func (s *sent) refusals() map[code.Reason]int {
	n := map[code.Reason]int{}
	for _, r := range s.total.Refusals {
		for _, f := range r.Findings {
			if rule.Refuses(f.Reason) {
				n[f.Reason] += r.Items
				break
			}
		}
	}
	return n
}
