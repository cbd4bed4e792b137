package e2e_test

import (
	"bytes"
	"errors"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
	"go.yaml.in/yaml/v3"
)

// copied returns a copy of a folder of deploy, which a test may change.
func copied(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), filepath.Base(name))
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(deploy, name))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// edit changes a file.
func edit(t *testing.T, path string, change func(string) string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(change(read(t, path))), 0o600); err != nil {
		t.Fatal(err)
	}
}

// output runs a program that must end well.
func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", filepath.Base(name), args, err, out)
	}
	return string(out)
}

var (
	asked     = regexp.MustCompile(`\$\{[A-Z_]+:\?[^}]*\}`)
	defaulted = regexp.MustCompile(`\$\{[A-Z_]+:-([^}]*)\}`)
)

func TestComposeAcceptsTheComposition(t *testing.T) {
	dir := copied(t, "compose")
	edit(t, filepath.Join(dir, "compose.yml"), func(s string) string {
		return defaulted.ReplaceAllString(asked.ReplaceAllString(s, "given"), "$1")
	})
	if out := output(t, tool(t, "compose"), filepath.Join(dir, "compose.yml")); strings.Count(out, "NATS_NAME: n") != 3 {
		t.Errorf("not three NATS servers:\n%s", out)
	}
}

// composition is the part of compose.yml that tests look at.
type composition struct {
	Services map[string]struct {
		Environment map[string]string
		Volumes     []string
		Ports       []string
		Restart     string
		CapDrop     []string `yaml:"cap_drop"`
	}
}

func TestTheCompositionOpensNothingAndMissesNoFile(t *testing.T) {
	var c composition
	dir := filepath.Join(deploy, "compose")
	readYAML(t, filepath.Join(dir, "compose.yml"), &c)
	if len(c.Services) != 12 {
		t.Errorf("%d services", len(c.Services))
	}
	for name, s := range c.Services {
		if s.Restart != "unless-stopped" || !slices.Contains(s.CapDrop, "ALL") {
			t.Errorf("%s: restart %q, drops %v", name, s.Restart, s.CapDrop)
		}
		for _, p := range s.Ports {
			if !strings.HasPrefix(p, "127.0.0.1:") {
				t.Errorf("%s is open to the outside: %s", name, p)
			}
		}
		for _, v := range s.Volumes {
			from, _, _ := strings.Cut(v, ":")
			if _, err := os.Stat(filepath.Join(dir, from)); strings.HasPrefix(from, ".") && err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if c.Services["normalizer"].Environment["CORRIDOR_REPLICAS"] != "3" {
		t.Error("a stream has fewer copies than there are servers")
	}
}

// TestTheServersOfTheCompositionFormACluster runs the one configuration three times, with
// addresses of this machine.
func TestTheServersOfTheCompositionFormACluster(t *testing.T) {
	var opts []*server.Options
	var routes []*url.URL
	for _, name := range []string{"n1", "n2", "n3"} {
		t.Setenv("NATS_NAME", name)
		o, err := server.ProcessConfigFile(filepath.Join(deploy, "compose", "nats.conf"))
		if err != nil {
			t.Fatal(err)
		}
		if o.ServerName != name || !o.SyncAlways || o.JetStreamMaxStore <= 0 || o.MaxPayload != 1<<20 || len(o.Routes) != 3 {
			t.Errorf("%s: sync always %v, room %d, payload %d, %d routes", o.ServerName, o.SyncAlways, o.JetStreamMaxStore, o.MaxPayload, len(o.Routes))
		}
		o.Host, o.HTTPHost, o.Cluster.Host, o.LeafNode.Host = "127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1"
		o.Cluster.Port = freePort(t)
		routes = append(routes, &url.URL{Scheme: "nats", Host: hostPort(o.Cluster.Port)})
		opts = append(opts, o)
	}
	var servers []*server.Server
	for _, o := range opts {
		o.Routes = routes
		servers = append(servers, startServer(t, o, server.RANDOM_PORT))
	}
	checkReplicas(t, servers[0])
}

// chart returns what helm makes of the chart without that of NATS, which has to be fetched.
func chart(t *testing.T, args ...string) string {
	t.Helper()
	helm, dir := tool(t, "helm"), copied(t, "helm/corridor")
	edit(t, filepath.Join(dir, "Chart.yaml"), func(s string) string {
		own, _, found := strings.Cut(s, "dependencies:")
		if !found || !strings.Contains(s, "https://nats-io.github.io/k8s/helm/charts/") {
			t.Error("the chart does not depend on the official one of NATS")
		}
		return own
	})
	args = append([]string{"--kube-version", "1.30.0", "--set", "anchor=ANCHOR"}, args...)
	output(t, helm, append([]string{"lint", "--strict", dir}, args...)...)
	return output(t, helm, append([]string{"template", "corridor", dir}, args...)...)
}

// object is the part of a manifest that tests look at.
type object struct {
	Kind     string
	Metadata struct{ Name string }
	Spec     struct {
		Replicas int
		Template struct {
			Spec struct {
				EnableServiceLinks *bool `yaml:"enableServiceLinks"`
				SecurityContext    struct {
					RunAsNonRoot bool `yaml:"runAsNonRoot"`
				} `yaml:"securityContext"`
				Containers []struct {
					Args            []string
					Env             []struct{ Name, Value string }
					SecurityContext struct {
						ReadOnly bool `yaml:"readOnlyRootFilesystem"`
					} `yaml:"securityContext"`
					VolumeMounts []struct{ Name string } `yaml:"volumeMounts"`
				}
			}
		}
	}
}

func objects(t *testing.T, manifests string) map[string]object {
	t.Helper()
	all := map[string]object{}
	for d := yaml.NewDecoder(strings.NewReader(manifests)); ; {
		var o object
		if err := d.Decode(&o); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[o.Kind+" "+o.Metadata.Name] = o
	}
}

func TestTheChartRunsEachStageTwice(t *testing.T) {
	all := objects(t, chart(t))
	for _, name := range []string{"normalizer", "deduplicator", "aggregator", "analyst"} {
		d, ok := all["Deployment corridor-"+name]
		if !ok || d.Spec.Replicas != 2 || len(d.Spec.Template.Spec.Containers) != 1 {
			t.Fatalf("%s: %+v", name, d)
		}
		pod, c := d.Spec.Template.Spec, d.Spec.Template.Spec.Containers[0]
		// Kubernetes' own variables for a release called corridor would stop every service.
		if pod.EnableServiceLinks == nil || *pod.EnableServiceLinks {
			t.Errorf("%s is given variables that it refuses", name)
		}
		if !pod.SecurityContext.RunAsNonRoot || !c.SecurityContext.ReadOnly || !slices.Equal(c.Args, []string{name}) {
			t.Errorf("%s: %+v", name, pod)
		}
		if (len(c.VolumeMounts) > 0) != (name == "deduplicator") {
			t.Errorf("%s is given %v", name, c.VolumeMounts)
		}
		for _, want := range []string{"Service corridor-analyst", "PodDisruptionBudget corridor-" + name, "NetworkPolicy corridor"} {
			if _, ok := all[want]; !ok {
				t.Errorf("there is no %s", want)
			}
		}
		understood(t, c.Args, c.Env)
	}
	with := chart(t, "--set", "credsSecret=hub", "--set", "networkPolicy.proxy.app=proxy", "--set", "networkPolicy.prometheus.app=prometheus")
	if objects(t, with); strings.Count(with, "nats.creds") != 4 || strings.Count(with, "podSelector:\n            matchLabels") != 2 {
		t.Errorf("credentials and policies:\n%s", with)
	}
}

// understood checks that corridor has the command and refuses none of the variables.
func understood(t *testing.T, args []string, env []struct{ Name, Value string }) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program(t, "corridor"), append(args, "--help")...)
	cmd.Env = os.Environ()
	for _, e := range env {
		cmd.Env = append(cmd.Env, e.Name+"="+e.Value)
	}
	if out, err := cmd.CombinedOutput(); err != nil || bytes.Contains(out, []byte("not one of ours")) {
		t.Errorf("%v with %v: %v\n%s", args, env, err, out)
	}
}

