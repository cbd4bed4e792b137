// Package aggregator turns changes of persons into cross-border statistics. It reads PERSONS
// and is the only writer of STATISTICS, where each message is what one input changed in one
// table: live and exact, so for partners of a sharing agreement only.
package aggregator

import (
	"context"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
)

// Name of the service.
const Name = "aggregator"

// version of the fold's state; a change makes old snapshots void.
const version = "aggregator/1"

// Config is what an operator sets: nothing yet.
type Config struct{}

// Run counts until ctx ends.
func (c Config) Run(ctx context.Context, env app.Env) error {
	m := newMetrics(env.Registry)
	return stage.Run(ctx, env.Stage(Name, bus.Persons, bus.Statistics, version, func() stage.Fold {
		return newFold(m)
	}))
}

// Fold returns the service's fold without a broker, for batch recomputation.
func (c Config) Fold() stage.Fold { return newFold(newMetrics(nil)) }
