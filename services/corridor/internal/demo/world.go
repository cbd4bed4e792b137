package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/world"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// worldFeed publishes an invented world as the focal points of its countries.
type worldFeed struct {
	filings []world.Filing
	books   world.Truth
	nations []geo.Area
	seed    uint64
}

func newWorldFeed(seed uint64, victims int) (*worldFeed, error) {
	f := &worldFeed{seed: seed}
	seen := map[geo.Area]bool{}
	var err error
	f.books, err = world.Generate(world.Params{Seed: seed, Victims: victims}, func(filing world.Filing) error {
		if !seen[filing.Country] {
			seen[filing.Country] = true
			f.nations = append(f.nations, filing.Country)
		}
		f.filings = append(f.filings, filing)
		return nil
	})
	return f, err
}

func (f *worldFeed) title() string {
	return fmt.Sprintf("an invented world (seed %d) of %d countries. Every figure is invented.", f.seed, len(f.nations))
}

func (f *worldFeed) truth() *world.Truth { return &f.books }

func (f *worldFeed) countries() []geo.Area { return f.nations }

func (f *worldFeed) items() int { return len(f.filings) }

// check compares the hub's verdicts with those that the generator knows to be right. A world
// that is published again consists of duplicates.
func (f *worldFeed) check(o focalpoint.Outcome) (text string, right bool) {
	t := f.books
	switch {
	case o.Accepted == t.Accepted && o.Duplicate == t.Duplicate && o.Withdrawn == t.Withdrawn && o.Quarantined == t.Quarantined:
		return "as the world's own books say, verdict by verdict", true
	case o.Accepted == 0 && o.Quarantined == t.Quarantined:
		return "all known already: this world was published before", true
	}
	return fmt.Sprintf("NOT AS THE WORLD'S OWN BOOKS SAY: accepted %d, duplicate %d, withdrawn %d, quarantined %d",
		t.Accepted, t.Duplicate, t.Withdrawn, t.Quarantined), false
}

func (f *worldFeed) publish(ctx context.Context, s *sent) error {
	for i := range f.filings {
		if err := f.file(ctx, s, &f.filings[i]); err != nil {
			return err
		}
		s.progress(1)
	}
	return nil
}

// file sends one filing with the defect it is to have.
func (f *worldFeed) file(ctx context.Context, s *sent, w *world.Filing) error {
	p, err := s.point(ctx, w.Country, world.Produced())
	if err != nil {
		return err
	}
	switch w.Defect {
	case world.DefectGarbage:
		return p.Raw(ctx, bytes.Repeat([]byte{0xff}, bus.MaxPayload))
	case world.DefectForeignSignature:
		return f.forge(ctx, s, w)
	}
	filing, err := filingOf(w)
	if err != nil {
		return err
	}
	return p.Send(ctx, filing)
}

// forge sends a filing that another country has signed.
func (f *worldFeed) forge(ctx context.Context, s *sent, w *world.Filing) error {
	own, err := s.keys.Identity(w.Country)
	if err != nil {
		return err
	}
	for _, other := range f.nations {
		if other == w.Country {
			continue
		}
		foreign, err := s.keys.Identity(other)
		if err != nil {
			return err
		}
		own.Key = foreign.Key
		p, err := s.publisher(ctx, own, world.Produced())
		if err != nil {
			return err
		}
		filing, err := filingOf(w)
		if err != nil {
			return err
		}
		return errors.Join(p.Send(ctx, filing), p.Flush(ctx))
	}
	return errors.New("there is no other country to sign")
}

func filingOf(w *world.Filing) (focalpoint.Filing, error) {
	f := focalpoint.Filing{CaseKey: w.CaseKey, Revision: w.Revision, Action: w.Action}
	if w.Action == code.ActionWithdraw {
		return f, nil
	}
	content, err := spoil(wire.EncodeReport(w.Report), w.Defect)
	f.Content = content
	for i, v := range w.Report.Victims {
		f.People = append(f.People, focalpoint.Person{
			Victim: v, Detected: w.Report.Incident.DetectionPeriod, Identity: w.Identities[i],
		})
	}
	return f, err
}

// spoil puts a defect into the bytes that the domain's report can't hold.
func spoil(content []byte, d world.Defect) ([]byte, error) {
	switch d {
	case world.DefectUnknownField:
		const field = 999
		return protowire.AppendString(protowire.AppendTag(content, field, protowire.BytesType), "free text"), nil
	case world.DefectUnknownCountry:
		var r pb.IncidentReport
		if err := proto.Unmarshal(content, &r); err != nil {
			return nil, err
		}
		r.Incident.OriginCountry = "QQQ"
		return proto.Marshal(&r)
	}
	return content, nil
}
