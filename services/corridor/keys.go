package corridor

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
)

type keysCommand struct {
	Init       keysInitCommand       `cmd:"" help:"Make the trust anchor and print its public key."`
	AddCountry keysAddCountryCommand `cmd:"" help:"Make the keys of a country's focal point."`
	TrustList  keysTrustListCommand  `cmd:"" help:"Publish a trust list for the given countries."`
}

// keyFlags say where keys lie.
type keyFlags struct {
	Keys string `help:"Directory of the key files." type:"path" required:"" placeholder:"DIR"`
}

type keysInitCommand struct {
	keyFlags `embed:""`
}

// Run makes the anchor where there is none.
func (c *keysInitCommand) Run() error {
	k, err := keyring.Open(c.Keys)
	if err != nil {
		return err
	}
	fmt.Println(k.Anchor.Public())
	return nil
}

type keysAddCountryCommand struct {
	keyFlags `embed:""`
	Country  string `arg:"" help:"Country, e.g. UKR."`
}

// Run makes the country's keys where there are none, and prints where they are.
func (c *keysAddCountryCommand) Run() error {
	country, err := countryOf(c.Country)
	if err != nil {
		return err
	}
	k, err := keyring.Open(c.Keys)
	if err != nil {
		return err
	}
	id, err := k.Identity(country)
	if err != nil {
		return err
	}
	path := filepath.Join(c.Keys, country.String())
	fmt.Printf("%s\nsigning key    %s.seed\nreference key  %s.ref\n", id.Key.Public(), path, path)
	return nil
}

type keysTrustListCommand struct {
	keyFlags  `embed:""`
	NATS      string   `name:"nats" help:"NATS server of the hub." default:"nats://127.0.0.1:4222" env:"CORRIDOR_NATS"`
	Countries []string `arg:"" help:"Countries to add to those in force."`
}

// Run publishes a list that adds the countries to those of the list in force.
func (c *keysTrustListCommand) Run() error {
	var countries []geo.Area
	for _, s := range c.Countries {
		country, err := countryOf(s)
		if err != nil {
			return err
		}
		countries = append(countries, country)
	}
	k, err := keyring.Open(c.Keys)
	if err != nil {
		return err
	}
	return withStreams(c.NATS, "", func(ctx context.Context, js jetstream.JetStream) error {
		return hub.Trust(ctx, js, k, countries)
	})
}

func countryOf(s string) (geo.Area, error) {
	a, ok := geo.Parse(s)
	if !ok || !a.Known() {
		return geo.None, errors.New("no country is known by that code or name")
	}
	return a, nil
}
