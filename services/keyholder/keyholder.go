// Package keyholder is one of the two independent key-holders: it applies its key to blinded
// inputs of the countries that the trust anchor names, and learns nothing of them. What
// bounds guessing is here too: a quota a day and country, and an audit that no evaluation
// goes without. It reads the trust list in NORMALIZED, trusts the anchor and not the hub, and
// is the only writer of its audit, KEYHOLDER_1 or KEYHOLDER_2.
package keyholder

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/token"
)

// Name of the service. Its part in health is Name, a hyphen and the holder's number.
const Name = "keyholder"

// MaxBurst is the most elements that one request may have.
const MaxBurst = 6000

// Config is what an operator sets.
type Config struct {
	Holder int    `help:"Which of the two key-holders this is, 1 or 2." required:"" env:"CORRIDOR_HOLDER"`
	Keys   string `help:"Directory of the key files, one that ends in .key for each epoch. Files that come and go are noticed." type:"existingdir" required:"" env:"CORRIDOR_HOLDER_KEYS"`
	Anchor string `help:"Public key of the offline trust anchor that signs trust lists." required:"" env:"CORRIDOR_ANCHOR"`
	Quota  uint64 `help:"Evaluations of a country in a day (UTC)." default:"200000" env:"CORRIDOR_QUOTA"`
	Burst  int    `help:"Most elements in one request, at most 6000." default:"6000" env:"CORRIDOR_BURST"`

	// Now is the clock; time.Now when nil.
	Now func() time.Time `kong:"-"`
}

// Validate refuses what could never work, or would bound nothing.
func (c Config) Validate() error {
	switch {
	case c.Holder != token.First && c.Holder != token.Second:
		return errors.New("the holder is neither 1 nor 2")
	case !sign.Valid(c.Anchor):
		return errors.New("the anchor is no public signing key: 56 characters that begin with A")
	case c.Quota == 0:
		return errors.New("a quota of 0 evaluates nothing")
	case c.Burst < 1 || c.Burst > MaxBurst:
		return fmt.Errorf("burst %d is not from 1 to %d", c.Burst, MaxBurst)
	}
	return nil
}

// KeyFile returns the name that a key's file has by convention in the directory of keys.
func KeyFile(holder int, epoch uint32) string {
	return fmt.Sprintf("holder-%d-epoch-%d%s", holder, epoch, keySuffix)
}

// Run answers requests until ctx ends or the audit is found damaged.
func (c Config) Run(ctx context.Context, env app.Env) error {
	if err := c.Validate(); err != nil {
		return err
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	part := fmt.Sprintf("%s-%d", Name, c.Holder)
	env.Health.Set(part, false)
	log := env.Log.With().Str("component", part).Logger()
	m := newMetrics(env.Registry, c.Holder)
	k, err := openKeys(c.Keys, c.Holder, m, log)
	if err != nil {
		return err
	}
	a, err := openAudit(ctx, env.JetStream, c.Holder, newBook(c.Quota), c.Now)
	if err != nil {
		return err
	}
	m.quota.Set(float64(c.Quota))
	m.least.Set(float64(a.book.least(c.Now())))
	s := &server{Config: c, keys: k, audit: a, metrics: m, log: log, trust: newTrust(env.JetStream, c.Anchor, log)}
	return s.serve(ctx, env.JetStream.Conn(), func() { env.Health.Set(part, true) })
}
