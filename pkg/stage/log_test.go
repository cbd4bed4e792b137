package stage

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
)

// work runs the stage over the inputs and stops it.
func (b *bench) work(cfg Config, inputs ...[]byte) {
	b.t.Helper()
	b.publish(inputs...)
	stop := run(cfg)
	b.await(len(b.batchOf(inputs...)))
	b.must(stop())
}

// TestRefusesDamagedLogs checks that a stage never goes on over a log that lost or changed
// what it relied on.
func TestRefusesDamagedLogs(t *testing.T) {
	three := [][]byte{{2, 0}, {1, 0}, {3, 0}}
	cases := map[string]struct {
		damage func(b *bench)
		want   error
	}{
		"the input lost what was decided": {func(b *bench) {
			b.recreate("IN"+b.id, "in"+b.id+".>")
		}, ErrLogRegression},
		"the input was written anew with other content": {func(b *bench) {
			b.recreate("IN"+b.id, "in"+b.id+".>")
			b.publish([]byte{2, 0}, []byte{1, 0}, []byte{3, 3}, []byte{1, 0})
		}, ErrLogRegression},
		"an input that is still to be decided is missing": {func(b *bench) {
			b.publish([]byte{1, 0}, []byte{1, 0})
			b.deleteMsg("IN"+b.id, 4)
		}, ErrLogRegression},
		"an output is missing": {func(b *bench) {
			b.deleteMsg("OUT"+b.id, 2)
		}, ErrLogRegression},
		"the first outputs are gone": {func(b *bench) {
			b.deleteMsg("OUT"+b.id, 1)
		}, ErrLogRegression},
		"the last step is not whole and not what its input gives": {func(b *bench) {
			b.publish([]byte{2, 0})
			b.forge(mark{input: 4, part: 1, parts: 2, digest: digest([]byte{2, 0}), instance: "x"}, make([]byte, 32))
		}, ErrTorn},
		"the last step is not whole and its input is gone": {func(b *bench) {
			b.forge(mark{input: 4, part: 1, parts: 2, digest: "00", instance: "x"}, make([]byte, 32))
		}, ErrLogRegression},
		"an output has no mark": {func(b *bench) {
			_, err := b.js.Publish(context.Background(), "out"+b.id+".x", make([]byte, 32))
			b.must(err)
		}, ErrCorrupt},
		"an output repeats a step": {func(b *bench) {
			b.forge(mark{input: 3, part: 1, parts: 1, digest: "00", instance: "x"}, make([]byte, 32))
		}, ErrCorrupt},
		"an output that the fold cannot read": {func(b *bench) {
			b.forge(mark{input: 4, part: 1, parts: 1, digest: "00", instance: "x"}, []byte("short"))
		}, ErrCorrupt},
	}
	_, js := bustest.Start(t)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, js)
			b.work(b.config(), three...)
			c.damage(b)
			if err := wait(t, b.config()); !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
		})
	}
}

// TestTornStepIsCompleted checks that a step of which the broker kept the first messages is
// finished, not decided twice.
func TestTornStepIsCompleted(t *testing.T) {
	_, js := bustest.Start(t)
	for kept := 1; kept < 3; kept++ {
		b := newBench(t, js)
		inputs := [][]byte{{2, 0}, {3, 1}, {1, 0}}
		want := b.batchOf(inputs...)
		b.work(b.config(), inputs[0])
		b.publish(inputs[1:]...)
		for i := range kept {
			m := mark{input: 2, part: i + 1, parts: 3, next: 2, digest: digest(inputs[1]), instance: "dead"}
			_, err := js.PublishMsg(context.Background(), &nats.Msg{
				Subject: want[2+i].Subject, Data: want[2+i].Data, Header: nats.Header{markHeader: {m.String()}},
			})
			b.must(err)
		}
		stop := run(b.config())
		b.await(len(want))
		b.must(stop())
		same(t, b.outputs(), want)
	}
}

// TestRegressionWhileRunning checks the guard of an idle stage.
func TestRegressionWhileRunning(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	b.publish([]byte{2, 0})
	cfg := b.config()
	cfg.Ready = func(active bool) {
		if active {
			go func() {
				b.await(2)
				b.recreate("OUT"+b.id, "out"+b.id+".>")
			}()
		}
	}
	if err := wait(t, cfg); !errors.Is(err, ErrLogRegression) {
		t.Fatalf("got %v, want %v", err, ErrLogRegression)
	}
}

