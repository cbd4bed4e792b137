package e2e_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// metrics are all metrics that the services have, with the labels that a panel or an alert may
// use. TestTheMetricsAreThoseOfTheServices compares it with what they say.
var metrics = map[string][]string{
	"corridor_ready":                                       {"part"},
	"corridor_broker_answers":                              {},
	"corridor_broker_clock_difference_seconds":             {},
	"corridor_broker_storage_bytes":                        {"server"},
	"corridor_broker_storage_limit_bytes":                  {"server"},
	"corridor_broker_sync_always":                          {"server"},
	"corridor_broker_certificate_expiry_timestamp_seconds": {"server"},
	"corridor_stream_last_sequence":                        {"stream"},
	"corridor_stream_bytes":                                {"stream"},
	"corridor_stream_limit_bytes":                          {"stream"},
	"corridor_stage_input_messages_total":                  {"stage"},
	"corridor_stage_output_messages_total":                 {"stage"},
	"corridor_stage_batch_messages":                        {"stage", "le"},
	"corridor_stage_lag_messages":                          {"stage"},
	"corridor_stage_end_to_end_seconds":                    {"stage", "le"},
	"corridor_stage_publish_seconds":                       {"stage", "le"},
	"corridor_stage_active":                                {"stage"},
	"corridor_stage_restores_total":                        {"stage"},
	"corridor_stage_snapshots_total":                       {"stage", "outcome"},
	"corridor_stage_fenced_total":                          {"stage"},
	"corridor_normalizer_items_total":                      {"verdict"},
	"corridor_normalizer_reasons_total":                    {"reason"},
	"corridor_normalizer_identity_difference":              {},
	"corridor_normalizer_ledger_reports":                   {},
	"corridor_deduplicator_persons":                        {},
	"corridor_deduplicator_records":                        {},
	"corridor_deduplicator_linkable_records":               {},
	"corridor_deduplicator_crowded_codes":                  {},
	"corridor_deduplicator_unreadable_submissions_total":   {},
	"corridor_deduplicator_unusable_sheets_total":          {},
	"corridor_deduplicator_reviews_total":                  {},
	"corridor_keyholder_evaluations_total":                 {"holder"},
	"corridor_keyholder_refusals_total":                    {"holder", "reason"},
	"corridor_keyholder_refusals_folded_total":             {"holder"},
	"corridor_keyholder_request_seconds":                   {"holder", "le"},
	"corridor_keyholder_quota":                             {"holder"},
	"corridor_keyholder_quota_remaining":                   {"holder"},
	"corridor_keyholder_epochs":                            {"holder"},
	"corridor_aggregator_cells":                            {"table"},
	"corridor_analyst_cells":                               {},
	"corridor_analyst_requests_total":                      {"code"},
	"corridor_focalpoint_submissions_total":                {"outcome"},
	"corridor_focalpoint_items_total":                      {"verdict"},
}

type panel struct {
	ID          int
	Type        string
	Title       string
	Description string
	Targets     []struct{ Expr, LegendFormat string }
	GridPos     struct{ X, Y, W, H int }
}

func panels(t *testing.T) []panel {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(deploy, "grafana", "corridor.json"))
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct{ Panels []panel }
	if err := json.Unmarshal(raw, &dashboard); err != nil {
		t.Fatal(err)
	}
	if len(dashboard.Panels) == 0 {
		t.Fatal("the dashboard is empty")
	}
	return dashboard.Panels
}

func TestEveryPanelTellsTheOperatorWhatToConclude(t *testing.T) {
	seen := map[int]bool{}
	for _, p := range panels(t) {
		if seen[p.ID] {
			t.Errorf("%s: another panel has its id %d", p.Title, p.ID)
		}
		seen[p.ID] = true
		if p.Type == "row" {
			continue
		}
		if len(p.Description) < 60 || !strings.HasSuffix(p.Description, ".") {
			t.Errorf("%s: description %q", p.Title, p.Description)
		}
		if len(p.Targets) == 0 {
			t.Errorf("%s: shows nothing", p.Title)
		}
	}
}

