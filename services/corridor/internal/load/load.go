// Package load makes the input of measurements: signed submissions of an invented world, as
// the focal points of its countries would publish them, before the clock starts.
package load

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/broker"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/corridor/internal/world"
	"github.com/corridor-tip/corridor/services/deduplicator"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// Load is submissions that wait to be published, and what a hub needs to take them.
type Load struct {
	Submissions []stage.Message // in the order of publishing
	Reports     int             // in them
	Victims     int             // in them
	Keys        *keyring.Keyring
	Persons     deduplicator.Config
	countries   map[geo.Area]string
	linkage     *pb.Linkage
}

// epoch of the key-holders whose tokens the load has.
const epoch = 1

// Make invents a world of about so many reports and lets its focal points publish it to a
// broker of its own in dir, from where the submissions are taken: at most batch reports in
// each. Tokens are keyed hashes that stand in for those of two key-holders.
func Make(ctx context.Context, dir string, seed uint64, reports, batch int) (*Load, error) {
	l := &Load{countries: map[geo.Area]string{}}
	if err := l.keys(filepath.Join(dir, "keys"), reports); err != nil {
		return nil, err
	}
	store := filepath.Join(dir, "made")
	s, err := broker.Start(broker.Config{Dir: store})
	if err != nil {
		return nil, err
	}
	defer func() {
		broker.Stop(s)
		_ = os.RemoveAll(store)
	}()
	nc, js, err := bus.Connect(s.ClientURL(), "corridor-load")
	if err != nil {
		return nil, err
	}
	defer nc.Close()
	if err := bus.Ensure(ctx, js, bus.Options{}); err != nil {
		return nil, err
	}
	if err := l.publish(ctx, js, world.Params{Seed: seed, Victims: max(1, reports*victimsPerReport/100)}, batch); err != nil {
		return nil, fmt.Errorf("making a load: %w", err)
	}
	err = stage.Read(ctx, js, bus.Reports, func(m stage.Message) error {
		l.Submissions = append(l.Submissions, m)
		return nil
	})
	return l, err
}

// victimsPerReport, in hundredths, is what the invented world has.
const victimsPerReport = 145

func (l *Load) keys(dir string, reports int) (err error) {
	if l.Keys, err = keyring.Open(dir); err != nil {
		return err
	}
	if l.linkage, err = l.Keys.Linkage(epoch); err != nil {
		return err
	}
	if _, l.Persons.LinkKey, err = l.Keys.Link(); err != nil {
		return err
	}
	l.Persons.LinkModel, err = l.Keys.Model(linkage.Standard().For(max(1000, reports)))
	return err
}

// publish sends the sound filings of a world.
func (l *Load) publish(ctx context.Context, js jetstream.JetStream, p world.Params, batch int) error {
	points := map[geo.Area]*focalpoint.Publisher{}
	_, err := world.Generate(p, func(f world.Filing) error {
		if f.Defect != world.DefectNone || f.Reason != code.ReasonUnspecified {
			return nil
		}
		point, ok := points[f.Country]
		if !ok {
			var err error
			if point, err = l.point(ctx, js, f.Country, batch); err != nil {
				return err
			}
			points[f.Country] = point
		}
		l.Reports++
		l.Victims += len(f.Report.Victims)
		return point.Send(ctx, filing(&f))
	})
	if err != nil {
		return err
	}
	for _, point := range points {
		if err := point.Flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (l *Load) point(ctx context.Context, js jetstream.JetStream, country geo.Area, batch int) (*focalpoint.Publisher, error) {
	id, err := l.Keys.Identity(country)
	if err != nil {
		return nil, err
	}
	l.countries[country] = id.Key.Public()
	return focalpoint.NewPublisher(ctx, js, id, focalpoint.Options{
		Produced: world.Produced(), Batch: batch, Window: math.MaxInt, // nobody is there to answer
		Linkage: focalpoint.LinkageOf(l.linkage, hashed{}),
	})
}

// Trust makes a hub trust the focal points of the load.
func (l *Load) Trust(ctx context.Context, js jetstream.JetStream) error {
	_, err := hub.Trust(ctx, js, l.Keys, hub.Countries(l.countries), hub.Linkage(l.linkage))
	return err
}

func filing(f *world.Filing) focalpoint.Filing {
	out := focalpoint.Filing{CaseKey: f.CaseKey, Revision: f.Revision, Action: f.Action}
	if f.Action == code.ActionWithdraw {
		return out
	}
	out.Content = wire.EncodeReport(f.Report)
	for i, v := range f.Report.Victims {
		out.People = append(out.People, focalpoint.Person{
			Victim: v, Detected: f.Report.Incident.DetectionPeriod, Identity: f.Identities[i],
		})
	}
	return out
}

// hashed makes tokens by a keyed hash: they agree and differ where those of key-holders do.
type hashed struct{}

// Tokens is that of holder.Evaluator.
func (hashed) Tokens(_ context.Context, _ token.Epoch, inputs []token.Input) ([]token.Token, error) {
	tokens := make([]token.Token, len(inputs))
	for i, in := range inputs {
		mac := hmac.New(sha256.New, []byte("corridor load"))
		mac.Write([]byte{byte(in.Family)})
		mac.Write(in.Value)
		copy(tokens[i][:], mac.Sum(nil))
	}
	return tokens, nil
}

// TrustList returns the signed trust list that Trust brings into force, for runs without a
// broker.
func (l *Load) TrustList() ([]byte, error) {
	list := &pb.TrustListBody{Version: 1}
	hub.Countries(l.countries)(list)
	hub.Linkage(l.linkage)(list)
	return l.Keys.TrustList(list)
}
