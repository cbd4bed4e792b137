package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// alert is a rule as it stands in alerts.yml.
type alert struct {
	Name        string `yaml:"alert"`
	Expr        string
	Labels      map[string]string
	Annotations map[string]string
}

func readYAML(t *testing.T, path string, into any) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(read(t, path)), into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

func alerts(t *testing.T) []alert {
	t.Helper()
	var file struct{ Groups []struct{ Rules []alert } }
	readYAML(t, filepath.Join(deploy, "prometheus", "alerts.yml"), &file)
	var all []alert
	for _, g := range file.Groups {
		all = append(all, g.Rules...)
	}
	if len(all) < 20 {
		t.Fatalf("only %d alerts", len(all))
	}
	return all
}

func TestEveryAlertFiresWhenItMustAndOnlyThen(t *testing.T) {
	promtool(t, "", "test", "rules", filepath.Join(deploy, "prometheus", "alerts_test.yml"))
}

// TestEveryAlertIsTried looks for a case in which it fires and one in which it does not.
func TestEveryAlertIsTried(t *testing.T) {
	var file struct {
		Tests []struct {
			Cases []struct {
				Name     string `yaml:"alertname"`
				Expected []any  `yaml:"exp_alerts"`
			} `yaml:"alert_rule_test"`
		}
	}
	readYAML(t, filepath.Join(deploy, "prometheus", "alerts_test.yml"), &file)
	fires, quiet := map[string]bool{}, map[string]bool{}
	for _, test := range file.Tests {
		for _, c := range test.Cases {
			fires[c.Name] = fires[c.Name] || len(c.Expected) > 0
			quiet[c.Name] = quiet[c.Name] || len(c.Expected) == 0
		}
	}
	for _, a := range alerts(t) {
		if !fires[a.Name] || !quiet[a.Name] {
			t.Errorf("%s: tried that it fires: %v, that it does not: %v", a.Name, fires[a.Name], quiet[a.Name])
		}
	}
}

func TestEveryAlertHasARunbookAndEveryRunbookAnAlert(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "docs", "runbooks", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range alerts(t) {
		path := "docs/runbooks/" + a.Name + ".md"
		if a.Annotations["runbook"] != path {
			t.Errorf("%s names the runbook %q, want %s", a.Name, a.Annotations["runbook"], path)
		}
		if s := a.Labels["severity"]; (s != "critical" && s != "warning") || a.Annotations["summary"] == "" {
			t.Errorf("%s: severity %q, summary %q", a.Name, s, a.Annotations["summary"])
		}
		at := slices.Index(files, filepath.Join(root, path))
		if at < 0 {
			t.Errorf("%s has no runbook", a.Name)
			continue
		}
		files = slices.Delete(files, at, at+1)
		page := read(t, filepath.Join(root, path))
		for _, part := range []string{"# " + a.Name + "\n", "\n## Look at\n\n- ", "\n## Do\n\n1. "} {
			if !strings.Contains(page, part) {
				t.Errorf("the runbook of %s has no %q", a.Name, strings.TrimSpace(part))
			}
		}
	}
	if len(files) > 0 {
		t.Errorf("runbooks of no alert: %v", files)
	}
}

var (
	matcher = regexp.MustCompile(`([a-z_]+){([^}]*)}`)
	value   = regexp.MustCompile(`([a-z]+)!?="([^"]*)"`)
	link    = regexp.MustCompile(`\]\(([^)#]+\.md)(?:#([^)]*))?\)`)
)

// closed are the values of the labels that alerts ask for.
var closed = map[string][]string{
	"verdict": {"ACCEPTED", "DUPLICATE", "WITHDRAWN", "QUARANTINED"},
	"outcome": {"loaded", "stored", "refused", "failed"},
	"reason":  {"malformed", "untrusted", "stale", "unknown_epoch", "quota", "unavailable"},
	"code":    {"2xx", "3xx", "4xx", "5xx"},
	"stream":  {"REPORTS", "NORMALIZED", "PERSONS", "STATISTICS"},
	"job":     {"corridor"},
}

func TestEveryAlertUsesMetricsThatServicesHave(t *testing.T) {
	for _, a := range alerts(t) {
		for _, name := range metricName.FindAllString(a.Expr, -1) {
			if _, ok := metrics[series(name)]; !ok {
				t.Errorf("%s: no service has %q", a.Name, name)
			}
		}
		for _, m := range matcher.FindAllStringSubmatch(a.Expr, -1) {
			for _, v := range value.FindAllStringSubmatch(m[2], -1) {
				if v[1] != "job" && !slices.Contains(metrics[series(m[1])], v[1]) {
					t.Errorf("%s: %s has no label %s", a.Name, m[1], v[1])
				}
				if !slices.Contains(closed[v[1]], v[2]) {
					t.Errorf("%s: %s is never %q", a.Name, v[1], v[2])
				}
			}
		}
	}
}

