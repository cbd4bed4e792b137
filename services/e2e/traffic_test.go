package e2e_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
	"github.com/corridor-tip/corridor/services/e2e/process"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// deployment is a nats-server and the keys of some countries; a test starts the services.
type deployment struct {
	t      testing.TB
	url    string
	js     jetstream.JetStream
	anchor string
	keys   string // folder
	points map[string]focalpoint.Identity
}

func newDeployment(t testing.TB, countries ...string) *deployment {
	t.Helper()
	_, url := natsServer(t)
	d := &deployment{t: t, url: url, js: bustest.Connect(t, url), keys: t.TempDir(), points: map[string]focalpoint.Identity{}}
	eventually(t, "the server answers", d.js.Conn().IsConnected)
	d.anchor = strings.TrimSpace(string(corridor(t, "keys", "init", "--keys", d.keys)))
	for _, c := range countries {
		key, err := sign.NewKey()
		if err != nil {
			t.Fatal(err)
		}
		area, _ := geo.ParseAlpha3(c)
		d.points[c] = focalpoint.Identity{Country: area, Key: key, RefKey: []byte("an invented key of thirty-two by")}
	}
	return d
}

// service starts a service with metrics on a port of its own.
func (d *deployment) service(name string, args ...string) *instance {
	d.t.Helper()
	metrics := fmt.Sprintf("127.0.0.1:%d", freePort(d.t))
	args = append([]string{name, "--nats", d.url, "--metrics", metrics}, args...)
	return &instance{start(d.t, "corridor", args...), "http://" + metrics}
}

// instance is a running service.
type instance struct {
	*process.Process
	page string
}

// says reports whether the metrics have a line.
func (i *instance) says(line string) bool { return strings.Contains(get(i.page+"/metrics"), line) }

// trust puts the keys of the countries in force, as soon as there is a normalizer.
func (d *deployment) trust() {
	d.t.Helper()
	args := []string{"keys", "trust-list", "--keys", d.keys, "--nats", d.url}
	for country, id := range d.points {
		args = append(args, country+"="+id.Key.Public())
	}
	eventually(d.t, "the trust list is published", func() bool {
		_, _, err := tryCorridor(d.t, args...)
		return err == nil
	})
}

// traffic is a focal point that publishes without end.
type traffic struct {
	cancel context.CancelFunc
	done   chan error
	sent   int
	got    focalpoint.Outcome
}

// publish lets a country publish submissions of some reports with a pause between them, until
// stop is called.
func (d *deployment) publish(country string, reports int, pause time.Duration) *traffic {
	d.t.Helper()
	p, err := focalpoint.NewPublisher(d.t.Context(), d.js, d.points[country], focalpoint.Options{Produced: tip.QuarterPeriod(2024, 3), Batch: reports, Window: *window})
	if err != nil {
		d.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(d.t.Context())
	l := &traffic{cancel: cancel, done: make(chan error, 1)}
	content := wire.EncodeReport(report())
	go func() {
		var err error
		for err == nil && (ctx.Err() == nil || l.sent%reports > 0) {
			err = p.Send(d.t.Context(), focalpoint.Filing{CaseKey: fmt.Sprintf("%p/%d", l, l.sent), Revision: 1, Action: code.ActionUpsert, Content: content})
			if l.sent++; l.sent%reports == 0 {
				time.Sleep(pause)
			}
		}
		if err == nil {
			l.got, err = p.Wait(d.t.Context())
		}
		l.done <- err
	}()
	return l
}

// stop ends the publishing and waits for all receipts.
func (l *traffic) stop(t testing.TB) {
	t.Helper()
	l.cancel()
	if err := <-l.done; err != nil {
		t.Fatal(err)
	}
	if l.got.Accepted != l.sent || l.got.Received != l.sent {
		t.Errorf("sent %d, received %d, accepted %d", l.sent, l.got.Received, l.got.Accepted)
	}
}

// report is of one invented victim.
func report() tip.Report {
	from, _ := geo.ParseAlpha3("UKR")
	to, _ := geo.ParseAlpha3("POL")
	return tip.Report{
		ConsentScope: code.DataConsentScopeCrossBorderAnonymised, SharingLabel: code.SharingLabelAmber,
		Incident: tip.Incident{
			Origin: from, OriginBasis: code.OriginBasisCitizenship, Destination: to, Detection: to,
			DetectionPeriod: tip.QuarterPeriod(2023, 4),
			Acts:            code.SetOf(code.TraffickingActRecruitment), Means: code.SetOf(code.PalermoMeansDeception),
		},
		Victims: []tip.Victim{{
			Ref: 1, Status: code.TraffickingStatusConfirmed, StatusAuthority: code.IdentifyingAuthorityPolice,
			Sex: code.SexFemale, AgeRegistration: code.AgeBandY24To26, Forms: code.SetOf(code.ExploitationFormForcedLabour),
			PrimaryForm: code.ExploitationFormForcedLabour,
		}},
	}
}

// counted waits until the analyst service shows a total of n victims, and checks the streams.
func (d *deployment) counted(page string, n int) {
	d.t.Helper()
	want := fmt.Sprintf("VIC_ALL,_T,_T,_T,_T,%d,A", n)
	var got string
	eventually(d.t, "the total is "+fmt.Sprint(n), func() bool {
		got = get("http://" + page + "/v1/tables/T01?format=csv&series=VIC_ALL")
		return strings.Contains(got, want)
	})
	corridor(d.t, "recompute", "--nats", d.url, "--link-key", filepath.Join(d.keys, "link.key"))
}
