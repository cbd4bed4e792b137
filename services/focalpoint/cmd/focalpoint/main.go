// Command focalpoint publishes reports of a country and reads its receipts.
package main

import (
	"os"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

func main() {
	os.Exit(app.Main("focalpoint", "Publish reports of a country and read its receipts.", &focalpoint.Commands{}))
}
