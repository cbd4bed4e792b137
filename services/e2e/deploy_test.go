// Package e2e_test tests Corridor from outside: what operators start, as they start it.
package e2e_test

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

const (
	deploy = "../../deploy"
	wait   = 60 * time.Second // a bound, not an expectation
)

var configurations = []string{
	"single.conf", "cluster/n1.conf", "cluster/n2.conf", "cluster/n3.conf", "leaf.conf",
}

func load(t *testing.T, name string) *server.Options {
	t.Helper()
	opts, err := server.ProcessConfigFile(filepath.Join(deploy, "nats", name))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return opts
}

// startServer runs a shipped configuration on free ports, in a folder of its own. Where it takes
// leaf nodes, it takes them on leafPort.
func startServer(t *testing.T, opts *server.Options, leafPort int) *server.Server {
	t.Helper()
	opts.Port, opts.HTTPPort = server.RANDOM_PORT, server.RANDOM_PORT
	if opts.LeafNode.Port != 0 {
		opts.LeafNode.Port = leafPort
	}
	opts.StoreDir, opts.NoSigs, opts.NoLog = t.TempDir(), true, true
	s, err := server.NewServer(opts)
	if err != nil {
		t.Fatal(err)
	}
	go s.Start()
	t.Cleanup(func() {
		s.Shutdown()
		s.WaitForShutdown()
	})
	if !s.ReadyForConnections(wait) {
		t.Fatalf("%s takes no connections", opts.ServerName)
	}
	return s
}

func streams(t *testing.T, s *server.Server) jetstream.JetStream {
	t.Helper()
	nc, err := nats.Connect(s.ClientURL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	return js
}

func TestEveryServerKeepsWhatItAcknowledges(t *testing.T) {
	names, stores := map[string]bool{}, map[string]bool{}
	for _, name := range configurations {
		t.Run(name, func(t *testing.T) {
			o := load(t, name)
			if !o.JetStream || !o.SyncAlways || o.StoreDir == "" || stores[o.StoreDir] {
				t.Errorf("JetStream %v, sync always %v, folder %q of its own", o.JetStream, o.SyncAlways, o.StoreDir)
			}
			if o.JetStreamMaxStore <= 0 || o.JetStreamMaxMemory <= 0 {
				t.Errorf("limits are not set: %d bytes on disk, %d in memory", o.JetStreamMaxStore, o.JetStreamMaxMemory)
			}
			if o.MaxPayload != 1<<20 {
				t.Errorf("payload limit %d, want 1 MB", o.MaxPayload)
			}
			if o.ServerName == "" || names[o.ServerName] {
				t.Errorf("server name %q, want one of its own", o.ServerName)
			}
			names[o.ServerName], stores[o.StoreDir] = true, true
		})
	}
}

func TestNothingListensToTheOutsideUntilAnOperatorSaysSo(t *testing.T) {
	for _, name := range configurations {
		t.Run(name, func(t *testing.T) {
			o := load(t, name)
			hosts := []string{o.Host, o.HTTPHost}
			if o.HTTPPort == 0 {
				t.Error("no monitoring page")
			}
			if o.Cluster.Port != 0 {
				hosts = append(hosts, o.Cluster.Host)
			}
			if o.LeafNode.Port != 0 {
				hosts = append(hosts, o.LeafNode.Host)
			}
			for _, h := range hosts {
				if ip := net.ParseIP(h); ip == nil || !ip.IsLoopback() {
					t.Errorf("listens on %q", h)
				}
			}
		})
	}
}

func TestTheSingleServerStoresAMessage(t *testing.T) {
	js := streams(t, startServer(t, load(t, "single.conf"), server.RANDOM_PORT))
	ctx, cancel := context.WithTimeout(t.Context(), wait)
	defer cancel()
	if _, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "TRIAL", Subjects: []string{"trial"}}); err != nil {
		t.Fatal(err)
	}
	if ack, err := js.Publish(ctx, "trial", []byte("kept")); err != nil || ack.Sequence != 1 {
		t.Fatalf("acknowledgement %v, error %v", ack, err)
	}
}

func TestTheThreeServersFormAClusterAndElectALeader(t *testing.T) {
	var opts []*server.Options
	var routes []*url.URL
	for i := range 3 {
		port := freePort(t)
		o := load(t, fmt.Sprintf("cluster/n%d.conf", i+1))
		if len(o.Routes) != 3 || o.Routes[i].Host != fmt.Sprintf("%s:%d", o.Cluster.Host, o.Cluster.Port) {
			t.Errorf("%s is not the route %d of %v", o.ServerName, i+1, o.Routes)
		}
		o.Cluster.Port = port
		routes = append(routes, &url.URL{Scheme: "nats", Host: fmt.Sprintf("%s:%d", o.Cluster.Host, port)})
		opts = append(opts, o)
	}
	var servers []*server.Server
	for _, o := range opts {
		o.Routes = routes
		servers = append(servers, startServer(t, o, server.RANDOM_PORT))
	}
	eventually(t, "a leader with three peers", func() bool {
		for _, s := range servers {
			if s.JetStreamIsLeader() && len(s.JetStreamClusterPeers()) == 3 {
				return true
			}
		}
		return false
	})
	checkReplicas(t, servers[0])
}

