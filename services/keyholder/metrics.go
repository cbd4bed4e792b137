package keyholder

import (
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// metrics of this instance since it started. There is no label by country: how much a country
// asks for is nearly how many victims it registers, and that is for the partners of an
// agreement only. The operator finds it in the audit.
type metrics struct {
	evaluations prometheus.Counter
	refusals    *prometheus.CounterVec
	folded      prometheus.Counter
	seconds     prometheus.Histogram
	least       prometheus.Gauge
	quota       prometheus.Gauge
	epochs      prometheus.Gauge
}

// buckets reach from a refusal to the largest request on a busy machine.
var buckets = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

func newMetrics(reg prometheus.Registerer, holder int) *metrics {
	if reg == nil {
		reg = prometheus.NewRegistry()
	}
	f := promauto.With(prometheus.WrapRegistererWith(prometheus.Labels{"holder": strconv.Itoa(holder)}, reg))
	m := &metrics{
		evaluations: f.NewCounter(prometheus.CounterOpts{Name: "corridor_keyholder_evaluations_total",
			Help: "Blinded inputs that the key was applied to."}),
		refusals: f.NewCounterVec(prometheus.CounterOpts{Name: "corridor_keyholder_refusals_total",
			Help: "Requests refused, by reason. Untrusted and malformed ones mean that somebody without a key tries; unavailable ones that the audit cannot be written."}, []string{"reason"}),
		folded: f.NewCounter(prometheus.CounterOpts{Name: "corridor_keyholder_refusals_folded_total",
			Help: "Refusals without an audit entry of their own, as the same one of the same country was written less than a second before."}),
		seconds: f.NewHistogram(prometheus.HistogramOpts{Name: "corridor_keyholder_request_seconds",
			Help: "From taking a request to its answer, audit included.", Buckets: buckets}),
		least: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_keyholder_quota_remaining",
			Help: "Evaluations that the country closest to its quota has left today. At 0 that country's victims are no longer linked."}),
		quota: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_keyholder_quota",
			Help: "Evaluations that each country has in a day."}),
		epochs: f.NewGauge(prometheus.GaugeOpts{Name: "corridor_keyholder_epochs",
			Help: "Epochs whose keys are served. Must cover those of the trust list."}),
	}
	for r := range pb.EvaluationRefusal_name {
		if refusal := pb.EvaluationRefusal(r); refusal != granted {
			m.refusals.WithLabelValues(reason(refusal))
		}
	}
	return m
}

// reason is the last word of a refusal's name, in small letters.
func reason(r pb.EvaluationRefusal) string {
	return strings.ToLower(strings.TrimPrefix(r.String(), "EVALUATION_REFUSAL_"))
}

func (m *metrics) answered(r verdict, elements int, took time.Duration) {
	m.seconds.Observe(took.Seconds())
	m.least.Set(float64(r.least))
	if r.refusal == granted {
		m.evaluations.Add(float64(elements))
		return
	}
	m.refusals.WithLabelValues(reason(r.refusal)).Inc()
	if r.folded {
		m.folded.Inc()
	}
}
