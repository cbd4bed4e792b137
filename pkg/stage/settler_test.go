package stage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
)

// pool is a fold that answers several inputs with one output: a hash over all inputs so far, so
// that a lost, repeated or reordered one changes the last output, however they are grouped.
type pool struct {
	chain
	waiting bool
}

func (p *pool) Apply(in Message, _ int) ([]Message, int, error) {
	p.head = sha256.Sum256(append(p.head[:], in.Data...))
	p.waiting = true
	return nil, 0, nil
}

func (p *pool) Settle() ([]Message, error) {
	if !p.waiting {
		return nil, nil
	}
	p.waiting = false
	return []Message{{Subject: p.prefix + "x", Data: bytes.Clone(p.head[:])}}, nil
}

// TestASettlerAnswersEveryInputOnce kills a stage at random points whose fold answers several
// inputs at once, and loses acknowledgements.
func TestASettlerAnswersEveryInputOnce(t *testing.T) {
	_, js := bustest.Start(t)
	bucket := snapshotBucket(t, js)
	rapid.Check(t, func(rt *rapid.T) {
		b := newBench(t, js)
		inputs := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 1, 4), 1, 40).Draw(rt, "inputs")
		b.publish(inputs...)
		cfg := b.config()
		cfg.New = func() Fold { return &pool{chain: chain{prefix: "out" + b.id + "."}} }
		cfg.Snapshots, cfg.SnapshotEvery = bucket, 2
		cfg.GroupMessages = rapid.IntRange(1, 9).Draw(rt, "group")
		roll := dice(rt, 200)
		cfg.killed = func(string) bool { return roll() == 0 }
		cfg.publish = func(ctx context.Context, msgs []*nats.Msg) error {
			if roll() > 0 {
				return publish(ctx, js, msgs)
			}
			_ = publish(ctx, js, msgs)
			return nats.ErrTimeout
		}
		untilAnswered(t, b, cfg, uint64(len(inputs)))
		checkPool(rt, b.outputs(), inputs)
	})
}

// untilAnswered starts the stage again after every crash until it has answered n inputs.
func untilAnswered(t testing.TB, b *bench, cfg Config, n uint64) {
	t.Helper()
	for range 200 {
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- Run(ctx, cfg) }()
		for {
			at, err := Checkpoint(ctx, b.js, cfg.Output)
			if err == nil && at >= n {
				cancel()
			}
			select {
			case err := <-done:
				cancel()
				if err == nil {
					return
				}
				if !errors.Is(err, errKilled) {
					t.Fatal(err)
				}
			case <-time.After(5 * time.Millisecond):
				continue
			}
			break
		}
	}
	t.Fatal("not done after 200 lives")
}

// checkPool compares each output with a hash over the inputs that it says it answers.
func checkPool(t *rapid.T, outputs []Message, inputs [][]byte) {
	var head [32]byte
	at := uint64(0)
	for _, out := range outputs {
		if out.Input <= at || out.Input > uint64(len(inputs)) {
			t.Fatalf("an output answers inputs up to %d after one up to %d", out.Input, at)
		}
		for ; at < out.Input; at++ {
			head = sha256.Sum256(append(head[:], inputs[at]...))
		}
		if !bytes.Equal(out.Data, head[:]) {
			t.Fatalf("the output up to input %d is not what the inputs give", at)
		}
	}
	if at != uint64(len(inputs)) {
		t.Fatalf("answered up to %d of %d", at, len(inputs))
	}
}
