package keyholder

import (
	"context"
	"sync"
	"time"

	"github.com/rs/zerolog"
)

// refresher loads something again at its time, and sooner when a request needs what is not
// there, yet never so often that requests could keep it busy.
type refresher struct {
	least time.Duration // between two loads
	load  func(ctx context.Context) error
	log   zerolog.Logger

	mu     sync.Mutex
	loaded time.Time
	failed bool
}

// now loads unless that was done less than least ago.
func (r *refresher) now(ctx context.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if time.Since(r.loaded) < r.least {
		return
	}
	err := r.load(ctx)
	if err != nil && !r.failed && ctx.Err() == nil {
		r.log.Warn().Err(err).Msg("what is served cannot be brought up to date; it stays as it was")
	}
	r.loaded, r.failed = time.Now(), err != nil
}

// run loads every so often until ctx ends.
func (r *refresher) run(ctx context.Context, every time.Duration) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			r.now(ctx)
		case <-ctx.Done():
			return nil
		}
	}
}
