package stage

import (
	"context"
	"testing"

	"github.com/nats-io/nats.go"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
)

// TestTracesRideBesideTheOutput publishes the same inputs with and without a tracer, one of them
// with a trace context and a text of the sender's: the outputs are the same, the context goes
// on in a header, the text does not, and without a tracer there is no header at all.
func TestTracesRideBesideTheOutput(t *testing.T) {
	_, js := bustest.Start(t)
	const trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
	for name, on := range map[string]bool{"on": true, "off": false} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, js)
			spans := tracetest.NewSpanRecorder()
			cfg := b.config()
			if on {
				cfg.Tracer = sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(spans)).Tracer("test")
			}
			msg := nats.NewMsg("in" + b.id + ".x")
			msg.Data = []byte{2, 0}
			msg.Header[traceHeader] = []string{"00-" + trace + "-" + parent + "-01"}
			msg.Header["tracestate"] = []string{"who=somebody"}
			_, err := js.PublishMsg(context.Background(), msg)
			b.must(err)
			stop := run(cfg)
			b.await(2)
			b.must(stop())
			same(t, b.outputs(), b.batchOf([]byte{2, 0}))
			l, err := openLog(context.Background(), js, "OUT"+b.id)
			b.must(err)
			out, err := l.get(context.Background(), 2)
			b.must(err)
			if out.Header.Get("tracestate") != "" {
				t.Error("the sender's text was carried on")
			}
			if got := extractTrace(out.Header); (got.TraceID().String() == trace) != on || got.SpanID().String() == parent {
				t.Errorf("the output's header is %q", out.Header.Get(traceHeader))
			}
			if n := len(spans.Ended()); (n == 1) != on {
				t.Fatalf("%d spans", n)
			}
			for _, s := range spans.Ended() {
				if s.Parent().SpanID().String() != parent || s.Name() != cfg.Name || len(s.Links()) != 1 {
					t.Errorf("span %s has parent %s and %d links", s.Name(), s.Parent().SpanID(), len(s.Links()))
				}
			}
		})
	}
}

// TestForeignTraceHeadersAreHarmless checks that what is no trace context is as none.
func TestForeignTraceHeadersAreHarmless(t *testing.T) {
	for _, v := range []string{"", "x", "00-0-0-01", "00-00000000000000000000000000000000-b7ad6b7169203331-01"} {
		if extractTrace(nats.Header{traceHeader: {v}}).IsValid() {
			t.Errorf("%q was taken", v)
		}
	}
	h := nats.Header{}
	if InjectTrace(context.Background(), h); len(h) > 0 {
		t.Errorf("without a span the headers are %v", h)
	}
}
