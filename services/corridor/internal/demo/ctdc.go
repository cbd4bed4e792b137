package demo

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/services/corridor/internal/world"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// ctdcFeed publishes a file of the Counter-Trafficking Data Collaborative as the test
// jurisdiction XCT.
type ctdcFeed struct {
	path     string
	produced tip.Period
	problems int // cells that count as unknown
	kept     int // records that were not sent
}

func (f *ctdcFeed) title() string {
	return "the file of the Counter-Trafficking Data Collaborative (ctdatacollaborative.org), sent as test jurisdiction XCT."
}

func (f *ctdcFeed) countries() []geo.Area { return []geo.Area{xct()} }

func xct() geo.Area {
	a, _ := geo.ParseAlpha3("XCT")
	return a
}

// items guesses by the size of the file; a row of either layout has about 60 bytes or more.
func (f *ctdcFeed) items() int {
	info, err := os.Stat(f.path)
	if err != nil {
		return 1
	}
	return int(info.Size()/60) + 1
}

func (f *ctdcFeed) check(o focalpoint.Outcome) (text string, right bool) {
	return fmt.Sprintf("%d records of the file could not be sent, %d cells not be read", f.kept, f.problems), o.Quarantined == 0
}

func (f *ctdcFeed) publish(ctx context.Context, s *sent) (err error) {
	file, err := os.Open(f.path)
	if err != nil {
		return fmt.Errorf("opening the CTDC file: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	p, err := s.point(ctx, xct(), f.produced)
	if err != nil {
		return err
	}
	return focalpoint.Import("ctdc", file, func(filing focalpoint.Filing, _ tip.Report) error {
		s.progress(1)
		return p.Send(ctx, filing)
	}, func(p focalpoint.Problem) {
		if p.Refused {
			f.kept++
		} else {
			f.problems++
		}
	})
}

func (f *ctdcFeed) truth() *world.Truth { return nil }
