// Package attack_test plays those who want to know who a victim is: a thief of the hub's disk,
// a hub that conspires with a key-holder, a focal point that guesses, and one that sends what
// is meant to harm. Each attack runs against the real parts. Beside it stands the same attack
// where it must succeed, so that it is known to bite.
package attack_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/holder"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/analyst"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/deduplicator"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func area(t testing.TB, alpha3 string) geo.Area {
	t.Helper()
	a, ok := geo.ParseAlpha3(alpha3)
	if !ok {
		t.Fatalf("no country: %s", alpha3)
	}
	return a
}

// soon is a context that a hanging test ends with.
func soon(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// record is a log that several services write.
type record struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.Write(p)
}

func (r *record) bytes() []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return bytes.Clone(r.b.Bytes())
}

// rig is a hub with both key-holders, and everybody's keys: who plays whom is up to the test.
type rig struct {
	*hub.Hub
	t       testing.TB
	dir     string // of the hub's data; the keys are elsewhere, as in a deployment
	keys    *keyring.Keyring
	linkage *pb.Linkage
	log     zerolog.Logger
	stop    func()
}

// newRig starts a hub that trusts countries, with keys of the epochs in force.
func newRig(t testing.TB, log zerolog.Logger, epochs []uint32, countries ...string) *rig {
	t.Helper()
	r := &rig{t: t, dir: t.TempDir(), log: log}
	var err error
	r.keys, err = keyring.Open(t.TempDir())
	must(t, err)
	r.linkage = r.linkageOf(epochs...)
	_, linkKey, err := r.keys.Link()
	must(t, err)
	r.Hub, err = hub.Start(soon(t), hub.Config{
		Dir: r.dir, Metrics: "127.0.0.1:0", Fallback: true, Anchor: r.keys.Anchor.Public(), Persons: deduplicator.Config{LinkKey: linkKey},
		Holders: map[int]string{token.First: r.keys.HolderDir(token.First), token.Second: r.keys.HolderDir(token.Second)},
		Analyst: analyst.Config{Listen: "127.0.0.1:0", SmallCells: "range"}, Log: log,
	})
	must(t, err)
	r.stop = sync.OnceFunc(func() { must(t, r.Stop()) })
	t.Cleanup(r.stop)
	public := map[geo.Area]string{}
	for _, c := range countries {
		public[area(t, c)] = r.identity(c).Key.Public()
	}
	_, err = hub.Trust(soon(t), r.JetStream, r.keys, hub.Countries(public), hub.Linkage(r.linkage))
	must(t, err)
	for len(r.Health.Waiting()) > 0 {
		time.Sleep(5 * time.Millisecond)
	}
	return r
}

// linkageOf makes the keys of epochs, and says how tokens are made with them.
func (r *rig) linkageOf(epochs ...uint32) *pb.Linkage {
	r.t.Helper()
	var all *pb.Linkage
	for _, e := range epochs {
		l, err := r.keys.Linkage(e)
		must(r.t, err)
		if all != nil {
			l.Epochs = append(all.Epochs, l.Epochs...)
		}
		all = l
	}
	return all
}

func (r *rig) identity(country string) focalpoint.Identity {
	r.t.Helper()
	id, err := r.keys.Identity(area(r.t, country))
	must(r.t, err)
	return id
}

func (r *rig) holderKey(n int, epoch uint32) *token.HolderKey {
	r.t.Helper()
	k, err := r.keys.Holder(n, epoch)
	must(r.t, err)
	return k
}

func (r *rig) linkKey() *token.HubKey {
	r.t.Helper()
	k, _, err := r.keys.Link()
	must(r.t, err)
	return k
}

// client asks the key-holders as a country.
func (r *rig) client(country string) *holder.Client {
	id := r.identity(country)
	return holder.New(r.JetStream.Conn(), id.Key, id.Country)
}

