package load

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/synadia-io/orbit.go/jetstreamext"

	"github.com/corridor-tip/corridor/pkg/broker"
	"github.com/corridor-tip/corridor/pkg/bus"
)

// Ceilings is what the transport alone takes of the same bytes at the same durability, in
// reports a second.
type Ceilings struct {
	Single  float64 `json:"one_report_a_message"`   // 512 in flight
	Atomic  float64 `json:"atomic_batches_of_100"`  // one report a message, one batch in flight
	Batches float64 `json:"500_reports_a_message"`  // 8 in flight
	Bytes   int     `json:"mean_bytes_of_a_report"` // signed and sealed, in submissions of 500
}

// Ceiling measures the transport with messages of the mean size of a report, for window each.
func Ceiling(ctx context.Context, dir string, l *Load, window time.Duration) (c Ceilings, err error) {
	s, err := broker.Start(broker.Config{Dir: dir})
	if err != nil {
		return c, err
	}
	defer broker.Stop(s)
	nc, js, err := bus.Connect(s.ClientURL(), "corridor-ceiling", nats.InProcessServer(s))
	if err != nil {
		return c, err
	}
	defer nc.Close()
	_, err = js.CreateStream(ctx, jetstream.StreamConfig{Name: "CEILING", Subjects: []string{"ceiling"}, AllowAtomicPublish: true})
	if err != nil {
		return c, fmt.Errorf("measuring the transport: %w", err)
	}
	c.Bytes = l.Bytes() / l.Reports
	one := make([]byte, c.Bytes)
	if c.Single, err = inFlight(ctx, js, window, 512, func(int) []byte { return one }); err != nil {
		return c, err
	}
	if c.Atomic, err = atomic(ctx, js, window, one); err != nil {
		return c, err
	}
	perMessage := float64(l.Reports) / float64(len(l.Submissions))
	rate, err := inFlight(ctx, js, window, 8, func(i int) []byte { return l.Submissions[i%len(l.Submissions)].Data })
	c.Batches = rate * perMessage
	return c, err
}

// inFlight publishes messages, so many of which wait for their acknowledgement, and returns how
// many a second were acknowledged.
func inFlight(ctx context.Context, js jetstream.JetStream, window time.Duration, most int, message func(int) []byte) (float64, error) {
	waiting := make(chan jetstream.PubAckFuture, most)
	begin, n := time.Now(), 0
	for i := 0; time.Since(begin) < window; i++ {
		if len(waiting) == most {
			if err := acknowledged(ctx, <-waiting); err != nil {
				return 0, err
			}
			n++
		}
		f, err := js.PublishAsync("ceiling", message(i))
		if err != nil {
			return 0, fmt.Errorf("measuring the transport: %w", err)
		}
		waiting <- f
	}
	for len(waiting) > 0 {
		if err := acknowledged(ctx, <-waiting); err != nil {
			return 0, err
		}
		n++
	}
	return float64(n) / time.Since(begin).Seconds(), nil
}

func acknowledged(ctx context.Context, f jetstream.PubAckFuture) error {
	select {
	case <-f.Ok():
		return nil
	case err := <-f.Err():
		return fmt.Errorf("publishing: %w", err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func atomic(ctx context.Context, js jetstream.JetStream, window time.Duration, data []byte) (float64, error) {
	const size = 100
	begin, n := time.Now(), 0
	for ; time.Since(begin) < window; n += size {
		msgs := make([]*nats.Msg, size)
		for i := range msgs {
			msgs[i] = &nats.Msg{Subject: "ceiling", Data: data, Header: nats.Header{}}
		}
		if _, err := jetstreamext.PublishMsgBatch(ctx, js, msgs); err != nil {
			return 0, fmt.Errorf("measuring the transport: %w", err)
		}
	}
	return float64(n) / time.Since(begin).Seconds(), nil
}
