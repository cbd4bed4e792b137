package obs

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
)

// Health knows which parts of a process are ready. A part that was never named does not
// count; one that was named and is not ready makes the process unready.
type Health struct {
	mu    sync.Mutex
	parts map[string]bool
}

// Set tells whether a part is ready to work. A hot standby is ready.
func (h *Health) Set(part string, ready bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.parts == nil {
		h.parts = map[string]bool{}
	}
	h.parts[part] = ready
}

// Waiting returns the parts that are not ready, sorted.
func (h *Health) Waiting() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var waiting []string
	for _, p := range slices.Sorted(maps.Keys(h.parts)) {
		if !h.parts[p] {
			waiting = append(waiting, p)
		}
	}
	return waiting
}

var readyPart = prometheus.NewDesc("corridor_ready",
	"1 for a part of the service that works or stands by, 0 for one that waits for something.", []string{"part"}, nil)

// Describe names the metric.
func (h *Health) Describe(out chan<- *prometheus.Desc) { out <- readyPart }

// Collect tells of each part whether it is ready.
func (h *Health) Collect(out chan<- prometheus.Metric) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for part, ready := range h.parts {
		v := 0.0
		if ready {
			v = 1
		}
		out <- prometheus.MustNewConstMetric(readyPart, prometheus.GaugeValue, v, part)
	}
}

// live answers 200 as long as the process serves at all.
func live(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) }

// ready answers 200 when every part is ready, else 503 and the names of those that are not.
func (h *Health) ready(w http.ResponseWriter, _ *http.Request) {
	waiting := h.Waiting()
	w.Header().Set("Content-Type", "application/json")
	if len(waiting) > 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(map[string][]string{"waiting": append([]string{}, waiting...)})
}
