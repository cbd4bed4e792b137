package stage

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rs/zerolog"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
)

func TestMain(m *testing.M) {
	_ = flag.Set("rapid.checks", "40") // each check runs a stage against a real server
	goleak.VerifyTestMain(m)
}

// bench is a pair of streams on a real server.
type bench struct {
	t  testing.TB
	js jetstream.JetStream
	id string
}

var benches atomic.Int64

func newBench(t testing.TB, js jetstream.JetStream) *bench {
	t.Helper()
	b := &bench{t: t, js: js, id: fmt.Sprint(benches.Add(1))}
	b.stream("IN"+b.id, "in"+b.id+".>")
	b.stream("OUT"+b.id, "out"+b.id+".>")
	return b
}

func (b *bench) stream(name, subject string) {
	b.t.Helper()
	_, err := b.js.CreateStream(context.Background(), jetstream.StreamConfig{
		Name: name, Subjects: []string{subject}, AllowAtomicPublish: true, AllowDirect: true,
	})
	b.must(err)
}

func (b *bench) fold() Fold { return &chain{prefix: "out" + b.id + "."} }

func (b *bench) must(err error) {
	if err != nil {
		b.t.Helper()
		b.t.Fatal(err)
	}
}

func (b *bench) publish(inputs ...[]byte) {
	for _, data := range inputs {
		_, err := b.js.Publish(context.Background(), "in"+b.id+".x", data)
		b.must(err)
	}
}

func (b *bench) config() Config {
	return Config{
		Name: "chain" + b.id, JetStream: b.js, Input: "IN" + b.id, Output: "OUT" + b.id, New: b.fold,
		Version: "1", Log: zerolog.New(zerolog.NewTestWriter(b.t)), CheckEvery: 50 * time.Millisecond, SnapshotEvery: 7, GroupMessages: 5,
	}
}

// outputs reads the whole output stream.
func (b *bench) outputs() []Message {
	b.t.Helper()
	s, err := b.js.Stream(context.Background(), "OUT"+b.id)
	b.must(err)
	var all []Message
	for seq := uint64(1); seq <= s.CachedInfo().State.LastSeq; seq++ {
		m, err := s.GetMsg(context.Background(), seq)
		b.must(err)
		all = append(all, Message{Subject: m.Subject, Data: m.Data, Input: answered(m.Header)})
	}
	return all
}

// last returns the sequence of the last output.
func (b *bench) last() int {
	b.t.Helper()
	for { // a broker that is stopped takes requests along
		l, err := openLog(context.Background(), b.js, "OUT"+b.id)
		if err == nil {
			return int(l.CachedInfo().State.LastSeq)
		}
		b.t.Log(err)
	}
}

// await waits until the output holds n messages.
func (b *bench) await(n int) {
	b.t.Helper()
	for range 2000 {
		if b.last() >= n {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	b.t.Fatalf("output never reached %d messages", n)
}

// run starts a stage and returns how to stop it and its error.
func run(cfg Config) (stop func() error) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Run(ctx, cfg) }()
	return func() error {
		cancel()
		return <-done
	}
}

// wait returns the error of a stage that ends by itself.
func wait(t testing.TB, cfg Config) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	err := Run(ctx, cfg)
	if ctx.Err() != nil {
		t.Fatal("the stage did not end by itself")
	}
	return err
}

func same(t interface{ Fatalf(string, ...any) }, got, want []Message) {
	if len(got) != len(want) {
		t.Fatalf("got %d outputs, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i].Subject != want[i].Subject || !bytes.Equal(got[i].Data, want[i].Data) {
			t.Fatalf("output %d differs", i+1)
		}
	}
}

