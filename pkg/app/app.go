// Package app starts a service: flags, environment, log, metrics, health, connection and
// shutdown. It knows no word of the domain.
package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/sync/errgroup"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/obs"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/varz"
)

// Exit codes of every command.
const (
	ExitFine    = 0
	ExitWrong   = 1 // something was found wrong, or failed
	ExitMisused = 2 // the command line made no sense
)

var (
	// ErrFound is wrapped by a command that did its work and found something wrong.
	ErrFound = errors.New("found wrong")
	// ErrMisused is wrapped by a command that was given a value which makes no sense.
	ErrMisused = errors.New("misused")
)

// Env is what a service works with.
type Env struct {
	JetStream jetstream.JetStream
	Registry  prometheus.Registerer
	Health    *obs.Health
	Log       zerolog.Logger
	Tracer    trace.Tracer // nil traces nothing
	Replicas  int          // copies of each stream; 0 for one
}

// Stage returns the configuration that all stages share. A stage is ready once it is in
// charge or stands by.
func (e Env) Stage(name, input, output, version string, fold func() stage.Fold) stage.Config {
	e.Health.Set(name, false)
	return stage.Config{
		Name: name, JetStream: e.JetStream, Input: input, Output: output, New: fold, Version: version,
		Snapshots: bus.Snapshots, Alive: bus.Alive(name), Registry: e.Registry, Tracer: e.Tracer, Log: e.Log,
		Ready: func(bool) { e.Health.Set(name, true) },
	}
}

// LogFlags are the flags of every command.
type LogFlags struct {
	Log      string `help:"How log lines look." enum:"json,console" default:"console" env:"CORRIDOR_LOG"`
	LogLevel string `help:"Least level of log lines." enum:"debug,info,warn,error" default:"info" env:"CORRIDOR_LOG_LEVEL"`
}

// Logger returns the logger that the flags ask for, on standard error.
func (f LogFlags) Logger() (zerolog.Logger, error) {
	return obs.NewLogger(os.Stderr, f.Log, f.LogLevel)
}

// TraceFlags say where traces go.
type TraceFlags struct {
	OTLP string `name:"otlp" help:"Receiver of traces, OTLP over HTTP, e.g. http://127.0.0.1:4318; empty traces nothing." env:"CORRIDOR_OTLP" placeholder:"URL"`
}

// Tracer returns what the flags ask for, nil where they ask for nothing, and its end.
func (f TraceFlags) Tracer(ctx context.Context, name string, log zerolog.Logger) (trace.Tracer, func(), error) {
	tracer, stop, err := obs.Trace(ctx, f.OTLP, "corridor-"+name, log)
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrMisused, err)
	}
	return tracer, stop, err
}

// Client are the flags of a command that connects to NATS, does its work and ends.
type Client struct {
	LogFlags   `embed:""`
	TraceFlags `embed:""`
	NATS       string `name:"nats" help:"NATS server, or several separated by commas." default:"nats://127.0.0.1:4222" env:"CORRIDOR_NATS"`
	Creds      string `help:"NATS credentials file." type:"existingfile" env:"CORRIDOR_CREDS"`
}

// Do connects and works until the work is done, or a signal or ctx ends it. The work gets no
// registry and no health: nobody scrapes a command that ends.
func (c Client) Do(ctx context.Context, name string, work func(ctx context.Context, env Env) error) error {
	log, err := c.Logger()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	tracer, end, err := c.Tracer(ctx, name, log)
	if err != nil {
		return err
	}
	defer end()
	nc, js, err := c.connect(name)
	if err != nil {
		return err
	}
	defer nc.Close()
	return work(ctx, Env{JetStream: js, Tracer: tracer, Log: log})
}

func (c Client) connect(name string) (*nats.Conn, jetstream.JetStream, error) {
	var opts []nats.Option
	if c.Creds != "" {
		opts = append(opts, nats.UserCredentials(c.Creds))
	}
	return bus.Connect(c.NATS, "corridor-"+name, opts...)
}

