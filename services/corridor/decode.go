package corridor

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/wire"
)

type decodeCommand struct {
	Subject string `arg:"" optional:"" help:"Subject of the message on standard input."`
	Stream  string `help:"Print all messages of this stream instead: REPORTS, NORMALIZED, PERSONS or STATISTICS." placeholder:"NAME"`
	Place   `embed:""`
}

// Help shows how to use the command.
func (decodeCommand) Help() string {
	return "Example: nats sub 'statistics.v1.>' --raw --translate 'corridor decode {{Subject}}'\n\nExample: corridor decode --stream NORMALIZED"
}

// Run prints one message, or all of a stream.
func (c *decodeCommand) Run() error {
	switch {
	case c.Subject != "" && c.Stream != "":
		return errors.New("a subject or a stream, not both")
	case c.Subject != "":
		data, err := io.ReadAll(os.Stdin)
		if err != nil {
			return fmt.Errorf("reading the message: %w", err)
		}
		return printJSON(os.Stdout, c.Subject, data)
	case c.Stream != "":
		return c.do(func(ctx context.Context, js jetstream.JetStream) error {
			return stage.Read(ctx, js, c.Stream, func(m stage.Message) error { return printJSON(os.Stdout, m.Subject, m.Data) })
		})
	}
	return errors.New("name the subject of the message on standard input, or a stream")
}

func printJSON(w io.Writer, subject string, data []byte) error {
	line, err := wire.JSON(subject, data)
	if err != nil {
		return err
	}
	_, err = w.Write(append(bytes.TrimRight(line, "\n"), '\n'))
	return err
}