// TestCrashAnywhere runs a stage that is killed at random points, loses acknowledgements and
// publishes that never arrive, and must publish exactly what a batch computation gives.
func TestCrashAnywhere(t *testing.T) {
	_, js := bustest.Start(t)
	bucket := snapshotBucket(t, js)
	rapid.Check(t, func(rt *rapid.T) {
		b := newBench(t, js)
		inputs := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 2, 4), 1, 40).Draw(rt, "inputs")
		b.publish(inputs...)
		want := b.batchOf(inputs...)
		cfg := b.config()
		cfg.Snapshots = rapid.SampledFrom([]string{"", bucket}).Draw(rt, "bucket")
		cfg.GroupMessages = rapid.IntRange(1, 9).Draw(rt, "group")
		roll := dice(rt, 400)
		cfg.killed = func(string) bool { return roll() == 0 }
		cfg.publish = func(ctx context.Context, msgs []*nats.Msg) error {
			switch roll() {
			case 0: // stored, answer lost
				_ = publish(ctx, js, msgs)
				return nats.ErrTimeout
			case 1: // never arrived
				return nats.ErrTimeout
			}
			return publish(ctx, js, msgs)
		}
		untilDone(t, b, cfg, len(want))
		same(rt, b.outputs(), want)
	})
}

// dice returns n numbers from 0 to 9, one at each call, and 9 from then on.
func dice(t *rapid.T, n int) func() int {
	rest := rapid.SliceOfN(rapid.IntRange(0, 9), n, n).Draw(t, "dice")
	return func() (d int) {
		if len(rest) == 0 {
			return 9
		}
		d, rest = rest[0], rest[1:]
		return d
	}
}

// untilDone starts the stage again after every crash until the output holds n messages.
func untilDone(t testing.TB, b *bench, cfg Config, n int) {
	t.Helper()
	for range 200 {
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- Run(ctx, cfg) }()
		ended := false
		for !ended {
			select {
			case err := <-done:
				if err != nil && !errors.Is(err, errKilled) {
					t.Fatal(err)
				}
				ended = true
			case <-time.After(5 * time.Millisecond):
				if b.last() >= n {
					cancel()
					if err := <-done; err != nil && !errors.Is(err, errKilled) {
						t.Fatal(err)
					}
					return
				}
			}
		}
		cancel()
	}
	t.Fatal("not done after 200 lives")
}

func snapshotBucket(t testing.TB, js jetstream.JetStream) string {
	t.Helper()
	_, err := js.CreateObjectStore(context.Background(), jetstream.ObjectStoreConfig{Bucket: "SNAP"})
	if err != nil {
		t.Fatal(err)
	}
	return "SNAP"
}

// TestTwoInstances lets two instances believe that they are in charge all the time.
func TestTwoInstances(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	var inputs [][]byte
	for i := range 300 {
		inputs = append(inputs, []byte{byte(i), byte(i / 7)})
	}
	want := b.batchOf(inputs...)
	cfg := b.config()
	cfg.GroupMessages = 3
	stopA, stopB := run(cfg), run(cfg)
	b.publish(inputs...)
	b.await(len(want))
	if err := errors.Join(stopA(), stopB()); err != nil {
		t.Fatal(err)
	}
	same(t, b.outputs(), want)
}

// TestStandbyTakesOver checks that a standby publishes nothing while the other answers, and
// goes on where the other ended.
func TestStandbyTakesOver(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	cfg := b.config()
	cfg.Alive = "alive." + b.id
	roles := make(chan bool, 10)
	first := run(cfg)
	b.publish([]byte{2, 0})
	b.await(2)
	standby := cfg
	standby.Ready = func(active bool) { roles <- active }
	second := run(standby)
	if <-roles {
		t.Fatal("the second instance took the lead from a living one")
	}
	b.publish([]byte{3, 0})
	b.await(5)
	if err := first(); err != nil {
		t.Fatal(err)
	}
	if !<-roles {
		t.Fatal("the standby did not take over")
	}
	b.publish([]byte{1, 2})
	b.await(8)
	if err := second(); err != nil {
		t.Fatal(err)
	}
	same(t, b.outputs(), b.batchOf([]byte{2, 0}, []byte{3, 0}, []byte{1, 2}))
}

// TestFoldErrorStops checks that what the fold calls corruption is not stepped over.
func TestFoldErrorStops(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	b.publish([]byte{1, 0}, []byte{1})
	if err := wait(t, b.config()); !errors.Is(err, ErrFold) {
		t.Fatalf("got %v, want %v", err, ErrFold)
	}
}
