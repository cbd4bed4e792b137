// Package corridor is the command line of Corridor: every service as a subcommand, the demo
// that runs them all, and the tools for the people who use and run it.
package corridor

import (
	"context"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/aggregator"
	"github.com/corridor-tip/corridor/services/analyst"
	"github.com/corridor-tip/corridor/services/deduplicator"
	"github.com/corridor-tip/corridor/services/focalpoint"
	"github.com/corridor-tip/corridor/services/normalizer"
)

// Commands are the subcommands.
type Commands struct {
	Demo demoCommand `cmd:"" help:"Run everything on an invented world, or on a CTDC file, and sum it up."`
	All  allCommand  `cmd:"" help:"Run every service in one process on an embedded NATS server."`

	Normalizer   normalizerCommand   `cmd:"" help:"Run the normalizer: REPORTS to NORMALIZED."`
	Deduplicator deduplicatorCommand `cmd:"" help:"Run the deduplicator: NORMALIZED to PERSONS."`
	Aggregator   aggregatorCommand   `cmd:"" help:"Run the aggregator: PERSONS to STATISTICS."`
	Analyst      analystCommand      `cmd:"" help:"Run the analyst service: STATISTICS to people."`
	Keyholder    keyholderCommand    `cmd:"" help:"Run one of the two key-holders, or check its audit."`
	Focalpoint   focalpoint.Commands `cmd:"" help:"Publish reports of a country and read its receipts."`

	Stats     statsCommand     `cmd:"" help:"Print a table of statistics."`
	Watch     watchCommand     `cmd:"" help:"Print changes of statistics as they happen."`
	Decode    decodeCommand    `cmd:"" help:"Print a message of any stream as JSON."`
	Bench     benchCommand     `cmd:"" help:"Measure how well and how fast Corridor works."`
	Link      linkCommand      `cmd:"" help:"Review, explain and fit how victims are linked."`
	Doctor    doctorCommand    `cmd:"" help:"Look at a hub or a data directory, and say what is wrong and what to do."`
	Estimate  estimateCommand  `cmd:"" help:"Estimate how many there are in all, seen or not, from a table of lists."`
	Recompute recomputeCommand `cmd:"" help:"Recompute the statistics from the log of reports and compare."`
	Keys      keysCommand      `cmd:"" help:"Make keys and trust lists."`
}

// Main runs the command line and returns the exit code.
func Main() int {
	return app.Main("corridor", "Count victims of trafficking in persons across borders, once each, without their names.", &Commands{})
}

type normalizerCommand struct {
	app.Common        `embed:"" set:"metrics=127.0.0.1:9465"`
	normalizer.Config `embed:""`
}

// Run runs the service until a signal.
func (c *normalizerCommand) Run() error {
	return c.Common.Run(context.Background(), normalizer.Name, c.Config)
}

type deduplicatorCommand struct {
	app.Common          `embed:"" set:"metrics=127.0.0.1:9466"`
	deduplicator.Config `embed:""`
}

// Run runs the service until a signal.
func (c *deduplicatorCommand) Run() error {
	return c.Common.Run(context.Background(), deduplicator.Name, c.Config)
}

type aggregatorCommand struct {
	app.Common        `embed:"" set:"metrics=127.0.0.1:9467"`
	aggregator.Config `embed:""`
}

// Run runs the service until a signal.
func (c *aggregatorCommand) Run() error {
	return c.Common.Run(context.Background(), aggregator.Name, c.Config)
}

type analystCommand struct {
	app.Common     `embed:"" set:"metrics=127.0.0.1:9468"`
	analyst.Config `embed:""`
}

// Run runs the service until a signal.
func (c *analystCommand) Run() error {
	return c.Common.Run(context.Background(), analyst.Name, c.Config)
}
