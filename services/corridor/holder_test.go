package corridor

import (
	"errors"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"github.com/corridor-tip/corridor/pkg/app"
)

// TestCommandLines checks which command a line runs; running it is for other tests.
func TestCommandLines(t *testing.T) {
	const a, b = "UKR-0f3a5b7c9d1e2f405162738495a6b7c8-1", "POL-0f3a5b7c9d1e2f405162738495a6b7c8-1"
	dir := t.TempDir()
	file := labelledFile(t, 1)
	tests := map[string]string{
		"keyholder --holder 1 --keys " + dir + " --anchor A":                                         "keyholder serve",
		"keyholder audit --holder 2 --nats nats://127.0.0.1:1":                                       "keyholder audit",
		"link review list --keep " + dir:                                                             "link review list",
		"link review confirm " + a + " " + b + " --reviewer-key " + file + " --link-key " + file:     "link review confirm <first> <second>",
		"link review reject " + a + " " + b + " --reviewer-key " + file:                              "link review reject <first> <second>",
		"link review reopen " + a + " " + b + " --reviewer-key " + file:                              "link review reopen <first> <second>",
		"link explain " + a + " " + b + " --format json":                                             "link explain <first> <second>",
		"link fit --labelled " + file:                                                                "link fit",
		"keys add-holder 1 --epoch 1 --keys " + dir:                                                  "keys add-holder <holder>",
		"keys linkage --keys " + dir + " --epoch 1=aa,bb --epoch 2 --drop-epoch 3 --reviewer " + "A": "keys linkage",
	}
	for line, want := range tests {
		cli := &Commands{}
		parser, err := kong.New(cli)
		must(t, err)
		ctx, err := parser.Parse(strings.Fields(line))
		if err != nil && !strings.Contains(err.Error(), "anchor") {
			t.Errorf("%s: %v", line, err)
			continue
		}
		if err == nil && ctx.Command() != want {
			t.Errorf("%s runs %s, want %s", line, ctx.Command(), want)
		}
		if want == "keys linkage" && len(cli.Keys.Linkage.Epoch) != 2 {
			t.Errorf("an epoch was cut at its comma: %d", len(cli.Keys.Linkage.Epoch))
		}
	}
}

// TestNewCommandsShowHowTheyAreUsed looks for an example below each command of linkage.
func TestNewCommandsShowHowTheyAreUsed(t *testing.T) {
	parser, err := kong.New(&Commands{})
	must(t, err)
	for _, leaf := range parser.Model.Leaves(true) {
		path := leaf.FullPath()
		for _, part := range []string{" link ", " keyholder ", "add-holder", "keys linkage", "keys init"} {
			if strings.Contains(path+" ", part) && !strings.Contains(leaf.Detail, "Example: corridor ") {
				t.Errorf("%s has no example", path)
			}
		}
	}
}

func TestAuditsOfNobody(t *testing.T) {
	if err := (&keyholderAuditCommand{Holder: 3}).Run(); !errors.Is(err, app.ErrMisused) {
		t.Errorf("a third key-holder: got %v", err)
	}
	w := newLinked(t)
	w.stop()
	if err := (&keyholderAuditCommand{Holder: 1, Place: Place{Keep: w.dir}}).Run(); err == nil || !strings.Contains(err.Error(), "no audit of key-holder 1") {
		t.Errorf("a hub without key-holders: got %v", err)
	}
}
