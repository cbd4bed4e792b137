package stage

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
)

// lagging is a cluster in which now and then a replica answers that is behind.
type lagging struct {
	jetstream.JetStream
	asked *atomic.Int64
}

type laggingStream struct {
	jetstream.Stream
	asked *atomic.Int64
}

func (l lagging) Stream(ctx context.Context, name string) (jetstream.Stream, error) {
	s, err := l.JetStream.Stream(ctx, name)
	return laggingStream{s, l.asked}, err
}

func (l laggingStream) GetMsg(ctx context.Context, seq uint64, opts ...jetstream.GetMsgOpt) (*jetstream.RawStreamMsg, error) {
	if l.asked.Add(1)%3 != 0 {
		return nil, jetstream.ErrMsgNotFound
	}
	return l.Stream.GetMsg(ctx, seq, opts...)
}

// TestAReplicaThatIsBehindIsNoRegression has two of three replicas lack every message at the
// moment at which it is read back: the stage must ask again and not stop for good.
func TestAReplicaThatIsBehindIsNoRegression(t *testing.T) {
	_, js := bustest.Start(t)
	b := newBench(t, js)
	cfg := b.config()
	cfg.JetStream = lagging{js, &atomic.Int64{}}
	inputs := [][]byte{{2, 0}, {3, 1}, {1, 0}}
	want := b.batchOf(inputs...)
	b.publish(inputs...)
	for range 2 { // the second start reads its last input back
		stop := run(cfg)
		b.await(len(want))
		b.must(stop())
	}
	same(t, b.outputs(), want)
}
