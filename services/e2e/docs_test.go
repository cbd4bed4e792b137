package e2e_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/nats-io/nats.go"

	"github.com/corridor-tip/corridor/pkg/code"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

const root = "../.."

// ways say how the commands of the documentation are run; the first that fits counts.
var ways = []struct {
	fits *regexp.Regexp
	run  func(s *sandbox, t *testing.T, line string)
}{
	{regexp.MustCompile(`^(curl -N|nats sub|corridor watch) `), (*sandbox).follow},
	{regexp.MustCompile(`^corridor (all|normalizer|deduplicator|aggregator|analyst|keyholder --\S+) `), (*sandbox).serve},
	{regexp.MustCompile(`^corridor (recompute|doctor) `), (*sandbox).settle},
	{regexp.MustCompile(`^(make|nats-server -c|cp|curl|nats stream backup|corridor (focalpoint|keys|keyholder audit|link|bench|stats|decode|estimate)) `), (*sandbox).finish},
}

// TestEveryCommandShownIsRun runs each line of each sh block of the documentation, in order,
// beside a running hub.
func TestEveryCommandShownIsRun(t *testing.T) {
	s := newSandbox(t)
	docs, err := filepath.Glob(root + "/docs/*.md")
	if err != nil || len(docs) < 3 {
		t.Fatalf("only %d pages: %v", len(docs), err)
	}
	for _, path := range append([]string{root + "/README.md", root + "/deploy/README.md"}, docs...) {
		for _, line := range shown(read(t, path)) {
			t.Run(filepath.Base(path)+": "+line, func(t *testing.T) { s.run(t, line) })
		}
	}
}

// shown returns the lines of the sh blocks of a page.
func shown(page string) (lines []string) {
	inside := false
	for line := range strings.Lines(page) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "```"):
			inside = line == "```sh"
		case inside && line != "" && line[0] != '#':
			lines = append(lines, line)
		}
	}
	return lines
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sandbox is a folder with what the documentation speaks of, and a running hub: KEYS are the
// hub's keys, DIR is a data directory on which nothing runs.
type sandbox struct {
	dir, url string
	env      []string
	here     *strings.Replacer // puts what is so here for what the documentation says
	stirred  byte
}

func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	dir, keep, port := t.TempDir(), t.TempDir(), fmt.Sprint(freePort(t))
	keys, hub := filepath.Join(keep, "keys"), "127.0.0.1:"+port
	page, metrics := fmt.Sprintf("127.0.0.1:%d", freePort(t)), fmt.Sprintf("127.0.0.1:%d", freePort(t))
	corridor(t, append([]string{"demo", "--headless", "--victims", "300", "--keep", filepath.Join(dir, "DIR")}, quiet...)...)
	anchor := strings.TrimSpace(string(corridor(t, "keys", "init", "--keys", keys)))
	start(t, "corridor", "all", "--keep", keep, "--nats-port", port, "--listen", page, "--metrics", metrics)
	s := &sandbox{dir: dir, url: "nats://" + hub}
	s.here = strings.NewReplacer("127.0.0.1:4222", hub, "127.0.0.1:8480", page, "127.0.0.1:9464", metrics, "ANCHOR", anchor,
		"curl ", "curl -fsS --max-time 60 ", "corridor stats", "corridor stats --url http://"+page,
		"make ", "make -n ", "nats-server ", "nats-server -t ")
	s.env = append(os.Environ(), "PATH="+filepath.Dir(program(t, "corridor"))+":"+os.Getenv("PATH"),
		"XDG_STATE_HOME="+filepath.Join(dir, "state"), "NATS_URL="+s.url)
	for name, from := range map[string]string{"reports.csv": sheet(t, 30, 1),
		"KEYS": keys, "XCT.seed": filepath.Join(keys, "XCT.seed"), "XCT.ref": filepath.Join(keys, "XCT.ref")} {
		if err := os.Symlink(from, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "the hub is ready", func() bool { return get("http://"+metrics+"/readyz") != "" && get("http://"+page+"/") != "" })
	corridor(t, "keys", "add-country", "XCT", "--keys", keys)
	corridor(t, "keys", "trust-list", "XCT", "--keys", keys, "--nats", s.url)
	s.link(t, keys, anchor)
	s.sample(t, "estimate.md", "lists.csv")
	return s
}

// link runs both key-holders, tells the focal points of them, and puts the page's sample of
// identities there.
func (s *sandbox) link(t *testing.T, keys, anchor string) {
	t.Helper()
	for _, n := range []string{"1", "2"} {
		metrics := fmt.Sprintf("127.0.0.1:%d", freePort(t))
		corridor(t, "keys", "add-holder", n, "--epoch", "1", "--keys", keys)
		start(t, "corridor", "keyholder", "--holder", n, "--keys", filepath.Join(keys, "holder-"+n), "--anchor", anchor, "--nats", s.url, "--metrics", metrics)
		eventually(t, "key-holder "+n+" is ready", func() bool { return get("http://"+metrics+"/readyz") != "" })
	}
	corridor(t, "keys", "linkage", "--keys", keys, "--epoch", "1", "--nats", s.url)
	s.sample(t, "focalpoint.md", "who.csv")
}

