package bus

import (
	"context"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
)

// askTimeout bounds the questions of one scrape.
const askTimeout = 2 * time.Second

var (
	answers = prometheus.NewDesc("corridor_broker_answers",
		"1 while the NATS server tells about all streams, else 0: then nothing is received and nothing decided.", nil, nil)
	clockDifference = prometheus.NewDesc("corridor_broker_clock_difference_seconds",
		"Clock of the NATS server minus the one of this service. Quotas, audits and ages of figures rely on both.", nil, nil)
	lastSequence = prometheus.NewDesc("corridor_stream_last_sequence",
		"Sequence of the last message of a stream. A fall means that the log has lost messages.", []string{"stream"}, nil)
	streamBytes = prometheus.NewDesc("corridor_stream_bytes",
		"Bytes of a stream on disk.", []string{"stream"}, nil)
	streamLimit = prometheus.NewDesc("corridor_stream_limit_bytes",
		"Most bytes that a stream may have, where it has a limit of its own. A full stream refuses.", []string{"stream"}, nil)
)

// collector asks the broker when it is scraped.
type collector struct{ js jetstream.JetStream }

// Collector returns metrics of the streams and of the broker that holds them.
func Collector(js jetstream.JetStream) prometheus.Collector { return collector{js} }

// Describe names all metrics.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{answers, clockDifference, lastSequence, streamBytes, streamLimit} {
		out <- d
	}
}

// Collect asks about each stream once, and stops at the first that it hears nothing of.
func (c collector) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	answered := 1.0
	for i, name := range Streams() {
		info, ahead, err := Look(ctx, c.js, name)
		if err != nil {
			answered = 0
			break
		}
		if i == 0 {
			out <- prometheus.MustNewConstMetric(clockDifference, prometheus.GaugeValue, ahead.Seconds())
		}
		collect(out, info)
	}
	out <- prometheus.MustNewConstMetric(answers, prometheus.GaugeValue, answered)
}

func collect(out chan<- prometheus.Metric, info *jetstream.StreamInfo) {
	name := info.Config.Name
	out <- prometheus.MustNewConstMetric(lastSequence, prometheus.GaugeValue, float64(info.State.LastSeq), name)
	out <- prometheus.MustNewConstMetric(streamBytes, prometheus.GaugeValue, float64(info.State.Bytes), name)
	if info.Config.MaxBytes > 0 {
		out <- prometheus.MustNewConstMetric(streamLimit, prometheus.GaugeValue, float64(info.Config.MaxBytes), name)
	}
}

// Look asks about a stream, and returns as well how far the broker's clock is ahead of this
// machine's, right to half the time that the answer took.
func Look(ctx context.Context, js jetstream.JetStream, stream string) (*jetstream.StreamInfo, time.Duration, error) {
	asked := time.Now()
	s, err := js.Stream(ctx, stream)
	if err != nil {
		return nil, 0, err
	}
	info := s.CachedInfo()
	middle := asked.Add(time.Since(asked) / 2)
	return info, info.TimeStamp.Sub(middle), nil
}
