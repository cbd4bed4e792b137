package stage

import (
	"context"

	"github.com/nats-io/nats.go/jetstream"
)

// Follow hands each message of a stream from sequence from on to each, in order and without
// gaps, over reconnects and restarts of the broker. It ends with ctx, which is no error, with
// an error of each, or with ErrLogRegression. It is for readers that publish nothing: what
// they show can be rebuilt at any time.
func Follow(ctx context.Context, js jetstream.JetStream, stream string, from uint64, each func(Message) error) error {
	l, err := openLog(ctx, js, stream)
	if err != nil {
		return err
	}
	in, err := follow(ctx, l, from)
	if err != nil {
		return err
	}
	defer in.close()
	for {
		select {
		case rec, ok := <-in.out:
			if !ok && ctx.Err() != nil {
				return nil
			}
			if !ok {
				return in.err
			}
			if err := each(rec.Message); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// Checkpoint returns the input sequence that the last output of a stage's stream was made of,
// 0 where there is none yet. Operators and tests see by it how far a stage has come.
func Checkpoint(ctx context.Context, js jetstream.JetStream, output string) (uint64, error) {
	l, err := openLog(ctx, js, output)
	if err != nil {
		return 0, err
	}
	_, m, err := lastOutput(ctx, l)
	return m.input, err
}

// CheckpointOf is Checkpoint for one partition of the input, from 0: a sequence in its stream.
func CheckpointOf(ctx context.Context, js jetstream.JetStream, output string, part int) (uint64, error) {
	l, err := openLog(ctx, js, output)
	if err != nil {
		return 0, err
	}
	_, m, err := lastOutput(ctx, l)
	if err != nil || m.from == "" {
		return m.input, err
	}
	return readUpTo(m.from, part)
}
