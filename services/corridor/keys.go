package corridor

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
)

type keysCommand struct {
	Init       keysInitCommand       `cmd:"" help:"Make the trust anchor and print its public key; and the deduplicator's and a reviewer's keys."`
	AddCountry keysAddCountryCommand `cmd:"" help:"Make the keys of a country's focal point."`
	AddHolder  keysAddHolderCommand  `cmd:"" help:"Make the key of a key-holder for an epoch and print its public key."`
	TrustList  keysTrustListCommand  `cmd:"" help:"Publish a trust list for the given countries."`
	Linkage    keysLinkageCommand    `cmd:"" help:"Publish how linkage tokens are made, and who may review."`
}

// keyFlags say where keys lie.
type keyFlags struct {
	Keys string `help:"Directory of the key files." type:"path" required:"" placeholder:"DIR"`
}

type keysInitCommand struct {
	keyFlags `embed:""`
}

// Help shows how to use the command.
func (keysInitCommand) Help() string {
	return "Standard output has the anchor's public key alone; where the other keys are stands on standard error.\n\nExample: corridor keys init --keys KEYS"
}

// Run makes the keys that are not there.
func (c *keysInitCommand) Run() error {
	k, err := keyring.Open(c.Keys)
	if err != nil {
		return err
	}
	_, link, err := k.Link()
	if err != nil {
		return err
	}
	public, err := k.WriteLinkPublic()
	if err != nil {
		return err
	}
	reviewer, err := k.Reviewer()
	if err != nil {
		return err
	}
	fmt.Println(k.Anchor.Public())
	fmt.Fprintf(os.Stderr, "link key       %s\nits public key %s\nreviewer key   %s\nits public key %s\n",
		link, public, filepath.Join(c.Keys, "reviewer.seed"), reviewer.Public())
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
	keyFlags   `embed:""`
	app.Client `embed:""`
	Countries  []string `arg:"" help:"Countries to add, or to give another key: UKR for a key in the directory, UKR=PUBLICKEY for one that the country made itself."`
}

// Help shows how to use the command.
func (keysTrustListCommand) Help() string {
	return "Example: corridor keys trust-list XCT --keys KEYS"
}

// Run publishes a list that adds the keys to those of the last list.
func (c *keysTrustListCommand) Run() error {
	k, err := keyring.Open(c.Keys)
	if err != nil {
		return err
	}
	keys, err := c.public(k)
	if err != nil {
		return err
	}
	return c.Do(context.Background(), "keys", func(ctx context.Context, env app.Env) error {
		list, err := hub.Trust(ctx, env.JetStream, k, hub.Countries(keys))
		if err != nil {
			return err
		}
		var countries []string
		for _, key := range list.GetKeys() {
			countries = append(countries, key.GetCountry())
		}
		fmt.Printf("in force for %v\n", countries)
		return nil
	})
}

// public returns the public keys that the arguments name.
func (c *keysTrustListCommand) public(k *keyring.Keyring) (map[geo.Area]string, error) {
	keys := map[geo.Area]string{}
	for _, s := range c.Countries {
		name, key, given := strings.Cut(s, "=")
		country, err := countryOf(name)
		switch {
		case err != nil:
			return nil, err
		case given && !sign.Valid(key):
			return nil, fmt.Errorf("%w: what stands behind = is no public signing key", app.ErrMisused)
		case !given:
			if key, err = k.Public(country); err != nil {
				return nil, err
			}
		}
		keys[country] = key
	}
	return keys, nil
}

func countryOf(s string) (geo.Area, error) {
	a, ok := geo.Parse(s)
	if !ok || !a.Known() {
		return geo.None, fmt.Errorf("%w: no country is known by that code or name", app.ErrMisused)
	}
	return a, nil
}
