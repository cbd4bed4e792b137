package analyst

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"github.com/corridor-tip/corridor/pkg/table"
)

// newRequests counts answers by the class of their status.
func newRequests(reg prometheus.Registerer) *prometheus.CounterVec {
	requests := promauto.With(reg).NewCounterVec(prometheus.CounterOpts{Name: "corridor_analyst_requests_total",
		Help: "Requests by class of status. Rising 4xx mean a program asks wrongly, 5xx that this service fails."}, []string{"code"})
	for class := 2; class <= 5; class++ {
		requests.WithLabelValues(classOf(class * 100))
	}
	return requests
}

// classOf returns the class of an HTTP status, e.g. 2xx.
func classOf(status int) string { return strconv.Itoa(status/100) + "xx" }

// measureCells shows how many cells a board holds.
func measureCells(reg prometheus.Registerer, b *Board) {
	promauto.With(reg).NewGaugeFunc(prometheus.GaugeOpts{Name: "corridor_analyst_cells",
		Help: "Cells of all tables that are not 0. Memory grows with it."}, func() float64 {
		var n int
		for _, d := range table.Definitions() {
			n += b.Len(d.ID)
		}
		return float64(n)
	})
}
