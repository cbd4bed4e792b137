// Command normalizer runs the normalizer on its own.
package main

import (
	"context"
	"os"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/normalizer"
)

type command struct {
	app.Common `set:"metrics=127.0.0.1:9465"`
	normalizer.Config
}

// Run runs the service until a signal ends it.
func (c *command) Run() error { return c.Common.Run(context.Background(), normalizer.Name, c.Config) }

func main() {
	os.Exit(app.Main(normalizer.Name, "Verify, validate and harmonise what countries send. Reads REPORTS, writes NORMALIZED.", &command{}))
}
