package stage

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/rs/zerolog"
	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
)

// broadcast begins an input that every partition answers.
const broadcast = 255

// share answers the inputs of its partition, each with one to three outputs in one or two steps.
type share struct {
	part, of int
	subject  string
}

func (s *share) Apply(in Message, step int) ([]Message, int, error) {
	all := in.Data[0] == broadcast
	if !all && int(in.Data[0])%s.of != s.part {
		return nil, 0, nil
	}
	var out []Message
	for i := range int(in.Data[1]%3) + 1 {
		out = append(out, Message{Subject: s.subject, Data: append([]byte{in.Data[0], byte(step), byte(i)}, in.Data...)})
	}
	return out, (step + 1) % (int(in.Data[1]%2) + 1), nil
}

func (*share) Restore(Message) error                 { return nil }
func (*share) AppendBinary(b []byte) ([]byte, error) { return b, nil }
func (*share) UnmarshalBinary([]byte) error          { return nil }

// ordered is a chain that passes over answers to a broadcast and looks at no sequence: those
// of a merge depend on when the second answer came.
type ordered struct{ chain }

func (o *ordered) Apply(in Message, step int) ([]Message, int, error) {
	if in.Data[0] == broadcast {
		return nil, 0, nil
	}
	in.Seq = 0
	return o.chain.Apply(in, step)
}

// sharded is an origin with partitions and the stage that reads them all.
type sharded struct {
	*bench
	parts []string
}

func newSharded(t testing.TB, b *bench, n int) *sharded {
	t.Helper()
	s := &sharded{bench: b}
	for i := range n {
		s.parts = append(s.parts, fmt.Sprintf("PART%d_%s", i, b.id))
		s.stream(s.parts[i], s.subject(i))
	}
	return s
}

func (s *sharded) subject(i int) string { return fmt.Sprintf("part%d.%s", i, s.id) }

// part is the configuration of the stage that writes a partition.
func (s *sharded) part(i int) Config {
	cfg := s.config()
	cfg.Name, cfg.Output = s.parts[i], s.parts[i]
	cfg.New = func() Fold { return &share{i, len(s.parts), s.subject(i)} }
	return cfg
}

// reader is the configuration of the stage that reads them.
func (s *sharded) reader() Config {
	cfg := s.config()
	cfg.Input, cfg.Partitions = "", s.parts
	cfg.New = func() Fold { return &ordered{chain{prefix: "out" + s.id + "."}} }
	return cfg
}

// want is what one instance and no broker give.
func (s *sharded) want(inputs [][]byte) (all []Message) {
	s.t.Helper()
	one, f := &share{0, 1, ""}, s.reader().New()
	apply := func(f Fold, in Message) (all []Message) {
		for step, more := 0, true; more; {
			out, next, err := f.Apply(in, step)
			s.must(err)
			all, step, more = append(all, out...), next, next > 0
		}
		return all
	}
	for _, data := range inputs {
		for _, m := range apply(one, Message{Data: data}) {
			all = append(all, apply(f, m)...)
		}
	}
	return all
}

