package corridor

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/broker"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/varz"
	"github.com/corridor-tip/corridor/services/corridor/internal/doctor"
)

type doctorCommand struct {
	Place   `embed:""`
	Monitor []string `help:"Monitoring page of each NATS server." env:"CORRIDOR_MONITOR" placeholder:"URL"`
	Metrics []string `help:"Metrics address of each service, or of corridor all." placeholder:"URL"`
	Config  []string `help:"Configuration file of a NATS server, to be looked at even where it does not run." type:"existingfile" placeholder:"FILE"`
	Store   string   `help:"Directory of the streams on this machine, whose disk is looked at; by default the one that NATS names." type:"existingdir" placeholder:"DIR"`
	Keys    string   `help:"Directory of key files to be looked at; with --keep the one in it." type:"existingdir" placeholder:"DIR"`
	Anchor  string   `help:"Public key of the trust anchor; by default that of anchor.seed in --keys." env:"CORRIDOR_ANCHOR"`
	JSON    bool     `name:"json" help:"Print JSON."`

	wait time.Duration // between two looks at a stage that has something to do; default 3 s
	out  io.Writer     // default standard output
}

// Help shows how to use the command.
func (doctorCommand) Help() string {
	return "It changes nothing. Exit code 1 means that a check failed; what is only a warning is exit code 0.\n\n" +
		"Example: corridor doctor --nats nats://127.0.0.1:4222 --monitor http://127.0.0.1:8222 --metrics http://127.0.0.1:9465\n\n" +
		"Example: corridor doctor --keep DIR"
}

// Run looks at everything that it can reach and prints what it found.
func (c *doctorCommand) Run() error {
	if c.out == nil {
		c.out = os.Stdout
	}
	report := c.visit(context.Background())
	if err := c.print(report); err != nil {
		return err
	}
	if report.Worst() == doctor.Failure {
		return fmt.Errorf("%w: the hub needs somebody", app.ErrFound)
	}
	return nil
}

func (c *doctorCommand) print(r doctor.Report) error {
	if !c.JSON {
		return r.Print(c.out)
	}
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Level    doctor.Level  `json:"level"`
		Findings doctor.Report `json:"findings"`
	}{r.Worst(), r})
}

// visit makes all checks, those that need no NATS server as well where none answers.
func (c *doctorCommand) visit(ctx context.Context) (r doctor.Report) {
	place, err := c.open()
	if err == nil {
		defer place.close()
	}
	pages := c.readPages(ctx)
	servers, storeDirs := c.servers(ctx, place, pages, &r)
	r.Add(doctor.Servers(servers, bus.MaxPayload, time.Now())...)
	r.Add(c.disk(servers, storeDirs))
	r.Add(c.keyFiles()...)
	if place == nil {
		r.Add(doctor.Unseen("nats", true, err.Error(), "Start it, or name the right one: everything else is checked over it. A data directory in use is checked with --nats."))
	} else {
		c.look(ctx, place, pages, &r)
	}
	if len(c.Metrics) > 0 || place == nil || place.embedded == nil {
		r.Add(pages.ready()...)
	}
	return r
}

// patient is the hub that is looked at: over NATS, or a data directory on which nothing runs.
type patient struct {
	jetstream.JetStream
	embedded varz.Source // of the server on a data directory
	close    func()
}

// running reports whether services may be at work.
func (p *patient) running() bool { return p.embedded == nil }

func (c *doctorCommand) open() (*patient, error) {
	if c.NATS == "" && c.Keep == "" {
		dir, err := stateDir("demo")
		if err != nil {
			return nil, err
		}
		c.Keep = dir
	}
	if c.Keep != "" {
		s, err := openStore(c.Keep)
		if err != nil {
			return nil, err
		}
		return &patient{JetStream: s, embedded: broker.Varz(s.server), close: s.close}, nil
	}
	opts := []nats.Option{nats.MaxReconnects(3), nats.RetryOnFailedConnect(false)}
	if c.Creds != "" {
		opts = append(opts, nats.UserCredentials(c.Creds))
	}
	nc, js, err := bus.Connect(c.NATS, "corridor-doctor", opts...)
	if err != nil {
		return nil, err
	}
	return &patient{JetStream: js, close: nc.Close}, nil
}
