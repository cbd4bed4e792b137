package e2e_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// quiet are the flags of a demo beside others on one machine.
var quiet = []string{"--nats-port", "0", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"}

// TestCTDC publishes the real file and compares every cell of every table with a recomputation
// that shares nothing with the product.
func TestCTDC(t *testing.T) {
	file := ctdcFile(t)
	want := recomputeCTDC(t, file)
	dir := demo(t, file, "--batch", "500")
	for _, id := range tableIDs {
		got := parseStatsCSV(t, id, corridor(t, "stats", id, "--keep", dir, "--format", "csv", "--exact"))
		sameTable(t, id, got, want[id])
	}
	corridor(t, "recompute", "--keep", dir)
}

// TestDemo runs the demo twice into one directory: the first time everything is as the world's
// own books say, the second time all of it is known, and the tables stay.
func TestDemo(t *testing.T) {
	dir := t.TempDir()
	args := append([]string{"demo", "--headless", "--victims", "1000", "--seed", "9", "--keep", dir}, quiet...)
	out := string(corridor(t, args...))
	for _, want := range []string{"they add up", "as the world's own books say, verdict by verdict", "Corridors across a border", "Reach"} {
		if !strings.Contains(out, want) {
			t.Errorf("the summary lacks %q:\n%s", want, out)
		}
	}
	before := tables(t, "--keep", dir)
	if out := string(corridor(t, args...)); !strings.Contains(out, "this world was published before") {
		t.Errorf("the second time is not known:\n%s", out)
	}
	sameBytes(t, tables(t, "--keep", dir), before)
	corridor(t, "recompute", "--keep", dir)
}

// TestStatsWithoutPlace reads the last demo when nobody says where.
func TestStatsWithoutPlace(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	run := func(args ...string) string {
		cmd := exec.Command(program(t, "corridor"), args...)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return string(out)
	}
	run(append([]string{"demo", "--headless", "--victims", "500"}, quiet...)...)
	if out := run("stats", "T01", "--series", "VIC_ALL", "--country", "_T", "--sex", "_T", "--age", "_T", "--year", "_T", "--format", "csv"); !regexp.MustCompile(`VIC_ALL,_T,_T,_T,_T,4\d\d,A`).MatchString(out) {
		t.Errorf("got %s", out)
	}
}

// TestWrongCommandLines checks the exit codes: 2 for misuse, 1 for what is not there.
func TestWrongCommandLines(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		code int
	}{
		"an unknown command":          {[]string{"conquer"}, 2},
		"an unknown flag":             {[]string{"stats", "T09", "--planet", "Mars"}, 2},
		"an unknown table":            {[]string{"stats", "T99", "--keep", t.TempDir()}, 2},
		"an unknown country":          {[]string{"stats", "T09", "--keep", t.TempDir(), "--origin", "Atlantis"}, 2},
		"a place without data":        {[]string{"stats", "T09", "--keep", t.TempDir()}, 1},
		"a normalizer without anchor": {[]string{"normalizer"}, 2},
		"a file that is not there":    {[]string{"demo", "--headless", "--ctdc", "missing.csv"}, 2},
	} {
		_, stderr, err := tryCorridor(t, c.args...)
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != c.code {
			t.Errorf("%s: got %v, want exit code %d\n%s", name, err, c.code, stderr)
		}
	}
}

// TestUnknownEnvironment checks that a mistyped variable stops a start.
func TestUnknownEnvironment(t *testing.T) {
	t.Setenv("CORRIDOR_NATSS", "nats://127.0.0.1:1")
	_, stderr, err := tryCorridor(t, "stats")
	if err == nil || !bytes.Contains(stderr, []byte("CORRIDOR_NATSS")) {
		t.Errorf("got %v: %s", err, stderr)
	}
}

// TestDecode prints every message of every stream as JSON.
func TestDecode(t *testing.T) {
	dir := t.TempDir()
	corridor(t, append([]string{"demo", "--headless", "--victims", "300", "--keep", dir}, quiet...)...)
	for _, stream := range []string{"REPORTS", "NORMALIZED", "PERSONS", "STATISTICS"} {
		out := corridor(t, "decode", "--stream", stream, "--keep", dir)
		n := 0
		for line := range bytes.Lines(out) {
			if !json.Valid(line) {
				t.Fatalf("%s: line %d is no JSON", stream, n+1)
			}
			n++
		}
		if n < 10 {
			t.Errorf("%s: only %d messages", stream, n)
		}
	}
}

// TestMetrics scrapes a running hub and has promtool read it.
func TestMetrics(t *testing.T) {
	dir, addr := t.TempDir(), fmt.Sprintf("127.0.0.1:%d", freePort(t))
	start(t, "corridor", append([]string{"demo", "--victims", "500", "--keep", dir, "--nats-port", "0", "--listen", "127.0.0.1:0"}, "--metrics", addr)...)
	eventually(t, "the hub is ready", func() bool { return get("http://"+addr+"/readyz") != "" && get("http://"+addr+"/healthz") != "" })
	var page string
	eventually(t, "the aggregator has counted", func() bool {
		page = get("http://" + addr + "/metrics")
		return strings.Contains(page, `corridor_aggregator_cells{table="T09"}`) && strings.Contains(page, `corridor_normalizer_reasons_total{reason="`)
	})
	for _, want := range []string{
		`corridor_normalizer_identity_difference 0`, `corridor_stage_active{stage="normalizer"} 1`,
		`corridor_normalizer_items_total{verdict="ACCEPTED"}`,
		`corridor_stage_lag_messages{stage="deduplicator"}`, `corridor_stage_end_to_end_seconds_bucket{stage="aggregator"`,
		`corridor_stage_batch_messages_bucket{stage="normalizer"`, `corridor_deduplicator_persons`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
	if out := promtool(t, page, "check", "metrics"); out != "" {
		t.Errorf("promtool: %s", out)
	}
}

// TestNothingPersonalIsLogged runs the demo with every log line and looks for what only a
// focal point may know: case keys, and references as hexadecimal or base64.
func TestNothingPersonalIsLogged(t *testing.T) {
	dir := t.TempDir()
	args := append([]string{"demo", "--headless", "--victims", "400", "--keep", dir, "--log", "json", "--log-level", "debug"}, quiet...)
	out, stderr, err := tryCorridor(t, args...)
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr)
	}
	seen := slices.Concat(out, stderr)
	if !bytes.Contains(seen, []byte(`"message":"in charge"`)) {
		t.Fatal("the services have logged nothing")
	}
	if m := regexp.MustCompile(`[A-Z]{3}-20\d\d-\d{6}`).Find(seen); m != nil {
		t.Error("a case key is in the log or the summary")
	}
	var refs int
	for line := range bytes.Lines(corridor(t, "decode", "--stream", "NORMALIZED", "--keep", dir)) {
		for _, m := range regexp.MustCompile(`"report_ref":"([^"]+)"`).FindAllSubmatch(line, -1) {
			ref, err := base64.StdEncoding.DecodeString(string(m[1]))
			if err != nil {
				t.Fatal(err)
			}
			refs++
			if bytes.Contains(seen, m[1]) || bytes.Contains(seen, []byte(hex.EncodeToString(ref))) || bytes.Contains(seen, ref) {
				t.Fatal("a reference is in the log or the summary")
			}
		}
	}
	if refs < 100 {
		t.Errorf("only %d references were looked for", refs)
	}
}
