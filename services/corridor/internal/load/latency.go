package load

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"golang.org/x/sync/errgroup"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
)

// Delays are times from publishing a submission until its receipt is there, and until the
// statistics have it.
type Delays struct {
	Rate       int       `json:"reports_per_second"`
	Receipts   Quantiles `json:"receipts"`
	Statistics Quantiles `json:"statistics"`
}

// Quantiles of a number of submissions.
type Quantiles struct {
	Submissions int           `json:"submissions"`
	P50         time.Duration `json:"p50_ns"`
	P99         time.Duration `json:"p99_ns"`
	P999        time.Duration `json:"p999_ns"`
}

// watcher follows submissions through the streams. Each stage's output names its input, so a
// message leads back to the submission that caused it.
type watcher struct {
	mu         sync.Mutex
	published  map[uint64]time.Time // by sequence in REPORTS
	reports    map[uint64]uint64    // sequence in NORMALIZED to that in REPORTS
	normalized map[uint64]uint64    // sequence in PERSONS to that in NORMALIZED
	receipts   map[uint64]time.Time // by sequence in REPORTS
	statistics map[uint64]time.Time // by sequence in PERSONS, the last of those it answers
}

// Latency publishes a load at so many reports a second to a hub in dir and measures the delays.
func Latency(ctx context.Context, dir string, l *Load, rate int) (Delays, error) {
	h, err := l.start(ctx, dir)
	if err != nil {
		return Delays{}, err
	}
	js, err := h.Connect("latency")
	if err != nil {
		return Delays{}, errors.Join(err, h.Stop())
	}
	w := &watcher{published: map[uint64]time.Time{}, reports: map[uint64]uint64{}, normalized: map[uint64]uint64{},
		receipts: map[uint64]time.Time{}, statistics: map[uint64]time.Time{}}
	watching, cancel := context.WithCancel(ctx)
	var g errgroup.Group
	for _, name := range bus.Streams()[1:] {
		g.Go(func() error { return stage.Follow(watching, js, name, 1, w.see(name)) })
	}
	err = w.publish(ctx, js, l, rate)
	if err == nil {
		err = w.complete(ctx)
	}
	cancel()
	err = errors.Join(err, g.Wait(), h.Stop())
	return Delays{Rate: rate, Receipts: quantiles(w.untilReceipt()), Statistics: quantiles(w.untilStatistic())}, err
}

func (w *watcher) see(stream string) func(stage.Message) error {
	return func(m stage.Message) error {
		now := time.Now()
		w.mu.Lock()
		defer w.mu.Unlock()
		switch {
		case stream == bus.Normalized && strings.HasPrefix(m.Subject, bus.ReceiptsPrefix):
			w.receipts[m.Input] = now
		case stream == bus.Normalized:
			w.reports[m.Seq] = m.Input
		case stream == bus.Persons:
			w.normalized[m.Seq] = m.Input
		default:
			w.statistics[m.Input] = now
		}
		return nil
	}
}

// publish sends submissions when they are due, whether or not those before are acknowledged.
func (w *watcher) publish(ctx context.Context, js jetstream.JetStream, l *Load, rate int) error {
	each := time.Duration(float64(time.Second) * float64(l.Reports) / float64(len(l.Submissions)) / float64(rate))
	begin := time.Now()
	var g errgroup.Group
	for i, m := range l.Submissions {
		due := begin.Add(time.Duration(i) * each)
		time.Sleep(time.Until(due))
		f, err := js.PublishAsync(m.Subject, m.Data)
		if err != nil {
			return err
		}
		g.Go(func() error { // the delay counts from when it was due
			select {
			case ack := <-f.Ok():
				w.mu.Lock()
				w.published[ack.Sequence] = due
				w.mu.Unlock()
				return nil
			case err := <-f.Err():
				return err
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}
	return g.Wait()
}

// complete waits until every submission has a receipt and is in the statistics.
func (w *watcher) complete(ctx context.Context) error {
	for ctx.Err() == nil {
		w.mu.Lock()
		n := len(w.published)
		w.mu.Unlock()
		if len(w.untilReceipt()) == n && len(w.untilStatistic()) == n {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return ctx.Err()
}

func (w *watcher) untilReceipt() (list []time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for seq, at := range w.receipts {
		if due, ok := w.published[seq]; ok {
			list = append(list, at.Sub(due))
		}
	}
	return list
}

// untilStatistic returns the delays of the submissions whose last change of persons is answered.
func (w *watcher) untilStatistic() (list []time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	answers := make([]uint64, 0, len(w.statistics))
	for seq := range w.statistics {
		answers = append(answers, seq)
	}
	slices.Sort(answers)
	last := map[uint64]time.Time{} // by sequence in REPORTS
	for seq, from := range w.normalized {
		i, _ := slices.BinarySearch(answers, seq)
		if report, ok := w.reports[from]; ok && i < len(answers) {
			if at := w.statistics[answers[i]]; at.After(last[report]) {
				last[report] = at
			}
		}
	}
	for report, at := range last {
		if due, ok := w.published[report]; ok {
			list = append(list, at.Sub(due))
		}
	}
	return list
}

func quantiles(list []time.Duration) Quantiles {
	slices.Sort(list)
	at := func(perMille int) time.Duration {
		if len(list) == 0 {
			return 0
		}
		return list[min(len(list)-1, len(list)*perMille/1000)]
	}
	return Quantiles{Submissions: len(list), P50: at(500), P99: at(990), P999: at(999)}
}
