package e2e_test

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/proto"
)

// mayBeTraced are the attributes that a span may have: none says what a report holds, who sent
// it or where it is from.
var mayBeTraced = []string{
	"service.name", "corridor.stage", "corridor.inputs", "corridor.input.last", "corridor.output.first", "corridor.reports",
	"messaging.system", "messaging.destination.name", "messaging.batch.message_count",
}

// TestTraces publishes a file through services that trace to an OTLP receiver, and follows it
// there from the focal point to the statistics. The streams are as recomputed.
func TestTraces(t *testing.T) {
	r := receive(t)
	d := newDeployment(t)
	corridor(t, "keys", "add-country", "XCT", "--keys", d.keys)
	d.service("normalizer", "--anchor", d.anchor, "--otlp", r.url)
	d.service("deduplicator", "--link-key", filepath.Join(d.keys, "link.key"), "--otlp", r.url)
	d.service("aggregator", "--otlp", r.url)
	eventually(t, "the trust list is published", func() bool {
		_, _, err := tryCorridor(t, "keys", "trust-list", "XCT", "--keys", d.keys, "--nats", d.url)
		return err == nil
	})
	corridor(t, "focalpoint", "publish", sheet(t, 60, 1), "--format", "ctdc", "--country", "XCT", "--nats", d.url, "--otlp", r.url,
		"--key", filepath.Join(d.keys, "XCT.seed"), "--ref-key", filepath.Join(d.keys, "XCT.ref"), "--produced", "2020-Q2", "--batch", "20")
	want := []string{"corridor-aggregator", "corridor-deduplicator", "corridor-focalpoint", "corridor-normalizer"}
	eventually(t, "a trace goes through all services", func() bool { return r.traceOf(want) })
	r.mu.Lock()
	for key := range r.attributes {
		if !slices.Contains(mayBeTraced, key) {
			t.Errorf("a span has the attribute %s", key)
		}
	}
	if r.country {
		t.Error("a span names the country")
	}
	r.mu.Unlock()
	eventually(t, "the streams are as recomputed", func() bool {
		_, _, err := tryCorridor(t, "recompute", "--nats", d.url, "--link-key", filepath.Join(d.keys, "link.key"))
		return err == nil
	})
	for _, m := range d.messages("STATISTICS") {
		if bytes.Contains(m.Data, []byte("traceparent")) {
			t.Fatal("a trace is in the data")
		}
	}
}

// TestTracesNeedAnAddress checks what is refused, and that a receiver which is away stops nothing.
func TestTracesNeedAnAddress(t *testing.T) {
	for _, bad := range []string{"nowhere", "ftp://127.0.0.1", "127.0.0.1:4318"} {
		_, stderr, err := tryCorridor(t, "aggregator", "--metrics", "", "--otlp", bad)
		if err == nil || !strings.Contains(string(stderr), "OTLP") {
			t.Errorf("%s: got %v: %s", bad, err, stderr)
		}
	}
	d := newDeployment(t, "UKR")
	d.service("normalizer", "--anchor", d.anchor, "--otlp", "http://127.0.0.1:1")
	d.trust()
	load := d.publish("UKR", 5, 0)
	load.stop(t)
}

// receiver takes OTLP over HTTP as a collector does.
type receiver struct {
	url        string
	mu         sync.Mutex
	traces     map[string]map[string]bool // services by trace id
	attributes map[string]bool
	country    bool
}

func receive(t testing.TB) *receiver {
	t.Helper()
	r := &receiver{traces: map[string]map[string]bool{}, attributes: map[string]bool{}}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		var export collector.ExportTraceServiceRequest
		if err != nil || req.URL.Path != "/v1/traces" || proto.Unmarshal(body, &export) != nil {
			t.Errorf("%s: no export of spans: %v", req.URL.Path, err)
		}
		r.take(&export, body)
		answer, _ := proto.Marshal(&collector.ExportTraceServiceResponse{})
		w.Header().Set("Content-Type", "application/x-protobuf")
		_, _ = w.Write(answer)
	}))
	t.Cleanup(s.Close)
	r.url = s.URL
	return r
}

func (r *receiver) take(export *collector.ExportTraceServiceRequest, body []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.country = r.country || bytes.Contains(body, []byte("XCT"))
	for _, resource := range export.GetResourceSpans() {
		service := ""
		for _, a := range resource.GetResource().GetAttributes() {
			r.attributes[a.GetKey()] = true
			if a.GetKey() == "service.name" {
				service = a.GetValue().GetStringValue()
			}
		}
		for _, scope := range resource.GetScopeSpans() {
			for _, span := range scope.GetSpans() {
				id := string(span.GetTraceId())
				if r.traces[id] == nil {
					r.traces[id] = map[string]bool{}
				}
				r.traces[id][service] = true
				for _, a := range span.GetAttributes() {
					r.attributes[a.GetKey()] = true
				}
			}
		}
	}
}

// traceOf reports whether a trace has spans of just these services.
func (r *receiver) traceOf(services []string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, in := range r.traces {
		if slices.Equal(slices.Sorted(maps.Keys(in)), services) {
			return true
		}
	}
	return false
}
