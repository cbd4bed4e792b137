package keyholder

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	signed "github.com/corridor-tip/corridor/pkg/trust"
)

// trust knows which key may sign for which country. The hub hands the list on, and the
// anchor's signature says whether it is one; an older one never replaces a newer.
type trust struct {
	js     jetstream.JetStream
	anchor string
	log    zerolog.Logger

	mu      sync.RWMutex
	version uint64
	keys    map[string]geo.Area
	seen    uint64 // sequence of the last list that was looked at
}

func newTrust(js jetstream.JetStream, anchor string, log zerolog.Logger) *trust {
	return &trust{js: js, anchor: anchor, log: log}
}

// country returns whose key it is; false when no trusted one.
func (t *trust) country(publicKey string) (geo.Area, bool) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	c, ok := t.keys[publicKey]
	return c, ok
}

// load looks for a newer list. While the hub is away the last one stays.
func (t *trust) load(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	s, err := t.js.Stream(ctx, bus.Normalized)
	if err != nil {
		return fmt.Errorf("looking for the trust list: %w", err)
	}
	msg, err := s.GetLastMsgForSubject(ctx, bus.TrustInForceSubject)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking for the trust list: %w", err)
	}
	t.offer(msg.Sequence, msg.Data)
	return nil
}

// offer puts a list in force if the anchor signed it and it is newer.
func (t *trust) offer(seq uint64, data []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if seq == t.seen {
		return
	}
	t.seen = seq
	version, keys, err := decodeTrust(t.anchor, data)
	switch {
	case err != nil:
		t.log.Warn().Err(err).Uint64("sequence", seq).Msg("the hub hands on a trust list that is none; the last one stays")
	case version > t.version:
		t.version, t.keys = version, keys
		t.log.Info().Uint64("version", version).Msg("trust list in force")
	case version < t.version:
		t.log.Warn().Uint64("version", version).Msg("the hub hands on an older trust list; the newer one stays")
	}
}

// decodeTrust returns the version and the keys of a list that the anchor signed.
func decodeTrust(anchor string, data []byte) (uint64, map[string]geo.Area, error) {
	body, err := signed.Open(anchor, data)
	if err != nil {
		return 0, nil, err
	}
	keys := map[string]geo.Area{}
	for _, k := range body.GetKeys() {
		country, ok := geo.ParseAlpha3(k.GetCountry())
		if _, twice := keys[k.GetPublicKey()]; !ok || !country.Known() || !sign.Valid(k.GetPublicKey()) || twice {
			return 0, nil, errors.New("it has a key that is none, of no country or of two")
		}
		keys[k.GetPublicKey()] = country
	}
	return body.GetVersion(), keys, nil
}
