package app

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// prefix of our environment variables.
const prefix = "CORRIDOR_"

// testOnly are variables of ours that only tests read.
var testOnly = map[string]bool{"CORRIDOR_DATA": true}

// unknownEnv names the first variable of ours that no flag below node reads.
func unknownEnv(node *kong.Node, environ []string) error {
	known := map[string]bool{}
	collect(node, known)
	for _, e := range environ {
		name, _, _ := strings.Cut(e, "=")
		if strings.HasPrefix(name, prefix) && !known[name] && !testOnly[name] {
			return fmt.Errorf("environment variable %s is not one of ours", name)
		}
	}
	return nil
}

func collect(node *kong.Node, known map[string]bool) {
	for _, f := range node.Flags {
		for _, e := range f.Envs {
			known[e] = true
		}
	}
	for _, child := range node.Children {
		collect(child, known)
	}
}
