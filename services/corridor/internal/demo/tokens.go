package demo

import (
	"context"
	"sync"

	"github.com/nats-io/nats.go"

	"github.com/corridor-tip/corridor/pkg/holder"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/deduplicator"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// epoch of the demo's key-holders.
const epoch = 1

// viaHolders is how many tokens the demo gets from the key-holders, blinded and proven, before
// it takes their keys itself: the tokens are the same, and a demo should not take minutes. It
// is what about 2,000 victims have.
const viaHolders = 18_000

// leastCorpus is the smallest world that persons are decided on for: in a smaller one chance
// plays no part.
const leastCorpus = 1000

// tokens is how the demo's focal points make tokens.
type tokens struct {
	linkage *pb.Linkage
	persons deduplicator.Config
	holders map[int]string // directories of their keys
	local   holder.Local

	mu             sync.Mutex
	remote, direct int // tokens made
}

// newTokens makes the keys of a deployment that is made for so many reports.
func newTokens(keys *keyring.Keyring, corpus int) (*tokens, error) {
	t := &tokens{holders: map[int]string{}}
	var err error
	if t.linkage, err = keys.Linkage(epoch); err != nil {
		return nil, err
	}
	if _, t.persons.LinkKey, err = keys.Link(); err != nil {
		return nil, err
	}
	if t.persons.LinkModel, err = keys.Model(linkage.Standard().For(max(corpus, leastCorpus))); err != nil {
		return nil, err
	}
	for _, n := range [...]int{token.First, token.Second} {
		t.holders[n] = keys.HolderDir(n)
	}
	if t.local.First, err = keys.Holder(token.First, epoch); err != nil {
		return nil, err
	}
	t.local.Second, err = keys.Holder(token.Second, epoch)
	return t, err
}

// of returns how one focal point makes tokens.
func (t *tokens) of(nc *nats.Conn, id focalpoint.Identity) *focalpoint.Linkage {
	return focalpoint.LinkageOf(t.linkage, &evaluator{t, holder.New(nc, id.Key, id.Country)})
}

// evaluator asks the key-holders as long as the demo's share lasts.
type evaluator struct {
	*tokens
	client *holder.Client
}

// Tokens is that of holder.Evaluator.
func (e *evaluator) Tokens(ctx context.Context, epoch token.Epoch, inputs []token.Input) ([]token.Token, error) {
	if e.take(len(inputs)) {
		return e.client.Tokens(ctx, epoch, inputs)
	}
	return e.local.Tokens(ctx, epoch, inputs)
}

// take notes who makes the next n tokens, and reports whether the key-holders do.
func (e *evaluator) take(n int) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.remote < viaHolders {
		e.remote += n
		return true
	}
	e.direct += n
	return false
}
