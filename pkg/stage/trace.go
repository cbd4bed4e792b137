package stage

import (
	"context"

	"github.com/nats-io/nats.go"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// traceHeader carries the W3C trace context. Like the mark it is infrastructure, which no
// equality of streams looks at. What W3C calls tracestate is left out: it is text of whoever
// published, and nothing of that kind travels through the hub.
const traceHeader = "traceparent"

// mostLinks bounds the links of a span: a batch can have hundreds of inputs.
const mostLinks = 64

// InjectTrace writes the context of the span in ctx, if there is one, to the headers of a
// message.
func InjectTrace(ctx context.Context, h nats.Header) {
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	if v := carrier[traceHeader]; v != "" {
		h[traceHeader] = []string{v}
	}
}

// extractTrace returns the context of the span that published a message.
func extractTrace(h nats.Header) trace.SpanContext {
	carrier := propagation.MapCarrier{traceHeader: h.Get(traceHeader)}
	return trace.SpanContextFromContext(propagation.TraceContext{}.Extract(context.Background(), carrier))
}

// traced runs publish, the storing of a batch, in a span. The span belongs to the trace of the
// input that caused the first output; those of the others are linked. The outputs carry it on.
func (r *runner) traced(ctx context.Context, b *batch, publish func(context.Context) error) error {
	if r.Tracer == nil || len(b.msgs) == 0 {
		return publish(ctx)
	}
	ctx, span := r.Tracer.Start(parentOf(ctx, b), r.Name, trace.WithSpanKind(trace.SpanKindProducer), trace.WithLinks(linksOf(b)...),
		trace.WithAttributes(
			attribute.String("corridor.stage", r.Name),
			attribute.String("messaging.system", "nats"),
			attribute.String("messaging.destination.name", r.Output),
			attribute.Int("messaging.batch.message_count", len(b.msgs)),
			attribute.Int("corridor.inputs", len(b.inputs)),
			attribute.Int64("corridor.input.last", int64(b.last().Seq)),
			attribute.Int64("corridor.output.first", int64(r.at.output+1)),
		))
	defer span.End()
	for _, m := range b.msgs {
		InjectTrace(ctx, m.Header)
	}
	err := publish(ctx)
	if err != nil {
		span.SetStatus(codes.Error, "not stored")
	}
	return err
}

func parentOf(ctx context.Context, b *batch) context.Context {
	if sc := extractTrace(b.cause.header); sc.IsValid() {
		return trace.ContextWithRemoteSpanContext(ctx, sc)
	}
	return ctx
}

func linksOf(b *batch) (links []trace.Link) {
	for _, in := range b.inputs[:min(len(b.inputs), mostLinks)] {
		if sc := extractTrace(in.header); sc.IsValid() {
			links = append(links, trace.Link{SpanContext: sc})
		}
	}
	return links
}