func TestNoPanelCoversAnother(t *testing.T) {
	all := panels(t)
	for i, p := range all {
		a := p.GridPos
		if a.X < 0 || a.X+a.W > 24 {
			t.Errorf("%s is wider than the page", p.Title)
		}
		for _, q := range all[:i] {
			if b := q.GridPos; a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
				t.Errorf("%s covers %s", p.Title, q.Title)
			}
		}
	}
}

var (
	metricName = regexp.MustCompile(`corridor_[a-z_]+`)
	grouping   = regexp.MustCompile(`by \(([a-z, ]+)\)`)
	legend     = regexp.MustCompile(`{{([a-z]+)}}`)
)

// series returns the metric behind the name of a series of a histogram.
func series(name string) string {
	if base, ok := strings.CutSuffix(name, "_bucket"); ok && slices.Contains(metrics[base], "le") {
		return base
	}
	return name
}

func TestTheDashboardUsesEveryMetricAndNoOther(t *testing.T) {
	used := map[string]bool{}
	for _, p := range panels(t) {
		for _, target := range p.Targets {
			names := metricName.FindAllString(target.Expr, -1)
			if len(names) == 0 {
				t.Errorf("%s: an expression without a metric of ours", p.Title)
			}
			for _, name := range names {
				labels, ok := metrics[series(name)]
				if !ok {
					t.Errorf("%s: no service has %q", p.Title, name)
				}
				used[series(name)] = true
				for _, label := range labelsOf(target.Expr, target.LegendFormat) {
					if label != "instance" && !slices.Contains(labels, label) {
						t.Errorf("%s: %s has no label %q", p.Title, name, label)
					}
				}
			}
		}
	}
	for name := range metrics {
		if !used[name] {
			t.Errorf("%s is on no panel", name)
		}
	}
}

func labelsOf(expr, legendFormat string) []string {
	labels := map[string]bool{}
	for _, m := range grouping.FindAllStringSubmatch(expr, -1) {
		for _, label := range strings.Split(m[1], ", ") {
			labels[label] = true
		}
	}
	for _, m := range legend.FindAllStringSubmatch(legendFormat, -1) {
		labels[m[1]] = true
	}
	return slices.Sorted(maps.Keys(labels))
}

// promtool runs Prometheus's own checker over what stands on its input, where it is installed,
// and returns what it says; CI installs it.
func promtool(t *testing.T, input string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), tool(t, "promtool"), args...)
	cmd.Stdin = strings.NewReader(input)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("promtool %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// tool returns the path of a program that not every machine has, and skips the test without
// it; CI installs it.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed, and in CI it has to be", name)
	} else if err != nil {
		t.Skipf("%s is not installed", name)
	}
	return path
}

func TestPrometheusAcceptsItsConfiguration(t *testing.T) {
	promtool(t, "", "check", "config", filepath.Join(deploy, "prometheus", "prometheus.yml"))
	// In the composition the alerts lie beside the configuration.
	dir := t.TempDir()
	for from, name := range map[string]string{"compose/prometheus.yml": "prometheus.yml", "prometheus/alerts.yml": "alerts.yml"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(read(t, filepath.Join(deploy, from))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	promtool(t, "", "check", "config", filepath.Join(dir, "prometheus.yml"))
}

func TestPrometheusAcceptsEveryExpressionOfTheDashboard(t *testing.T) {
	var rules strings.Builder
	rules.WriteString("groups:\n- name: dashboard\n  rules:\n")
	for _, p := range panels(t) {
		for i, target := range p.Targets {
			expr := strings.ReplaceAll(target.Expr, "$__rate_interval", "5m")
			fmt.Fprintf(&rules, "  - record: panel_%d_%d\n    expr: %q\n", p.ID, i, expr)
		}
	}
	file := filepath.Join(t.TempDir(), "rules.yml")
	if err := os.WriteFile(file, []byte(rules.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	promtool(t, "", "check", "rules", file)
}
