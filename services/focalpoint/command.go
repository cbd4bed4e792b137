package focalpoint

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Commands are the subcommands of a focal point.
type Commands struct {
	Publish  PublishCmd  `cmd:"" help:"Publish a file and wait for the hub's verdicts."`
	Preview  PreviewCmd  `cmd:"" help:"Show exactly what would leave, and send nothing."`
	Withdraw WithdrawCmd `cmd:"" help:"Withdraw a report."`
	Receipts ReceiptsCmd `cmd:"" help:"Print the receipts of a country."`
}

// Sender are the flags that say who sends, and when.
type Sender struct {
	Country  string `help:"Country that sends: a code or a name." required:"" env:"CORRIDOR_COUNTRY"`
	RefKey   string `help:"File with the key of the references, made by corridor keys add-country. It must stay the same, and in the country." required:"" type:"existingfile" env:"CORRIDOR_REF_KEY"`
	Produced string `help:"When the submission is made: yyyy, yyyy-Qn or yyyy-MM." required:""`
}

// identity returns who sends, without a signing key, and when.
func (s Sender) identity() (Identity, tip.Period, error) {
	country, err := countryOf(s.Country)
	if err != nil {
		return Identity{}, 0, err
	}
	produced, ok := tip.ParsePeriod(s.Produced)
	if !ok || produced == 0 {
		return Identity{}, 0, fmt.Errorf("%w: --produced is not yyyy, yyyy-Qn or yyyy-MM", app.ErrMisused)
	}
	refKey, err := os.ReadFile(s.RefKey)
	if err != nil {
		return Identity{}, 0, fmt.Errorf("reading the reference key: %w", err)
	}
	if refKey, err = ParseRefKey(country, refKey); err != nil {
		return Identity{}, 0, err
	}
	return Identity{Country: country, RefKey: refKey}, produced, nil
}

func countryOf(name string) (geo.Area, error) {
	country, ok := geo.Parse(name)
	if !ok || !country.Known() {
		return geo.None, fmt.Errorf("%w: --country is no country", app.ErrMisused)
	}
	return country, nil
}

// Signer are the flags of who sends and signs.
type Signer struct {
	Sender `embed:""`
	Batch  int    `help:"Reports in a submission, 1 to 500." default:"500"`
	Key    string `help:"File with the seed of the signing key, which begins with SA." required:"" type:"existingfile" env:"CORRIDOR_KEY"`
}

// publisher returns a publisher for the flags.
func (s Signer) publisher(ctx context.Context, env app.Env) (*Publisher, error) {
	id, produced, err := s.identity()
	if err != nil {
		return nil, err
	}
	return NewPublisher(ctx, env.JetStream, id, Options{Produced: produced, Batch: s.Batch, Tracer: env.Tracer, Registry: env.Registry, Log: env.Log})
}

func (s Signer) identity() (Identity, tip.Period, error) {
	id, produced, err := s.Sender.identity()
	if err != nil {
		return id, produced, err
	}
	seed, err := os.ReadFile(s.Key)
	if err != nil {
		return id, produced, fmt.Errorf("reading the signing key: %w", err)
	}
	id.Key, err = sign.KeyFromSeed(bytes.TrimSpace(seed))
	clear(seed)
	return id, produced, err
}

// orStdout is where a command writes unless it is told another place.
func orStdout(w io.Writer) io.Writer {
	if w == nil {
		return os.Stdout
	}
	return w
}
