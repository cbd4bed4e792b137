package bus_test

import (
	"context"
	"math"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/corridor-tip/corridor/pkg/broker"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
)

// scraped returns the value of each metric, by its name and the stream that it is about.
func scraped(t *testing.T, reg *prometheus.Registry) map[string]float64 {
	t.Helper()
	families, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]float64{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			name := f.GetName()
			for _, l := range m.GetLabel() {
				name += " " + l.GetValue()
			}
			values[name] = m.GetGauge().GetValue()
		}
	}
	return values
}

func TestTheStreamsAreSeenInMetrics(t *testing.T) {
	server, js := bustest.Start(t)
	if err := bus.Ensure(t.Context(), js, bus.Options{MaxBytes: map[string]int64{bus.Reports: 5000}}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := js.Publish(context.Background(), bus.TrustOfferedSubject, []byte("list")); err != nil {
			t.Fatal(err)
		}
	}
	reg := prometheus.NewRegistry()
	reg.MustRegister(bus.Collector(js))
	got := scraped(t, reg)
	for name, want := range map[string]float64{
		"corridor_broker_answers": 1, "corridor_stream_last_sequence REPORTS": 3,
		"corridor_stream_last_sequence STATISTICS": 0, "corridor_stream_limit_bytes REPORTS": 5000,
	} {
		if v, ok := got[name]; !ok || v != want {
			t.Errorf("%s is %v, want %v", name, v, want)
		}
	}
	if got["corridor_stream_bytes REPORTS"] == 0 {
		t.Error("three messages take no room")
	}
	if _, ok := got["corridor_stream_limit_bytes PERSONS"]; ok {
		t.Error("a stream without a limit has one")
	}
	// One clock, so no more than the answer took.
	if d, ok := got["corridor_broker_clock_difference_seconds"]; !ok || math.Abs(d) > 1 {
		t.Errorf("clocks differ by %v s", d)
	}
	broker.Stop(server)
	if got := scraped(t, reg); len(got) != 1 || got["corridor_broker_answers"] != 0 {
		t.Errorf("a broker that is gone: %v", got)
	}
}
