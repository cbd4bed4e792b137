package aggregator

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/services/aggregator/internal/count"
)

type metrics struct{ cells *prometheus.GaugeVec }

func newMetrics(reg prometheus.Registerer) *metrics {
	return &metrics{cells: promauto.With(reg).NewGaugeVec(prometheus.GaugeOpts{Name: "corridor_aggregator_cells",
		Help: "Cells of a table that are not 0. Memory grows with it."}, []string{"table"})}
}

func (m *metrics) state(t *count.Tables) {
	for _, d := range table.Definitions() {
		m.cells.WithLabelValues(d.ID).Set(float64(t.Len(d.ID)))
	}
}
