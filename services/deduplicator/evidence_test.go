package deduplicator

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// key returns a link key of a seed.
func key(t testing.TB, seed byte) *token.HubKey {
	t.Helper()
	k, err := token.HubKeyFromSeed(bytes.Repeat([]byte{seed}, token.SeedSize))
	must(t, err)
	return k
}

// linker is a fold that links with the key of seed 1.
func linker(t testing.TB) *fold {
	t.Helper()
	return newFold(newLinking(key(t, 1), linkage.Standard()), newMetrics(nil))
}

// sheet has all tokens of a person in an epoch.
func sheet(position, victim, epoch uint32, person byte) *pb.TokenSheet {
	s := &pb.TokenSheet{Position: position, VictimRef: victim, Scheme: linkage.Scheme, Epoch: epoch, Slots: 1<<linkage.Slots - 1}
	for slot := range byte(linkage.Slots) {
		s.Tokens = append(s.Tokens, tokenOf(person, epoch, slot)...)
	}
	return s
}

func tokenOf(person byte, epoch uint32, slot byte) []byte {
	return bytes.Repeat([]byte{person, byte(epoch), slot, 0xc5}, token.Size/4)
}

// sent is a submission of reports with one victim each, and with her sheets.
func sent(t testing.TB, country string, hub *token.HubKey, sheets ...[]*pb.TokenSheet) *pb.Normalized {
	t.Helper()
	n := normalized(len(sheets), 1, 1, pb.Action_ACTION_UPSERT)
	n.Country = country
	all := &pb.TokenSheets{}
	for i, list := range sheets {
		n.Items[i].Position = uint32(i)
		digest := wire.SheetsDigest(country, tip.Ref(n.Items[i].ReportRef), list)
		n.Items[i].TokensDigest = digest[:]
		all.Sheets = append(all.Sheets, list...)
	}
	reseal(t, n, hub, country, all)
	return n
}

func reseal(t testing.TB, n *pb.Normalized, hub *token.HubKey, country string, all *pb.TokenSheets) {
	t.Helper()
	plain, err := proto.Marshal(all)
	must(t, err)
	n.SealedTokens, err = token.Seal(hub.Public(), country, plain)
	must(t, err)
}

func one(sheets ...*pb.TokenSheet) []*pb.TokenSheet { return sheets }

// value reads a metric.
func value(c prometheus.Collector) int { return int(testutil.ToFloat64(c)) }

// become puts another message in the place of one.
func become(n, other *pb.Normalized) {
	proto.Reset(n)
	proto.Merge(n, other)
}

func TestTokensLinkAcrossCountries(t *testing.T) {
	f, hub := linker(t), key(t, 1)
	apply(t, f, bus.NormalizedPrefix+"UKR", sent(t, "UKR", hub, one(sheet(0, 1, 1, 7)), one(sheet(1, 1, 1, 8))))
	apply(t, f, bus.NormalizedPrefix+"POL", sent(t, "POL", hub, one(sheet(0, 1, 1, 7)), one(sheet(1, 1, 1, 9))))
	if f.persons != 3 || value(f.metrics.evidence) != 4 {
		t.Errorf("%d persons of %d linkable records, want 3 of 4", f.persons, value(f.metrics.evidence))
	}
	apply(t, f, bus.NormalizedPrefix+"ROU", sent(t, "ROU", hub, one(sheet(0, 1, 2, 7))))
	if f.persons != 4 {
		t.Errorf("%d persons, want 4: two epochs were compared", f.persons)
	}
	apply(t, f, bus.NormalizedPrefix+"MDA", sent(t, "MDA", hub, one(sheet(0, 1, 2, 7), sheet(0, 1, 1, 7))))
	if f.persons != 3 {
		t.Errorf("%d persons, want 3: a record in both epochs joins those of either", f.persons)
	}
}