// focalPoint is a country's end. It makes tokens of some epochs with the key-holders.
func (r *rig) focalPoint(country string, epochs ...uint32) *focalpoint.Publisher {
	r.t.Helper()
	p, err := focalpoint.NewPublisher(soon(r.t), r.JetStream, r.identity(country), focalpoint.Options{
		Produced: tip.QuarterPeriod(2024, 4), Linkage: focalpoint.LinkageOf(r.linkageOf(epochs...), r.client(country)), Log: r.log,
	})
	must(r.t, err)
	return p
}

// telling is a report on one victim, with who she is.
type telling struct {
	tip.Report
	who identity.Identity
}

// send publishes reports as cases of a focal point, and waits until all is counted.
func (r *rig) send(p *focalpoint.Publisher, caseKey string, reports ...telling) {
	r.t.Helper()
	for i := range reports {
		must(r.t, p.Send(soon(r.t), filing(fmt.Sprintf("%s-%d", caseKey, i), reports[i])))
	}
	r.settle(p)
}

// settle waits for all receipts, and until everything has reached the statistics.
func (r *rig) settle(p *focalpoint.Publisher) focalpoint.Outcome {
	r.t.Helper()
	o, err := p.Wait(soon(r.t))
	must(r.t, err)
	must(r.t, hub.Drained(soon(r.t), r.JetStream, func(uint64) {}))
	if o.Quarantined > 0 {
		r.t.Fatalf("%d reports were refused: %v", o.Quarantined, o.Refusals)
	}
	return o
}

// report is one about a Ukrainian whom a country has detected.
func report(t testing.TB, by string, at tip.Period) tip.Report {
	t.Helper()
	from, here := area(t, "UKR"), area(t, by)
	return tip.Report{
		Incident: tip.Incident{
			Origin: from, OriginBasis: code.OriginBasisCitizenship, Destination: here, Detection: here, DetectionPeriod: at,
			DetectionStage: code.CountryRoleDestination, Acts: code.SetOf(code.TraffickingActRecruitment), Means: code.SetOf(code.PalermoMeansDeception),
		},
		Victims: []tip.Victim{{
			Ref: 1, Status: code.TraffickingStatusConfirmed, StatusAuthority: code.IdentifyingAuthorityPolice, Sex: code.SexFemale,
			AgeRegistration: code.AgeBandY24To26, Citizenships: tip.Areas{from},
			Forms: code.SetOf(code.ExploitationFormForcedLabour), PrimaryForm: code.ExploitationFormForcedLabour,
		}},
		EntityKind: code.IdentifyingAuthorityPolice, ConsentScope: code.DataConsentScopeCrossBorderAnonymised,
		AgreementID: "AGR-1", SharingLabel: code.SharingLabelAmber, Pillars: code.SetOf(code.PillarProtection),
	}
}

// filing is a report on one victim, as her focal point sends it.
func filing(caseKey string, r telling) focalpoint.Filing {
	return focalpoint.Filing{
		CaseKey: caseKey, Revision: 1, Action: code.ActionUpsert, Content: wire.EncodeReport(r.Report),
		People: []focalpoint.Person{{Victim: r.Victims[0], Detected: r.Incident.DetectionPeriod, Identity: r.who}},
	}
}

// inputs are what the tokens of a person are made of.
func inputs(who identity.Identity) (list []token.Input) {
	for _, in := range who.Inputs() {
		list = append(list, token.Input{Family: in.Family, Value: in.Value})
	}
	return list
}

// stored returns the messages of a stream on subjects that begin alike.
func (r *rig) stored(stream, prefix string) (list []stage.Message) {
	r.t.Helper()
	must(r.t, stage.Read(soon(r.t), r.JetStream, stream, func(m stage.Message) error {
		if strings.HasPrefix(m.Subject, prefix) {
			list = append(list, m)
		}
		return nil
	}))
	return list
}

func unmarshal[M proto.Message](t testing.TB, data []byte, into M) M {
	t.Helper()
	must(t, proto.Unmarshal(data, into))
	return into
}
