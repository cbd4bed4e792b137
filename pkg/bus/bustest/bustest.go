// Package bustest gives tests a real NATS server with the streams of Corridor.
package bustest

import (
	"context"
	"math/rand/v2"
	"net"
	"strconv"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/broker"
	"github.com/corridor-tip/corridor/pkg/bus"
)

// Start runs a server with the streams in a directory of the test and connects to it. Both
// end with the test.
func Start(t testing.TB) (*server.Server, jetstream.JetStream) {
	t.Helper()
	s := Server(t, t.TempDir(), 0)
	js := Connect(t, s.ClientURL())
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := bus.Ensure(ctx, js, bus.Options{}); err != nil {
		t.Fatal(err)
	}
	return s, js
}

// Server runs a server on dir until the test ends; port 0 is any free one.
func Server(t testing.TB, dir string, port int) *server.Server {
	t.Helper()
	s, err := broker.Start(broker.Config{Dir: dir, Port: port})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { broker.Stop(s) })
	return s
}

// Port returns a port that is free now and is likely to stay so: below those that the system
// gives to outgoing connections, of which tests open many.
func Port(t testing.TB) int {
	t.Helper()
	for range 100 {
		port := 20_000 + rand.IntN(12_000)
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err != nil {
			continue
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		return port
	}
	t.Fatal("no port is free")
	return 0
}

// Connect opens a connection that closes with the test.
func Connect(t testing.TB, url string) jetstream.JetStream {
	t.Helper()
	nc, js, err := bus.Connect(url, t.Name(), nats.Timeout(10*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	return js
}
