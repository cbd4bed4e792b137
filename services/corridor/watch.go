package corridor

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/analyst"
)

type watchCommand struct {
	app.Client `embed:""`

	URL    string   `name:"url" help:"Follow the analyst service there instead." placeholder:"URL"`
	Tables []string `arg:"" optional:"" help:"Tables, e.g. T09 T10; by default all."`
	Exact  bool     `help:"Counts of 1 to 10 as they are. Only a sharing agreement allows that."`
}

// Help shows how to use the command.
func (watchCommand) Help() string { return "Example: corridor watch T09" }

// Run prints changes until a signal.
func (c *watchCommand) Run() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if c.URL != "" {
		return analyst.WatchURL(ctx, c.URL, os.Stdout, c.Tables)
	}
	return c.Do(ctx, "watch", func(ctx context.Context, env app.Env) error {
		return analyst.Watch(ctx, env.JetStream, os.Stdout, c.Tables, c.Exact)
	})
}
