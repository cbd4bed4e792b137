package stage

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// source is the input of a stage: one stream, or the partitions that an earlier stage writes.
type source interface {
	// follow hands out the records behind a position.
	follow(ctx context.Context, p position) (*reader, error)
	// get reads one input back from the broker's store.
	get(ctx context.Context, seq uint64, from string) (*jetstream.RawStreamMsg, error)
	// check compares what the broker holds with what a position relies on, and counts what is
	// behind the position.
	check(ctx context.Context, p position) (behind uint64, err error)
}

func openSource(ctx context.Context, c Config) (source, error) {
	if len(c.Partitions) > 0 {
		return openPartitions(ctx, c.JetStream, c.Partitions)
	}
	l, err := openLog(ctx, c.JetStream, c.Input)
	return whole{l}, err
}

// whole is an input of one stream: the sequence says where a record stands.
type whole struct{ log }

func (w whole) follow(ctx context.Context, p position) (*reader, error) {
	if p.from != "" {
		return nil, w.partitioned()
	}
	from, _ := p.nextInput()
	return follow(ctx, w.log, from)
}

func (w whole) get(ctx context.Context, seq uint64, from string) (*jetstream.RawStreamMsg, error) {
	if from != "" {
		return nil, w.partitioned()
	}
	return w.log.get(ctx, seq)
}

func (w whole) partitioned() error {
	return fmt.Errorf("%w: the output was made of partitions, and the input is the one stream %s", ErrLogRegression, w.name)
}

func (w whole) check(ctx context.Context, p position) (uint64, error) {
	return w.behind(ctx, p.input)
}

// behind returns how many messages follow the one at seq, which the stream has to hold.
func (l log) behind(ctx context.Context, seq uint64) (uint64, error) {
	s, err := l.state(ctx)
	if err != nil {
		return 0, err
	}
	if s.LastSeq < seq {
		return 0, fmt.Errorf("%w: %s ends at %d, decided up to %d", ErrLogRegression, l.name, s.LastSeq, seq)
	}
	return s.LastSeq - seq, nil
}
