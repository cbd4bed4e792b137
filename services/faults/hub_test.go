package faults_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/services/e2e/process"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// countries report in every case.
var countries = []string{"ITA", "MDA", "THA"}

// stages are the services that write, in the order of the pipeline.
var stages = []string{"normalizer", "deduplicator", "aggregator"}

// server is a nats-server process and where it keeps its data.
type server struct {
	*process.Process
	name, dir string
	port      int
}

func (s *server) url() string { return fmt.Sprintf("nats://127.0.0.1:%d", s.port) }

// hub is nats-server and the services, each a process of its own, as an operator starts them.
type hub struct {
	t        testing.TB
	servers  []*server
	keys     string // directory of the key files
	anchor   string
	url      string // what services and focal points connect to
	replicas int
	parts    map[string]*process.Process
	metrics  string // address of the normalizer's metrics
	page     string // address of the analyst service
	js       jetstream.JetStream
}

// conf is the configuration of a nats-server that stands alone.
const conf = "server_name: %q\nlisten: \"127.0.0.1:%d\"\nmax_payload: 1MB\njetstream { store_dir: %q, max_file: %s, sync_interval: always }\n%s"

// startServer runs a nats-server on dir whose streams may take room, such as 2GB.
func startServer(t testing.TB, name, dir, room, more string) *server {
	t.Helper()
	s := &server{name: name, dir: dir, port: bustest.Port(t)}
	file := filepath.Join(t.TempDir(), name+".conf")
	must(t, os.WriteFile(file, fmt.Appendf(nil, conf, name, s.port, dir, room, more), 0o600))
	s.Process = process.Start(t, "nats-server", "-c", file)
	return s
}

// single returns a hub on one server, whose services are not started yet.
func single(t testing.TB) *hub {
	t.Helper()
	return newHub(t, newKeys(t), startServer(t, "s1", t.TempDir(), "2GB", ""))
}

// cluster returns a hub on three servers.
func cluster(t testing.TB) *hub {
	t.Helper()
	var routes []string
	for range 3 {
		routes = append(routes, fmt.Sprintf("nats://127.0.0.1:%d", bustest.Port(t)))
	}
	var servers []*server
	for i, route := range routes {
		more := fmt.Sprintf("cluster { name: corridor, listen: %q, routes: [%s] }\n", strings.TrimPrefix(route, "nats://"), strings.Join(routes, ", "))
		servers = append(servers, startServer(t, fmt.Sprintf("n%d", i+1), t.TempDir(), "2GB", more))
	}
	h := newHub(t, newKeys(t), servers...)
	eventually(t, "the servers have agreed on the streams", func() bool {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		return bus.Ensure(ctx, h.js, bus.Options{Replicas: h.replicas}) == nil
	})
	return h
}

// newKeys makes an anchor and the keys of all countries.
func newKeys(t testing.TB) string {
	t.Helper()
	keys := t.TempDir()
	process.Corridor(t, "keys", "init", "--keys", keys)
	for _, c := range countries {
		process.Corridor(t, "keys", "add-country", c, "--keys", keys)
	}
	return keys
}

func newHub(t testing.TB, keys string, servers ...*server) *hub {
	t.Helper()
	h := &hub{t: t, servers: servers, keys: keys, replicas: len(servers), parts: map[string]*process.Process{}}
	h.anchor = strings.TrimSpace(string(process.Corridor(t, "keys", "init", "--keys", keys)))
	var urls []string
	for _, s := range servers {
		urls = append(urls, s.url())
	}
	h.url = strings.Join(urls, ",")
	h.metrics, h.page = fmt.Sprintf("127.0.0.1:%d", bustest.Port(t)), fmt.Sprintf("127.0.0.1:%d", bustest.Port(t))
	h.js = bustest.Connect(t, h.url)
	return h
}

// args are the command line of a service, standby or not, that talks to url.
func (h *hub) args(service, url string, standby bool) []string {
	metrics := ""
	if service == "normalizer" && !standby {
		metrics = h.metrics
	}
	args := []string{service, "--nats", url, "--metrics", metrics, "--replicas", fmt.Sprint(h.replicas)}
	switch service {
	case "normalizer":
		args = append(args, "--anchor", h.anchor)
	case "deduplicator":
		args = append(args, "--link-key", filepath.Join(h.keys, "link.key"))
	case "analyst":
		args = append(args, "--listen", h.page, "--small-cells", "exact")
	}
	return args
}

