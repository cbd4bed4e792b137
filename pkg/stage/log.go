package stage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// askTimeout bounds one question to the broker: one that stops takes requests along, and they
// are never answered.
const askTimeout = 2 * time.Second

// log is one stream, read by sequence.
type log struct {
	jetstream.Stream
	name string
	conn *nats.Conn
}

func openLog(ctx context.Context, js jetstream.JetStream, name string) (log, error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	s, err := js.Stream(ctx, name)
	if err != nil {
		return log{}, fmt.Errorf("opening stream %s: %w", name, err)
	}
	return log{s, name, js.Conn()}, nil
}

// state asks the broker for the stream's first and last sequence.
func (l log) state(ctx context.Context) (jetstream.StreamState, error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	info, err := l.Info(ctx)
	if err != nil {
		return jetstream.StreamState{}, fmt.Errorf("looking at stream %s: %w", l.name, err)
	}
	return info.State, nil
}

// get reads one message back from the broker's store. Any replica may answer, also one that is
// behind: only what none of them has found for a while is gone.
func (l log) get(ctx context.Context, seq uint64) (*jetstream.RawStreamMsg, error) {
	for try := 0; ; try++ {
		msg, err := l.getOnce(ctx, seq)
		if err == nil {
			return msg, nil
		}
		if !isNotFound(err) || try >= settleTries || !sleep(ctx, settleWait) {
			return nil, fmt.Errorf("reading %d of %s: %w", seq, l.name, err)
		}
	}
}

func (l log) getOnce(ctx context.Context, seq uint64) (*jetstream.RawStreamMsg, error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	return l.GetMsg(ctx, seq)
}

// untilCut returns a context that ends when the connection breaks: what was on its
// way is lost then, and waiting for it would only keep a stage from going on.
func untilCut(ctx context.Context, nc *nats.Conn) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	cut := nc.StatusChanged(nats.RECONNECTING)
	go func() {
		select {
		case <-cut:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		cancel()
		nc.RemoveStatusListener(cut)
	}
}

func isNotFound(err error) bool { return errors.Is(err, jetstream.ErrMsgNotFound) }

// checkLogs looks whether both streams still hold what this instance relies on.
func (r *runner) checkLogs(ctx context.Context) error {
	behind, err := r.in.check(ctx, r.at)
	if err != nil {
		return ignoreOutage(ctx, err)
	}
	r.metrics.lag.Set(float64(behind))
	out, err := r.out.state(ctx)
	switch {
	case err != nil:
		return ignoreOutage(ctx, err)
	case out.LastSeq < r.at.output:
		return fmt.Errorf("%w: %s ends at %d, not at %d", ErrLogRegression, r.Output, out.LastSeq, r.at.output)
	case out.LastSeq > r.at.output:
		return errFenced
	}
	return nil
}

// ignoreOutage lets a check pass while the broker is away: the next one will tell.
func ignoreOutage(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if isFatal(err) {
		return err
	}
	return nil
}

// checkInput compares the input that the last output was made of with what the log holds now.
func (r *runner) checkInput(ctx context.Context) error {
	m := r.at.mark
	if m.input == 0 {
		return nil
	}
	msg, err := r.in.get(ctx, m.input, m.from)
	if isNotFound(err) {
		return fmt.Errorf("%w: %s no longer holds %d, which is decided", ErrLogRegression, r.Input, m.input)
	}
	if err != nil {
		return err
	}
	if digest(msg.Data) != m.digest {
		return fmt.Errorf("%w: %d of %s has changed since it was decided", ErrLogRegression, m.input, r.Input)
	}
	return nil
}
