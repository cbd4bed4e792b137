package corridor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/services/corridor/internal/demo"
)

type demoCommand struct {
	app.LogFlags `embed:""`
	CTDC         string `name:"ctdc" help:"Publish this file of the Counter-Trafficking Data Collaborative instead." type:"existingfile" placeholder:"FILE"`
	Keep         string `help:"Keep the data in this directory, and go on from what is there." type:"path" placeholder:"DIR"`
	Seed         uint64 `help:"Seed of the invented world." default:"1"`
	Victims      int    `help:"Victims in the invented world." default:"20000"`
	Batch        int    `help:"Reports in a submission, 1 to 500." default:"100"`
	Headless     bool   `help:"End after the summary instead of serving the page."`
	Exact        bool   `help:"Show counts of 1 to 10 as they are. Outside a demo only a sharing agreement allows that."`
	Listen       string `help:"Address of the page." default:"127.0.0.1:8480"`
	Metrics      string `help:"Address of the metrics." default:"127.0.0.1:9464"`
	NATSPort     int    `name:"nats-port" help:"Port of the embedded NATS server; 0 for any." default:"4222"`
}

// Help shows how to use the command.
func (demoCommand) Help() string {
	return "Example: corridor demo --seed 7\n\nExample: corridor demo --headless --ctdc ctdc.csv"
}

// Run runs the demo.
func (c *demoCommand) Run() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	dir, release, err := c.dir()
	if err != nil {
		return err
	}
	defer release()
	log, err := c.logger()
	if err != nil {
		return err
	}
	if err := setNotice(dir, c.notice()); err != nil {
		return err
	}
	d, err := demo.Start(ctx, demo.Config{
		Dir: dir, Seed: c.Seed, Victims: c.Victims, CTDC: c.CTDC, Produced: quarterOf(time.Now()), Batch: c.Batch,
		Listen: c.Listen, Metrics: c.Metrics, NATSPort: c.NATSPort, Exact: c.Exact, Headless: c.Headless, Program: os.Args[0], Notice: sentence(c.notice()), Log: log,
	}, c.bar())
	if err != nil {
		return err
	}
	if err := d.Summary(ctx, os.Stdout); err != nil {
		return errors.Join(err, d.Stop())
	}
	if !c.Headless {
		fmt.Println("\nCtrl-C ends the demo.")
		<-ctx.Done()
	}
	return d.Stop()
}

// notice says what the data of this demo are.
func (c *demoCommand) notice() string {
	if c.CTDC != "" {
		return "a demonstration with a file of the Counter-Trafficking Data Collaborative"
	}
	return fmt.Sprintf("a demonstration: the invented world of seed %d with %d victims; every figure is invented", c.Seed, c.Victims)
}

// dir returns the data directory, locked. Without --keep it is the same every time, begun
// anew, so that corridor stats finds the last demo.
func (c *demoCommand) dir() (string, func(), error) {
	if c.Keep != "" {
		release, err := lock(c.Keep)
		return c.Keep, release, err
	}
	dir, err := stateDir("demo")
	if err != nil {
		return "", nil, err
	}
	release, err := lock(dir)
	if err != nil {
		return "", nil, err
	}
	for _, part := range []string{streamsDir(dir), dir + "/keys", filepath.Join(dir, noticeFile)} {
		if err := os.RemoveAll(part); err != nil {
			release()
			return "", nil, fmt.Errorf("clearing the last demo: %w", err)
		}
	}
	return dir, release, nil
}

// logger keeps the log of the services out of a demo for people, unless asked for.
func (c *demoCommand) logger() (zerolog.Logger, error) {
	if c.LogLevel == "info" {
		c.LogLevel = "warn"
	}
	return c.Logger()
}

func (c *demoCommand) bar() io.Writer {
	if c.Headless {
		return io.Discard
	}
	return os.Stderr
}

func quarterOf(t time.Time) tip.Period {
	return tip.QuarterPeriod(t.Year(), (int(t.Month())+2)/3)
}