// checkReplicas asks until the cluster has placed a stream on all three servers.
func checkReplicas(t *testing.T, s *server.Server) {
	t.Helper()
	js := streams(t, s)
	eventually(t, "a stream with three replicas", func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		_, err := js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{Name: "TRIAL", Subjects: []string{"trial"}, Replicas: 3})
		return err == nil
	})
}

func TestWhatACountryPublishesWithoutALineReachesTheHubOnce(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), wait)
	defer cancel()
	hubOptions, leafOptions := load(t, "single.conf"), load(t, "leaf.conf")
	line := leafOptions.LeafNode.Remotes[0].URLs[0]
	if want := fmt.Sprintf("%s:%d", hubOptions.LeafNode.Host, hubOptions.LeafNode.Port); line.Host != want {
		t.Errorf("the leaf node looks for its hub at %s, want %s", line.Host, want)
	}
	port := freePort(t)
	line.Host = fmt.Sprintf("127.0.0.1:%d", port)

	// No hub yet: the country stores what it publishes.
	local := streams(t, startServer(t, leafOptions, server.RANDOM_PORT))
	outbox := jetstream.StreamConfig{Name: "OUTBOX", Subjects: []string{"outbox"}}
	if _, err := local.CreateStream(ctx, outbox); err != nil {
		t.Fatal(err)
	}
	for range 10 {
		if _, err := local.Publish(ctx, "outbox", []byte("kept")); err != nil {
			t.Fatal(err)
		}
	}

	hub := startServer(t, hubOptions, port)
	eventually(t, "the leaf node at the hub", func() bool { return hub.NumLeafNodes() == 1 })
	js := streams(t, hub)
	in, err := js.CreateStream(ctx, jetstream.StreamConfig{
		Name: "TRIAL", Sources: []*jetstream.StreamSource{{Name: outbox.Name, Domain: leafOptions.JetStreamDomain}},
	})
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "ten messages at the hub", func() bool {
		info, err := in.Info(ctx)
		return err == nil && info.State.Msgs == 10
	})
}

// TestALineGoesToAnotherServerOfTheCluster lets a country publish through a leaf node whose hub
// is a cluster, ends the server that it talks to, and counts what arrived.
func TestALineGoesToAnotherServerOfTheCluster(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*wait)
	defer cancel()
	leaf := load(t, "leaf.conf")
	servers, lines := startCluster(t)
	leaf.LeafNode.Remotes[0].URLs, leaf.LeafNode.ReconnectInterval = lines, 100*time.Millisecond
	local := streams(t, startServer(t, leaf, server.RANDOM_PORT))
	if _, err := local.CreateStream(ctx, jetstream.StreamConfig{Name: "OUTBOX", Subjects: []string{"outbox"}}); err != nil {
		t.Fatal(err)
	}
	talking := func() int {
		return slices.IndexFunc(servers, func(s *server.Server) bool { return s.Running() && s.NumLeafNodes() > 0 })
	}
	eventually(t, "the leaf node at the hub", func() bool { return talking() >= 0 })
	first := talking()
	js := streams(t, servers[(first+1)%3])
	eventually(t, "a stream with three copies", func() bool {
		ctx, cancel := context.WithTimeout(ctx, 5*time.Second) // without a leader nobody answers
		defer cancel()
		_, err := js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{Name: "TRIAL", Replicas: 3,
			Sources: []*jetstream.StreamSource{{Name: "OUTBOX", Domain: leaf.JetStreamDomain}}})
		return err == nil
	})
	for i := range 20 {
		if i == 10 {
			servers[first].Shutdown()
		}
		if _, err := local.Publish(ctx, "outbox", []byte("kept")); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "twenty messages at the hub, each once", func() bool {
		ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
		defer cancel()
		s, err := js.Stream(ctx, "TRIAL")
		return err == nil && s.CachedInfo().State.Msgs == 20
	})
	if at := talking(); at == first || at < 0 {
		t.Errorf("the leaf node talks to server %d, as before", at)
	}
}

// startCluster starts the three servers and returns them, and where each takes leaf nodes.
func startCluster(t *testing.T) (servers []*server.Server, lines []*url.URL) {
	t.Helper()
	var opts []*server.Options
	var routes []*url.URL
	for i := range 3 {
		o := load(t, fmt.Sprintf("cluster/n%d.conf", i+1))
		o.Cluster.Port = freePort(t)
		routes = append(routes, &url.URL{Scheme: "nats", Host: hostPort(o.Cluster.Port)})
		opts = append(opts, o)
	}
	for _, o := range opts {
		o.Routes = routes
		port := freePort(t)
		lines = append(lines, &url.URL{Scheme: "nats", Host: hostPort(port)})
		servers = append(servers, startServer(t, o, port))
	}
	return servers, lines
}

func hostPort(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }
