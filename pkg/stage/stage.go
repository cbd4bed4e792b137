// Package stage runs one step of the pipeline exactly once per input message, with nothing
// but NATS JetStream to lean on.
//
// A stage reads one stream in order, hands each message to a pure Fold and publishes what
// the fold answers to the one stream that it owns. The output stream is the checkpoint:
//
//   - every output names the input, the step and its own place in the step (the mark);
//   - the outputs of several inputs go out as one atomic batch that JetStream stores whole
//     or not at all, and only if the stream still ends where this instance believes it ends;
//   - at start the fold is rebuilt from the outputs, so a newer program never decides anew
//     what is published.
//
// So a crash anywhere repeats work and never an effect, and of two instances that both think
// they are in charge, one is refused. The instance that is not in charge is a hot standby: it
// folds the outputs of the other and takes over when that one falls silent.
package stage

import (
	"context"
	"encoding"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"go.opentelemetry.io/otel/trace"
)

// Message is one message of a stream. A fold leaves Seq and Input of its outputs at zero.
type Message struct {
	Seq     uint64 // sequence in the stream
	Subject string
	Data    []byte
	Input   uint64 // last input that an output of a stage answers; 0 in what others publish
}

// Fold is the pure part of a stage: a state, and how messages change it. Its outputs carry
// every change of the state, so that Restore of the outputs, in order, gives the state that
// Apply left. It looks at no clock, no environment and no map order.
type Fold interface {
	// Apply decides one step of one input message, 0 first, changes the state and returns the
	// outputs, at most MaxOutputs, and the step to go on with, 0 when the message is done.
	// Steps rise; what they count is the fold's affair. The next step is decided after these
	// outputs are stored. Bad input is no error: an error means that the state or the log is
	// corrupt, and stops the stage.
	Apply(in Message, step int) (out []Message, next int, err error)
	// Restore changes the state as the Apply that made this output did.
	Restore(out Message) error
	// AppendBinary writes the state; equal states give equal bytes.
	encoding.BinaryAppender
	// UnmarshalBinary sets the state to one written by AppendBinary of the same Version.
	encoding.BinaryUnmarshaler
}

// Settler is a fold that answers several inputs at once, because together they cause less than
// one by one. Its Apply has no outputs. How inputs are grouped changes the outputs, and never
// the state.
type Settler interface {
	Fold
	// Settle returns what the inputs since the last call cause, at most MaxOutputs.
	Settle() ([]Message, error)
}

// MaxOutputs is the most outputs that one step may have: what one atomic batch holds.
const MaxOutputs = 1000

// Config is what a stage needs. Name, JetStream, Input, Output and New are required.
type Config struct {
	Name      string              // e.g. normalizer: names snapshots, metrics and log lines
	JetStream jetstream.JetStream // connection to the streams
	Input     string              // stream that the stage reads
	Output    string              // stream that the stage alone writes
	New       func() Fold         // returns a fold in its first state
	// Partitions are the streams of an input that several instances write, in the place of
	// Input; see partitions.
	Partitions []string

	Version   string // of the fold's binary form; a snapshot of another is ignored
	Snapshots string // object-store bucket; empty keeps no snapshots
	Alive     string // subject on which the instance in charge answers

	SnapshotEvery int           // outputs between snapshots; default 20,000
	GroupMessages int           // most inputs decided in one go; default 256
	GroupBytes    int           // input bytes after which a group is closed; default 4 MiB
	TakeoverAfter time.Duration // silence after which a standby takes over; default 2 s
	CheckEvery    time.Duration // how often an idle stage looks for a regressed log; default 5 s

	Registry prometheus.Registerer // nil keeps no metrics
	Tracer   trace.Tracer          // gets a span for each batch; nil traces nothing
	Log      zerolog.Logger
	Ready    func(active bool) // told when the stage is caught up, and in which role

	// killed is asked at each point that a run passes; yes ends the run there and then. Tests
	// set it.
	killed func(point string) bool
	// publish replaces the way to the broker in tests that lose acknowledgements.
	publish func(ctx context.Context, msgs []*nats.Msg) error
}

var (
	// ErrLogRegression is returned when a stream has lost or changed messages that the stage
	// relied on. Nothing is decided until an operator has restored the log.
	ErrLogRegression = errors.New("E-LOG-REGRESSION")
	// ErrTorn is returned when the last step in the output is not whole.
	ErrTorn = errors.New("E-LOG-TORN")
	// ErrCorrupt is returned when the stage's own output cannot be read back.
	ErrCorrupt = errors.New("E-LOG-CORRUPT")

	// ErrRefused is returned when the broker will never take an output, however often it is
	// asked.
	ErrRefused = errors.New("E-REFUSED")
	// ErrFold is returned when the fold cannot go on.
	ErrFold = errors.New("E-FOLD")

	// errFenced says that another instance wrote to the output.
	errFenced = errors.New("fenced")
	// errKilled says that a test ended the run.
	errKilled = errors.New("killed")
)

// fatal are the errors that no waiting mends. Everything else is an outage of the broker.
var fatal = []error{ErrLogRegression, ErrTorn, ErrCorrupt, ErrRefused, ErrFold, errKilled}

// Run works until ctx ends, which is no error, or until something makes it impossible to go
// on safely: ErrLogRegression, ErrTorn, ErrCorrupt, ErrRefused or ErrFold. It outlasts any
// outage of the broker.
func Run(ctx context.Context, cfg Config) error {
	cfg = cfg.withDefaults()
	m := newMetrics(cfg.Registry, cfg.Name)
	for {
		r := &runner{Config: cfg, metrics: m, instance: nuid.Next(), events: cfg.Log.With().Str("stage", cfg.Name).Logger()}
		err := r.run(ctx)
		switch {
		case ctx.Err() != nil && !isFatal(err):
			return nil
		case errors.Is(err, errFenced):
			m.fenced.Inc()
			r.events.Warn().Msg("another instance is in charge; standing by")
		case isFatal(err):
			return fmt.Errorf("stage %s: %w", cfg.Name, err)
		default:
			r.events.Warn().Err(err).Msg("the broker is in trouble; starting over")
			sleep(ctx, retryWait)
		}
	}
}

func isFatal(err error) bool {
	return slices.ContainsFunc(fatal, func(f error) bool { return errors.Is(err, f) })
}

func (c Config) withDefaults() Config {
	setDefault(&c.SnapshotEvery, 20_000)
	setDefault(&c.GroupMessages, 256)
	setDefault(&c.GroupBytes, 4<<20)
	setDefault(&c.TakeoverAfter, 2*time.Second)
	setDefault(&c.CheckEvery, 5*time.Second)
	if len(c.Partitions) > 0 {
		c.Input = strings.Join(c.Partitions, " and ")
	}
	if c.Ready == nil {
		c.Ready = func(bool) {}
	}
	return c
}

func setDefault[T int | time.Duration](v *T, d T) {
	if *v == 0 {
		*v = d
	}
}
