package deduplicator

import (
	"crypto/sha256"
	"fmt"
	"os"

	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/services/deduplicator/internal/link"
)

// linking is by what persons are decided on. A nil one links nothing.
type linking struct {
	key   *token.HubKey
	model *linkage.Model
	id    []byte // of key and model; a log has one from its start to its end
}

// linking reads the key and the model that the configuration names.
func (c Config) linking() (*linking, error) {
	if c.LinkKey == "" {
		return nil, nil
	}
	file, err := os.ReadFile(c.LinkKey)
	if err != nil {
		return nil, fmt.Errorf("reading the link key: %w", err)
	}
	key, err := token.ParseHubKey(file)
	clear(file)
	if err != nil {
		return nil, fmt.Errorf("reading the link key: %w", err)
	}
	model, err := c.model()
	if err != nil {
		return nil, err
	}
	return newLinking(key, model), nil
}

func (c Config) model() (*linkage.Model, error) {
	if c.LinkModel == "" {
		return linkage.Standard(), nil
	}
	file, err := os.ReadFile(c.LinkModel)
	if err != nil {
		return nil, fmt.Errorf("reading the linkage model: %w", err)
	}
	return linkage.ParseModel(file)
}

func newLinking(key *token.HubKey, model *linkage.Model) *linking {
	digest, id := model.Digest(), key.ID()
	sum := sha256.Sum256(append(digest[:], id[:]...))
	return &linking{key: key, model: model, id: sum[:16]}
}

// linker returns the linker that persons are decided with.
func (l *linking) linker() link.Linker {
	if l == nil {
		return link.Alone{}
	}
	return link.ByEvidence(l.model)
}

// identity is what every output carries, so that nothing else goes on with this log; empty
// where nothing is linked.
func (l *linking) identity() []byte {
	if l == nil {
		return nil
	}
	return l.id
}