func TestTheLinksOfTheRunbooksLeadSomewhere(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "docs", "runbooks", "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d runbooks: %v", len(files), err)
	}
	for _, file := range files {
		for _, m := range link.FindAllStringSubmatch(read(t, file), -1) {
			raw, err := os.ReadFile(filepath.Join(filepath.Dir(file), m[1]))
			if err != nil || !strings.Contains(anchors(string(raw)), "#"+m[2]+"\n") {
				t.Errorf("%s: %s#%s leads nowhere", filepath.Base(file), m[1], m[2])
			}
		}
	}
}

var notInAnchor = regexp.MustCompile(`[^a-z0-9 -]`)

// anchors returns a line for each heading of a page, as links name it, and one for the page.
func anchors(page string) string {
	all := "#\n"
	for line := range strings.Lines(page) {
		if title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && line[0] == '#' {
			title = notInAnchor.ReplaceAllString(strings.ToLower(strings.TrimSpace(title)), "")
			all += "#" + strings.ReplaceAll(title, " ", "-") + "\n"
		}
	}
	return all
}

// rare are metrics that show only after something has happened, or in another program.
var rare = []string{
	"corridor_stage_snapshots_total", "corridor_normalizer_reasons_total", "corridor_aggregator_cells",
	"corridor_stream_limit_bytes", "corridor_broker_certificate_expiry_timestamp_seconds",
	"corridor_focalpoint_submissions_total", "corridor_focalpoint_items_total",
}

// TestTheMetricsAreThoseOfTheServices holds the list against running services: none is
// missing, none is new, and their labels are right.
func TestTheMetricsAreThoseOfTheServices(t *testing.T) {
	page := scrapeAll(t)
	seen := map[string]bool{}
	for line := range strings.Lines(page) {
		m := regexp.MustCompile(`^(corridor_[a-z_]+?)(?:_bucket)?(?:{(.*)})? `).FindStringSubmatch(line)
		if m == nil {
			continue
		}
		name := strings.TrimSuffix(strings.TrimSuffix(m[1], "_sum"), "_count")
		labels, ok := metrics[name]
		if !ok {
			t.Errorf("%s is in no list: put it into metrics, on the dashboard and into operator.md", name)
			continue
		}
		seen[name] = true
		for _, v := range value.FindAllStringSubmatch(m[2], -1) {
			if !slices.Contains(labels, v[1]) {
				t.Errorf("%s has the label %s as well", name, v[1])
			}
			if known := closed[v[1]]; known != nil && !slices.Contains(known, v[2]) && name != "corridor_normalizer_reasons_total" {
				t.Errorf("%s: %s=%q is in no list of values", name, v[1], v[2])
			}
		}
	}
	source := sources(t)
	for name := range metrics {
		if !seen[name] && (!slices.Contains(rare, name) || !strings.Contains(source, `"`+name+`"`)) {
			t.Errorf("no service has %s", name)
		}
	}
}

// scrapeAll returns the metrics of a hub and of a key-holder.
func scrapeAll(t *testing.T) string {
	t.Helper()
	keep := t.TempDir()
	keys, hub, metrics := filepath.Join(keep, "keys"), fmt.Sprint(freePort(t)), fmt.Sprintf("127.0.0.1:%d", freePort(t))
	anchor := strings.TrimSpace(string(corridor(t, "keys", "init", "--keys", keys)))
	corridor(t, "keys", "add-holder", "1", "--epoch", "1", "--keys", keys)
	start(t, "corridor", "all", "--keep", keep, "--nats-port", hub, "--listen", "127.0.0.1:0", "--metrics", metrics)
	holder := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	start(t, "corridor", "keyholder", "--holder", "1", "--keys", filepath.Join(keys, "holder-1"), "--anchor", anchor,
		"--nats", "nats://127.0.0.1:"+hub, "--metrics", holder)
	for _, address := range []string{metrics, holder} {
		eventually(t, "ready", func() bool { return get("http://"+address+"/readyz") != "" })
	}
	return get("http://"+metrics+"/metrics") + get("http://"+holder+"/metrics")
}

// sources returns the files in which metrics are declared.
func sources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range []string{"/pkg/*/metrics.go", "/services/*/metrics.go"} {
		files, err := filepath.Glob(root + pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, f := range files {
			all.WriteString(read(t, f))
		}
	}
	return all.String()
}