// TestWhatDoesNotFitLinksNothing lets one sheet, which would link with a record that is there,
// come in ways in which it must not. The report counts all the same.
func TestWhatDoesNotFitLinksNothing(t *testing.T) {
	hub := key(t, 1)
	tests := map[string]struct {
		spoil                func(t *testing.T, n *pb.Normalized)
		unreadable, unusable int
	}{
		"sealed to another key": {func(t *testing.T, n *pb.Normalized) { become(n, sent(t, "POL", key(t, 2), one(sheet(0, 1, 1, 7)))) }, 1, 0},
		"sealed by another country": {func(t *testing.T, n *pb.Normalized) {
			n.SealedTokens = sent(t, "UKR", hub, one(sheet(0, 1, 1, 7))).SealedTokens
		}, 1, 0},
		"no ciphertext at all": {func(_ *testing.T, n *pb.Normalized) { n.SealedTokens = []byte("tokens") }, 1, 0},
		"sealed nonsense": {func(t *testing.T, n *pb.Normalized) {
			n.SealedTokens, _ = token.Seal(hub.Public(), "POL", []byte("\xff\xff"))
		}, 1, 0},
		"nothing sealed": {func(_ *testing.T, n *pb.Normalized) { n.SealedTokens = nil }, 0, 0},
		"sheets of another version": {func(t *testing.T, n *pb.Normalized) {
			reseal(t, n, hub, "POL", &pb.TokenSheets{Sheets: one(sheet(0, 1, 1, 7), sheet(0, 1, 2, 7))})
		}, 0, 2},
		"sheets of an item without any": {func(_ *testing.T, n *pb.Normalized) { n.Items[0].TokensDigest = nil }, 0, 1},
		"sheets of an item elsewhere":   {func(_ *testing.T, n *pb.Normalized) { n.Items[0].Position = 5 }, 0, 0},
		"sheets of another report":      {func(_ *testing.T, n *pb.Normalized) { n.Items[0].ReportRef[0] ^= 1 }, 0, 1},
		"a sheet of a victim not there": {func(t *testing.T, n *pb.Normalized) { become(n, sent(t, "POL", hub, one(sheet(0, 2, 1, 7)))) }, 0, 1},
		"another scheme":                {changedSheet(hub, func(s *pb.TokenSheet) { s.Scheme++ }), 0, 1},
		"no epoch":                      {changedSheet(hub, func(s *pb.TokenSheet) { s.Epoch = 0 }), 0, 1},
		"an epoch that is too high":     {changedSheet(hub, func(s *pb.TokenSheet) { s.Epoch = 1 << 16 }), 0, 1},
		"more slots than there are":     {changedSheet(hub, func(s *pb.TokenSheet) { s.Slots |= 1 << linkage.Slots }), 0, 1},
		"fewer tokens than slots":       {changedSheet(hub, func(s *pb.TokenSheet) { s.Tokens = s.Tokens[1:] }), 0, 1},
		"no slot":                       {changedSheet(hub, func(s *pb.TokenSheet) { s.Slots, s.Tokens = 0, nil }), 0, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := linker(t)
			apply(t, f, bus.NormalizedPrefix+"UKR", sent(t, "UKR", hub, one(sheet(0, 1, 1, 7))))
			n := sent(t, "POL", hub, one(sheet(0, 1, 1, 7)))
			tt.spoil(t, n)
			apply(t, f, bus.NormalizedPrefix+"POL", n)
			if f.persons != 2 || f.Len() != 2 {
				t.Errorf("%d persons in %d reports, want 2 in 2", f.persons, f.Len())
			}
			if a, b := value(f.metrics.unreadable), value(f.metrics.unusable); a != tt.unreadable || b != tt.unusable {
				t.Errorf("%d unreadable and %d unusable, want %d and %d", a, b, tt.unreadable, tt.unusable)
			}
		})
	}
}

// changedSheet spoils the sheet before it is sent, so that the digest fits.
func changedSheet(hub *token.HubKey, change func(*pb.TokenSheet)) func(*testing.T, *pb.Normalized) {
	return func(t *testing.T, n *pb.Normalized) {
		s := sheet(0, 1, 1, 7)
		change(s)
		fresh := sent(t, "POL", hub, one(s))
		n.SealedTokens, n.Items = fresh.SealedTokens, fresh.Items
	}
}

func TestAVictimHasFewSheets(t *testing.T) {
	f, hub := linker(t), key(t, 1)
	var many []*pb.TokenSheet
	for epoch := range uint32(mostSheets + 3) {
		many = append(many, sheet(0, 1, epoch+1, 7))
	}
	apply(t, f, bus.NormalizedPrefix+"UKR", sent(t, "UKR", hub, many))
	if got := value(f.metrics.unusable); got != 3 {
		t.Errorf("%d sheets were too many, want 3", got)
	}
}

