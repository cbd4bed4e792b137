package corridor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/services/corridor/internal/load"
)

type benchPipelineCommand struct {
	Reports []int  `help:"Reports of the runs in submissions of 500; 0 for none." default:"10000,100000,1000000" placeholder:"N,..."`
	Batch   []int  `help:"Most reports in a submission, in runs beside these; 0 for none." default:"1,10,100" placeholder:"N,..."`
	Rate    int    `help:"Reports a second while delays are measured; 0 for not." default:"1000" placeholder:"N"`
	Seed    uint64 `help:"Seed of the invented worlds." default:"1"`
	Dir     string `help:"Folder for the streams, on the disk to measure; by default the system's for temporary files." type:"existingdir"`
	JSON    bool   `name:"json" help:"Print JSON for programs."`
}

// Help shows how to use the command.
func (benchPipelineCommand) Help() string {
	return "Every part runs in one process: signed submissions with sealed tokens are made before the clock starts, published to an embedded NATS server that syncs each message to disk, and are done when the last statistic is stored.\n\n" +
		"Example: corridor bench pipeline --reports 100000 --batch 0"
}

// Run measures and prints.
func (c *benchPipelineCommand) Run() (err error) {
	plan := load.Plan{Seed: c.Seed, Rate: c.Rate, Seconds: 20, Window: 3 * time.Second}
	if plan.Reports, err = wanted(c.Reports, 10_000_000); err != nil {
		return err
	}
	if plan.Batches, err = wanted(c.Batch, 500); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(c.Dir, "corridor-bench-")
	if err != nil {
		return fmt.Errorf("making a folder for the bench: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	f, err := load.Measure(ctx, dir, plan, os.Stderr)
	if err != nil {
		return err
	}
	if c.JSON {
		return f.PrintJSON(os.Stdout)
	}
	return f.Print(os.Stdout)
}

// wanted returns the numbers that are not 0.
func wanted(list []int, most int) (numbers []int, err error) {
	for _, n := range list {
		if n < 0 || n > most {
			return nil, fmt.Errorf("%w: the number %d is not from 0 to %d", app.ErrMisused, n, most)
		}
		if n > 0 {
			numbers = append(numbers, n)
		}
	}
	return numbers, nil
}
