package analyst

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/table"
)

// listen returns the events, each as its lines, of a live address; stop ends the reading.
func listen(t testing.TB, url string, header ...string) (next func() string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := client.Do(req) //nolint:bodyclose // stop closes it
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d %s", resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	lines := bufio.NewReader(resp.Body)
	return func() string {
			var event strings.Builder
			for {
				line, err := lines.ReadString('\n')
				if err != nil {
					t.Fatal(err)
				}
				if line == "\n" {
					return event.String()
				}
				event.WriteString(line)
			}
		}, func() {
			cancel()
			_ = resp.Body.Close()
		}
}

const (
	firstT09 = "id: 2\ndata: {\"table\":\"T09\",\"sequence\":2,\"rows\":[" +
		`{"SERIES":"VIC_UNQ_ALL","ORIGIN":"UKR","DESTINATION":"RUS","SEX":"_T","EXPLOIT":"_T","TIME_PERIOD":"2016","OBS_VALUE":"1677","OBS_STATUS":"A"},` +
		`{"SERIES":"VIC_UNQ_ALL","ORIGIN":"UKR","DESTINATION":"RUS","SEX":"_T","EXPLOIT":"_T","TIME_PERIOD":"_T",`
	lastT01 = "id: 4\ndata: {\"table\":\"T01\",\"sequence\":4,\"rows\":[" +
		`{"SERIES":"VIC_ALL","REF_AREA":"FRA","SEX":"_T","AGE":"_T","TIME_PERIOD":"2019","OBS_VALUE":"0","OBS_STATUS":"A"}]}` + "\n"
)

func TestALiveReaderMissesNothingAndReadsNothingTwice(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{})
	next, stop := listen(t, s.url+"/v1/live?from=0")
	if e := next(); e != "retry: 1000\nid: 0\n" {
		t.Errorf("the first event is %q", e)
	}
	for _, want := range []string{"id: 1\ndata: ", firstT09, "id: 3\ndata: "} {
		if e := next(); !strings.HasPrefix(e, want) {
			t.Errorf("%q, want %q", e, want)
		}
	}
	stop()
	next, stop = listen(t, s.url+"/v1/live?from=0", "Last-Event-ID", "3")
	defer stop()
	if e := next(); e != "retry: 1000\nid: 3\n" {
		t.Errorf("the reader comes back at %q", e)
	}
	if e := next(); e != lastT01 {
		t.Errorf("%q, want %q", e, lastT01)
	}
	publish(t, js, "T09", "VIC_UNQ_ALL UKR RUS _T _T 2016 = 1678")
	if e := next(); !strings.HasPrefix(e, "id: 5\n") || !strings.Contains(e, `"1678"`) {
		t.Errorf("what happens now is %q", e)
	}
}

func TestALiveReaderStartsWithWhatTheTablesDoNotShowYet(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{})
	next, stop := listen(t, s.url+"/v1/live?table=t09")
	defer stop()
	if e := next(); e != "retry: 1000\nid: 4\n" {
		t.Errorf("the reader starts at %q", e)
	}
	publish(t, js, "T01", "VIC_ALL ITA F _T 2019 = 26")
	publish(t, js, "T09", "VIC_UNQ_ALL UKR RUS _T _T 2016 = 1678")
	if e := next(); !strings.HasPrefix(e, "id: 6\ndata: {\"table\":\"T09\"") {
		t.Errorf("the reader of T09 reads %q", e)
	}
}

func TestLiveReadersHearThatTheConnectionStandsAndAreLimited(t *testing.T) {
	_, js := bustest.Start(t)
	s := newServer(app.Env{JetStream: js, Registry: prometheus.NewRegistry(), Log: zerolog.Nop()}, table.Options{})
	s.beat, s.places = time.Millisecond, make(chan struct{}, 1)
	h := httptest.NewServer(s.handler())
	defer h.Close()
	if resp, _ := get(t, h.URL+"/v1/live"); resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
		t.Errorf("a service that reads still answers %d", resp.StatusCode)
	}
	s.ready.Store(true)
	next, stop := listen(t, h.URL+"/v1/live")
	defer stop()
	next()
	if e := next(); e != ": still here\n" {
		t.Errorf("%q", e)
	}
	if resp, body := get(t, h.URL+"/v1/live"); resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, full.Detail) {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

// printed collects what a watcher prints.
type printed struct {
	mu   sync.Mutex
	text strings.Builder
}

func (p *printed) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(b)
}

