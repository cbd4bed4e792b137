package stage

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// metrics of one stage. No label is taken from a message: a country or a code that anybody
// sends would be a live count that leaks through the monitoring.
type metrics struct {
	inputs, outputs          prometheus.Counter
	batch, endToEnd, publish prometheus.Observer
	lag, active              prometheus.Gauge
	restores, fenced         prometheus.Counter
	snapshots                *prometheus.CounterVec // by outcome: loaded, stored, refused, failed
}

// latencies reach from one fsync to a backlog of minutes.
var latencies = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300}

func newMetrics(reg prometheus.Registerer, stage string) *metrics {
	if reg == nil {
		reg = prometheus.NewRegistry()
	}
	f := promauto.With(prometheus.WrapRegistererWith(prometheus.Labels{"stage": stage}, reg))
	counter := func(name, help string) prometheus.Counter {
		return f.NewCounter(prometheus.CounterOpts{Name: "corridor_stage_" + name, Help: help})
	}
	gauge := func(name, help string) prometheus.Gauge {
		return f.NewGauge(prometheus.GaugeOpts{Name: "corridor_stage_" + name, Help: help})
	}
	histogram := func(name, help string, buckets []float64) prometheus.Histogram {
		return f.NewHistogram(prometheus.HistogramOpts{Name: "corridor_stage_" + name, Help: help, Buckets: buckets})
	}
	snapshots := f.NewCounterVec(prometheus.CounterOpts{Name: "corridor_stage_snapshots_total",
		Help: "Snapshots by outcome. Refused ones cost a long start; failed ones mean that the object store is full or away."}, []string{"outcome"})
	return &metrics{
		inputs:    counter("input_messages_total", "Input messages decided."),
		outputs:   counter("output_messages_total", "Output messages stored."),
		batch:     histogram("batch_messages", "Output messages stored in one go. Ones only mean that the stage keeps up.", []float64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}),
		endToEnd:  histogram("end_to_end_seconds", "From the report's storage to the storage of this stage's output.", latencies),
		publish:   histogram("publish_seconds", "Time to store one batch of outputs. Rising means a slow disk or broker.", latencies),
		lag:       gauge("lag_messages", "Input messages that wait. Rising without end means that the stage is too slow or stuck."),
		active:    gauge("active", "1 for the instance in charge, 0 for a standby. Sum by stage must be 1."),
		restores:  counter("restores_total", "Times that the state was rebuilt. Rising means restarts or a fight for the lead."),
		fenced:    counter("fenced_total", "Times that another instance was found in charge."),
		snapshots: snapshots,
	}
}

func (m *metrics) snapshot(outcome string) { m.snapshots.WithLabelValues(outcome).Inc() }

func (m *metrics) observe(b *batch) {
	m.inputs.Add(float64(len(b.inputs)))
	if len(b.msgs) == 0 {
		return
	}
	m.outputs.Add(float64(len(b.msgs)))
	m.batch.Observe(float64(len(b.msgs)))
	now := time.Now()
	for _, in := range b.inputs {
		m.endToEnd.Observe(now.Sub(in.born).Seconds())
	}
}
