package corridor

import (
	"context"
	"fmt"
	"os"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/corridor/internal/replay"
	"github.com/corridor-tip/corridor/services/deduplicator"
)

type recomputeCommand struct {
	Place               `embed:""`
	deduplicator.Config `embed:""`
}

// Help shows how to use the command.
func (recomputeCommand) Help() string { return "Example: corridor recompute --keep DIR" }

// Run recomputes all streams from REPORTS and compares them, message by message. It ends with
// exit code 1 where one differs.
func (c *recomputeCommand) Run() error {
	if c.LinkKey == "" && c.Keep != "" {
		c.LinkKey, c.LinkModel = keyring.LinkPath(keysDir(c.Keep)), keyring.ModelPath(keysDir(c.Keep))
	}
	return c.do(func(ctx context.Context, js jetstream.JetStream) error {
		partitions, err := bus.Partitions(ctx, js)
		if err != nil {
			return err
		}
		streams := map[string]replay.Stream{}
		for _, name := range append([]string{bus.Reports}, names(partitions)...) {
			err := stage.Read(ctx, js, name, func(m stage.Message) error {
				streams[name] = append(streams[name], m)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return compare(streams, partitions, c.Config)
	})
}

// names are the streams that follow from REPORTS, in the order of the pipeline.
func names(partitions []bus.Partition) (list []string) {
	for _, p := range partitions {
		list = append(list, p.Stream())
	}
	return append(list, bus.Persons, bus.Statistics)
}

func compare(streams map[string]replay.Stream, partitions []bus.Partition, persons deduplicator.Config) error {
	want, err := replay.All(streams[bus.Reports], replay.Anchor(streams[bus.Reports]), partitions, persons, streams[bus.Statistics])
	if err != nil {
		return err
	}
	differs := false
	for _, name := range names(partitions) {
		at := replay.Difference(streams[name], want[name])
		differs = differs || at > 0
		if at > 0 {
			fmt.Fprintf(os.Stdout, "%-12s differs from message %d on\n", name, at)
			continue
		}
		fmt.Fprintf(os.Stdout, "%-12s %d messages, as recomputed: %s\n", name, len(want[name]), replay.Digest(want[name]))
	}
	if differs {
		return fmt.Errorf("%w: the streams are not what the reports give", app.ErrFound)
	}
	fmt.Println("All streams are what the reports give.")
	return nil
}
