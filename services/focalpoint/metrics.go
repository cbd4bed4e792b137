package focalpoint

import (
	"errors"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/corridor-tip/corridor/pkg/code"
)

// metrics of what this process has sent and what became of it.
type metrics struct {
	published, retried prometheus.Counter
	items              *prometheus.CounterVec
}

func newMetrics(reg prometheus.Registerer) *metrics {
	submissions := counters(reg, "corridor_focalpoint_submissions_total", "outcome",
		"Submissions that the broker acknowledged, and attempts that it did not. Rising retries mean that the broker is away, slow or full.")
	return &metrics{
		published: submissions.WithLabelValues("published"), retried: submissions.WithLabelValues("retried"),
		items: counters(reg, "corridor_focalpoint_items_total", "verdict",
			"Items by the hub's verdict. Rising quarantine means that the files or keys of this country have changed."),
	}
}

// counters returns the counters of a name; publishers of several countries share them.
func counters(reg prometheus.Registerer, name, label, help string) *prometheus.CounterVec {
	c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, []string{label})
	if reg == nil {
		return c
	}
	err := reg.Register(c)
	var known prometheus.AlreadyRegisteredError
	if errors.As(err, &known) {
		return known.ExistingCollector.(*prometheus.CounterVec)
	}
	if err != nil {
		panic(err) // the metric is declared wrongly: a programming error
	}
	return c
}

func (m *metrics) decided(o *Outcome) {
	for verdict, n := range map[code.Verdict]int{
		code.VerdictAccepted: o.Accepted, code.VerdictDuplicate: o.Duplicate,
		code.VerdictWithdrawn: o.Withdrawn, code.VerdictQuarantined: o.Quarantined,
	} {
		m.items.WithLabelValues(verdict.Name()).Add(float64(n))
	}
}
