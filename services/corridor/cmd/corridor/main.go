// Command corridor runs Corridor: one service, all of them, or the demo.
package main

import (
	"os"

	"github.com/corridor-tip/corridor/services/corridor"
)

func main() { os.Exit(corridor.Main()) }
