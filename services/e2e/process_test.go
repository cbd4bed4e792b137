package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/services/e2e/process"
)

// tableIDs are the published tables.
var tableIDs = []string{"T01", "T02", "T04", "T05", "T09", "T10", "T11", "T12", "T25", "T30"}

// tables returns every table as CSV, processing counts of T30 aside. where is --keep DIR or
// --url URL.
func tables(t testing.TB, where ...string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, id := range tableIDs {
		out := string(corridor(t, append([]string{"stats", id, "--format", "csv", "--exact"}, where...)...))
		if id == "T30" {
			out = withoutProcessing(out)
		}
		all[id] = out
	}
	return all
}

// withoutProcessing keeps the rows of T30 that depend on the surviving reports alone.
func withoutProcessing(csv string) string {
	var kept []string
	for line := range strings.Lines(csv) {
		for _, series := range []string{"SERIES", "DQ_RECORDS", "DQ_KNOWN", "DQ_DUP_NAT", "DQ_DUP_XB"} {
			if strings.HasPrefix(line, series+",") {
				kept = append(kept, line)
			}
		}
	}
	return strings.Join(kept, "")
}

func sameBytes(t testing.TB, got, want map[string]string) {
	t.Helper()
	for _, id := range tableIDs {
		if got[id] != want[id] {
			t.Errorf("%s differs: %d bytes, want %d", id, len(got[id]), len(want[id]))
		}
	}
	if len(want["T01"]) < 500 {
		t.Errorf("T01 has only %d bytes: nothing was compared", len(want["T01"]))
	}
}

