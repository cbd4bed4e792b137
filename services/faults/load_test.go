package faults_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// load is focal points that report without a pause until they are stopped.
type load struct {
	t    testing.TB
	hist *history
	pace time.Duration // between two submissions of a country, on average

	mu    sync.Mutex
	acked time.Time // start of the last submission that was acknowledged

	stopping chan struct{}
	done     sync.WaitGroup
}

// report starts a focal point of each country. They send new reports, and now and then an old
// one again, in submissions of 1 to 10.
func (h *hub) report(seed uint64) *load { return h.reportOver(h.url, seed) }

// reportOver lets them talk to another address than the hub's own.
func (h *hub) reportOver(url string, seed uint64) *load {
	h.t.Helper()
	l := &load{t: h.t, hist: newHistory(), pace: 60 * time.Millisecond, stopping: make(chan struct{})}
	for i, country := range countries {
		p := &point{load: l, id: h.identity(country), js: bustest.Connect(h.t, url), dice: rand.New(rand.NewPCG(seed, uint64(i)))}
		l.done.Go(p.run)
	}
	h.t.Cleanup(l.halt)
	return l
}

// halt makes the focal points send no more, and waits until they have their acknowledgements
// and receipts. The bound is for what never comes back.
func (l *load) halt() {
	select {
	case <-l.stopping:
	default:
		close(l.stopping)
	}
	l.done.Wait()
}

func (l *load) stopped() bool {
	select {
	case <-l.stopping:
		return true
	default:
		return false
	}
}

// ackedSince reports whether a submission that left after t is acknowledged.
func (l *load) ackedSince(t time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.acked.After(t)
}

// point is the focal point of one country.
type point struct {
	*load
	id   focalpoint.Identity
	js   jetstream.JetStream
	dice *rand.Rand
	sent []focalpoint.Filing
}

func (p *point) run() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	produced := focalpoint.Options{Produced: tip.QuarterPeriod(2024, 4)}
	pub, err := focalpoint.NewPublisher(ctx, p.js, p.id, produced)
	if err != nil {
		p.t.Errorf("starting a focal point: %v", err)
		return
	}
	items := 0
	for !p.stopped() {
		n, err := p.submit(ctx, pub)
		if err != nil {
			p.t.Errorf("sending: %v", err)
			return
		}
		items += n
		time.Sleep(time.Duration(p.dice.Int64N(int64(2 * p.pace))))
	}
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	defer cancel()
	o, err := pub.Wait(ctx)
	if err != nil || o.Received != items || o.Quarantined > 0 {
		p.t.Errorf("%s sent %d items and has verdicts on %d, %d of them refusals: %v", p.id.Country, items, o.Received, o.Quarantined, err)
	}
	p.hist.answers(o.Received)
}

// submit sends one submission and waits until it is acknowledged.
func (p *point) submit(ctx context.Context, pub *focalpoint.Publisher) (int, error) {
	n := 1 + p.dice.IntN(10)
	refs := make([]string, n)
	for i := range refs {
		f := p.next()
		ref := p.id.Ref(f.CaseKey)
		refs[i] = name(p.id.Country.String(), ref[:])
		if err := pub.Send(ctx, f); err != nil {
			return 0, err
		}
	}
	begin := time.Now()
	p.hist.note(p.hist.attempted, refs)
	if err := pub.Flush(ctx); err != nil {
		return 0, err
	}
	p.hist.note(p.hist.acknowledged, refs)
	p.mu.Lock()
	defer p.mu.Unlock()
	if begin.After(p.acked) {
		p.acked = begin
	}
	return n, nil
}

// next is a new report, or one in twenty times an old one.
func (p *point) next() focalpoint.Filing {
	if len(p.sent) > 0 && p.dice.IntN(20) == 0 {
		return p.sent[p.dice.IntN(len(p.sent))]
	}
	f := focalpoint.Filing{
		CaseKey: fmt.Sprint("case ", len(p.sent)+1), Revision: 1, Action: code.ActionUpsert,
		Content: wire.EncodeReport(p.incident()),
	}
	p.sent = append(p.sent, f)
	return f
}

// incident is an invented report of one presumed victim.
func (p *point) incident() tip.Report {
	origins := []string{"MDA", "UKR", "NGA", "MMR", "PHL", "BRA"}
	origin, _ := geo.ParseAlpha3(origins[p.dice.IntN(len(origins))])
	citizenship, _ := tip.AreasOf(origin)
	form := []code.ExploitationForm{code.ExploitationFormForcedLabour, code.ExploitationFormSexualExploitation}[p.dice.IntN(2)]
	return tip.Report{
		Incident: tip.Incident{
			Origin: origin, OriginBasis: code.OriginBasisRecruitmentCountry,
			Destination: p.id.Country, Detection: p.id.Country,
			DetectionPeriod: tip.QuarterPeriod(2020+p.dice.IntN(4), 1+p.dice.IntN(4)),
			Acts:            code.SetOf(code.TraffickingActRecruitment), Means: code.SetOf(code.PalermoMeansDeception),
		},
		Victims: []tip.Victim{{
			Ref: 1, Status: code.TraffickingStatusPresumed, Sex: []code.Sex{code.SexFemale, code.SexMale}[p.dice.IntN(2)],
			AgeRegistration: []code.AgeBand{code.AgeBandY09To17, code.AgeBandY21To23, code.AgeBandY30To38}[p.dice.IntN(3)],
			Citizenships:    citizenship, Forms: code.SetOf(form), PrimaryForm: form,
		}},
		ConsentScope: code.DataConsentScopeCrossBorderAnonymised, SharingLabel: code.SharingLabelAmber,
	}
}

// recoveries are how long it took each time until a report that was sent after the fault had
// reached the statistics.
type recoveries []time.Duration

func (r recoveries) median() time.Duration {
	if len(r) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(r))[len(r)/2]
}

func (r recoveries) max() time.Duration {
	if len(r) == 0 {
		return 0
	}
	return slices.Max(r)
}

// recover waits until a report that was sent after the fault is acknowledged and counted, and
// returns how long that took from the fault on.
func (l *load) recover(h *hub, fault time.Time) time.Duration {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	eventually(l.t, "a report sent after the fault is acknowledged", func() bool { return l.ackedSince(fault) })
	var last uint64
	eventually(l.t, "the broker says how far it is", func() (ok bool) {
		var err error
		last, err = h.last(ctx, "REPORTS")
		return err == nil
	})
	eventually(l.t, "a report sent after the fault is counted", func() bool { return h.reached(ctx, last) })
	return time.Since(fault)
}
