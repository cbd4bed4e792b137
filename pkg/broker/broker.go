// Package broker embeds nats-server, so that Corridor runs with nothing else installed. The
// streams and the code around them are those of a cluster: only the server is inside.
package broker

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/varz"
)

// Config says where the embedded server keeps its data and where it listens.
type Config struct {
	Dir      string // store directory
	Host     string // default 127.0.0.1
	Port     int    // 0 picks a free one
	MaxBytes int64  // room for all streams; default 64 GiB
}

// Start runs a server whose every acknowledged message is on disk. The caller calls Stop.
func Start(c Config) (*server.Server, error) {
	if err := free(c); err != nil {
		return nil, err
	}
	s, err := server.NewServer(options(c))
	if err != nil {
		return nil, fmt.Errorf("starting the embedded NATS server: %w", err)
	}
	s.Start()
	if !s.ReadyForConnections(30 * time.Second) {
		s.Shutdown()
		return nil, errors.New("starting the embedded NATS server: not ready after 30 s")
	}
	return s, nil
}

// free finds out at once whether the port is taken, which the server would say much later.
func free(c Config) error {
	l, err := net.Listen("tcp", net.JoinHostPort(cmp.Or(c.Host, defaultHost), strconv.Itoa(c.Port)))
	if err != nil {
		return fmt.Errorf("starting the embedded NATS server: %w", err)
	}
	return l.Close()
}

const defaultHost = "127.0.0.1"

func options(c Config) *server.Options {
	c.Host = cmp.Or(c.Host, defaultHost)
	if c.MaxBytes == 0 {
		c.MaxBytes = 64 << 30
	}
	if c.Port == 0 {
		c.Port = server.RANDOM_PORT
	}
	return &server.Options{
		ServerName: "corridor", Host: c.Host, Port: c.Port,
		JetStream: true, StoreDir: c.Dir, SyncAlways: true,
		JetStreamMaxStore: c.MaxBytes, JetStreamMaxMemory: 256 << 20,
		MaxPayload: bus.MaxPayload,
		NoSigs:     true, NoLog: true,
	}
}

// Varz returns a source that asks an embedded server, which has no monitoring page.
func Varz(s *server.Server) varz.Source {
	return func(context.Context) (varz.Server, error) {
		v, err := s.Varz(nil)
		if err != nil {
			return varz.Server{}, fmt.Errorf("looking at the embedded NATS server: %w", err)
		}
		page, err := json.Marshal(v)
		if err != nil {
			return varz.Server{}, fmt.Errorf("looking at the embedded NATS server: %w", err)
		}
		return varz.Parse(page)
	}
}

// Stop ends the server and waits until its files are closed.
func Stop(s *server.Server) {
	s.Shutdown()
	s.WaitForShutdown()
}
