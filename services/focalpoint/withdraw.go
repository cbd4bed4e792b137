package focalpoint

import (
	"context"
	"fmt"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/code"
)

// WithdrawCmd withdraws a report.
type WithdrawCmd struct {
	app.Client `embed:""`
	Signer     `embed:""`
	Case       string `help:"Case key under which the report was sent." required:""`
	Revision   uint32 `help:"Revision of the withdrawal: that of the report or a higher one." required:""`
}

// Help shows how to use the command.
func (WithdrawCmd) Help() string {
	return "Example: corridor focalpoint withdraw --case ctdc:17 --revision 2 --country XCT --key XCT.seed --ref-key XCT.ref --produced 2020-Q3"
}

// Run publishes the withdrawal, waits for its receipt and prints it.
func (c *WithdrawCmd) Run() error {
	return c.Do(context.Background(), Name, c.withdraw)
}

func (c *WithdrawCmd) withdraw(ctx context.Context, env app.Env) error {
	p, err := c.publisher(ctx, env)
	if err != nil {
		return err
	}
	if err := p.Send(ctx, Filing{CaseKey: c.Case, Revision: c.Revision, Action: code.ActionWithdraw}); err != nil {
		return err
	}
	o, err := p.Wait(ctx)
	if err != nil {
		return err
	}
	printOutcome(orStdout(nil), &o)
	if o.Warnings[code.ReasonC02] > 0 {
		return fmt.Errorf("%w: no report stands under this case, so nothing was taken out; check --case and --ref-key", app.ErrFound)
	}
	return found(0, 0, o.Quarantined)
}