func (p *printed) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

func TestWatchersPrintHeadlines(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{})
	for name, watch := range map[string]func(context.Context, io.Writer) error{
		"the stream":  func(ctx context.Context, w io.Writer) error { return Watch(ctx, js, w, []string{"t09"}, false) },
		"the service": func(ctx context.Context, w io.Writer) error { return WatchURL(ctx, s.url, w, []string{"T09"}) },
	} {
		t.Run(name, func(t *testing.T) { watchSome(t, js, watch) })
	}
	if err := WatchURL(t.Context(), s.url, io.Discard, []string{"T99"}); err == nil || !strings.Contains(err.Error(), "400") {
		t.Error(err)
	}
	if err := WatchURL(t.Context(), "http://127.0.0.1:1", io.Discard, nil); err == nil {
		t.Error("nobody answered")
	}
}

func watchSome(t *testing.T, js jetstream.JetStream, watch func(context.Context, io.Writer) error) {
	ctx, stop := context.WithCancel(context.Background())
	var out printed
	done := make(chan error, 1)
	go func() { done <- watch(ctx, &out) }()
	eventually(t, func() bool { // a watcher hears what comes after it started
		publish(t, js, "T01", "VIC_ALL ITA _T _T 2019 = 26")
		publish(t, js, "T09", "VIC_DET UKR RUS _T _T 2016 = 1699", "VIC_ALL UKR RUS _T _T 2016 = 1700",
			"VIC_UNQ_ALL UKR RUS _T _T 2016 = 1677", "VIC_UNQ_ALL UKR RUS F _T 2016 = 30", "VIC_UNQ_ALL UKR _T _T _T 2016 = 1690",
			"VIC_UNQ_ALL MDA ITA _T _T 2017 = 7", "VIC_UNQ_ALL ROU ITA _T _T 2018 = 0")
		return strings.Contains(out.String(), "ROU")
	})
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if strings.Contains(out.String(), "MDA") {
		t.Error("a small cell is told live: its events can be counted")
	}
	lines := strings.Split(out.String(), "\n")
	for i, want := range []string{" T09 VIC_ALL UKR→RUS _T _T 2016  = 1,700", " T09 VIC_UNQ_ALL UKR→RUS _T _T 2016  = 1,677", " T09 VIC_UNQ_ALL ROU→ITA _T _T 2018  = 0"} {
		if _, err := time.Parse(time.TimeOnly, lines[i][:8]); err != nil || lines[i][8:] != want {
			t.Errorf("%q, want a time and %q", lines[i], want)
		}
	}
}

func TestAWatcherComesBackWhereItStopped(t *testing.T) {
	asked := make(chan string, 2)
	ctx, stop := context.WithCancel(context.Background())
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.Header.Get("Last-Event-ID")
		if len(asked) == 1 { // the connection breaks in the middle of an event
			_, _ = io.WriteString(w, "retry: 1000\nid: 3\n\n"+lastT01+"\n: still here\n\nid: 5\ndata: {\"tab")
			return
		}
		stop()
	}))
	defer h.Close()
	var out printed
	if err := WatchURL(ctx, h.URL, &out, nil); err != nil {
		t.Error(err)
	}
	if strings.Count(out.String(), "T01 VIC_ALL FRA _T _T 2019  = 0") != 1 {
		t.Error(out.String())
	}
	if first, second := <-asked, <-asked; first != "" || second != "4" {
		t.Errorf("the watcher asked for what follows %q, then %q", first, second)
	}
}