func TestAHubWithoutAKeyOpensNothing(t *testing.T) {
	f, hub := newFold(nil, newMetrics(nil)), key(t, 1)
	for _, country := range []string{"UKR", "POL"} {
		apply(t, f, bus.NormalizedPrefix+country, sent(t, country, hub, one(sheet(0, 1, 1, 7))))
	}
	if f.persons != 2 || value(f.metrics.unreadable) != 0 {
		t.Errorf("%d persons, want 2", f.persons)
	}
}

// history applies submissions with tokens, decisions among them, and returns the output.
func history(t testing.TB, f *fold, hub *token.HubKey) (out []stage.Message) {
	t.Helper()
	first := sent(t, "UKR", hub, one(sheet(0, 1, 1, 7)), one(sheet(1, 1, 1, 8)))
	out = append(out, apply(t.(*testing.T), f, bus.NormalizedPrefix+"UKR", first)...)
	out = append(out, apply(t.(*testing.T), f, bus.NormalizedPrefix+"POL", sent(t, "POL", hub, one(sheet(0, 1, 1, 7), sheet(0, 1, 2, 7))))...)
	review := &pb.ReviewBody{Verdict: pb.ReviewVerdict_REVIEW_VERDICT_DIFFERENT, Revision: 1,
		First:  &pb.VictimId{Country: "UKR", ReportRef: first.Items[0].ReportRef, VictimRef: 1},
		Second: &pb.VictimId{Country: "POL", ReportRef: first.Items[0].ReportRef, VictimRef: 1}}
	return append(out, apply(t.(*testing.T), f, bus.ReviewAcceptedSubject, accepted(t, review))...)
}

// accepted is a review as the normalizer passes it on.
func accepted(t testing.TB, body *pb.ReviewBody) *pb.Normalized {
	t.Helper()
	b, err := proto.Marshal(body)
	must(t, err)
	review, err := proto.Marshal(&pb.Review{Body: b})
	must(t, err)
	return &pb.Normalized{Review: review}
}

func TestTheOutputRestoresAFoldThatLinks(t *testing.T) {
	f, hub := linker(t), key(t, 1)
	out := history(t, f, hub)
	if f.persons != 3 || value(f.metrics.reviews) != 1 {
		t.Fatalf("%d persons and %d decisions, want 3 and 1", f.persons, value(f.metrics.reviews))
	}
	follower := linker(t)
	for _, m := range out {
		must(t, follower.Restore(m))
	}
	snapshot, _ := f.AppendBinary(nil)
	read := linker(t)
	must(t, read.UnmarshalBinary(snapshot))
	for name, other := range map[string]*fold{"restored": follower, "read from a snapshot": read} {
		if got, _ := other.AppendBinary(nil); !bytes.Equal(got, snapshot) || other.persons != f.persons {
			t.Errorf("%s: the state differs", name)
		}
		n := sent(t, "ROU", hub, one(sheet(0, 1, 2, 7)))
		if apply(t, other, bus.NormalizedPrefix+"ROU", n); other.persons != f.persons {
			t.Errorf("%s: a record links otherwise: %d persons", name, other.persons)
		}
	}
}

