package corridor

import (
	"context"
	"fmt"
	"os"

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
	if text := notice(dir); text != "" {
		fmt.Fprintf(os.Stderr, "The data in %s are %s.\n", dir, text)
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

// Place are the flags that say where streams are to be read.
type Place struct {
	Keep  string `help:"Data directory that holds the streams, on which no service runs; by default that of the last demo." type:"path" placeholder:"DIR"`
	NATS  string `name:"nats" help:"NATS server that holds the streams; --keep goes before it." env:"CORRIDOR_NATS" placeholder:"URL"`
	Creds string `help:"NATS credentials file." type:"existingfile" env:"CORRIDOR_CREDS" placeholder:"FILE"`
}

// do calls work with the streams.
func (p Place) do(work func(ctx context.Context, js jetstream.JetStream) error) error {
	ctx := context.Background()
	if p.NATS != "" && p.Keep == "" {
		opts := []nats.Option{nats.MaxReconnects(3), nats.RetryOnFailedConnect(false)}
		if p.Creds != "" {
			opts = append(opts, nats.UserCredentials(p.Creds))
		}
		nc, js, err := bus.Connect(p.NATS, "corridor", opts...)
		if err != nil {
			return err
		}
		defer nc.Close()
		return work(ctx, js)
	}
	s, err := openStore(p.Keep)
	if err != nil {
		return err
	}
	defer s.close()
	return work(ctx, s.JetStream)
}
