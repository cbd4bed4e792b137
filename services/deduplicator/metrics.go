package deduplicator

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"github.com/corridor-tip/corridor/services/deduplicator/internal/link"
)

type metrics struct {
	persons prometheus.Gauge
	records prometheus.Gauge

	evidence   prometheus.Gauge
	crowded    prometheus.Gauge
	unreadable prometheus.Counter
	unusable   prometheus.Counter
	reviews    prometheus.Counter
}

func newMetrics(reg prometheus.Registerer) *metrics {
	f := promauto.With(reg)
	return &metrics{
		persons: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_deduplicator_persons",
			Help: "Persons that count now. A jump without reports means that linkage changed."}),
		records: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_deduplicator_records",
			Help: "Reports known, withdrawn ones among them. Memory grows with it."}),
		evidence: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_deduplicator_linkable_records",
			Help: "Victim records with linkage tokens. All others are persons of their own."}),
		crowded: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_deduplicator_crowded_codes",
			Help: "Codes that too many records share to link any. A jump means that a focal point fills a field with one value."}),
		unreadable: f.NewCounter(prometheus.CounterOpts{Name: "corridor_deduplicator_unreadable_submissions_total",
			Help: "Submissions whose tokens do not open: sealed to another key, or by another country. They count, unlinked."}),
		unusable: f.NewCounter(prometheus.CounterOpts{Name: "corridor_deduplicator_unusable_sheets_total",
			Help: "Token sheets of another scheme or shape than this version knows. Their victims count, unlinked."}),
		reviews: f.NewCounter(prometheus.CounterOpts{Name: "corridor_deduplicator_reviews_total",
			Help: "Decisions of reviewers that counted."}),
	}
}

func (m *metrics) state(persons int, s *link.State) {
	m.persons.Set(float64(persons))
	m.records.Set(float64(s.Len()))
	linkable, crowded := s.Linkable()
	m.evidence.Set(float64(linkable))
	m.crowded.Set(float64(crowded))
}
