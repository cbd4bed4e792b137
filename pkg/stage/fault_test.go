package stage

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
)

// TestStopWhileTheOutputIsFull stops a stage whose publish is refused, makes room and starts it
// again. The fold had decided an input that the log does not show: a snapshot of it would
// decide that input twice.
func TestStopWhileTheOutputIsFull(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	room := func(messages int64) {
		_, err := js.UpdateStream(context.Background(), jetstream.StreamConfig{
			Name: "OUT" + b.id, Subjects: []string{"out" + b.id + ".>"}, AllowAtomicPublish: true, AllowDirect: true,
			Discard: jetstream.DiscardNew, MaxMsgs: messages,
		})
		b.must(err)
	}
	room(2)
	cfg := b.config()
	cfg.Snapshots, cfg.SnapshotEvery = snapshotBucket(t, js), 1000
	refused := make(chan struct{}, 100)
	cfg.publish = func(ctx context.Context, msgs []*nats.Msg) error {
		err := publish(ctx, js, msgs)
		if err != nil {
			refused <- struct{}{}
		}
		return err
	}
	stop := run(cfg)
	b.publish([]byte{2, 0})
	b.await(2)
	b.publish([]byte{1, 0})
	<-refused
	b.must(stop())
	room(-1)
	stop = run(cfg)
	want := b.batchOf([]byte{2, 0}, []byte{1, 0})
	b.await(len(want))
	b.must(stop())
	same(t, b.outputs(), want)
}

// TestInputReplacedBeforeItIsConfirmed loses the unsynced end of the input under the stage,
// and puts another message in its place: nothing of the lost one may be published.
func TestInputReplacedBeforeItIsConfirmed(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	cfg := b.config()
	replaced := false
	cfg.killed = func(point string) bool {
		if point == "applied" && !replaced {
			replaced = true
			b.recreate("IN"+b.id, "in"+b.id+".>")
			b.publish([]byte{3, 0})
		}
		return false
	}
	b.publish([]byte{2, 0})
	if err := wait(t, cfg); !errors.Is(err, ErrLogRegression) {
		t.Errorf("got %v, want %v", err, ErrLogRegression)
	}
	if b.last() != 0 {
		t.Errorf("%d outputs of an input that the log does not hold", b.last())
	}
}

// fat is a chain whose outputs are larger than any message may be.
type fat struct{ chain }

func (f *fat) Apply(in Message, step int) ([]Message, int, error) {
	out, next, err := f.chain.Apply(in, step)
	for i := range out {
		out[i].Data = append(out[i].Data, make([]byte, bus.MaxPayload)...)
	}
	return out, next, err
}

// TestOutputThatNoBrokerTakes checks that a stage stops over it and does not try for ever.
func TestOutputThatNoBrokerTakes(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	cfg := b.config()
	cfg.New = func() Fold { return &fat{chain{prefix: "out" + b.id + "."}} }
	b.publish([]byte{1, 0})
	if err := wait(t, cfg); !errors.Is(err, ErrRefused) {
		t.Errorf("got %v, want %v", err, ErrRefused)
	}
}

// TestFoldErrorKeepsWhatCameBefore checks that sound inputs are published although a later one
// of the same group cannot be decided.
func TestFoldErrorKeepsWhatCameBefore(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	b.publish([]byte{2, 0}, []byte{1, 0}, []byte{1})
	if err := wait(t, b.config()); !errors.Is(err, ErrFold) {
		t.Errorf("got %v, want %v", err, ErrFold)
	}
	same(t, b.outputs(), b.batchOf([]byte{2, 0}, []byte{1, 0}))
}

// TestLostLastOutput loses an output right after it is stored, and its acknowledgement with it.
func TestLostLastOutput(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	cfg := b.config()
	cfg.publish = func(ctx context.Context, msgs []*nats.Msg) error {
		_ = publish(ctx, js, msgs)
		b.deleteMsg("OUT"+b.id, uint64(b.last()))
		return nats.ErrTimeout
	}
	b.publish([]byte{2, 0})
	if err := wait(t, cfg); !errors.Is(err, ErrLogRegression) {
		t.Errorf("got %v, want %v", err, ErrLogRegression)
	}
}

// slowStore stores a newer snapshot while an older one is being read.
type slowStore struct {
	jetstream.JetStream
	meanwhile func()
}

type slowObjects struct {
	jetstream.ObjectStore
	meanwhile func()
}

func (s slowStore) ObjectStore(ctx context.Context, bucket string) (jetstream.ObjectStore, error) {
	o, err := s.JetStream.ObjectStore(ctx, bucket)
	return slowObjects{o, s.meanwhile}, err
}

func (s slowObjects) GetInfo(ctx context.Context, name string, opts ...jetstream.GetObjectInfoOpt) (*jetstream.ObjectInfo, error) {
	defer s.meanwhile()
	return s.ObjectStore.GetInfo(ctx, name, opts...)
}

func (s slowObjects) Get(ctx context.Context, name string, opts ...jetstream.GetObjectOpt) (jetstream.ObjectResult, error) {
	defer s.meanwhile()
	return s.ObjectStore.Get(ctx, name, opts...)
}

// TestSnapshotReplacedWhileItLoads checks that position and state are of one snapshot.
func TestSnapshotReplacedWhileItLoads(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	cfg := b.config()
	cfg.Snapshots, cfg.SnapshotEvery = snapshotBucket(t, js), 1
	b.work(cfg, []byte{1, 0})
	lead := run(cfg)
	slow := cfg
	slow.JetStream = slowStore{js, func() {
		b.publish([]byte{1, 0})
		b.await(2)
		time.Sleep(200 * time.Millisecond) // for the leader's snapshot; a late one proves nothing
	}}
	r := &runner{Config: slow.withDefaults(), metrics: newMetrics(nil, "x"), fold: b.fold()}
	b.must(r.open(context.Background()))
	b.must(r.loadSnapshot(context.Background()))
	b.must(lead())
	if r.at.output == 0 {
		return // replaced under the reader's hands: left aside, which is right too
	}
	got, _ := r.fold.AppendBinary(nil)
	if want := b.batchOf([]byte{1, 0}, []byte{1, 0})[r.at.output-1].Data; string(got) != string(want) {
		t.Errorf("the state is not that of output %d", r.at.output)
	}
}

// TestLargeMessagesWaitInTheStream checks that a backlog of large messages stays there and is
// not read into memory.
func TestLargeMessagesWaitInTheStream(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	large := make([]byte, 300<<10)
	for range 250 {
		b.publish(large)
	}
	l, err := openLog(context.Background(), js, "IN"+b.id)
	b.must(err)
	r, err := follow(context.Background(), l, 1)
	b.must(err)
	defer r.close()
	eventually(t, func() bool { return len(r.out) == readAhead })
	time.Sleep(300 * time.Millisecond) // for what the broker would go on sending
	for info := range l.ListConsumers(context.Background()).Info() {
		if info.Delivered.Stream > readAhead+pullMessages+1 {
			t.Errorf("%d of 250 messages are in memory", info.Delivered.Stream)
		}
	}
}
