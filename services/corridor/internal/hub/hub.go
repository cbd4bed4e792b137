// Package hub runs every service in one process over an embedded NATS server: the same
// streams and the same code as services that run apart, without a shortcut between them.
package hub

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/sync/errgroup"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/broker"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/obs"
	"github.com/corridor-tip/corridor/pkg/varz"
	"github.com/corridor-tip/corridor/services/aggregator"
	"github.com/corridor-tip/corridor/services/analyst"
	"github.com/corridor-tip/corridor/services/deduplicator"
	"github.com/corridor-tip/corridor/services/keyholder"
	"github.com/corridor-tip/corridor/services/normalizer"
)

// Config says where the hub keeps its data and where it listens.
type Config struct {
	Dir      string              // store of the streams
	NATSHost string              // address that the NATS server listens on; default 127.0.0.1
	NATSPort int                 // 0 picks a free port
	Metrics  string              // address of /metrics, /healthz and /readyz
	Fallback bool                // any free port where one is taken
	Anchor   string              // public key of the trust anchor
	Persons  deduplicator.Config // by what persons are decided on
	Holders  map[int]string      // directories with the keys of key-holders that run here
	Analyst  analyst.Config
	Tracer   trace.Tracer // nil traces nothing
	Log      zerolog.Logger
}

// Hub is a running hub.
type Hub struct {
	JetStream jetstream.JetStream
	Health    *obs.Health
	NATS      string // URL for clients
	Metrics   string // host and port
	Analyst   string // host and port

	server *server.Server
	conns  []*nats.Conn
	group  *errgroup.Group
	cancel context.CancelFunc
	reg    *prometheus.Registry
}

// Start runs the hub until Stop is called or a service fails.
func Start(ctx context.Context, c Config) (*Hub, error) {
	h := &Hub{Health: &obs.Health{}, reg: obs.NewRegistry()}
	if err := h.start(ctx, c); err != nil {
		_ = h.Stop()
		return nil, err
	}
	return h, nil
}

func (h *Hub) start(ctx context.Context, c Config) error {
	var err error
	if h.server, err = h.broker(c); err != nil {
		return err
	}
	h.NATS = h.server.ClientURL()
	if h.JetStream, err = h.Connect("hub"); err != nil {
		return err
	}
	if err := bus.Ensure(ctx, h.JetStream, bus.Options{}); err != nil {
		return err
	}
	ctx, h.cancel = context.WithCancel(ctx)
	h.group, ctx = errgroup.WithContext(ctx)
	return h.run(ctx, c)
}

// broker starts the server on its port, or on any where that is taken and may be.
func (h *Hub) broker(c Config) (*server.Server, error) {
	port := c.NATSPort
	if port > 0 && c.Fallback {
		l, err := obs.Listen(fmt.Sprintf("127.0.0.1:%d", port), false)
		if err != nil {
			port = 0
		} else if err := l.Close(); err != nil {
			return nil, err
		}
	}
	return broker.Start(broker.Config{Dir: c.Dir, Host: c.NATSHost, Port: port})
}

// Connect opens a connection inside the process; it closes with the hub.
func (h *Hub) Connect(name string) (jetstream.JetStream, error) {
	nc, js, err := bus.Connect(h.NATS, "corridor-"+name, nats.InProcessServer(h.server))
	if err != nil {
		return nil, err
	}
	h.conns = append(h.conns, nc)
	return js, nil
}

func (h *Hub) run(ctx context.Context, c Config) error {
	l, err := obs.Listen(c.Metrics, c.Fallback)
	if err != nil {
		return err
	}
	h.Metrics = l.Addr().String()
	h.reg.MustRegister(bus.Collector(h.JetStream), varz.Collector(broker.Varz(h.server)))
	h.group.Go(func() error { return obs.Serve(ctx, l, obs.Handler(h.reg, h.Health)) })
	bound := make(chan string, 1)
	c.Analyst.ListenFallback = c.Fallback
	c.Analyst.Bound = func(addr string) { bound <- addr }
	for _, s := range c.services(c.Analyst) {
		js, err := h.Connect(s.name)
		if err != nil {
			return err
		}
		env := app.Env{JetStream: js, Registry: h.reg, Health: h.Health, Tracer: c.Tracer, Log: c.Log}
		h.group.Go(func() error { return s.Run(ctx, env) })
	}
	select {
	case h.Analyst = <-bound:
		return nil
	case <-ctx.Done():
		return h.group.Wait()
	}
}

// service is one that runs in this process.
type service struct {
	name string
	app.Service
}

// services are all that run here.
func (c Config) services(page analyst.Config) []service {
	list := []service{
		{normalizer.Name, normalizer.Config{Anchor: c.Anchor}},
		{deduplicator.Name, c.Persons},
		{aggregator.Name, aggregator.Config{}},
		{analyst.Name, page},
	}
	for _, holder := range slices.Sorted(maps.Keys(c.Holders)) {
		list = append(list, service{
			name:    fmt.Sprintf("%s-%d", keyholder.Name, holder),
			Service: keyholder.Config{Holder: holder, Keys: c.Holders[holder], Anchor: c.Anchor, Quota: quota, Burst: keyholder.MaxBurst},
		})
	}
	return list
}

// quota is how many evaluations a country has in a day from the key-holders of this process.
const quota = 10_000_000

// Wait returns when a service has failed or the context of Start has ended.
func (h *Hub) Wait() error { return h.group.Wait() }

// Stop ends services, connections and server, in this order, and returns what went wrong.
func (h *Hub) Stop() error {
	var err error
	if h.cancel != nil {
		h.cancel()
		err = h.group.Wait()
	}
	for _, nc := range h.conns {
		nc.Close()
	}
	if h.server != nil {
		broker.Stop(h.server)
	}
	return err
}
