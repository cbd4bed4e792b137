package focalpoint

import (
	"context"
	"time"
)

// receiptPatience is how long a publisher waits for a receipt before it goes on without: the
// hub stores reports also while its normalizer is away.
const receiptPatience = 2 * time.Second

// room waits until another submission may leave. A focal point that sends faster than the hub
// decides would fill the queue that all countries share; like this the others find no more
// than its window in it.
func (p *Publisher) room(ctx context.Context) error {
	if p.open < p.o.Window {
		return nil
	}
	patience, cancel := context.WithTimeout(ctx, p.patience)
	defer cancel()
	err := p.receipts(patience, func() bool { return p.open < p.o.Window })
	if patience.Err() != nil && ctx.Err() == nil {
		p.o.Log.Warn().Msg("no receipts; going on slowly without")
		return nil
	}
	return err
}

// receipts follows the receipts of this publisher's submissions until enough says so.
func (p *Publisher) receipts(ctx context.Context, enough func() bool) error {
	return p.tail.read(ctx, func(r receipt) (bool, error) {
		err := p.receive(r)
		return enough(), err
	})
}
