package deduplicator

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

type metrics struct {
	persons prometheus.Gauge
	records prometheus.Gauge
}

func newMetrics(reg prometheus.Registerer) *metrics {
	f := promauto.With(reg)
	return &metrics{
		persons: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_deduplicator_persons",
			Help: "Persons that count now. A jump without reports means that linkage changed."}),
		records: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_deduplicator_records",
			Help: "Reports known, withdrawn ones among them. Memory grows with it."}),
	}
}

func (m *metrics) state(persons, reports int) {
	m.persons.Set(float64(persons))
	m.records.Set(float64(reports))
}
