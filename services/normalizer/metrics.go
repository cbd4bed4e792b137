package normalizer

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"github.com/corridor-tip/corridor/pkg/code"
)

// metrics of the decisions made by this instance since it started. There is no label by
// country: a live count by country is for the partners of an agreement only.
type metrics struct {
	items   map[code.Verdict]prometheus.Counter
	reasons *prometheus.CounterVec
	reports prometheus.Gauge
	differs prometheus.Gauge
	sum     int64 // received minus all verdicts
}

func newMetrics(reg prometheus.Registerer) *metrics {
	f := promauto.With(reg)
	items := f.NewCounterVec(prometheus.CounterOpts{Name: "corridor_normalizer_items_total",
		Help: "Items decided, by verdict. Rising quarantine means that a country's files or keys have changed."}, []string{"verdict"})
	m := &metrics{
		items: map[code.Verdict]prometheus.Counter{},
		reasons: f.NewCounterVec(prometheus.CounterOpts{Name: "corridor_normalizer_reasons_total",
			Help: "Refusals and warnings by rule."}, []string{"reason"}),
		reports: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_normalizer_ledger_reports",
			Help: "Reports known, withdrawn ones among them."}),
		differs: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_normalizer_identity_difference",
			Help: "Items received minus accepted, duplicate, withdrawn and quarantined ones. Anything but 0 is a defect."}),
	}
	for _, v := range []code.Verdict{code.VerdictAccepted, code.VerdictDuplicate, code.VerdictWithdrawn, code.VerdictQuarantined} {
		m.items[v] = items.WithLabelValues(v.Name())
	}
	return m
}

// decided counts one submission.
func (m *metrics) decided(t *tally, known int) {
	m.sum += int64(t.received)
	for v, c := range m.items {
		c.Add(float64(t.verdicts[v]))
		m.sum -= int64(t.verdicts[v])
	}
	m.differs.Set(float64(m.sum))
	for r, n := range t.reasons {
		m.reasons.WithLabelValues(r.String()).Add(float64(n))
	}
	m.reports.Set(float64(known))
}
