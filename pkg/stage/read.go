package stage

import (
	"context"
	"errors"

	"github.com/nats-io/nats.go/jetstream"
)

// Read hands each message that a stream holds now to each, in order, and ends with the last.
func Read(ctx context.Context, js jetstream.JetStream, stream string, each func(Message) error) error {
	l, err := openLog(ctx, js, stream)
	if err != nil {
		return err
	}
	s, err := l.state(ctx)
	if err != nil || s.LastSeq == 0 {
		return err
	}
	end := errors.New("end")
	err = Follow(ctx, js, stream, 1, func(m Message) error {
		if err := each(m); err != nil {
			return err
		}
		if m.Seq == s.LastSeq {
			return end
		}
		return nil
	})
	if errors.Is(err, end) {
		return nil
	}
	return err
}
