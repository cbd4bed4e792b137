package attack_test

import (
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/snapshot"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

var anna = identity.Identity{
	Given: "Anna Qwyxlandra", Family: "Brzoskwiniewska", Birth: identity.Date{Year: 1999, Month: 7, Day: 23},
	Birthplace: "Zzyzxgorod", District: "Xyloburg", Document: "QX7730914",
}

// population is people of whom one is known to be a victim: the attacker's dictionary.
func population(t testing.TB, n int) []identity.Identity {
	t.Helper()
	list := invented(t, 7, n/4)
	anna := anna
	anna.Nationality = area(t, "UKR")
	return append(list, anna)
}

func tellings(t testing.TB, by string, at tip.Period, who ...identity.Identity) (list []telling) {
	t.Helper()
	for _, w := range who {
		list = append(list, telling{report(t, by, at), w})
	}
	return list
}

// loot is what a hub sees with its own key: every code in PERSONS and every token in
// NORMALIZED.
type loot struct {
	codes  map[uint64]bool
	tokens map[token.Token]bool
}

func (r *rig) loot() (l loot) {
	l = loot{codes: map[uint64]bool{}, tokens: map[token.Token]bool{}}
	key := r.linkKey()
	for _, m := range r.stored(bus.Persons, bus.PersonsSubject) {
		for _, h := range unmarshal(r.t, m.Data, &pb.PersonChanges{}).GetHeads() {
			for _, s := range r.evidence(key, h) {
				for _, code := range s.Codes {
					if code != 0 {
						l.codes[code] = true
					}
				}
			}
		}
	}
	for _, m := range r.stored(bus.Normalized, bus.NormalizedPrefix) {
		n := unmarshal(r.t, m.Data, &pb.Normalized{})
		plain, err := key.Open(n.GetCountry(), n.GetSealedTokens())
		must(r.t, err)
		for _, s := range unmarshal(r.t, plain, &pb.TokenSheets{}).GetSheets() {
			for tokens := range slices.Chunk(s.GetTokens(), token.Size) {
				l.tokens[token.Token(tokens)] = true
			}
		}
	}
	return l
}

// evidence opens what PERSONS holds of a report, as the deduplicator does when it restarts.
func (r *rig) evidence(key *token.HubKey, h *pb.Head) (sheets []linkage.Sheet) {
	r.t.Helper()
	if len(h.GetEvidence()) == 0 {
		return nil
	}
	name := binary.BigEndian.AppendUint16(nil, uint16(area(r.t, h.GetCountry())))
	name = append(append(name, h.GetReportRef()...), 0, 0, 0, 0)
	plain, err := key.OpenState(h.GetEvidence(), name)
	must(r.t, err)
	in := snapshot.Reader{Rest: plain}
	for len(in.Rest) > 0 {
		in.Number(4)
		sheets = append(sheets, linkage.ReadSheets(&in)...)
	}
	must(r.t, in.Err)
	return sheets
}

// found returns how many people of a dictionary are recognised with a pair of holders' keys.
func (l loot) found(t testing.TB, hub *token.HubKey, first, second *token.HolderKey, dictionary []identity.Identity) (n int) {
	t.Helper()
	for _, who := range dictionary {
		tokens, err := token.Direct(first, second, inputs(who))
		must(t, err)
		if slices.ContainsFunc(tokens, func(tok token.Token) bool { return l.tokens[tok] || l.codes[hub.Code(tok)] }) {
			n++
		}
	}
	return n
}

// TestAHubWithOneHolderRecognisesNobody gives a hub all that it has, its own key, one holder's
// key and a dictionary with every victim in it. What it lacks is the other holder's key, and
// it may put in its place whatever it can make.
func TestAHubWithOneHolderRecognisesNobody(t *testing.T) {
	r := newRig(t, zerolog.Nop(), []uint32{1}, "POL")
	dictionary := population(t, 24)
	r.send(r.focalPoint("POL", 1), "case", tellings(t, "POL", tip.QuarterPeriod(2023, 1), dictionary[10:]...)...)
	l, victims := r.loot(), len(dictionary[10:])
	if len(l.codes) < 5*victims || len(l.tokens) < 5*victims {
		t.Fatalf("the hub sees only %d codes and %d tokens", len(l.codes), len(l.tokens))
	}
	first, second := r.holderKey(token.First, 1), r.holderKey(token.Second, 1)
	if n := l.found(t, r.linkKey(), first, second, dictionary); n != victims {
		t.Errorf("with both holders' keys %d of %d victims are recognised: the attack does not bite", n, victims)
	}
	for name, pair := range forged(t, first, second) {
		if n := l.found(t, r.linkKey(), pair[0], pair[1], dictionary); n != 0 {
			t.Errorf("%s: %d victims are recognised", name, n)
		}
	}
}

// forged are pairs of keys of which one is a holder's and the other made of what its owner has.
func forged(t testing.TB, first, second *token.HolderKey) map[string][2]*token.HolderKey {
	t.Helper()
	made := func(n int, seed []byte) *token.HolderKey {
		k, err := token.HolderKeyFromSeed(n, 1, seed)
		must(t, err)
		return k
	}
	secret, err := hex.DecodeString(strings.Fields(string(first.File()))[3]) // head, holder, epoch, seed
	must(t, err)
	return map[string][2]*token.HolderKey{
		"the first key, and one of zeros":               {first, made(token.Second, make([]byte, token.SeedSize))},
		"the first key, and one of the same seed":       {first, made(token.Second, secret)},
		"the first key, and one of the other's public":  {first, made(token.Second, second.Public())},
		"the second key, and one of the other's public": {made(token.First, first.Public()), second},
		"no key, and two made of the public ones":       {made(token.First, first.Public()), made(token.Second, second.Public())},
	}
}
