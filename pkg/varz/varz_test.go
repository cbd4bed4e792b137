package varz

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
)

// serve answers as a monitoring page would.
func serve(t *testing.T, status int, body string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/varz" {
			t.Errorf("asked for %s", r.URL.Path)
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

const n1 = `{"server_name":"n1","tls_cert_not_after":"2030-01-01T00:00:00Z",
	"jetstream":{"config":{"max_storage":1000,"sync_always":true},"stats":{"storage":700}}}`

func TestThePageBecomesMetrics(t *testing.T) {
	reg := prometheus.NewRegistry()
	lax := serve(t, http.StatusOK, `{"server_name":"n2","jetstream":{"config":{"max_storage":9},"stats":{}}}`)
	silent := serve(t, http.StatusServiceUnavailable, n1)
	reg.MustRegister(Collector(Pages([]string{silent, serve(t, http.StatusOK, n1) + "/", lax})...))
	want := `
# HELP corridor_broker_certificate_expiry_timestamp_seconds When the certificate of a NATS server ends. From then on nobody can connect to it.
# TYPE corridor_broker_certificate_expiry_timestamp_seconds gauge
corridor_broker_certificate_expiry_timestamp_seconds{server="n1"} 1.893456e+09
# HELP corridor_broker_storage_bytes Bytes that the streams of a NATS server take on its disk.
# TYPE corridor_broker_storage_bytes gauge
corridor_broker_storage_bytes{server="n1"} 700
corridor_broker_storage_bytes{server="n2"} 0
# HELP corridor_broker_storage_limit_bytes Most bytes that the streams of a NATS server may take (max_file). When it is full, reports are refused.
# TYPE corridor_broker_storage_limit_bytes gauge
corridor_broker_storage_limit_bytes{server="n1"} 1000
corridor_broker_storage_limit_bytes{server="n2"} 9
# HELP corridor_broker_sync_always 1 where a NATS server writes to disk before it acknowledges. At 0 a power cut loses acknowledged reports.
# TYPE corridor_broker_sync_always gauge
corridor_broker_sync_always{server="n1"} 1
corridor_broker_sync_always{server="n2"} 0
`
	if err := testutil.GatherAndCompare(reg, strings.NewReader(want)); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNoMonitoringPageIsRefused(t *testing.T) {
	for name, body := range map[string]string{
		"another service's page": `{"waiting":[]}`,
		"no JSON":                `<html>`,
		"half a page":            n1[:40],
	} {
		if s, err := Page(serve(t, http.StatusOK, body))(t.Context()); err == nil {
			t.Errorf("%s: taken as %+v", name, s)
		}
	}
}
