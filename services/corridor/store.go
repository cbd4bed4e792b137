package corridor

import (
	"context"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/broker"
	"github.com/corridor-tip/corridor/pkg/bus"
)

// store is a data directory that no service is running on, opened to be read.
type store struct {
	jetstream.JetStream
	server  *server.Server
	conn    *nats.Conn
	release func()
}

// openStore opens the data in dir, or those of the last demo.
func openStore(dir string) (*store, error) {
	if dir == "" {
		var err error
		if dir, err = stateDir("demo"); err != nil {
			return nil, err
		}
	}
	if err := exists(dir); err != nil {
		return nil, err
	}
	release, err := lock(dir)
	if err != nil {
		return nil, err
	}
	s := &store{release: release}
	if s.server, err = broker.Start(broker.Config{Dir: streamsDir(dir)}); err != nil {
		release()
		return nil, err
	}
	if s.conn, s.JetStream, err = bus.Connect(s.server.ClientURL(), "corridor", nats.InProcessServer(s.server)); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *store) close() {
	if s.conn != nil {
		s.conn.Close()
	}
	broker.Stop(s.server)
	s.release()
}

// withStreams calls do with the streams at url, or with those in dir where url is empty.
func withStreams(url, dir string, do func(ctx context.Context, js jetstream.JetStream) error) error {
	ctx := context.Background()
	if url != "" {
		nc, js, err := bus.Connect(url, "corridor", nats.MaxReconnects(3), nats.RetryOnFailedConnect(false))
		if err != nil {
			return err
		}
		defer nc.Close()
		return do(ctx, js)
	}
	s, err := openStore(dir)
	if err != nil {
		return err
	}
	defer s.close()
	return do(ctx, s.JetStream)
}
