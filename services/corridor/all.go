package corridor

import (
	"context"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/analyst"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/deduplicator"
)

type allCommand struct {
	app.LogFlags   `embed:""`
	app.TraceFlags `embed:""`
	analyst.Config `embed:""`
	Keep           string `help:"Directory for streams and keys; by default corridor/all in the user's state directory." type:"path" placeholder:"DIR"`
	Metrics        string `help:"Address for /metrics, /healthz and /readyz." default:"127.0.0.1:9464"`
	NATSHost       string `name:"nats-host" help:"Address that the embedded NATS server listens on. It has neither users nor encryption: open it to a trusted network only, or run NATS apart." default:"127.0.0.1"`
	NATSPort       int    `name:"nats-port" help:"Port of the embedded NATS server; 0 for any." default:"4222"`
}

// Help shows how to use the command.
func (allCommand) Help() string { return "Example: corridor all --keep /var/lib/corridor" }

// Run runs all services until a signal.
func (c *allCommand) Run() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	dir, err := c.dir()
	if err != nil {
		return err
	}
	release, err := lock(dir)
	if err != nil {
		return err
	}
	defer release()
	log, err := c.Logger()
	if err != nil {
		return err
	}
	tracer, end, err := c.Tracer(ctx, "hub", log)
	if err != nil {
		return err
	}
	defer end()
	keys, err := keyring.Open(filepath.Join(dir, "keys"))
	if err != nil {
		return err
	}
	_, link, err := keys.Link()
	if err != nil {
		return err
	}
	c.Notice = sentence(notice(dir))
	h, err := hub.Start(ctx, hub.Config{
		Dir: streamsDir(dir), NATSHost: c.NATSHost, NATSPort: c.NATSPort, Metrics: c.Metrics, Anchor: keys.Anchor.Public(),
		Persons: deduplicator.Config{LinkKey: link}, Analyst: c.Config, Tracer: tracer, Log: log,
	})
	if err != nil {
		return err
	}
	log.Info().Str("nats", h.NATS).Str("page", "http://"+h.Analyst+"/").Str("metrics", "http://"+h.Metrics+"/metrics").Str("data", dir).Msg("running")
	_ = h.Wait() // Stop returns the error again
	return h.Stop()
}

func (c *allCommand) dir() (string, error) {
	if c.Keep != "" {
		return c.Keep, nil
	}
	return stateDir("all")
}
