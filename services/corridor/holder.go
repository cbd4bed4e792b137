package corridor

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/services/keyholder"
)

type keyholderCommand struct {
	Serve keyholderServeCommand `cmd:"" default:"withargs" help:"Run a key-holder: half of the linkage key."`
	Audit keyholderAuditCommand `cmd:"" help:"Read a key-holder's audit and check that nothing is missing in it."`
}

type keyholderServeCommand struct {
	app.Common       `embed:"" set:"metrics=127.0.0.1:9470"`
	keyholder.Config `embed:""`
}

// Help shows how to use the command.
func (keyholderServeCommand) Help() string {
	return "Example: corridor keyholder --holder 1 --keys KEYS/holder-1 --anchor ANCHOR"
}

// Run runs the service until a signal.
func (c *keyholderServeCommand) Run() error {
	return c.Common.Run(context.Background(), keyholder.Name, c.Config)
}

type keyholderAuditCommand struct {
	Place  `embed:""`
	Holder int `help:"Whose audit, 1 or 2." required:""`
}

// Help shows how to use the command.
func (keyholderAuditCommand) Help() string {
	return "Note the head that it prints: an audit of which the end was cut off shows only by comparison with an earlier head.\n\n" +
		"Example: corridor keyholder audit --holder 1 --nats nats://127.0.0.1:4222"
}

// Run prints what the audit says. It ends with exit code 1 where it is damaged.
func (c *keyholderAuditCommand) Run() error {
	if c.Holder != token.First && c.Holder != token.Second {
		return fmt.Errorf("%w: the holder is 1 or 2", app.ErrMisused)
	}
	return c.do(func(ctx context.Context, js jetstream.JetStream) error {
		chain, err := keyholder.VerifyAudit(ctx, js, c.Holder)
		switch {
		case errors.Is(err, jetstream.ErrStreamNotFound):
			return fmt.Errorf("there is no audit of key-holder %d here", c.Holder)
		case errors.Is(err, keyholder.ErrAudit):
			return fmt.Errorf("%w: %w", app.ErrFound, err)
		case err != nil:
			return err
		}
		fmt.Println(chain)
		return nil
	})
}
