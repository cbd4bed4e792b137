package focalpoint

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
)

const (
	attemptTimeout = 2 * time.Second
	retryWait      = 100 * time.Millisecond
)

// deliver publishes bytes until the broker acknowledges them. It gives up on what trying again
// can't mend, and when ctx ends.
func (p *Publisher) deliver(ctx context.Context, data []byte, id string) error {
	for {
		err := p.attempt(ctx, data, id)
		switch {
		case err == nil:
			p.metrics.published.Inc()
			return nil
		case ctx.Err() != nil:
			return fmt.Errorf("publishing a submission: %w", ctx.Err())
		case hopeless(err):
			return fmt.Errorf("publishing a submission: %w", err)
		}
		p.metrics.retried.Inc()
		p.o.Log.Warn().Err(err).Str("nats", bus.Address(p.js.Conn())).Msg("submission not acknowledged; trying again")
		pause(ctx, retryWait)
	}
}

func (p *Publisher) attempt(ctx context.Context, data []byte, id string) error {
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	msg := nats.NewMsg(bus.ReportsSubject(p.id.Country))
	msg.Data = data
	if id != "" {
		msg.Header.Set(jetstream.MsgIDHeader, id)
	}
	_, err := p.js.PublishMsg(ctx, msg, jetstream.WithRetryAttempts(0))
	return err
}

// hopeless tells what will never work from a broker that is away, moving or out of room.
func hopeless(err error) bool {
	var api *jetstream.APIError
	if errors.As(err, &api) {
		return api.Code < http.StatusInternalServerError && api.Code != http.StatusTooManyRequests
	}
	return errors.Is(err, nats.ErrMaxPayload) || errors.Is(err, nats.ErrConnectionClosed)
}

// pause waits for d or for the end of ctx.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
