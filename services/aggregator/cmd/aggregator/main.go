// Command aggregator runs the aggregator on its own.
package main

import (
	"context"
	"os"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/aggregator"
)

type command struct {
	app.Common `set:"metrics=127.0.0.1:9467"`
	aggregator.Config
}

// Run runs the service until a signal ends it.
func (c *command) Run() error { return c.Common.Run(context.Background(), aggregator.Name, c.Config) }

func main() {
	os.Exit(app.Main(aggregator.Name, "Turn changes of persons into statistics. Reads PERSONS, writes STATISTICS.", &command{}))
}