// start runs services, or standbys of them, and publishes the trust list.
func (h *hub) start(services ...string) *hub {
	h.t.Helper()
	for _, s := range services {
		h.parts[s] = process.Start(h.t, "corridor", h.args(s, h.url, false)...)
	}
	if slices.Contains(services, "normalizer") {
		eventually(h.t, "the trust list is in force", func() bool {
			_, _, err := process.TryCorridor(h.t, append([]string{"keys", "trust-list", "--keys", h.keys, "--nats", h.url}, countries...)...)
			return err == nil
		})
	}
	return h
}

// identity returns the keys of a country.
func (h *hub) identity(country string) focalpoint.Identity {
	h.t.Helper()
	area, _ := geo.ParseAlpha3(country)
	seed, err := os.ReadFile(filepath.Join(h.keys, country+".seed"))
	must(h.t, err)
	key, err := sign.KeyFromSeed(seed)
	must(h.t, err)
	file, err := os.ReadFile(filepath.Join(h.keys, country+".ref"))
	must(h.t, err)
	ref, err := focalpoint.ParseRefKey(area, file)
	must(h.t, err)
	return focalpoint.Identity{Country: area, Key: key, RefKey: ref}
}

// reached reports whether every stage has decided what the first reports of REPORTS give.
func (h *hub) reached(ctx context.Context, reports uint64) bool {
	decided, err := stage.Checkpoint(ctx, h.js, bus.Normalized)
	if err != nil || decided < reports {
		return false
	}
	for _, hop := range []struct{ from, filter, to string }{
		{bus.Normalized, bus.NormalizedPrefix + "*", bus.Persons}, {bus.Persons, bus.PersonsSubject, bus.Statistics},
	} {
		s, err := h.js.Stream(ctx, hop.from)
		if err != nil {
			return false
		}
		msg, err := s.GetLastMsgForSubject(ctx, hop.filter)
		if err != nil {
			return false
		}
		for { // the streams go on; what they hold now is what counts
			at, err := stage.Checkpoint(ctx, h.js, hop.to)
			if err != nil || ctx.Err() != nil {
				return false
			}
			if at >= msg.Sequence {
				break
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	return true
}

// last returns the sequence of the last message of a stream.
func (h *hub) last(ctx context.Context, stream string) (uint64, error) {
	s, err := h.js.Stream(ctx, stream)
	if err != nil {
		return 0, err
	}
	return s.CachedInfo().State.LastSeq, nil
}

// drain waits until every stage has decided all that REPORTS holds.
func (h *hub) drain() {
	h.t.Helper()
	eventually(h.t, "every stage has decided all reports", func() bool {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		last, err := h.last(ctx, bus.Reports)
		return err == nil && last > 0 && h.reached(ctx, last)
	})
}

// recomputed has corridor compute all streams from REPORTS and returns the SHA-256 of each,
// which it has found to be those of the streams.
func (h *hub) recomputed() (map[string]string, error) {
	h.t.Helper()
	out, stderr, err := process.TryCorridor(h.t, "recompute", "--nats", h.url, "--link-key", filepath.Join(h.keys, "link.key"))
	if err != nil {
		return nil, fmt.Errorf("%w\n%s%s", err, out, stderr)
	}
	digests := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if f := strings.Fields(line); len(f) > 2 && slices.Contains(bus.Streams(), f[0]) {
			digests[f[0]] = f[len(f)-1]
		}
	}
	if len(digests) != 3 {
		return nil, fmt.Errorf("corridor recompute has said nothing of a stream:\n%s", out)
	}
	return digests, nil
}

// check drains the hub and compares it with what the focal points did and with a batch
// recomputation.
func (h *hub) check(hist *history) verdict {
	h.t.Helper()
	h.drain()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	l, err := readLedger(ctx, h.js)
	must(h.t, err)
	v := compare(hist, l)
	if !v.sound() {
		h.t.Errorf("%v", v)
	}
	digests, err := h.recomputed()
	if err != nil {
		h.t.Errorf("the streams are not what a batch gives: %v", err)
	}
	for _, s := range slices.Sorted(maps.Keys(digests)) {
		h.t.Logf("%-10s SHA-256 %s, as recomputed", s, digests[s])
	}
	return v
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eventually waits until ok holds; the bound is for a machine that hangs, not for a slow one.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("%s: not after two minutes", what)
}
