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
const version = "deduplicator/1"

// Config is what an operator sets: nothing yet.
type Config struct{}

// Run keeps persons until ctx ends.
func (c Config) Run(ctx context.Context, env app.Env) error {
	m := newMetrics(env.Registry)
	return stage.Run(ctx, env.Stage(Name, bus.Normalized, bus.Persons, version, func() stage.Fold {
		return newFold(m)
	}))
}

// Fold returns the service's fold without a broker, for batch recomputation.
func (c Config) Fold() stage.Fold { return newFold(newMetrics(nil)) }
