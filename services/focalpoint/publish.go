package focalpoint

import (
	"context"
	"fmt"
	"io"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Config is a file to publish, by whom and when.
type Config struct {
	Source `embed:""`
	Signer `embed:""`
	DryRun bool      `help:"Read and check the file, and send nothing."`
	Out    io.Writer `kong:"-"` // where to print; standard output when nil
}

// PublishCmd publishes a file.
type PublishCmd struct {
	app.Client `embed:""`
	Config     `embed:""`
}

// Help shows how to use the command.
func (PublishCmd) Help() string {
	return "Example: corridor focalpoint publish ctdc.csv --format ctdc --country XCT --key XCT.seed --ref-key XCT.ref --produced 2020-Q2"
}

// Run publishes the file, or reads it only in a dry run.
func (c *PublishCmd) Run() error {
	if c.DryRun {
		return c.dryRun()
	}
	return c.Do(context.Background(), Name, c.Config.Run)
}

// Run publishes the file, waits for the receipts and prints what became of it. It returns
// app.ErrFound when a record was not sent or the hub refused one.
func (c Config) Run(ctx context.Context, env app.Env) error {
	p, err := c.publisher(ctx, env)
	if err != nil {
		return err
	}
	out := orStdout(c.Out)
	problems := problems{w: out}
	sender := rule.Context{Sender: p.id.Country, Produced: p.o.Produced}
	err = c.read(sender, func(f Filing, _ tip.Report) error { return p.Send(ctx, f) }, problems.add)
	if err != nil {
		return err
	}
	problems.end()
	o, err := p.Wait(ctx)
	if err != nil {
		return err
	}
	printOutcome(out, &o)
	return found(problems.refused, o.Quarantined)
}

// dryRun reads and checks the file and says what would be sent.
func (c Config) dryRun() error {
	id, produced, err := c.identity()
	if err != nil {
		return err
	}
	out := orStdout(c.Out)
	problems := problems{w: out}
	records, size := 0, 0
	err = c.read(rule.Context{Sender: id.Country, Produced: produced}, func(f Filing, _ tip.Report) error {
		records++
		size += len(f.Content)
		return nil
	}, problems.add)
	if err != nil {
		return err
	}
	problems.end()
	fmt.Fprintf(out, "Could be sent: %d records, %d bytes of content. Nothing was sent.\n", records, size)
	return found(problems.refused, 0)
}

// found says what was refused, here or at the hub.
func found(here, hub int) error {
	if here+hub == 0 {
		return nil
	}
	return fmt.Errorf("%w: records that stayed at home: %d; items that the hub refused: %d", app.ErrFound, here, hub)
}
