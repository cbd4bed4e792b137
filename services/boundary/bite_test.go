package boundary_test

import (
	"slices"
	"testing"
)

func TestAnUnwantedDependencyIsFound(t *testing.T) {
	cases := map[string]struct {
		dep   string
		found bool
	}{
		"the broker's client":            {"github.com/nats-io/nats.go/jetstream", true},
		"the broker":                     {"github.com/nats-io/nats-server/v2/server", true},
		"HTTP":                           {"net/http", true},
		"a part of HTTP":                 {"net/http/httptrace", true},
		"protobuf":                       {"google.golang.org/protobuf/encoding/protowire", true},
		"our schema":                     {module + "/proto/corridor/v1", true},
		"the logger":                     {"github.com/rs/zerolog", true},
		"the metrics":                    {"github.com/prometheus/client_golang/prometheus", true},
		"addresses without a connection": {"net/netip", false},
		"another domain package":         {module + "/pkg/tip", false},
		"a name that only begins alike":  {"net/httpless", false},
		"what fmt needs itself":          {"os", false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := len(reached([]string{"fmt", c.dep})) == 1; got != c.found {
				t.Errorf("found: %v, want %v", got, c.found)
			}
		})
	}
}

func TestAnUnwantedImportIsFound(t *testing.T) {
	got := imported([]string{"fmt", "math/rand", "math/rand/v2", "os", "time", "log/slog"})
	if want := []string{"imports math/rand", "imports os", "imports log/slog"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAClockIsFound(t *testing.T) {
	cases := map[string]struct {
		src    string
		faults []string
	}{
		"a call":                     {`import "time"; var at = time.Now()`, []string{"uses time.Now at a.go:1"}},
		"a clock taken along":        {`import "time"; var now = time.Now`, []string{"uses time.Now at a.go:1"}},
		"a wait inside a function":   {"import \"time\"\nfunc f() {\n\ttime.Sleep(1)\n}", []string{"uses time.Sleep at a.go:3"}},
		"another name for time":      {`import t "time"; var c = t.Tick(1)`, []string{"uses time.Tick at a.go:1"}},
		"no name for time":           {`import . "time"; var at = Now()`, []string{"imports time without a name"}},
		"durations and dates":        {`import "time"; var d = time.Hour; var y = time.Date`, nil},
		"a method of the same name":  {`import "time"; func f(a, b time.Time) bool { return a.After(b) }`, nil},
		"a package that is not time": {`import time "example.org/calendar"; var at = time.Now()`, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := clocksIn("a.go", "package a; "+c.src)
			if err != nil || !slices.Equal(got, c.faults) {
				t.Errorf("got %q, %v, want %q", got, err, c.faults)
			}
		})
	}
}

func TestAWrongDirectionIsFound(t *testing.T) {
	cases := map[string]struct {
		from, to string
		may      bool
	}{
		"the schema imports the runtime":   {"proto/corridor/v1", "pkg/code", false},
		"the schema imports itself":        {"proto/internal/gencodes", "proto/corridor/v1", true},
		"the runtime imports the schema":   {"pkg/wire", "proto/corridor/v1", true},
		"the runtime imports a service":    {"pkg/app", "services/normalizer", false},
		"a service imports the runtime":    {"services/normalizer", "pkg/stage", true},
		"a service imports its own domain": {"services/normalizer", "services/normalizer/internal/ledger", true},
		"a service imports another":        {"services/normalizer", "services/aggregator", false},
		"a domain imports another service": {"services/analyst/internal/a", "services/aggregator", false},
		"a name that only begins alike":    {"services/link", "services/linker", false},
		"the binary imports a service":     {"services/corridor/cmd/corridor", "services/normalizer", true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := mayImport(c.from, c.to); got != c.may {
				t.Errorf("may: %v, want %v", got, c.may)
			}
		})
	}
}

func TestTheScopeIsReadAsTheLinterReadsIt(t *testing.T) {
	s := parseScope(`
        domain:
          files:
            - "${config-path}/pkg/{code,geo}/**"
            - "${config-path}/services/*/internal/**"
            - "!${config-path}/services/corridor/internal/hub/**" # a broker
          deny:
            - pkg: net/http
        other:
          files:
            - "${config-path}/pkg/stage/**"
`)
	cases := map[string]bool{
		"pkg/geo": true, "pkg/geo/internal/fold": true, "pkg/geology": false, "pkg/stage": false, "pkg": false,
		"services/focalpoint/internal/ctdc": true, "services/focalpoint": false,
		"services/corridor/internal/hub": false, "services/corridor/internal/hub/a": false, "services/corridor/internal/hubris": true,
	}
	for folder, want := range cases {
		if got := s.holds(folder); got != want {
			t.Errorf("%s: domain %v, want %v", folder, got, want)
		}
	}
}