func TestTheChartKeepsWhatItAcknowledges(t *testing.T) {
	var values struct {
		Nats struct {
			Config struct {
				Cluster   struct{ Replicas int }
				JetStream struct {
					FileStore struct {
						MaxSize string `yaml:"maxSize"`
						PVC     struct{ Size string }
					} `yaml:"fileStore"`
					Merge struct {
						SyncInterval string `yaml:"sync_interval"`
					}
				} `yaml:"jetstream"`
				Merge struct {
					MaxPayload int `yaml:"max_payload"`
				}
			}
		}
	}
	readYAML(t, filepath.Join(deploy, "helm", "corridor", "values.yaml"), &values)
	c := values.Nats.Config
	if c.Cluster.Replicas != 3 || c.JetStream.Merge.SyncInterval != "always" || c.Merge.MaxPayload != 1<<20 ||
		c.JetStream.FileStore.MaxSize == "" || c.JetStream.FileStore.MaxSize == c.JetStream.FileStore.PVC.Size {
		t.Errorf("%+v", c)
	}
}

// units are the services of systemd, those of a template with an instance.
var units = map[string]string{
	"corridor@normalizer": "corridor@", "corridor@deduplicator": "corridor@", "corridor@aggregator": "corridor@",
	"corridor@analyst": "corridor@", "corridor-keyholder@1": "corridor-keyholder@", "nats-server": "nats-server",
}

func TestSystemdAcceptsTheUnitsAndFindsThemHardened(t *testing.T) {
	analyze := tool(t, "systemd-analyze")
	for unit, file := range units {
		t.Run(unit, func(t *testing.T) {
			dir := copied(t, "systemd")
			path := filepath.Join(dir, unit+".service")
			text := strings.NewReplacer("/usr/local/bin", filepath.Dir(program(t, "corridor"))).Replace(read(t, filepath.Join(dir, file+".service")))
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if out := output(t, analyze, "verify", "--man=no", path); out != "" {
				t.Errorf("verify says:\n%s", out)
			}
			output(t, analyze, "security", "--no-pager", "--offline=true", "--threshold=15", path)
		})
	}
}
