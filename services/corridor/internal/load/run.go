package load

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/broker"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/services/analyst"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
)

// Run is what a hub made of a load.
type Run struct {
	Batch     int           `json:"batch"` // most reports in a submission
	Reports   int           `json:"reports"`
	PerSecond float64       `json:"reports_per_second"` // from the first publish to the last statistic
	Took      time.Duration `json:"took_ns"`
	Memory    float64       `json:"memory_bytes_per_report,omitempty"` // of all services and the broker, after a collection
	Disk      float64       `json:"disk_bytes_per_report"`             // of all streams
	Rebuilt   time.Duration `json:"rebuilt_ns,omitempty"`              // all state, from the streams and without a snapshot
}

// manyReports is the least number that tells what a report takes of memory: with fewer the
// broker's buffers tell more.
const manyReports = 50_000

// mostInFlight is how many submissions wait for their acknowledgement at once.
const mostInFlight = 16

// Through publishes a load to a hub in dir and waits until all of it is in the statistics.
func Through(ctx context.Context, dir string, l *Load, batch int) (Run, error) {
	before := heap()
	h, err := l.start(ctx, dir)
	if err != nil {
		return Run{}, err
	}
	r := Run{Batch: batch, Reports: l.Reports}
	begin := time.Now()
	err = l.send(ctx, h)
	if err == nil {
		err = hub.Drained(ctx, h.JetStream, func(uint64) {})
	}
	r.Took = time.Since(begin)
	r.PerSecond = float64(l.Reports) / r.Took.Seconds()
	if l.Reports >= manyReports {
		r.Memory = float64(heap()-before) / float64(l.Reports)
	}
	if err := errors.Join(err, h.Stop()); err != nil {
		return r, err
	}
	r.Disk, err = used(dir)
	r.Disk /= float64(l.Reports)
	return r, err
}

// start runs a hub that trusts the load's focal points.
func (l *Load) start(ctx context.Context, dir string) (*hub.Hub, error) {
	h, err := hub.Start(ctx, hub.Config{
		Dir: dir, Metrics: "127.0.0.1:0", Anchor: l.Keys.Anchor.Public(), Persons: l.Persons,
		Analyst: analyst.Config{Listen: "127.0.0.1:0"}, Log: zerolog.Nop(),
	})
	if err != nil {
		return nil, err
	}
	if err := l.Trust(ctx, h.JetStream); err != nil {
		return nil, errors.Join(err, h.Stop())
	}
	return h, nil
}

func (l *Load) send(ctx context.Context, h *hub.Hub) error {
	js, err := h.Connect("load")
	if err != nil {
		return err
	}
	waiting := make(chan jetstream.PubAckFuture, mostInFlight)
	for _, m := range l.Submissions {
		if len(waiting) == mostInFlight {
			if err := acknowledged(ctx, <-waiting); err != nil {
				return err
			}
		}
		f, err := js.PublishAsync(m.Subject, m.Data)
		if err != nil {
			return err
		}
		waiting <- f
	}
	for len(waiting) > 0 {
		if err := acknowledged(ctx, <-waiting); err != nil {
			return err
		}
	}
	return nil
}

// Rebuild starts a hub over the streams that Through left in dir, without the snapshots, and
// returns how long it took until every stage had all its state.
func Rebuild(ctx context.Context, dir string, l *Load) (time.Duration, error) {
	if err := forget(ctx, dir); err != nil {
		return 0, err
	}
	begin := time.Now()
	h, err := hub.Start(ctx, hub.Config{
		Dir: dir, Metrics: "127.0.0.1:0", Anchor: l.Keys.Anchor.Public(), Persons: l.Persons,
		Analyst: analyst.Config{Listen: "127.0.0.1:0"}, Log: zerolog.Nop(),
	})
	if err != nil {
		return 0, err
	}
	for len(h.Health.Waiting()) > 0 && ctx.Err() == nil {
		time.Sleep(5 * time.Millisecond)
	}
	took := time.Since(begin)
	return took, errors.Join(ctx.Err(), h.Stop())
}

// forget deletes all snapshots.
func forget(ctx context.Context, dir string) error {
	s, err := broker.Start(broker.Config{Dir: dir})
	if err != nil {
		return err
	}
	defer broker.Stop(s)
	nc, js, err := bus.Connect(s.ClientURL(), "corridor-load")
	if err != nil {
		return err
	}
	defer nc.Close()
	return js.DeleteObjectStore(ctx, bus.Snapshots)
}

// Bytes returns the size of all submissions.
func (l *Load) Bytes() (n int) {
	for _, m := range l.Submissions {
		n += len(m.Data)
	}
	return n
}

func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// used returns the bytes of all files below a folder.
func used(dir string) (n float64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err == nil {
			n += float64(info.Size())
		}
		return err
	})
	return n, err
}
