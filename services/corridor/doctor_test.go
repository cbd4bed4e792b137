package corridor

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/sign"
)

// diagnosis is what doctor --json prints.
type diagnosis struct {
	Level    string
	Findings []struct{ Check, Level, Found, Do string }
}

// levels returns the worst level of each check.
func (d diagnosis) levels() map[string]string {
	worst := map[string]string{}
	for _, f := range d.Findings {
		if worst[f.Check] == "" || f.Level == "fail" || f.Level == "warn" && worst[f.Check] == "ok" {
			worst[f.Check] = f.Level
		}
	}
	return worst
}

// visit runs doctor and compares the levels of some checks.
func visit(t *testing.T, c doctorCommand, want map[string]string) diagnosis {
	t.Helper()
	var out bytes.Buffer
	c.JSON, c.out, c.wait = true, &out, time.Millisecond
	err := c.Run()
	var d diagnosis
	must(t, json.Unmarshal(out.Bytes(), &d))
	if (d.Level == "fail") != errors.Is(err, app.ErrFound) {
		t.Errorf("level %s, and the command ends with %v", d.Level, err)
	}
	got := d.levels()
	for check, level := range want {
		if got[check] != level {
			t.Errorf("%s: %q, want %q\n%s", check, got[check], level, out.String())
		}
	}
	return d
}

// page serves a metrics page, or any other.
func page(t *testing.T, body string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }))
	t.Cleanup(s.Close)
	return s.URL
}

func TestDoctorFindsNothingWrongWithAGoodHub(t *testing.T) {
	w := newLinked(t)
	w.report("DEU", 1, w.tokensOf(1, whole))
	w.settle()
	fineChecks := map[string]string{"sync_interval": "ok", "max_file": "ok", "keys": "ok", "clock": "ok", "log": "ok",
		"replicas": "ok", "regression": "ok", "lag": "ok", "identity": "ok", "trust list": "ok"}
	running := doctorCommand{Place: Place{NATS: w.hub.NATS}, Metrics: []string{w.hub.Metrics}, Keys: keysDir(w.dir)}
	d := visit(t, running, fineChecks)
	if got := d.levels(); got["ready"] != "ok" || d.Level == "fail" {
		t.Errorf("a running hub: %+v", d)
	}
	w.stop()
	release, err := lock(w.dir)
	must(t, err)
	busy := visit(t, doctorCommand{Place: Place{Keep: w.dir}}, map[string]string{"nats": "fail"})
	if s := fmt.Sprint(busy); !strings.Contains(s, "in use by another process") {
		t.Errorf("a data directory in use: %s", s)
	}
	release()
	if d := visit(t, doctorCommand{Place: Place{Keep: w.dir}}, fineChecks); d.Level == "fail" {
		t.Errorf("a data directory: %+v", d)
	}
}

func TestDoctorSeesWhatRunningServicesSay(t *testing.T) {
	w := newLinked(t)
	hub := doctorCommand{Place: Place{NATS: w.hub.NATS}, Keys: keysDir(w.dir)}
	for name, c := range map[string]struct {
		page string
		want map[string]string
	}{
		"a part that waits": {"corridor_ready{part=\"a\"} 1\ncorridor_ready{part=\"b\"} 0\n", map[string]string{"ready": "fail", "sync_interval": "fail"}},
		"books that do not balance": {"corridor_normalizer_identity_difference -1\ncorridor_broker_sync_always{server=\"n1\"} 1\n",
			map[string]string{"identity": "fail", "ready": "ok", "sync_interval": "ok"}},
		"a server that is nearly full": {"corridor_broker_storage_bytes{server=\"n1\"} 9e+09\ncorridor_broker_storage_limit_bytes{server=\"n1\"} 1e+10\n",
			map[string]string{"max_file": "fail", "sync_interval": "fail"}},
		"a certificate that has ended": {"corridor_broker_sync_always{server=\"n1\"} 1\ncorridor_broker_certificate_expiry_timestamp_seconds{server=\"n1\"} 1e+09\n",
			map[string]string{"certificate": "fail", "sync_interval": "ok"}},
	} {
		t.Run(name, func(t *testing.T) {
			hub.Metrics = []string{page(t, c.page)}
			visit(t, hub, c.want)
		})
	}
	hub.Metrics, hub.Monitor = []string{"127.0.0.1:1"}, []string{page(t, "{}")}
	visit(t, hub, map[string]string{"ready": "fail", "sync_interval": "fail"})
	hub.Metrics, hub.Monitor = nil, nil
	visit(t, hub, map[string]string{"ready": "warn", "sync_interval": "fail", "disk": "warn"})
}

func TestDoctorShoutsAtAServerThatAcknowledgesBeforeItWrites(t *testing.T) {
	s, err := server.NewServer(&server.Options{ServerName: "lax", Host: "127.0.0.1", Port: server.RANDOM_PORT, HTTPHost: "127.0.0.1", HTTPPort: server.RANDOM_PORT,
		JetStream: true, StoreDir: t.TempDir(), JetStreamMaxStore: 20 << 10, JetStreamMaxMemory: 1 << 20, NoLog: true, NoSigs: true})
	must(t, err)
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	js := bustest.Connect(t, s.ClientURL())
	must(t, bus.Ensure(soon(t), js, bus.Options{}))
	_, err = js.Publish(soon(t), bus.TrustOfferedSubject, make([]byte, 19<<10))
	must(t, err)
	c := doctorCommand{Place: Place{NATS: s.ClientURL()}, Monitor: []string{"http://" + s.MonitorAddr().String()}}
	d := visit(t, c, map[string]string{"sync_interval": "fail", "max_file": "fail", "lag": "fail"})
	if !strings.Contains(fmt.Sprint(d), " free of ") {
		t.Errorf("the disk of a server on this machine: %+v", d)
	}
}

