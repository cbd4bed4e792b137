// Command keyholder runs one of the two key-holders on its own.
package main

import (
	"context"
	"os"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/keyholder"
)

type command struct {
	app.Common `set:"metrics=127.0.0.1:9470"`
	keyholder.Config
}

// Run runs the service until a signal ends it.
func (c *command) Run() error {
	return c.Common.Run(context.Background(), keyholder.Name, c.Config)
}

func main() {
	os.Exit(app.Main(keyholder.Name, "Apply a key to blinded inputs of focal points, so that a victim is counted once. Keeps its audit in KEYHOLDER_1 or KEYHOLDER_2.", &command{}))
}
