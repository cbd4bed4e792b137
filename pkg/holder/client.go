package holder

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"golang.org/x/sync/errgroup"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/token"
)

// What a client asks for.
const (
	batch     = 1000    // elements in one request
	inFlight  = 2       // batches that are asked for, blinded or finished at a time
	cacheSize = 1 << 17 // tokens, of which twice as many are kept at most: about 20 MB
	attempts  = 4       // requests for one batch
	patience  = 10 * time.Second
	pause     = 100 * time.Millisecond // before the second attempt; doubled each time
)

// Client gets tokens from both key-holders over NATS. It signs requests as its country, and
// takes no answer without a proof. It can be used from several goroutines at once.
type Client struct {
	nc       *nats.Conn
	key      *sign.Key
	country  geo.Area
	cache    *token.Cache
	patience time.Duration
}

// New returns a client of a country with its signing key.
func New(nc *nats.Conn, key *sign.Key, country geo.Area) *Client {
	return &Client{nc: nc, key: key, country: country, cache: token.NewCache(cacheSize), patience: patience}
}

// Tokens returns the token of each input. Equal inputs, and those of earlier calls that are
// still remembered, are asked for once. It tries again when a holder does not answer, each
// time with a new request; any other refusal is its error at once.
func (c *Client) Tokens(ctx context.Context, epoch token.Epoch, inputs []token.Input) ([]token.Token, error) {
	keys := make([]token.CacheKey, len(inputs))
	known := make(map[token.CacheKey]token.Token, len(inputs))
	var missing []token.Input
	var unknown []token.CacheKey
	for i, in := range inputs {
		keys[i] = c.cache.Key(epoch, in)
		if _, twice := known[keys[i]]; twice {
			continue
		}
		t, ok := c.cache.Get(keys[i])
		known[keys[i]] = t
		if !ok {
			missing, unknown = append(missing, in), append(unknown, keys[i])
		}
	}
	made, err := c.ask(ctx, epoch, missing)
	if err != nil {
		return nil, err
	}
	for i, t := range made {
		known[unknown[i]] = t
		c.cache.Put(unknown[i], t)
	}
	tokens := make([]token.Token, len(inputs))
	for i, k := range keys {
		tokens[i] = known[k]
	}
	return tokens, nil
}

// ask evaluates inputs in batches, a few of them at a time, so that holders and client work
// at once.
func (c *Client) ask(ctx context.Context, epoch token.Epoch, inputs []token.Input) ([]token.Token, error) {
	tokens := make([]token.Token, len(inputs))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(inFlight)
	for from := 0; from < len(inputs); from += batch {
		to := min(from+batch, len(inputs))
		g.Go(func() error {
			made, err := c.batch(ctx, epoch, inputs[from:to])
			copy(tokens[from:], made)
			return err
		})
	}
	return tokens, g.Wait()
}

func (c *Client) batch(ctx context.Context, epoch token.Epoch, inputs []token.Input) ([]token.Token, error) {
	b, err := token.Blind(epoch, inputs)
	if err != nil {
		return nil, err
	}
	var first, second token.Evaluation
	g, ctx := errgroup.WithContext(ctx)
	for _, side := range []struct {
		holder  int
		blinded [][]byte
		into    *token.Evaluation
	}{{token.First, b.First(), &first}, {token.Second, b.Second(), &second}} {
		g.Go(func() error {
			e, err := c.evaluate(ctx, side.holder, epoch.Number, side.blinded)
			if err != nil {
				return fmt.Errorf("asking key-holder %d: %w", side.holder, err)
			}
			*side.into = e
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return b.Finish(first, second)
}
