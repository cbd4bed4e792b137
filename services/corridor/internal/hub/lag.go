package hub

import (
	"context"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/services/aggregator"
	"github.com/corridor-tip/corridor/services/deduplicator"
	"github.com/corridor-tip/corridor/services/normalizer"
)

// hops say which messages of its input each stage answers, so that the mark of its last output
// says how far it is. An empty filter stands for all messages.
var hops = []struct{ stage, from, filter, to string }{
	{normalizer.Name, bus.Reports, "", bus.Normalized},
	{deduplicator.Name, bus.Normalized, bus.NormalizedPrefix + "*", bus.Persons},
	{deduplicator.Name, bus.Normalized, bus.ReviewAcceptedSubject, bus.Persons},
	{aggregator.Name, bus.Persons, "", bus.Statistics},
}

// Progress is how far a stage has come in its input.
type Progress struct {
	Stage, Input, Output string
	Ends                 uint64 // last sequence of the input
	Decided              uint64 // sequence in the input that the last output was made of
	Waiting              uint64 // messages to go, those among them that ask for no answer included
}

// Lag returns the progress of each stage, in the order of the pipeline. Where the end of a
// stage's output cannot be read, each is called with what is known and the error.
func Lag(ctx context.Context, js jetstream.JetStream, each func(Progress, error)) {
	var p Progress
	for i, hop := range hops {
		if p.Stage != hop.stage {
			p = Progress{Stage: hop.stage, Input: hop.from, Output: hop.to}
		}
		err := p.look(ctx, js, hop.filter)
		if err != nil || i == len(hops)-1 || hops[i+1].stage != hop.stage {
			each(p, err)
		}
	}
}

// look asks about one kind of input. What was decided is asked first, so that it is never
// ahead of an input that is whole.
func (p *Progress) look(ctx context.Context, js jetstream.JetStream, filter string) (err error) {
	if p.Decided, err = stage.Checkpoint(ctx, js, p.Output); err != nil {
		return err
	}
	if p.Ends, err = last(ctx, js, p.Input, ""); err != nil {
		return err
	}
	end, err := last(ctx, js, p.Input, filter)
	if err == nil && end > p.Decided {
		p.Waiting = max(p.Waiting, end-p.Decided)
	}
	return err
}
