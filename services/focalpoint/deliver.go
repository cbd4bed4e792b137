package focalpoint

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
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

// traced delivers a submission in a span, which the message carries on.
func (p *Publisher) traced(ctx context.Context, s *submission) error {
	if p.o.Tracer == nil {
		return p.deliver(ctx, s.data, s.id())
	}
	ctx, span := p.o.Tracer.Start(ctx, Name, trace.WithSpanKind(trace.SpanKindProducer), trace.WithAttributes(
		attribute.String("messaging.system", "nats"),
		attribute.String("messaging.destination.name", bus.Reports),
		attribute.Int("messaging.batch.message_count", 1),
		attribute.Int("corridor.reports", len(s.filed)),
	))
	defer span.End()
	return p.deliver(ctx, s.data, s.id())
}

func (p *Publisher) attempt(ctx context.Context, data []byte, id string) error {
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	msg := nats.NewMsg(bus.ReportsSubject(p.id.Country))
	msg.Data = data
	stage.InjectTrace(ctx, msg.Header)
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