// Common are the flags of every service that runs on its own.
type Common struct {
	Client   `embed:""`
	Metrics  string   `help:"Address for /metrics, /healthz and /readyz; empty for none." default:"${metrics=127.0.0.1:0}" env:"CORRIDOR_METRICS"`
	Monitor  []string `help:"Monitoring pages of NATS servers whose disk and settings /metrics is to show, e.g. http://127.0.0.1:8222." env:"CORRIDOR_MONITOR" placeholder:"URL"`
	Replicas int      `help:"Copies of each stream: 1, or 3 in a cluster." enum:"1,3,5" default:"1" env:"CORRIDOR_REPLICAS"`
}

// Service is the configuration of a service and how to run it.
type Service interface {
	Run(ctx context.Context, env Env) error
}

// Run runs a service until a signal or ctx ends it.
func (c Common) Run(ctx context.Context, name string, s Service) error {
	return c.Do(ctx, name, func(ctx context.Context, env Env) error {
		reg := obs.NewRegistry()
		reg.MustRegister(bus.Collector(env.JetStream), varz.Collector(varz.Pages(c.Monitor)...))
		env.Registry, env.Health, env.Replicas = reg, &obs.Health{}, c.Replicas
		env.Health.Set("streams", false)
		g, ctx := errgroup.WithContext(ctx)
		if err := c.serve(ctx, g, reg, env.Health, env.Log); err != nil {
			return err
		}
		g.Go(func() error {
			if err := env.Ensure(ctx, bus.EnsureShared); err != nil || ctx.Err() != nil {
				return err
			}
			env.Health.Set("streams", true)
			return s.Run(ctx, env)
		})
		return g.Wait()
	})
}

func (c Common) serve(ctx context.Context, g *errgroup.Group, reg *prometheus.Registry, h *obs.Health, log zerolog.Logger) error {
	if c.Metrics == "" {
		return nil
	}
	l, err := obs.Listen(c.Metrics, false)
	if err != nil {
		return err
	}
	log.Info().Str("address", l.Addr().String()).Msg("metrics and health")
	g.Go(func() error { return obs.Serve(ctx, l, obs.Handler(reg, h)) })
	return nil
}

// Ensure creates streams, however long the broker takes to come up. The end of ctx is no error.
func (e Env) Ensure(ctx context.Context, create func(context.Context, jetstream.JetStream, bus.Options) error) error {
	for {
		try, cancel := context.WithTimeout(ctx, 5*time.Second)
		err := create(try, e.JetStream, bus.Options{Replicas: e.Replicas})
		cancel()
		var api *jetstream.APIError
		if err == nil || errors.Is(err, bus.ErrPartition) || (errors.As(err, &api) && api.Code < 500) {
			return err
		}
		e.Log.Warn().Err(err).Str("nats", bus.Address(e.JetStream.Conn())).Msg("the NATS server does not answer; trying again")
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(500 * time.Millisecond):
		}
	}
}

// Main parses the command line into cli, runs the chosen command and returns the exit code.
// It refuses environment variables of ours that no flag knows, because a typing error there
// would silently run with a default.
func Main(name, help string, cli any) int {
	parser, err := kong.New(cli, kong.Name(name), kong.Description(help), kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true}))
	if err != nil {
		panic(err) // the command line is declared wrongly: a programming error
	}
	if err := unknownEnv(parser.Model.Node, os.Environ()); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		return ExitMisused
	}
	ctx, err := parser.Parse(os.Args[1:])
	if err != nil {
		var usage *kong.ParseError
		if errors.As(err, &usage) {
			_ = usage.Context.PrintUsage(true)
		}
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		return ExitMisused
	}
	if err := ctx.Run(); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		if errors.Is(err, ErrMisused) {
			return ExitMisused
		}
		return ExitWrong
	}
	return ExitFine
}