// TestPartitionsReadAsOne has two or three instances answer a log at their own pace, kills the
// stage that reads them at random points and loses its acknowledgements: its output is what a
// single instance gives, byte for byte.
func TestPartitionsReadAsOne(t *testing.T) {
	_ = flag.Set("rapid.checks", "15") // each runs three or four stages
	t.Cleanup(func() { _ = flag.Set("rapid.checks", "40") })
	_, js := bustest.Start(t)
	bucket := snapshotBucket(t, js)
	rapid.Check(t, func(rt *rapid.T) {
		s := newSharded(t, newBench(t, js), rapid.IntRange(2, 3).Draw(rt, "partitions"))
		inputs := rapid.SliceOfN(rapid.SliceOfN(rapid.OneOf(rapid.Byte(), rapid.Just(byte(broadcast))), 2, 4), 1, 25).Draw(rt, "inputs")
		inputs = append(inputs, []byte{1, 0}) // something to wait for
		want := s.want(inputs)
		roll := dice(rt, 300)
		late := rapid.IntRange(0, len(s.parts)-1).Draw(rt, "late")
		var stops []func() error
		for i := range s.parts {
			if i != late {
				stops = append(stops, run(s.part(i)))
			}
		}
		s.publish(inputs...)
		time.Sleep(time.Duration(roll()) * 3 * time.Millisecond) // the others may be ahead
		stops = append(stops, run(s.part(late)))
		cfg := s.reader()
		cfg.Snapshots = rapid.SampledFrom([]string{"", bucket}).Draw(rt, "bucket")
		cfg.GroupMessages = rapid.IntRange(1, 9).Draw(rt, "group")
		cfg.killed = func(string) bool { return roll() == 0 }
		cfg.publish = func(ctx context.Context, msgs []*nats.Msg) error {
			if roll() > 0 {
				return publish(ctx, js, msgs)
			}
			if roll() > 4 {
				_ = publish(ctx, js, msgs)
			}
			return nats.ErrTimeout
		}
		untilDone(t, s.bench, cfg, len(want))
		for _, stop := range stops {
			s.must(stop())
		}
		same(rt, s.outputs(), want)
	})
}

// TestPartitionsRefuseDamagedLogs checks that a stage stops over partitions that lost what it
// relied on, or that are others than those it began with.
func TestPartitionsRefuseDamagedLogs(t *testing.T) {
	cases := map[string]func(s *sharded, cfg *Config){
		"a partition lost what was decided": func(s *sharded, _ *Config) {
			s.recreate(s.parts[1], s.subject(1))
		},
		"a partition is left out": func(_ *sharded, cfg *Config) {
			cfg.Partitions = cfg.Partitions[:1]
		},
		"the partitions are taken for a whole": func(s *sharded, cfg *Config) {
			cfg.Partitions, cfg.Input = nil, s.parts[0]
		},
		"a message that is still to be decided is missing": func(s *sharded, _ *Config) {
			s.publish([]byte{0, 0}, []byte{0, 0})
			eventually(s.t, func() bool {
				l, err := openLog(context.Background(), s.js, s.parts[0])
				return err == nil && l.CachedInfo().State.LastSeq == 4
			})
			s.deleteMsg(s.parts[0], 3)
		},
	}
	for name, damage := range cases {
		t.Run(name, func(t *testing.T) {
			_, js := bustest.Start(t)
			s := newSharded(t, newBench(t, js), 2)
			inputs := [][]byte{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {1, 0}}
			s.publish(inputs...)
			for i := range s.parts {
				stop := run(s.part(i))
				defer func() {
					if err := stop(); !errors.Is(err, ErrLogRegression) { // it may find the damage too
						s.must(err)
					}
				}()
			}
			cfg := s.reader()
			cfg.Log = zerolog.Nop()
			stop := run(cfg)
			s.await(len(s.want(inputs)))
			s.must(stop())
			damage(s, &cfg)
			if err := wait(t, cfg); !errors.Is(err, ErrLogRegression) {
				t.Errorf("got %v, want %v", err, ErrLogRegression)
			}
		})
	}
}

// TestPlaces checks that a place survives being written down, and what is refused.
func TestPlaces(t *testing.T) {
	p := make(partitions, 2)
	part, at, err := p.place(formatPlace(1, []uint64{3, 17}), 20)
	if err != nil || part != 1 || at[0] != 3 || at[1] != 17 {
		t.Errorf("got %d %v %v", part, at, err)
	}
	if _, at, err := p.place("", 0); err != nil || len(at) != 2 || at[0]+at[1] != 0 {
		t.Errorf("before the first record: got %v %v", at, err)
	}
	for _, bad := range []string{"", "1", "1:3", "2:3,17", "-1:3,17", "1:3,17,4", "1:3,x", "x:3,17"} {
		if _, _, err := p.place(bad, 20); !errors.Is(err, ErrLogRegression) {
			t.Errorf("%q: got %v", bad, err)
		}
	}
}
