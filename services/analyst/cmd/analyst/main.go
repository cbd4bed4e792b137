// Command analyst runs the analyst on its own.
package main

import (
	"context"
	"os"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/analyst"
)

type command struct {
	app.Common `set:"metrics=127.0.0.1:9468"`
	analyst.Config
}

// Run runs the service until a signal ends it.
func (c *command) Run() error { return c.Common.Run(context.Background(), analyst.Name, c.Config) }

func main() {
	os.Exit(app.Main(analyst.Name, "Show the statistics as pages, as files and live. Reads STATISTICS.", &command{}))
}
