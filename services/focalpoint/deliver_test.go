package focalpoint

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/broker"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
)

// deaf loses the first acknowledgements of what the broker has stored.
type deaf struct {
	jetstream.JetStream
	loses int
}

func (d *deaf) PublishMsg(ctx context.Context, m *nats.Msg, opts ...jetstream.PublishOpt) (*jetstream.PubAck, error) {
	ack, err := d.JetStream.PublishMsg(ctx, m, opts...)
	if d.loses > 0 {
		d.loses--
		return nil, nats.ErrTimeout
	}
	return ack, err
}

func TestALostAcknowledgementStoresNothingTwice(t *testing.T) {
	_, js := bustest.Start(t)
	hub(t, js)
	o := options()
	reg := prometheus.NewRegistry()
	var log bytes.Buffer
	o.Registry, o.Batch, o.Log = reg, 2, zerolog.New(&log)
	p := publisher(t, &deaf{js, 2}, o)
	for i := range 4 {
		must(t, p.Send(soon(t), upsert(fmt.Sprint("case ", i), 1)))
	}
	got, err := p.Wait(soon(t))
	must(t, err)
	same(t, got, Outcome{Received: 4, Accepted: 4})
	if n := len(stored(t, js)); n != 2 {
		t.Errorf("%d messages for 2 submissions", n)
	}
	if n := counted(t, reg); n["retried"] != 2 || n["published"] != 2 {
		t.Errorf("counted %v", n)
	}
	if line := log.String(); !strings.Contains(line, "not acknowledged") || strings.Contains(line, "case") ||
		strings.Contains(line, fmt.Sprintf("%x", refOf(p, "case 0"))) {
		t.Errorf("the outage is not logged, or with a case: %s", line)
	}
}

func TestABrokerThatIsAwayLosesNothing(t *testing.T) {
	dir := t.TempDir()
	port := bustest.Port(t)
	s := bustest.Server(t, dir, port)
	js := bustest.Connect(t, s.ClientURL())
	must(t, bus.Ensure(soon(t), js, bus.Options{}))
	p := publisher(t, js, options())
	must(t, p.Send(soon(t), upsert("case 1", 1)))
	must(t, p.Flush(soon(t)))
	broker.Stop(s)

	must(t, p.Send(soon(t), upsert("case 2", 1)))
	short, cancel := context.WithTimeout(soon(t), 300*time.Millisecond)
	defer cancel()
	err := p.Flush(short)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("flushed without a broker: %v", err)
	}
	signed := bytes.Clone(p.sealed.data)
	if err := p.Send(short, upsert("case 3", 1)); err != nil {
		t.Errorf("a filing that waits for others needs no broker: %v", err)
	}

	bustest.Server(t, dir, port)
	hub(t, js)
	got, err := p.Wait(soon(t))
	must(t, err)
	same(t, got, Outcome{Received: 3, Accepted: 3})
	msgs := stored(t, js)
	if len(msgs) != 3 || !bytes.Equal(msgs[1].Data, signed) {
		t.Errorf("%d messages, or another than was signed first", len(msgs))
	}
	if _, refs := submissions(t, p, msgs); len(refs) != 3 || refs[2] != refOf(p, "case 3") {
		t.Error("not in order")
	}
}

func refOf(p *Publisher, caseKey string) string {
	ref := p.id.Ref(caseKey)
	return string(ref[:])
}

func TestReceiptsAreFollowedOverARestart(t *testing.T) {
	dir := t.TempDir()
	port := bustest.Port(t)
	s := bustest.Server(t, dir, port)
	js := bustest.Connect(t, s.ClientURL())
	must(t, bus.Ensure(soon(t), js, bus.Options{}))
	p := publisher(t, js, options())
	must(t, p.Send(soon(t), upsert("a", 1)))
	must(t, p.Flush(soon(t)))
	type end struct {
		Outcome
		error
	}
	ended := make(chan end, 1)
	ctx := soon(t)
	go func() {
		o, err := p.Wait(ctx)
		ended <- end{o, err}
	}()
	broker.Stop(s)
	bustest.Server(t, dir, port)
	hub(t, js)
	got := <-ended
	must(t, got.error)
	same(t, got.Outcome, Outcome{Received: 1, Accepted: 1})
}

func TestAPublisherWaitsForTheBroker(t *testing.T) {
	nc, js, err := bus.Connect("nats://127.0.0.1:1", "nobody there")
	must(t, err)
	defer nc.Close()
	ctx, cancel := context.WithTimeout(soon(t), 200*time.Millisecond)
	defer cancel()
	if _, err := NewPublisher(ctx, js, italy(t), options()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}
