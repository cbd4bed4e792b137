package focalpoint

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Config is a file to publish, by whom and when.
type Config struct {
	Source  `embed:""`
	Signer  `embed:""`
	Linking `embed:""`
	DryRun  bool      `help:"Read and check the file, and send nothing."`
	Out     io.Writer `kong:"-"` // where to print; standard output when nil
}

// PublishCmd publishes a file.
type PublishCmd struct {
	app.Client `embed:""`
	Config     `embed:""`
}

// Help shows how to use the command.
func (PublishCmd) Help() string {
	return "Example: corridor focalpoint publish ctdc.csv --format ctdc --country XCT --key XCT.seed --ref-key XCT.ref --produced 2020-Q2\n\n" +
		"With linkage tokens: the same with --identities who.csv --anchor ANCHOR"
}

// Run publishes the file, or reads it only in a dry run.
func (c *PublishCmd) Run() error {
	if c.DryRun {
		return c.dryRun()
	}
	return c.Do(context.Background(), Name, c.Config.Run)
}

// Run publishes the file, waits for the receipts and prints what became of it. It returns
// app.ErrFound when a record was not sent, a row of the identities was left out or the hub
// refused one.
func (c Config) Run(ctx context.Context, env app.Env) error {
	if err := c.checkAnchor(); err != nil {
		return err
	}
	in, err := c.open(c.Who, orStdout(c.Out))
	if err != nil {
		return err
	}
	p, err := c.publisher(ctx, env)
	if err != nil {
		return err
	}
	if p.o.Linkage, err = c.linkage(ctx, env.JetStream, p.id); err != nil {
		return err
	}
	sender := rule.Context{Sender: p.id.Country, Produced: p.o.Produced}
	if err := in.each(sender, func(f Filing, _ tip.Report) error { return p.Send(ctx, f) }); err != nil {
		return again(err)
	}
	o, err := p.Wait(ctx)
	if err != nil {
		return again(err)
	}
	printOutcome(in.out, &o)
	in.roll.print(in.out)
	return found(in.reports.refused, in.rows.refused, o.Quarantined)
}

// again says what to do when the key-holders gave no tokens.
func again(err error) error {
	if errors.Is(err, ErrTokens) {
		return fmt.Errorf("%w. Submissions before this one are sent and count; the others stayed here. Run the same command again once the key-holders answer", err)
	}
	return err
}

// dryRun reads and checks the files and says what would be sent.
func (c Config) dryRun() error {
	id, produced, err := c.identity()
	if err != nil {
		return err
	}
	in, err := c.open(c.Who, orStdout(c.Out))
	if err != nil {
		return err
	}
	records, size := 0, 0
	err = in.each(rule.Context{Sender: id.Country, Produced: produced}, func(f Filing, _ tip.Report) error {
		records++
		size += len(f.Content)
		return nil
	})
	if err != nil {
		return err
	}
	in.roll.print(in.out)
	fmt.Fprintf(in.out, "Could be sent: %d records, %d bytes of content. Nothing was sent.\n", records, size)
	return found(in.reports.refused, in.rows.refused, 0)
}

// found says what was refused: records and rows of the identities here, items at the hub.
func found(records, rows, items int) error {
	if records+rows+items == 0 {
		return nil
	}
	return fmt.Errorf("%w: records that stayed at home: %d; items that the hub refused: %d; rows of the identities left out: %d", app.ErrFound, records, items, rows)
}
