package analyst

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/rs/zerolog"
	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/obs"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// client keeps no connection, so that none outlives its test.
var client = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

// cells are written as a key and a value: "VIC_ALL ITA _T _T 2019 = 12".
func publish(t testing.TB, js jetstream.JetStream, id string, cells ...string) {
	t.Helper()
	c := &pb.TableChange{Table: id}
	for _, text := range cells {
		key, value, _ := strings.Cut(text, " = ")
		cell := &pb.Cell{Key: strings.Fields(key)}
		if _, err := fmt.Sscan(value, &cell.Value); err != nil {
			t.Fatal(err)
		}
		c.Cells = append(c.Cells, cell)
	}
	data, err := proto.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if _, err := js.Publish(ctx, bus.PartnerSubject(id), data); err != nil {
		t.Fatal(err)
	}
}

// sample publishes four changes.
func sample(t testing.TB, js jetstream.JetStream) {
	t.Helper()
	publish(t, js, "T01", "VIC_ALL _T _T _T _T = 1750", "VIC_UNQ_ALL _T _T _T _T = 1700", "VIC_UNQ _T _T _T _T = 1690", "VIC_UNQ_PRES _T _T _T _T = 10",
		"VIC_ALL ITA F _T 2019 = 25", "VIC_ALL ITA M _T 2019 = 7")
	publish(t, js, "T09", "VIC_UNQ_ALL UKR RUS _T _T 2016 = 1677", "VIC_UNQ_ALL UKR RUS F _T 2016 = 3",
		"VIC_UNQ_ALL UKR RUS _T _T _T = 1677", "VIC_UNQ_ALL MDA ITA _T _T _T = 4", "VIC_UNQ_ALL ROU ITA _T _T _T = 9", "VIC_UNQ_ALL ITA ITA _T _T _T = 30")
	publish(t, js, "T10", "VIC_UNQ_ALL _T _T NUMBER _T = 1720", "VIC_UNQ_ALL _T DOM NUMBER _T = 30", "VIC_UNQ_ALL _T SUB NUMBER _T = 1690")
	publish(t, js, "T01", "VIC_ALL FRA _T _T 2019 = 0")
}

type service struct {
	url    string
	health *obs.Health
	reg    *prometheus.Registry
}

// start runs the service until the test ends and waits until it is ready.
func start(t testing.TB, js jetstream.JetStream, cfg Config) service {
	t.Helper()
	bound, done := make(chan string, 1), make(chan error, 1)
	cfg.Listen, cfg.Bound = "127.0.0.1:0", func(addr string) { bound <- addr }
	s := service{health: &obs.Health{}, reg: prometheus.NewRegistry()}
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		done <- cfg.Run(ctx, app.Env{JetStream: js, Registry: s.reg, Health: s.health, Log: zerolog.Nop()})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("the service ended with %v", err)
		}
	})
	s.url = "http://" + <-bound
	eventually(t, func() bool { return len(s.health.Waiting()) == 0 })
	return s
}

func eventually(t testing.TB, met func() bool) {
	t.Helper()
	for range 3000 {
		if met() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("it did not become true")
}

// reply is an answer that was read to its end.
type reply struct {
	StatusCode int
	Header     http.Header
}

// get returns the answer to a question with headers, pairs of a name and a value.
func get(t testing.TB, url string, header ...string) (reply, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header}, string(body)
}

func TestAServiceWithNothingToReadIsReadyAtOnce(t *testing.T) {
	_, js := bustest.Start(t)
	s := start(t, js, Config{})
	if resp, body := get(t, s.url+"/"); resp.StatusCode != http.StatusOK || !strings.Contains(body, "No two countries") {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

func TestMetricsCountCellsAndAnswers(t *testing.T) {
	_, js := bustest.Start(t)
	sample(t, js)
	s := start(t, js, Config{})
	get(t, s.url+"/v1/tables")
	get(t, s.url+"/v1/tables/T99")
	want := `
# HELP corridor_analyst_cells Cells of all tables that are not 0. Memory grows with it.
# TYPE corridor_analyst_cells gauge
corridor_analyst_cells 15
# HELP corridor_analyst_requests_total Requests by class of status. Rising 4xx mean a program asks wrongly, 5xx that this service fails.
# TYPE corridor_analyst_requests_total counter
corridor_analyst_requests_total{code="2xx"} 1
corridor_analyst_requests_total{code="3xx"} 0
corridor_analyst_requests_total{code="4xx"} 1
corridor_analyst_requests_total{code="5xx"} 0
`
	eventually(t, func() bool { return testutil.GatherAndCompare(s.reg, strings.NewReader(want)) == nil })
}

func TestAChangeThatCannotBeReadStopsTheService(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"bytes of nothing":             {[]byte("\xff\xff"), "message 1: decoding TableChange"},
		"a table that is not defined":  {mustMarshal(&pb.TableChange{Table: "T99"}), "not defined"},
		"a code that is not in a list": {mustMarshal(&pb.TableChange{Table: "T01", Cells: []*pb.Cell{{Key: []string{"secret"}}}}), "T01"},
	} {
		t.Run(name, func(t *testing.T) {
			_, js := bustest.Start(t)
			if _, err := js.Publish(t.Context(), bus.PartnerSubject("T01"), c.data); err != nil {
				t.Fatal(err)
			}
			env := app.Env{JetStream: js, Registry: prometheus.NewRegistry(), Health: &obs.Health{}, Log: zerolog.Nop()}
			err := Config{Listen: "127.0.0.1:0"}.Run(t.Context(), env)
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("it ended with %v", err)
			}
			if _, err := Read(t.Context(), js); err == nil {
				t.Error("it was read")
			}
		})
	}
}

func mustMarshal(m proto.Message) []byte {
	data, err := proto.Marshal(m)
	if err != nil {
		panic(err)
	}
	return data
}

func TestATakenPortIsAnErrorOrLeftAlone(t *testing.T) {
	_, js := bustest.Start(t)
	s := start(t, js, Config{})
	taken := strings.TrimPrefix(s.url, "http://")
	env := app.Env{JetStream: js, Registry: prometheus.NewRegistry(), Health: &obs.Health{}, Log: zerolog.Nop()}
	if err := (Config{Listen: taken}).Run(t.Context(), env); err == nil {
		t.Error("two services listen on one port")
	}
	ctx, stop := context.WithCancel(t.Context())
	env.Registry = prometheus.NewRegistry()
	err := Config{Listen: taken, ListenFallback: true, Bound: func(addr string) {
		if addr == taken {
			t.Error("two services listen on one port")
		}
		stop()
	}}.Run(ctx, env)
	if err != nil {
		t.Error(err)
	}
}

func decodeJSON[T any](t testing.TB, text string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}