// TestSnapshots checks that a good snapshot is used, and that a bad one costs time only.
func TestSnapshots(t *testing.T) {
	inputs := [][]byte{{3, 0}, {3, 1}, {1, 2}, {0, 0}, {2, 0}}
	cases := map[string]struct {
		spoil   func(b *bench, cfg *Config)
		outcome string
	}{
		"the last one is used":           {func(*bench, *Config) {}, "loaded"},
		"other code made it":             {func(_ *bench, cfg *Config) { cfg.Version = "2" }, "refused"},
		"its state cannot be read":       {func(b *bench, cfg *Config) { b.putSnapshot(cfg, []byte("x"), nil) }, "refused"},
		"it is of another log":           {func(b *bench, cfg *Config) { b.putSnapshot(cfg, make([]byte, 32), foreign) }, "refused"},
		"its mark cannot be read":        {func(b *bench, cfg *Config) { b.putSnapshot(cfg, make([]byte, 32), markless) }, "refused"},
		"its headers make no sense":      {func(b *bench, cfg *Config) { b.putSnapshot(cfg, make([]byte, 32), senseless) }, "refused"},
		"its chunks are damaged on disk": {func(b *bench, cfg *Config) { b.loseChunks(cfg) }, "refused"},
	}
	_, js := bustest.Start(t)
	bucket := snapshotBucket(t, js)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // the client waits seconds for lost chunks
			b := newBench(t, js)
			cfg := b.config()
			cfg.Snapshots = bucket
			b.work(cfg, inputs...)
			c.spoil(b, &cfg)
			r := &runner{Config: cfg.withDefaults(), metrics: newMetrics(nil, "x"), fold: b.fold()}
			b.must(r.open(context.Background()))
			b.must(r.loadSnapshot(context.Background()))
			if loaded := r.at.output > 0; loaded != (c.outcome == "loaded") {
				t.Fatalf("snapshot loaded: %v, want %s", loaded, c.outcome)
			}
			stop := run(cfg)
			b.publish([]byte{1, 0})
			want := b.batchOf(append(inputs[:len(inputs):len(inputs)], []byte{1, 0})...)
			b.await(len(want))
			b.must(stop())
			same(t, b.outputs(), want)
		})
	}
}

// TestSnapshotAheadOfTheLog checks that outputs which only a snapshot remembers are missed.
func TestSnapshotAheadOfTheLog(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	cfg := b.config()
	cfg.Snapshots = snapshotBucket(t, js)
	b.work(cfg, []byte{3, 0}, []byte{3, 0}, []byte{3, 0})
	b.recreate("OUT"+b.id, "out"+b.id+".>")
	if err := wait(t, cfg); !errors.Is(err, ErrLogRegression) {
		t.Fatalf("got %v, want %v", err, ErrLogRegression)
	}
}

func (b *bench) recreate(name, subject string) {
	b.t.Helper()
	b.must(b.js.DeleteStream(context.Background(), name))
	b.stream(name, subject)
}

func (b *bench) deleteMsg(stream string, seq uint64) {
	b.t.Helper()
	s, err := b.js.Stream(context.Background(), stream)
	b.must(err)
	b.must(s.DeleteMsg(context.Background(), seq))
}

func (b *bench) forge(m mark, data []byte) {
	b.t.Helper()
	_, err := b.js.PublishMsg(context.Background(), &nats.Msg{
		Subject: "out" + b.id + ".x", Data: data, Header: nats.Header{markHeader: {m.String()}},
	})
	b.must(err)
}

func foreign(h nats.Header) {
	h.Set(markHeader, mark{input: 5, part: 1, parts: 1, digest: "00", instance: "x"}.String())
}

func markless(h nats.Header) { h.Set(markHeader, "x") }

func senseless(h nats.Header) { h.Set(snapshotOutput, "many") }

// putSnapshot writes a snapshot over the last one, with its headers changed by alter.
func (b *bench) putSnapshot(cfg *Config, state []byte, alter func(nats.Header)) {
	b.t.Helper()
	store, err := b.js.ObjectStore(context.Background(), cfg.Snapshots)
	b.must(err)
	info, err := store.GetInfo(context.Background(), cfg.Name)
	b.must(err)
	if alter != nil {
		alter(info.Headers)
	}
	_, err = store.Put(context.Background(), jetstream.ObjectMeta{Name: cfg.Name, Headers: info.Headers}, bytes.NewReader(state))
	b.must(err)
}

// loseChunks keeps the snapshot's description and takes away its content.
func (b *bench) loseChunks(cfg *Config) {
	b.t.Helper()
	s, err := b.js.Stream(context.Background(), "OBJ_"+cfg.Snapshots)
	b.must(err)
	store, err := b.js.ObjectStore(context.Background(), cfg.Snapshots)
	b.must(err)
	info, err := store.GetInfo(context.Background(), cfg.Name)
	b.must(err)
	b.must(s.Purge(context.Background(), jetstream.WithPurgeSubject("$O."+cfg.Snapshots+".C."+info.NUID)))
}

// TestBrokerRestarts checks that a stage goes on by itself when its broker comes back.
func TestBrokerRestarts(t *testing.T) {
	dir := t.TempDir()
	port := bustest.Port(t)
	s := bustest.Server(t, dir, port)
	b := newBench(t, bustest.Connect(t, s.ClientURL()))
	stop := run(b.config())
	var inputs [][]byte
	for round := range 3 {
		for i := range 5 {
			inputs = append(inputs, []byte{byte(i + 1), byte(round)})
			b.publish(inputs[len(inputs)-1])
		}
		s.Shutdown()
		s.WaitForShutdown()
		s = bustest.Server(t, dir, port)
		eventually(t, func() bool { // it may not have noticed yet that it was cut off
			return b.js.Conn().IsConnected() && b.js.Conn().Stats().Reconnects > uint64(round)
		})
	}
	want := b.batchOf(inputs...)
	eventually(t, func() bool { return b.last() >= len(want) })
	b.must(stop())
	same(t, b.outputs(), want)
}

// eventually waits until ok holds; the bound is for what hangs, not for what is slow.
func eventually(t testing.TB, ok func() bool) {
	t.Helper()
	for range 1200 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("not after a minute")
}
