// Package analyst shows the statistics to people and their programs: as pages, as files and
// live. It reads STATISTICS and writes nothing. What it shows are live counts for partners of
// a sharing agreement, with counts of one to ten as a range.
package analyst

import (
	"context"

	"golang.org/x/sync/errgroup"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/obs"
	"github.com/corridor-tip/corridor/pkg/table"
)

// Name of the service.
const Name = "analyst"

// Config is what an operator sets.
type Config struct {
	Listen         string `help:"Address of the pages and the API." default:"127.0.0.1:8480" env:"CORRIDOR_LISTEN"`
	ListenFallback bool   `help:"Take any free port where that of the address is taken." hidden:""`
	SmallCells     string `help:"Show counts of 1 to 10 as a range, or exactly where the agreement record allows it." enum:"range,exact" default:"range" env:"CORRIDOR_SMALL_CELLS"`

	// Notice, if set, stands first on every page: what a reader must know of these data.
	Notice string `kong:"-"`
	// Bound, if set, is told the address that the service listens on.
	Bound func(addr string) `kong:"-"`
}

// Run serves until ctx ends. The service is ready once it has read all that STATISTICS held
// at the start; until then it answers every question with 503.
func (c Config) Run(ctx context.Context, env app.Env) error {
	env.Health.Set(Name, false)
	l, err := obs.Listen(c.Listen, c.ListenFallback)
	if err != nil {
		return err
	}
	env.Log.Info().Str("address", l.Addr().String()).Msg("pages and API")
	if c.Bound != nil {
		c.Bound(l.Addr().String())
	}
	s := newServer(env, table.Options{Exact: c.SmallCells == "exact"})
	s.notice = c.Notice
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return obs.Serve(ctx, l, s.handler()) })
	g.Go(func() error {
		return fold(ctx, env.JetStream, s.board, func() {
			s.ready.Store(true)
			env.Health.Set(Name, true)
		})
	})
	return g.Wait()
}
