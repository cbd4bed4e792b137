package focalpoint

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"go.opentelemetry.io/otel/trace"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// A submission holds at most mostItems items, and at most mostBytes bytes: what a message may
// have, less room for its headers.
const (
	mostItems = 500
	mostBytes = bus.MaxPayload - 4<<10
)

// Options of a Publisher. Produced is required.
type Options struct {
	Produced tip.Period            // when the submissions are made, said in each of them
	Batch    int                   // most items in a submission; default and limit 500
	MaxBytes int                   // most bytes in a submission; default 900 KiB, limit 1 MiB - 4 KiB
	Window   int                   // most submissions without a receipt; default 1
	Linkage  *Linkage              // how tokens are made; nil makes none
	Tracer   trace.Tracer          // gets a span for each submission; nil traces nothing
	Registry prometheus.Registerer // nil keeps no metrics; publishers may share one
	Log      zerolog.Logger
}

func (o Options) withDefaults() Options {
	if o.Batch <= 0 || o.Batch > mostItems {
		o.Batch = mostItems
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 900 << 10
	}
	o.Window = max(1, o.Window)
	o.MaxBytes = min(o.MaxBytes, mostBytes)
	return o
}

// Publisher sends the filings of one country in the order in which it gets them: one
// submission is acknowledged, and so on disk, before the next one leaves. It is for one
// goroutine at a time.
type Publisher struct {
	js      jetstream.JetStream
	id      Identity
	o       Options
	metrics *metrics
	batch   batch
	sealed  *submission                     // signed and not acknowledged yet
	waiting map[[sha256.Size]byte][][]filed // by digest: acknowledged, without a receipt
	open    int                             // submissions in waiting
	tail    tail
	outcome Outcome

	patience time.Duration // with a hub that gives no receipts
}

// NewPublisher returns a publisher that takes the receipts from now on for its own. It waits
// for a broker that is away until ctx ends.
func NewPublisher(ctx context.Context, js jetstream.JetStream, id Identity, o Options) (*Publisher, error) {
	if err := id.check(); err != nil {
		return nil, fmt.Errorf("checking the focal point: %w", err)
	}
	if o.Produced == 0 {
		return nil, errors.New("checking the focal point: the period of production is missing")
	}
	p := &Publisher{
		js: js, id: id, o: o.withDefaults(), metrics: newMetrics(o.Registry),
		waiting: map[[sha256.Size]byte][][]filed{}, patience: receiptPatience,
	}
	p.tail = tail{js: js, country: id.Country, log: o.Log}
	return p, p.tail.toEnd(ctx)
}

// Send takes a filing for the next submission and publishes that once it is full. After an
// error the same filing may be sent again, because the hub counts a report once; what was
// signed and not acknowledged goes out first, as the same bytes.
func (p *Publisher) Send(ctx context.Context, f Filing) error {
	if err := f.check(); err != nil {
		return err
	}
	it := p.item(f)
	size, tokens := sizeOf(it), p.o.Linkage.sizeOfSheets(f.People)
	if overhead+size+tokens > p.o.MaxBytes || tokens > mostTokens {
		return errors.New("a filing is larger than a submission may be")
	}
	full := len(p.batch.items) >= p.o.Batch // where no tokens could be made of it before
	if full || overhead+p.batch.size+size+tokens > p.o.MaxBytes || p.batch.tokens+tokens > mostTokens {
		if err := p.Flush(ctx); err != nil {
			return err
		}
	}
	p.batch.add(it, byNumber(f.People), size, tokens, filed{f.CaseKey, f.Revision})
	if len(p.batch.items) < p.o.Batch {
		return nil
	}
	return p.Flush(ctx)
}

// Flush publishes what was taken. It tries again until the broker has acknowledged or ctx
// ends; then the filings stay for the next Flush, as they do when the key-holders give no tokens
// of them, which is ErrTokens.
func (p *Publisher) Flush(ctx context.Context) error {
	for p.sealed != nil || len(p.batch.items) > 0 {
		if p.sealed == nil {
			s, err := p.seal(ctx)
			if err != nil {
				return err
			}
			p.sealed, p.batch = s, batch{}
		}
		if err := p.room(ctx); err != nil {
			return err
		}
		if err := p.traced(ctx, p.sealed); err != nil {
			return err
		}
		p.await(p.sealed)
		p.sealed = nil
	}
	return nil
}

// Raw publishes bytes as they are on the country's subject, after what was taken before, and
// counts on one receipt for them. It is for tests and demonstrations of what a hub must
// refuse. No id guards the bytes: where an acknowledgement is lost they are stored twice.
func (p *Publisher) Raw(ctx context.Context, data []byte) error {
	if err := p.Flush(ctx); err != nil {
		return err
	}
	if err := p.deliver(ctx, data, ""); err != nil {
		return err
	}
	p.await(&submission{data: data, digest: sha256.Sum256(data)})
	return nil
}

// await notes that a receipt must come for a submission.
func (p *Publisher) await(s *submission) {
	p.waiting[s.digest] = append(p.waiting[s.digest], s.filed)
	p.open++
}

// Wait publishes what was taken and follows the receipts until each submission has one, or
// ctx ends. It returns what became of all that this publisher has ever sent.
func (p *Publisher) Wait(ctx context.Context) (Outcome, error) {
	if err := p.Flush(ctx); err != nil {
		return p.outcome.clone(), err
	}
	if len(p.waiting) == 0 {
		return p.outcome.clone(), nil
	}
	err := p.receipts(ctx, func() bool { return len(p.waiting) == 0 })
	return p.outcome.clone(), err
}

// receive counts a receipt if it is for a submission of this publisher.
func (p *Publisher) receive(r receipt) error {
	digest := r.GetSubmissionDigest()
	if len(digest) != sha256.Size {
		return nil
	}
	key := [sha256.Size]byte(digest)
	queue, ours := p.waiting[key]
	if !ours {
		return nil
	}
	o, err := outcomeOf(r.Receipt, queue[0])
	if err != nil {
		return err
	}
	p.outcome.Add(o)
	p.metrics.decided(&o)
	p.open--
	if len(queue) == 1 {
		delete(p.waiting, key)
	} else {
		p.waiting[key] = queue[1:]
	}
	return nil
}
