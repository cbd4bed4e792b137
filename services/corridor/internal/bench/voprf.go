package bench

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/services/corridor/internal/people"
)

// Cost says what real tokens came to, on one core.
type Cost struct {
	People, Tokens int
	Client         time.Duration // blinding for both holders, checking their proofs, combining
	Holder         time.Duration // evaluating and proving, of one holder
}

// roundTrip is how many people's inputs go to the key-holders at once.
const roundTrip = 100

// VOPRF makes the tokens of so many invented people with keys made for this, on the path that
// a focal point takes: blinded, evaluated by both holders with proofs, verified, combined.
func VOPRF(seed uint64, persons int) (c Cost, err error) {
	first, err := token.NewHolderKey(token.First, 1)
	if err != nil {
		return c, err
	}
	second, err := token.NewHolderKey(token.Second, 1)
	if err != nil {
		return c, err
	}
	epoch, err := token.EpochOf(first, second)
	if err != nil {
		return c, err
	}
	r := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // it invents people, and makes no key
	for c.People < persons {
		n := min(roundTrip, persons-c.People)
		if err := c.add(epoch, first, second, inputs(r, n)); err != nil {
			return c, fmt.Errorf("timing the making of tokens: %w", err)
		}
		c.People += n
	}
	return c, nil
}

// add makes the tokens of one round trip.
func (c *Cost) add(epoch token.Epoch, first, second *token.HolderKey, in []token.Input) error {
	start := time.Now()
	b, err := token.Blind(epoch, in)
	if err != nil {
		return err
	}
	asked := time.Now()
	one, err := first.Evaluate(b.First())
	if err != nil {
		return err
	}
	two, err := second.Evaluate(b.Second())
	if err != nil {
		return err
	}
	answered := time.Now()
	tokens, err := b.Finish(one, two)
	c.Client += asked.Sub(start) + time.Since(answered)
	c.Holder += answered.Sub(asked) / 2
	c.Tokens += len(tokens)
	return err
}

// inputs invents so many people and returns what their tokens are made of.
func inputs(r *rand.Rand, persons int) (list []token.Input) {
	countries := people.Countries()
	for range persons {
		nationality := countries[r.IntN(len(countries))]
		birth := people.BirthAt(r, code.AgeBandAdultUnspecified, tip.YearPeriod(2024))
		p := people.Invent(r, nationality, code.SexFemale, birth)
		for _, in := range p.Told(r, nationality).Inputs() {
			list = append(list, token.Input{Family: in.Family, Value: in.Value})
		}
	}
	return list
}
