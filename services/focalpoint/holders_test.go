package focalpoint

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/holder"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// local are invented keys of both key-holders in an epoch.
func local(t testing.TB, epoch uint32) holder.Local {
	t.Helper()
	first, err := token.HolderKeyFromSeed(token.First, epoch, bytes.Repeat([]byte{1}, token.SeedSize))
	must(t, err)
	second, err := token.HolderKeyFromSeed(token.Second, epoch, bytes.Repeat([]byte{2}, token.SeedSize))
	must(t, err)
	return holder.Local{First: first, Second: second}
}

func hubKey(t testing.TB, seed byte) *token.HubKey {
	t.Helper()
	k, err := token.HubKeyFromSeed(bytes.Repeat([]byte{seed}, token.SeedSize))
	must(t, err)
	return k
}

// holders evaluate with keys in the process and count what they are asked.
type holders struct {
	keys   map[uint32]holder.Local
	asked  []uint32 // epochs
	inputs int
	fails  int // how many of the next requests fail
	loses  int // tokens that are missing in each answer
}

var errAway = errors.New("away")

func (h *holders) Tokens(ctx context.Context, epoch token.Epoch, inputs []token.Input) ([]token.Token, error) {
	h.asked, h.inputs = append(h.asked, epoch.Number), h.inputs+len(inputs)
	if h.fails > 0 {
		h.fails--
		return nil, errAway
	}
	tokens, err := h.keys[epoch.Number].Tokens(ctx, epoch, inputs)
	return tokens[:max(0, len(tokens)-h.loses)], err
}

// linked returns options under which tokens are made in the given epochs.
func linked(t testing.TB, epochs ...uint32) (Options, *holders) {
	t.Helper()
	h := &holders{keys: map[uint32]holder.Local{}}
	o := options()
	o.Linkage = LinkageOf(linkagePB(t, epochs...), h)
	for _, epoch := range epochs {
		h.keys[epoch] = local(t, epoch)
	}
	return o, h
}

func linkagePB(t testing.TB, epochs ...uint32) *pb.Linkage {
	t.Helper()
	l := &pb.Linkage{Recipient: hubKey(t, 3).Public()}
	for _, epoch := range epochs {
		keys := local(t, epoch)
		l.Epochs = append(l.Epochs, &pb.KeyEpoch{Epoch: epoch, First: keys.First.Public(), Second: keys.Second.Public()})
	}
	return l
}

// ana is an invented victim of whom all is known: her sheet is full.
func ana(ref uint32) Person {
	return Person{
		Victim: tip.Victim{
			Ref: ref, Sex: code.SexFemale, AgeRegistration: code.AgeBandY21To23,
			Citizenships: tip.Areas{area("ALB"), area("MDA"), area("ROU"), area("SRB"), area("UKR")},
		},
		Detected: tip.MonthPeriod(2024, 12),
		Identity: identity.Identity{
			Given: "Ana", Family: "Rusu Popescu", Birth: identity.Date{Year: 2001, Month: 4, Day: 23},
			Birthplace: "Orhei", District: "MD-3500", Nationality: area("MDA"), Document: "A0123456",
		},
	}
}

// eva is another, of whom the name and the year of birth are known.
func eva(ref uint32) Person {
	return Person{
		Victim:   tip.Victim{Ref: ref, Sex: code.SexFemale},
		Identity: identity.Identity{Given: "Eva", Family: "Marku", Birth: identity.Date{Year: 1998}, Nationality: area("ALB")},
	}
}

func with(caseKey string, people ...Person) Filing {
	f := upsert(caseKey, 1)
	f.People = people
	return f
}

// sink takes what is published and keeps it.
type sink struct {
	jetstream.JetStream
	sent [][]byte
}

func (s *sink) PublishMsg(_ context.Context, m *nats.Msg, _ ...jetstream.PublishOpt) (*jetstream.PubAck, error) {
	s.sent = append(s.sent, m.Data)
	return &jetstream.PubAck{}, nil
}

// into returns a publisher to a sink.
func into(t testing.TB, o Options) (*Publisher, *sink) {
	t.Helper()
	s := &sink{}
	o.Window = 1 << 30 // nobody gives receipts
	return &Publisher{
		js: s, id: italy(t), o: o.withDefaults(), metrics: newMetrics(nil), waiting: map[[sha256.Size]byte][][]filed{},
	}, s
}

// sent publishes filings and returns the bodies of the submissions.
func sent(t testing.TB, o Options, filings ...Filing) []*pb.SubmissionBody {
	t.Helper()
	p, s := into(t, o)
	for _, f := range filings {
		must(t, p.Send(soon(t), f))
	}
	must(t, p.Flush(soon(t)))
	var bodies []*pb.SubmissionBody
	for _, data := range s.sent {
		bodies = append(bodies, opened(data))
	}
	return bodies
}

// sheetsIn opens the tokens of a submission as the hub does.
func sheetsIn(t testing.TB, body *pb.SubmissionBody) []*pb.TokenSheet {
	t.Helper()
	if len(body.GetSealedTokens()) == 0 {
		return nil
	}
	plain, err := hubKey(t, 3).Open("ITA", body.GetSealedTokens())
	must(t, err)
	var sheets pb.TokenSheets
	must(t, proto.Unmarshal(plain, &sheets))
	return sheets.GetSheets()
}
