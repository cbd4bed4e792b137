package attack_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/holder"
	"github.com/corridor-tip/corridor/pkg/obs"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/keyholder"
)

// guarded starts both key-holders with a quota on a broker without a hub, and returns who
// asks them as a country.
func guarded(t testing.TB, quota uint64, countries ...string) (jetstream.JetStream, token.Epoch, []*holder.Client) {
	t.Helper()
	_, js := bustest.Start(t)
	keys, err := keyring.Open(t.TempDir())
	must(t, err)
	first, err := keys.Holder(token.First, 1)
	must(t, err)
	second, err := keys.Holder(token.Second, 1)
	must(t, err)
	epoch, err := token.EpochOf(first, second)
	must(t, err)
	list := &pb.TrustListBody{Version: 1}
	var clients []*holder.Client
	for _, c := range countries {
		id, err := keys.Identity(area(t, c))
		must(t, err)
		list.Keys = append(list.Keys, &pb.TrustedKey{Country: c, PublicKey: id.Key.Public()})
		clients = append(clients, holder.New(bustest.Connect(t, js.Conn().ConnectedUrl()).Conn(), id.Key, id.Country))
	}
	signed, err := keys.TrustList(list)
	must(t, err)
	data, err := proto.Marshal(&pb.Normalized{TrustList: signed})
	must(t, err)
	_, err = js.Publish(soon(t), bus.TrustInForceSubject, data)
	must(t, err)
	for _, n := range []int{token.First, token.Second} {
		run(t, js, keyholder.Config{Holder: n, Keys: keys.HolderDir(n), Anchor: keys.Anchor.Public(), Quota: quota, Burst: keyholder.MaxBurst})
	}
	return js, epoch, clients
}

// run runs a key-holder until the test ends, and returns when it answers.
func run(t testing.TB, js jetstream.JetStream, c keyholder.Config) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	health, done := &obs.Health{}, make(chan error, 1)
	health.Set(keyholder.Name, false)
	go func() {
		env := app.Env{JetStream: js, Health: health, Log: zerolog.Nop(), Registry: prometheus.NewRegistry()}
		done <- c.Run(ctx, env)
	}()
	t.Cleanup(func() {
		cancel()
		must(t, <-done)
	})
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if waiting := health.Waiting(); len(waiting) == 1 && waiting[0] == keyholder.Name {
			return // all but the part that stands for not having begun
		}
	}
	t.Fatal("the key-holder is not ready")
}

// TestGuessingOnlineEndsAtTheQuotaAndIsInTheAudit lets a focal point ask for the tokens of one
// person after the other, none of whom it has registered.
func TestGuessingOnlineEndsAtTheQuotaAndIsInTheAudit(t *testing.T) {
	const quota = 300
	js, epoch, clients := guarded(t, quota, "ITA", "POL")
	var err error
	spent, guesses := 0, 0
	for _, who := range invented(t, 11, 25) {
		if _, err = clients[0].Tokens(soon(t), epoch, inputs(who)); err != nil {
			break
		}
		spent, guesses = spent+len(inputs(who)), guesses+1
	}
	if !errors.Is(err, holder.ErrQuota) || spent > quota || guesses < 10 {
		t.Fatalf("after %d guesses and %d evaluations: %v", guesses, spent, err)
	}
	if _, err := clients[1].Tokens(soon(t), epoch, inputs(anna)); err != nil {
		t.Errorf("another country pays for it: %v", err)
	}
	refusals := 0 // by one of the two at least: the other may be asked no more
	for _, n := range []int{token.First, token.Second} {
		asked, refused := audited(t, js, n)
		if asked["ITA"] < spent || asked["ITA"] > quota || asked["POL"] == 0 || refused["POL"] > 0 {
			t.Errorf("holder %d: the audit tells of %v evaluations and %v refusals", n, asked, refused)
		}
		refusals += refused["ITA"]
	}
	if refusals == 0 {
		t.Error("no audit tells of the refusal")
	}
}

// audited adds up by country what a key-holder's audit tells, after checking that it is whole.
func audited(t testing.TB, js jetstream.JetStream, n int) (asked, refused map[string]int) {
	t.Helper()
	_, err := keyholder.VerifyAudit(soon(t), js, n)
	must(t, err)
	asked, refused = map[string]int{}, map[string]int{}
	name, _ := bus.Audit(n)
	must(t, stage.Read(soon(t), js, name, func(m stage.Message) error {
		e := unmarshal(t, m.Data, &pb.EvaluationAudit{})
		if e.GetRefusal() == pb.EvaluationRefusal_EVALUATION_REFUSAL_UNSPECIFIED {
			asked[e.GetCountry()] += int(e.GetElements())
		} else {
			refused[e.GetCountry()]++
		}
		return nil
	}))
	return asked, refused
}