func TestDoctorReadsConfigurations(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want map[string]string
	}{
		"a good one":          {"jetstream { max_file: 20GB, sync_interval: always }", map[string]string{"sync_interval": "ok", "max_file": "ok"}},
		"one without sync":    {"jetstream { max_file: 20GB }", map[string]string{"sync_interval": "fail", "max_file": "ok"}},
		"one without a limit": {"jetstream { sync_interval: always }", map[string]string{"sync_interval": "ok", "max_file": "fail"}},
		"one of 64 KB":        {"max_payload: 64KB, jetstream { max_file: 20GB, sync_interval: always }", map[string]string{"max_payload": "fail"}},
		"one that is broken":  {"jetstream {", map[string]string{"sync_interval": "fail"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "nats.conf")
			must(t, os.WriteFile(path, []byte("server_name: n1\n"+c.file+"\n"), 0o600))
			c.want["nats"] = "fail"
			visit(t, doctorCommand{Place: Place{NATS: "nats://127.0.0.1:1"}, Config: []string{path}}, c.want)
		})
	}
}

func TestDoctorFindsWhatALogHasLost(t *testing.T) {
	w := newLinked(t)
	w.report("DEU", 1, w.tokensOf(1, whole))
	w.settle()
	w.stop()
	for _, step := range []struct {
		name string
		harm func(js jetstream.JetStream) error
		want map[string]string
	}{
		{"a receipt too many", func(js jetstream.JetStream) error {
			_, err := js.Publish(soon(t), bus.ReceiptsSubject(area("DEU")), nil)
			return err
		}, map[string]string{"identity": "fail", "regression": "fail", "log": "ok", "stream": ""}},
		{"streams that forget, and are nearly full", func(js jetstream.JetStream) error {
			s, err := js.Stream(soon(t), bus.Statistics)
			if err != nil {
				return err
			}
			cfg := s.CachedInfo().Config
			cfg.MaxAge, cfg.MaxBytes = 24*time.Hour, int64(s.CachedInfo().State.Bytes)+1
			_, err = js.UpdateStream(soon(t), cfg)
			return err
		}, map[string]string{"stream": "fail"}},
		{"a new stream in the place of the reports", func(js jetstream.JetStream) error {
			return errors.Join(js.DeleteStream(soon(t), bus.Reports), bus.Ensure(soon(t), js, bus.Options{}))
		}, map[string]string{"regression": "fail", "identity": "fail", "stream": ""}},
		{"no reports at all", func(js jetstream.JetStream) error { return js.DeleteStream(soon(t), bus.Reports) },
			map[string]string{"nats": "fail"}},
	} {
		t.Run(step.name, func(t *testing.T) {
			s, err := openStore(w.dir)
			must(t, err)
			err = step.harm(s)
			s.close()
			must(t, err)
			visit(t, doctorCommand{Place: Place{Keep: w.dir}}, step.want)
		})
	}
}

func TestDoctorLooksAtKeysAndTrust(t *testing.T) {
	w := newLinked(t)
	other, err := sign.NewKey()
	must(t, err)
	at := Place{NATS: w.hub.NATS}
	visit(t, doctorCommand{Place: at, Anchor: other.Public()}, map[string]string{"trust list": "fail", "keys": "warn"})
	visit(t, doctorCommand{Place: at}, map[string]string{"trust list": "warn"})
	dir := keysDir(w.dir)
	for _, step := range []struct {
		name string
		harm func() error
		want map[string]string
	}{
		{"a key for everybody", func() error { return os.Chmod(filepath.Join(dir, "reviewer.seed"), 0o644) }, map[string]string{"keys": "fail", "trust list": "ok"}},
		{"half a key", func() error {
			return errors.Join(os.Chmod(filepath.Join(dir, "reviewer.seed"), 0o600), os.Truncate(filepath.Join(dir, "holder-1", "1.key"), 20))
		}, map[string]string{"keys": "fail", "trust list": "ok"}},
		{"another link key", func() error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, "holder-1")), os.Remove(filepath.Join(dir, "link.key")), second(w.keys.Link()))
		}, map[string]string{"keys": "ok", "trust list": "fail"}},
	} {
		t.Run(step.name, func(t *testing.T) {
			must(t, step.harm())
			visit(t, doctorCommand{Place: at, Keys: dir}, step.want)
		})
	}
	_, js := bustest.Start(t)
	visit(t, doctorCommand{Place: Place{NATS: js.Conn().ConnectedUrl()}, Anchor: other.Public()}, map[string]string{"trust list": "warn", "log": "ok", "lag": "ok"})
}

// second returns the error of three results.
func second[A, B any](_ A, _ B, err error) error { return err }