func TestALogGoesOnWithTheKeyAndModelItBeganWith(t *testing.T) {
	f, hub := linker(t), key(t, 1)
	out := history(t, f, hub)
	other := linkage.Standard()
	other.Link = (other.Link + other.Strong) / 2
	for name, l := range map[string]*linking{
		"another key": newLinking(key(t, 2), linkage.Standard()), "another model": newLinking(hub, other), "no key": nil,
	} {
		if err := newFold(l, newMetrics(nil)).Restore(out[0]); !errors.Is(err, errLinkage) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	plain := apply(t, newFold(nil, newMetrics(nil)), bus.NormalizedPrefix+"UKR", normalized(1, 1, 1, pb.Action_ACTION_UPSERT))
	if err := linker(t).Restore(plain[0]); !errors.Is(err, errLinkage) {
		t.Errorf("a log that began without a key: got %v", err)
	}
	snapshot, _ := f.AppendBinary(nil)
	if err := newFold(nil, newMetrics(nil)).UnmarshalBinary(snapshot); err == nil {
		t.Error("a hub that links nothing took a snapshot with evidence")
	}
}

// TestTheOutputTellsNothingOfTokens looks for tokens and codes in what goes to PERSONS.
func TestTheOutputTellsNothingOfTokens(t *testing.T) {
	f, hub := linker(t), key(t, 1)
	for _, m := range history(t, f, hub) {
		for _, person := range []byte{7, 8} {
			for slot := range byte(linkage.Slots) {
				tok := tokenOf(person, 1, slot)
				code := binary.BigEndian.AppendUint64(nil, hub.Code(token.Token(tok)))
				if bytes.Contains(m.Data, tok) || bytes.Contains(m.Data, code) {
					t.Fatal("a token or code stands in the output")
				}
			}
		}
	}
	var c pb.PersonChanges
	must(t, proto.Unmarshal(history(t, linker(t), hub)[0].Data, &c))
	c.Heads[0].Evidence, c.Heads[1].Evidence = c.Heads[1].Evidence, c.Heads[0].Evidence
	moved, err := proto.Marshal(&c)
	must(t, err)
	if err := linker(t).Restore(stage.Message{Subject: bus.PersonsSubject, Data: moved}); err == nil {
		t.Error("evidence was taken from one report to another")
	}
}

// TestManySheetsTakeSteps cuts a submission whose changes fit into no message, and restores
// from the parts.
func TestManySheetsTakeSteps(t *testing.T) {
	f, hub := linker(t), key(t, 1)
	const reports, each = 400, 8
	n := normalized(reports, each, 1, pb.Action_ACTION_UPSERT)
	all := &pb.TokenSheets{}
	for i, it := range n.Items {
		it.Position = uint32(i)
		var own []*pb.TokenSheet
		for v := range uint32(each) {
			s := sheet(uint32(i), v+1, 1, byte(v))
			s.Slots, s.Tokens = 0b111, s.Tokens[:3*token.Size]
			binary.BigEndian.PutUint32(s.Tokens, uint32(i)) // of nobody else
			binary.BigEndian.PutUint32(s.Tokens[token.Size:], uint32(i))
			binary.BigEndian.PutUint32(s.Tokens[2*token.Size:], uint32(i))
			own = append(own, s)
		}
		digest := wire.SheetsDigest("UKR", tip.Ref(it.ReportRef), own)
		it.TokensDigest, all.Sheets = digest[:], append(all.Sheets, own...)
	}
	reseal(t, n, hub, "UKR", all)
	out, follower := apply(t, f, bus.NormalizedPrefix+"UKR", n), linker(t)
	if len(out) < 2 || value(f.metrics.evidence) != reports*each || f.persons != reports*each {
		t.Fatalf("%d messages, %d linkable records, %d persons", len(out), value(f.metrics.evidence), f.persons)
	}
	for _, m := range out {
		if len(m.Data) > bus.MaxPayload-4096 {
			t.Errorf("a message has %d bytes", len(m.Data))
		}
		must(t, follower.Restore(m))
	}
	want, _ := f.AppendBinary(nil)
	if got, _ := follower.AppendBinary(nil); !bytes.Equal(got, want) {
		t.Error("the restored state differs")
	}
}

func TestReviewsThatTheNormalizerNeverPassesAreCorrupt(t *testing.T) {
	ref := bytes.Repeat([]byte{1}, 16)
	a, b := &pb.VictimId{Country: "UKR", ReportRef: ref, VictimRef: 1}, &pb.VictimId{Country: "POL", ReportRef: ref, VictimRef: 1}
	for name, body := range map[string]*pb.ReviewBody{
		"one victim twice":   {First: a, Second: a, Verdict: 1, Revision: 1},
		"no verdict":         {First: a, Second: b, Revision: 1},
		"no revision":        {First: a, Second: b, Verdict: 1},
		"an unknown country": {First: a, Second: &pb.VictimId{Country: "QQQ", ReportRef: ref, VictimRef: 1}, Verdict: 1, Revision: 1},
		"a short reference":  {First: a, Second: &pb.VictimId{Country: "POL", ReportRef: ref[1:], VictimRef: 1}, Verdict: 1, Revision: 1},
	} {
		data, err := proto.Marshal(accepted(t, body))
		must(t, err)
		if _, _, err := linker(t).Apply(stage.Message{Seq: 1, Subject: bus.ReviewAcceptedSubject, Data: data}, 0); err == nil {
			t.Errorf("%s: was carried out", name)
		}
	}
	body := &pb.ReviewBody{First: b, Second: a, Verdict: 3, Revision: 9}
	d, err := reviewOf(accepted(t, body).Review)
	if err != nil || d.A.String() != fmt.Sprintf("POL-%x-1", ref) || !proto.Equal(ReviewBody(d), body) {
		t.Errorf("got %v, %v", d, err)
	}
}