// TestSealedTokensAreWorthNothingToAnotherCountry lets Italy send Poland's sealed tokens as
// its own, with reports of its own around them, to learn what they are equal to.
func TestSealedTokensAreWorthNothingToAnotherCountry(t *testing.T) {
	r := newRig(t, zerolog.Nop(), []uint32{1}, "POL", "ITA")
	at := tip.QuarterPeriod(2023, 1)
	r.send(r.focalPoint("POL", 1), "case", tellings(t, "POL", at, anna)...)
	r.send(r.focalPoint("ITA", 1), "own", tellings(t, "ITA", at, invented(t, 5, 1)...)...)
	before := r.persons()
	stolen := r.submission("POL")
	own := r.submission("ITA")
	own.SubmissionId = uuid.Must(uuid.NewV7()).String()
	own.SealedTokens, own.Items = stolen.GetSealedTokens(), own.GetItems()[:1]
	own.Items[0].ReportRef, own.Items[0].TokensDigest = stolen.GetItems()[0].GetReportRef(), stolen.GetItems()[0].GetTokensDigest()
	p := r.focalPoint("ITA", 1)
	must(t, p.Raw(soon(t), r.signed("ITA", own)))
	if o := r.settle(p); o.Accepted != 1 {
		t.Fatalf("the report was not taken: %+v", o)
	}
	if got := r.persons(); !slices.Equal(got, sorted(append(before, "ITA"))) {
		t.Errorf("the persons were %v and are %v", before, got)
	}
	if page := fetch(t, "http://"+r.Metrics+"/metrics"); !strings.Contains(page, "corridor_deduplicator_unreadable_submissions_total 1\n") {
		t.Error("the operator is not told that sealed tokens do not open")
	}
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

// submission returns the first one of a country.
func (r *rig) submission(country string) *pb.SubmissionBody {
	r.t.Helper()
	s := unmarshal(r.t, r.stored(bus.Reports, bus.ReportsPrefix+country)[0].Data, &pb.Submission{})
	return unmarshal(r.t, s.GetBody(), &pb.SubmissionBody{})
}

// signed returns a submission with a country's own signature.
func (r *rig) signed(country string, body *pb.SubmissionBody) []byte {
	r.t.Helper()
	data, err := proto.Marshal(body)
	must(r.t, err)
	key := r.identity(country).Key
	signature, err := key.Sign(sign.SubmissionType, data)
	must(r.t, err)
	out, err := proto.Marshal(&pb.Submission{Body: data, PublicKey: key.Public(), Signature: signature})
	must(r.t, err)
	return out
}

// TestAFocalPointComputesNoTokenOffline gives Italy what it may have: its own tokens of people
// it knows, the public keys of an epoch, and whatever the hub publishes. Without the holders
// it gets no token of anybody else, and with its own it cannot open Poland's.
func TestAFocalPointComputesNoTokenOffline(t *testing.T) {
	r := newRig(t, zerolog.Nop(), []uint32{1}, "POL", "ITA")
	r.send(r.focalPoint("POL", 1), "case", tellings(t, "POL", tip.QuarterPeriod(2023, 1), anna)...)
	epoch, err := token.EpochOf(r.holderKey(token.First, 1), r.holderKey(token.Second, 1))
	must(t, err)
	known, err := r.client("ITA").Tokens(soon(t), epoch, inputs(anna))
	must(t, err)
	if l := r.loot(); !l.tokens[known[0]] {
		t.Fatal("two countries have different tokens of one person: nothing is tested")
	}
	b, err := token.Blind(epoch, inputs(anna))
	must(t, err)
	answers := map[string][2]token.Evaluation{
		"its own blinded inputs":     {{Elements: b.First(), Proof: make([]byte, token.ProofSize)}, {Elements: b.Second(), Proof: make([]byte, token.ProofSize)}},
		"the public keys of holders": {{Elements: slices.Repeat([][]byte{epoch.First}, len(known)), Proof: make([]byte, token.ProofSize)}, {Elements: slices.Repeat([][]byte{epoch.Second}, len(known)), Proof: make([]byte, token.ProofSize)}},
	}
	for name, a := range answers {
		if tokens, err := b.Finish(a[0], a[1]); !errors.Is(err, token.ErrProof) || tokens != nil {
			t.Errorf("%s pass for an evaluation: %v", name, err)
		}
	}
	sealed := r.submission("POL").GetSealedTokens()
	for name, seed := range map[string][]byte{"its reference key": r.identity("ITA").RefKey, "the hub's public key": r.linkage.GetRecipient()[:token.SeedSize], "an epoch's public key": epoch.First} {
		mine, err := token.RecipientFromSeed(seed)
		must(t, err)
		if _, err := mine.Open("POL", sealed); !errors.Is(err, token.ErrSealed) {
			t.Errorf("%s opens Poland's tokens: %v", name, err)
		}
	}
}