// sample writes the first table that a page shows to a file.
func (s *sandbox) sample(t *testing.T, page, name string) {
	t.Helper()
	_, sample, _ := strings.Cut(read(t, root+"/docs/"+page), "```csv\n")
	sample, _, _ = strings.Cut(sample, "```")
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(sample), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (s *sandbox) run(t *testing.T, line string) {
	if strings.Contains(line, "'corridor decode {{Subject}}'") {
		s.decode(t) // also where there is no NATS command line
	}
	name, _, _ := strings.Cut(line, " ")
	if _, err := exec.LookPath(name); err != nil && name != "corridor" && name != "nats-server" {
		t.Skipf("%s is not installed", name)
	}
	for _, w := range ways {
		if w.fits.MatchString(line + " ") {
			w.run(s, t, line)
			return
		}
	}
	t.Error("this test does not know how to run the command: teach it, or do not show the command")
}

// command returns a line to be run in the sandbox. Those about files of the project are only
// checked, and where these are.
func (s *sandbox) command(line string) *exec.Cmd {
	cmd := exec.Command("sh", "-c", "exec "+s.here.Replace(line))
	cmd.Dir, cmd.Env = s.dir, s.env
	if strings.HasPrefix(line, "make ") || strings.HasPrefix(line, "nats-server ") {
		cmd.Dir = root
	}
	if !strings.Contains(line, "--keep") {
		cmd.Env = append(cmd.Env[:len(cmd.Env):len(cmd.Env)], "CORRIDOR_NATS="+s.url)
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd
}

// finish runs a command that ends by itself.
func (s *sandbox) finish(t *testing.T, line string) {
	t.Helper()
	if out, err := s.command(line).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// settle runs a command that ends well once the hub has nothing left to do.
func (s *sandbox) settle(t *testing.T, line string) {
	eventually(t, line, func() bool { return s.command(line).Run() == nil })
}

// serve runs a service until it is ready, and ends it.
func (s *sandbox) serve(t *testing.T, line string) {
	metrics := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	line += " --metrics " + metrics // the last of two counts
	line += map[string]string{"all": " --nats-port 0 --listen 127.0.0.1:0", "analyst": " --listen 127.0.0.1:0"}[strings.Fields(line)[1]]
	s.until(t, line, func(string) bool { return get("http://"+metrics+"/readyz") != "" })
}

// follow runs a command that prints what changes until it has printed some of it.
func (s *sandbox) follow(t *testing.T, line string) {
	s.until(t, line, func(out string) bool {
		s.stir(t)
		return strings.Contains(out, "VIC_")
	})
}

// until runs a command that goes on for ever until done likes its output, and ends it.
func (s *sandbox) until(t *testing.T, line string, done func(out string) bool) {
	file := filepath.Join(t.TempDir(), "out")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	cmd, ended := s.command(line), make(chan error, 1)
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { ended <- cmd.Wait() }()
	defer func() { _ = cmd.Process.Kill() }()
	eventually(t, line, func() bool {
		if len(ended) > 0 {
			t.Fatalf("ended by itself\n%s", read(t, file))
		}
		return done(read(t, file))
	})
	_ = cmd.Process.Signal(syscall.SIGTERM)
	if err := <-ended; err != nil && strings.HasPrefix(line, "corridor") {
		t.Errorf("after SIGTERM: %v\n%s", err, read(t, file))
	}
}

// stir publishes the sheet as cases that the hub does not know.
func (s *sandbox) stir(t *testing.T) {
	t.Helper()
	s.stirred++
	xct, _ := geo.ParseAlpha3("XCT")
	file := focalpoint.FormatRefKey(xct, bytes.Repeat([]byte{s.stirred}, 32))
	if err := os.WriteFile(filepath.Join(s.dir, "stir.ref"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	s.finish(t, "corridor focalpoint publish reports.csv --country XCT --produced 2020-Q2 --key XCT.seed --ref-key stir.ref")
}

// decode does what nats sub --translate does with corridor decode.
func (s *sandbox) decode(t *testing.T) {
	nc, err := nats.Connect(s.url)
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	sub, err := nc.SubscribeSync("statistics.v1.>")
	if err != nil || nc.Flush() != nil {
		t.Fatal("the hub is away")
	}
	s.stir(t)
	msg, err := sub.NextMsg(wait)
	if err != nil {
		t.Fatal(err)
	}
	cmd := s.command("corridor decode " + msg.Subject)
	cmd.Stdin = bytes.NewReader(msg.Data)
	if out, err := cmd.CombinedOutput(); err != nil || !bytes.Contains(out, []byte(`"cells"`)) {
		t.Errorf("decode: %v\n%s", err, out)
	}
}

// TestReadmeShowsWhatTheDemoPrints looks for each line of the sample that is not left out, and
// holds the demo to what it promises.
func TestReadmeShowsWhatTheDemoPrints(t *testing.T) {
	_, sample, _ := strings.Cut(read(t, root+"/README.md"), "## What the demo prints\n\n```\n")
	sample, _, _ = strings.Cut(sample, "```")
	out := string(corridor(t, append([]string{"demo", "--headless"}, quiet...)...))
	for line := range strings.Lines(sample) {
		if strings.TrimSpace(line) != "…" && !strings.Contains(out, line) {
			t.Errorf("the demo does not print %q", line)
		}
	}
	countsOnce(t, out)
	if strings.Count(sample, "\n") < 15 {
		t.Errorf("the sample is not there: %q", sample)
	}
}

// TestEveryReasonIsExplained looks for each reason in the focal points' table.
func TestEveryReasonIsExplained(t *testing.T) {
	page := read(t, root+"/docs/focalpoint.md")
	for _, e := range code.ReasonEntries() {
		if !strings.Contains(page, "\n| "+e.Short+" | ") {
			t.Errorf("focalpoint.md does not say what to do about %s", e.Short)
		}
	}
}
