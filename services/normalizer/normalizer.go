// Package normalizer is the hub's door: it verifies who sent a submission, validates each
// report, brings it to one form and answers with a receipt. It reads REPORTS and is the only
// writer of NORMALIZED.
package normalizer

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
)

// Name of the service.
const Name = "normalizer"

// version of the fold's state; a change makes old snapshots void.
const version = "normalizer/2"

// Config is what an operator sets.
type Config struct {
	Anchor    string        `help:"Public key of the offline trust anchor that signs trust lists." required:"" env:"CORRIDOR_ANCHOR"`
	Partition bus.Partition `help:"Share of the countries that this instance answers, e.g. 1/2 for the first of two." default:"1/1" placeholder:"K/N" env:"CORRIDOR_PARTITION"`
}

// Validate refuses an anchor that could never have signed anything.
func (c Config) Validate() error {
	if !sign.Valid(c.Anchor) {
		return errors.New("the anchor is no public signing key: 56 characters that begin with A")
	}
	return nil
}

// Run normalizes submissions until ctx ends.
func (c Config) Run(ctx context.Context, env app.Env) error {
	if err := c.Validate(); err != nil {
		return err
	}
	err := env.Ensure(ctx, func(ctx context.Context, js jetstream.JetStream, o bus.Options) error {
		return bus.EnsurePartition(ctx, js, o, c.Partition)
	})
	if err != nil || ctx.Err() != nil {
		return err
	}
	m := newMetrics(env.Registry)
	return stage.Run(ctx, env.Stage(c.name(), bus.Reports, c.Partition.Stream(), version, func() stage.Fold {
		return newFold(c, m)
	}))
}

// name tells partitions apart in snapshots, signs of life and metrics.
func (c Config) name() string {
	if c.Partition.Of <= 1 {
		return Name
	}
	return fmt.Sprintf("%s-%d", Name, c.Partition.Number)
}

// Fold returns the service's fold without a broker, for batch recomputation.
func (c Config) Fold() stage.Fold { return newFold(c, newMetrics(nil)) }
