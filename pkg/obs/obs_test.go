package obs

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestReadinessNamesWhatIsWaitedFor(t *testing.T) {
	h := &Health{}
	handler := Handler(NewRegistry(), h)
	for _, step := range []struct {
		name string
		do   func()
		code int
		body string
	}{
		{"nothing is named yet", func() {}, http.StatusOK, `{"waiting":[]}`},
		{"two parts start", func() { h.Set("b", false); h.Set("a", false) }, http.StatusServiceUnavailable, `{"waiting":["a","b"]}`},
		{"one is ready", func() { h.Set("a", true) }, http.StatusServiceUnavailable, `{"waiting":["b"]}`},
		{"both are", func() { h.Set("b", true) }, http.StatusOK, `{"waiting":[]}`},
	} {
		step.do()
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		if w.Code != step.code || strings.TrimSpace(w.Body.String()) != step.body {
			t.Errorf("%s: got %d %s", step.name, w.Code, w.Body)
		}
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "go_goroutines") ||
		!strings.Contains(w.Body.String(), `corridor_ready{part="b"} 1`) {
		t.Errorf("metrics: %d", w.Code)
	}
}

func TestLoggerFormats(t *testing.T) {
	var b bytes.Buffer
	log, err := NewLogger(&b, "json", "info")
	if err != nil {
		t.Fatal(err)
	}
	log.Debug().Msg("not shown")
	log.Info().Str("stage", "x").Msg("in charge")
	var line map[string]any
	if err := json.Unmarshal(b.Bytes(), &line); err != nil || line["message"] != "in charge" || line["stage"] != "x" {
		t.Errorf("got %s: %v", b.String(), err)
	}
	b.Reset()
	if log, err = NewLogger(&b, "console", "info"); err != nil {
		t.Fatal(err)
	}
	log.Info().Msg("in charge")
	if strings.Contains(b.String(), "\x1b") || !strings.Contains(b.String(), "in charge") {
		t.Errorf("a file gets %q", b.String())
	}
	for _, c := range [][2]string{{"xml", "info"}, {"json", "loud"}} {
		if _, err := NewLogger(&b, c[0], c[1]); err == nil {
			t.Errorf("%v was taken", c)
		}
	}
}
