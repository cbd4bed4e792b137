package stage

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// record is a message with what the runner needs beside it.
type record struct {
	Message
	header  nats.Header
	part    int       // partition that it came from, 0 for an input of one stream
	from    string    // its place among partitions; see formatPlace
	born    time.Time // when the first message of the chain was stored
	pending uint64    // messages behind it in the stream when it was delivered
}

// errIdle says that no message came in time.
var errIdle = errors.New("idle")

// reader hands out a stream in order, without gaps, over reconnects and broker restarts.
type reader struct {
	log    log
	seq    uint64 // of the last record taken from the stream
	out    chan record
	err    error // valid once out is closed
	cancel context.CancelFunc
	done   chan struct{}
	behind uint64
}

// What may wait in memory for the fold: messages taken, and as many that the client has asked
// for. A backlog can consist of messages of a megabyte. The client's own limit in bytes makes
// its pulls overlap and drop messages, so both are counted in messages.
const (
	readAhead    = 64
	pullMessages = 64
)

// follow reads a stream from sequence from on. It waits for a broker that is away.
func follow(ctx context.Context, l log, from uint64) (*reader, error) {
	ctx, cancel := context.WithCancel(ctx)
	r := &reader{log: l, seq: from - 1, out: make(chan record, readAhead), cancel: cancel, done: make(chan struct{})}
	for {
		err := r.check(ctx)
		if err == nil {
			break
		}
		if isFatal(err) || !sleep(ctx, retryWait) {
			cancel()
			return nil, err
		}
	}
	go r.pump(ctx)
	return r, nil
}

func (r *reader) close() {
	r.cancel()
	<-r.done
}

// next waits up to wait for a record; errIdle when none came.
func (r *reader) next(ctx context.Context, wait time.Duration) (record, error) {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case rec, ok := <-r.out:
		return r.taken(rec, ok)
	case <-t.C:
		return record{}, errIdle
	case <-ctx.Done():
		return record{}, ctx.Err()
	}
}

// poll takes a record that has arrived already.
func (r *reader) poll() (record, bool, error) {
	select {
	case rec, ok := <-r.out:
		rec, err := r.taken(rec, ok)
		return rec, err == nil, err
	default:
		return record{}, false, nil
	}
}

func (r *reader) taken(rec record, ok bool) (record, error) {
	if !ok {
		return record{}, r.err
	}
	r.behind = rec.pending
	return rec, nil
}

// pending returns how many messages are still to come, as far as it is known.
func (r *reader) pending() uint64 { return r.behind }

// pump fills out until ctx ends or the log has regressed. Every other fault is met with a
// new consumer, because brokers restart and connections break.
func (r *reader) pump(ctx context.Context) {
	defer close(r.done)
	defer close(r.out)
	for {
		err := r.consume(ctx)
		if ctx.Err() != nil {
			r.err = ctx.Err()
			return
		}
		if isFatal(err) {
			r.err = err
			return
		}
		if !sleep(ctx, retryWait) {
			r.err = ctx.Err()
			return
		}
		if err := r.check(ctx); isFatal(err) {
			r.err = err
			return
		}
	}
}

// consume reads over one consumer, which ends with the connection: the broker may have been
// started again, and its consumers live in its memory.
func (r *reader) consume(ctx context.Context) error {
	ctx, uncut := untilCut(ctx, r.log.conn)
	defer uncut()
	ask, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	cons, err := r.log.OrderedConsumer(ask, jetstream.OrderedConsumerConfig{
		DeliverPolicy: jetstream.DeliverByStartSequencePolicy,
		OptStartSeq:   r.seq + 1,
	})
	if err != nil {
		return fmt.Errorf("reading %s: %w", r.log.name, err)
	}
	it, err := cons.Messages(jetstream.PullMaxMessages(pullMessages))
	if err != nil {
		return fmt.Errorf("reading %s: %w", r.log.name, err)
	}
	defer it.Stop()
	for {
		before := r.seq
		if err := r.takeFor(ctx, it, watch); err != nil {
			return err
		}
		if r.seq > before {
			continue
		}
		if s, err := r.log.state(ctx); err == nil && s.LastSeq > r.seq {
			return fmt.Errorf("reading %s: the consumer is dead", r.log.name)
		}
	}
}

// watch is how long a consumer may be silent before the stream is asked whether it should be:
// one that went down with its broker can be silent for half a minute before the client notices.
const watch = time.Second

// takeFor hands on what arrives in the given time.
func (r *reader) takeFor(ctx context.Context, it jetstream.MessagesContext, d time.Duration) error {
	window, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	for {
		msg, err := it.Next(jetstream.NextContext(window))
		switch {
		case err == nil:
		case window.Err() != nil && ctx.Err() == nil:
			return nil
		default:
			return fmt.Errorf("reading %s: %w", r.log.name, err)
		}
		if err := r.take(ctx, msg); err != nil {
			return err
		}
	}
}

// take checks that msg is the next of the stream and hands it on.
func (r *reader) take(ctx context.Context, msg jetstream.Msg) error {
	meta, err := msg.Metadata()
	if err != nil {
		return fmt.Errorf("reading %s: %w", r.log.name, err)
	}
	if meta.Sequence.Stream != r.seq+1 {
		return fmt.Errorf("%w: %s goes from %d to %d", ErrLogRegression, r.log.name, r.seq, meta.Sequence.Stream)
	}
	rec := record{
		Message: Message{Seq: meta.Sequence.Stream, Subject: msg.Subject(), Data: msg.Data(), Input: answered(msg.Headers())},
		header:  msg.Headers(), born: born(msg.Headers(), meta.Timestamp), pending: meta.NumPending,
	}
	select {
	case r.out <- rec:
		r.seq++
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func born(h nats.Header, stored time.Time) time.Time {
	if ns, err := strconv.ParseInt(h.Get(bornHeader), 10, 64); err == nil {
		return time.Unix(0, ns)
	}
	return stored
}

// check refuses a stream that starts behind, or ends before, what was read of it.
func (r *reader) check(ctx context.Context) error {
	s, err := r.log.state(ctx)
	if err != nil {
		return err
	}
	if s.FirstSeq > r.seq+1 || s.LastSeq < r.seq {
		return fmt.Errorf("%w: %s holds %d to %d, wanted from %d", ErrLogRegression, r.log.name, s.FirstSeq, s.LastSeq, r.seq+1)
	}
	return nil
}

// sleep reports whether d went by before ctx ended.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
