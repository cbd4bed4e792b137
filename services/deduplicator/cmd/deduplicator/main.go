// Command deduplicator runs the deduplicator on its own.
package main

import (
	"context"
	"os"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/deduplicator"
)

type command struct {
	app.Common `set:"metrics=127.0.0.1:9466"`
	deduplicator.Config
}

// Run runs the service until a signal ends it.
func (c *command) Run() error { return c.Common.Run(context.Background(), deduplicator.Name, c.Config) }

func main() {
	os.Exit(app.Main(deduplicator.Name, "Keep which reports are about one person. Reads NORMALIZED, writes PERSONS.", &command{}))
}