// sheet writes an invented file in CTDC's layout of 13 columns, its rows shuffled by seed,
// which does not change a figure.
func sheet(t testing.TB, rows int, seed uint64) string {
	t.Helper()
	invent := rand.New(rand.NewPCG(42, 0))
	pick := func(from ...string) string { return from[invent.IntN(len(from))] }
	lines := make([]string, rows)
	for i := range lines {
		lines[i] = strings.Join([]string{
			pick("2014", "2015", "2016", "2017"), pick("Case Management", "Case Management", "Hotline"),
			pick("Female", "Female", "Male"), pick("", "0--8", "9--17", "18--20", "30--38", "48+"),
			pick("", "0", "UA", "UA", "MD", "PH", "ID", "NG", "US"), pick("", "0", "RU", "PL", "UA", "MY", "IT", "US", "TW"),
			pick("", "0", "1"), pick("", "0", "1"), pick("", "Sexual", "Labor", "Other", "Multiple"), pick("", "Threats"), "", "",
		}, ",")
	}
	rand.New(rand.NewPCG(seed, 1)).Shuffle(rows, func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	var b strings.Builder
	b.WriteString("rowIndex,yearOfRegistration,Datasource,gender,ageBroad,citizenship,CountryOfExploitation,isForcedLabour,isSexualExploit,ExploitType,ControlCategory,RecruiterCategory,LaborType\n")
	for i, line := range lines {
		fmt.Fprintf(&b, "%d,%s\n", i, line)
	}
	path := filepath.Join(t.TempDir(), "sheet.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// demo runs the demo on a file and returns its data directory.
func demo(t testing.TB, file string, args ...string) string {
	t.Helper()
	dir := t.TempDir()
	corridor(t, append([]string{"demo", "--headless", "--ctdc", file, "--keep", dir, "--nats-port", "0", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"}, args...)...)
	return dir
}

func freePort(t testing.TB) int {
	t.Helper()
	return bustest.Port(t)
}

// natsServer starts a nats-server process that syncs every message.
func natsServer(t testing.TB) (*process.Process, string) {
	t.Helper()
	port, dir := freePort(t), t.TempDir()
	conf := filepath.Join(dir, "nats.conf")
	text := fmt.Sprintf("listen: \"127.0.0.1:%d\"\njetstream { store_dir: %q, max_file: 2GB, sync_interval: always }\n", port, dir)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return start(t, "nats-server", "-c", conf), fmt.Sprintf("nats://127.0.0.1:%d", port)
}

// TestServicesApartWithKills runs every service as a process of its own against a separate
// nats-server, kills each of them while a focal point publishes, and gets the tables of the
// all-in-one, byte for byte.
func TestServicesApartWithKills(t *testing.T) {
	file := sheet(t, 4000, 1)
	want := tables(t, "--keep", demo(t, file))

	server, url := natsServer(t)
	keys := t.TempDir()
	anchor := strings.TrimSpace(string(corridor(t, "keys", "init", "--keys", keys)))
	corridor(t, "keys", "add-country", "XCT", "--keys", keys)
	page := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	parts := []*process.Process{
		start(t, "corridor", "normalizer", "--nats", url, "--metrics", "", "--anchor", anchor),
		start(t, "corridor", "normalizer", "--nats", url, "--metrics", "", "--anchor", anchor), // a hot standby
		start(t, "corridor", "deduplicator", "--nats", url, "--metrics", ""),
		start(t, "corridor", "aggregator", "--nats", url, "--metrics", ""),
		start(t, "corridor", "analyst", "--nats", url, "--metrics", "", "--listen", page, "--small-cells", "exact"),
		server,
	}
	eventually(t, "the trust list is published", func() bool {
		_, _, err := tryCorridor(t, "keys", "trust-list", "XCT", "--keys", keys, "--nats", url)
		return err == nil
	})
	publish := []string{"focalpoint", "publish", file, "--format", "ctdc", "--country", "XCT", "--nats", url,
		"--key", filepath.Join(keys, "XCT.seed"), "--ref-key", filepath.Join(keys, "XCT.ref"), "--produced", "2020-Q2", "--batch", "40"}
	point := start(t, "corridor", publish...)
	dice := rand.New(rand.NewPCG(7, 7))
	for round := range 3 {
		for _, p := range parts {
			time.Sleep(time.Duration(dice.IntN(250)) * time.Millisecond)
			p.Restart()
		}
		if round == 0 || point.Ended() {
			point.Restart() // killed halfway, and all of it sent again
		}
	}
	eventually(t, "the focal point has its receipts", point.Ended)
	corridor(t, publish...) // once more, for the receipts of everything
	got := map[string]string{}
	eventually(t, "the analyst service shows the tables of the all-in-one", func() bool {
		if get("http://"+page+"/v1/tables/T01?format=csv") == "" {
			return false
		}
		got = tables(t, "--url", "http://"+page)
		return got["T01"] == want["T01"] && got["T25"] == want["T25"] && got["T30"] == want["T30"]
	})
	sameBytes(t, got, want)
	corridor(t, "recompute", "--nats", url)
}

// TestAllInOneKilled kills everything at once at random moments while the same file is
// published again and again, shuffled and in other batch sizes.
func TestAllInOneKilled(t *testing.T) {
	file := sheet(t, 3000, 1)
	want := tables(t, "--keep", demo(t, file))
	dir := t.TempDir()
	args := []string{"demo", "--headless", "--ctdc", file, "--keep", dir, "--nats-port", "0", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"}
	dice := rand.New(rand.NewPCG(11, 7))
	for i := range 8 {
		p := start(t, "corridor", append(args, "--batch", fmt.Sprint(1+dice.IntN(60)))...)
		time.Sleep(time.Duration(100+dice.IntN(400+100*i)) * time.Millisecond)
		p.Kill()
	}
	corridor(t, append(args, "--batch", "500")...)
	sameBytes(t, tables(t, "--keep", dir), want)
	corridor(t, "recompute", "--keep", dir)
}

// TestShuffledAndCutDifferently publishes the same rows in another order, batch size and
// process: the figures are the same, because no row's position means anything to them.
func TestShuffledAndCutDifferently(t *testing.T) {
	want := tables(t, "--keep", demo(t, sheet(t, 2000, 1)))
	sameBytes(t, tables(t, "--keep", demo(t, sheet(t, 2000, 2), "--batch", "7")), want)
}

// TestSentTwice publishes the same file a second time into the same hub.
func TestSentTwice(t *testing.T) {
	file := sheet(t, 1500, 1)
	dir := demo(t, file)
	want := tables(t, "--keep", dir)
	out := corridor(t, "demo", "--headless", "--ctdc", file, "--keep", dir, "--nats-port", "0", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0")
	if !strings.Contains(string(out), "received 1,500 = accepted 0 + duplicate 1,500") {
		t.Errorf("the second time is not all duplicates:\n%s", out)
	}
	sameBytes(t, tables(t, "--keep", dir), want)
}
