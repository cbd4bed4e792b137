package focalpoint

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/rs/zerolog"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/geo"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// receipt is a receipt with its place in the stream and when it was stored there.
type receipt struct {
	*pb.Receipt
	seq uint64
	at  time.Time
}

// tail reads the receipts of a country.
type tail struct {
	js      jetstream.JetStream
	country geo.Area
	last    uint64 // sequence in the stream of its answers up to which nothing is to be read any more
	log     zerolog.Logger
}

// toEnd moves behind all receipts that there are now.
func (t *tail) toEnd(ctx context.Context) error {
	for {
		last, err := t.end(ctx)
		switch {
		case err == nil:
			t.last = last
			return nil
		case ctx.Err() != nil:
			return fmt.Errorf("looking at the receipts: %w", ctx.Err())
		case hopeless(err):
			return fmt.Errorf("looking at the receipts: %w", err)
		}
		t.log.Warn().Err(err).Str("nats", bus.Address(t.js.Conn())).Msg("the hub does not answer; trying again")
		pause(ctx, 5*retryWait)
	}
}

func (t *tail) end(ctx context.Context) (uint64, error) {
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	s, err := answers(ctx, t.js, t.country)
	if err != nil {
		return 0, err
	}
	return s.CachedInfo().State.LastSeq, nil
}

// answers returns the stream that holds the hub's answers to a country.
func answers(ctx context.Context, js jetstream.JetStream, country geo.Area) (jetstream.Stream, error) {
	name, err := bus.StreamOf(ctx, js, country)
	if err != nil {
		return nil, err
	}
	return js.Stream(ctx, name)
}

// read hands the receipts behind last to each, in order, until each has enough or fails, or
// ctx ends. Broken connections and restarts of the broker it gets over.
func (t *tail) read(ctx context.Context, each func(receipt) (enough bool, err error)) error {
	for {
		done, err := t.consume(ctx, each)
		switch {
		case done:
			return err
		case ctx.Err() != nil:
			return fmt.Errorf("following the receipts: %w", ctx.Err())
		case hopeless(err):
			return fmt.Errorf("following the receipts: %w", err)
		}
		t.log.Warn().Err(err).Str("nats", bus.Address(t.js.Conn())).Msg("receipts interrupted; trying again")
		pause(ctx, retryWait)
	}
}

// consume reads over one consumer; done says that err is for the caller and not for another
// consumer to get over.
func (t *tail) consume(ctx context.Context, each func(receipt) (bool, error)) (done bool, err error) {
	c, err := t.consumer(ctx)
	if err != nil {
		return false, err
	}
	it, err := c.Messages()
	if err != nil {
		return false, err
	}
	defer it.Stop()
	for {
		msg, err := it.Next(jetstream.NextContext(ctx))
		if err != nil {
			return false, err
		}
		r, err := open(msg)
		if err != nil {
			return true, err
		}
		t.last = r.seq
		if enough, err := each(r); enough || err != nil {
			return true, err
		}
	}
}

// consumer asks for a consumer with a bound of its own: a request that a stopping broker took
// along is never answered.
func (t *tail) consumer(ctx context.Context) (jetstream.Consumer, error) {
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	s, err := answers(ctx, t.js, t.country)
	if err != nil {
		return nil, err
	}
	return s.OrderedConsumer(ctx, jetstream.OrderedConsumerConfig{
		FilterSubjects: []string{bus.ReceiptsSubject(t.country)},
		DeliverPolicy:  jetstream.DeliverByStartSequencePolicy, OptStartSeq: t.last + 1,
	})
}

func open(msg jetstream.Msg) (receipt, error) {
	meta, err := msg.Metadata()
	if err != nil {
		return receipt{}, fmt.Errorf("reading a receipt: %w", err)
	}
	r := receipt{Receipt: &pb.Receipt{}, seq: meta.Sequence.Stream, at: meta.Timestamp}
	if err := proto.Unmarshal(msg.Data(), r.Receipt); err != nil {
		return receipt{}, fmt.Errorf("reading receipt %d: %w", r.seq, err)
	}
	return r, nil
}
