// Package deduplicator keeps which reports count and which of their victims are one person.
// It reads NORMALIZED and is the only writer of PERSONS.
package deduplicator

import (
	"context"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
)

// Name of the service.
const Name = "deduplicator"

// version of the fold's state; a change makes old snapshots void.
const version = "deduplicator/3"

// Config is what an operator sets. A log is decided by one key and one model from its start
// to its end: with others the service refuses to go on.
type Config struct {
	LinkKey   string `help:"File with the key that linkage tokens are sealed to, made by corridor keys init. Without it nothing is linked: each record is a person." type:"existingfile" env:"CORRIDOR_LINK_KEY"`
	LinkModel string `help:"File with another linkage model than the built-in one, made by corridor link fit." type:"existingfile" env:"CORRIDOR_LINK_MODEL"`
}

// Run keeps persons until ctx ends.
func (c Config) Run(ctx context.Context, env app.Env) error {
	l, err := c.linking()
	if err != nil {
		return err
	}
	if l == nil {
		env.Log.Warn().Msg("no link key: nothing is linked, each record is a person")
	}
	m := newMetrics(env.Registry)
	cfg := env.Stage(Name, bus.Normalized, bus.Persons, version, func() stage.Fold { return newFold(l, m) })
	cfg.Partitions = bus.AwaitPartitions(ctx, env.JetStream, func(err error) {
		env.Log.Warn().Err(err).Msg("waiting for the normalizers")
	})
	return stage.Run(ctx, cfg) // ends at once where the wait was ended
}

// Fold returns the service's fold without a broker, for batch recomputation.
func (c Config) Fold() (stage.Fold, error) {
	l, err := c.linking()
	return newFold(l, newMetrics(nil)), err
}
