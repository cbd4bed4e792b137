package focalpoint

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/stage"
)

// TestAFloodWaitsForReceipts lets a focal point send much more than the hub decides: whenever
// the hub looks, no more than the window is without a receipt, and at last all of it is there.
func TestAFloodWaitsForReceipts(t *testing.T) {
	const reports = 60
	for name, tt := range map[string]struct{ batch, window, most int }{
		"one at a time, unless told otherwise": {1, 0, 1},
		"one at a time, many reports in it":    {7, 1, 1},
		"several at a time":                    {2, 4, 4},
	} {
		t.Run(name, func(t *testing.T) {
			_, js := bustest.Start(t)
			o := options()
			o.Batch, o.Window = tt.batch, tt.window
			p := publisher(t, js, o)
			p.patience = time.Hour
			sent := make(chan error, 1)
			go func() { sent <- flood(soon(t), p, reports) }()
			h, answered := &standIn{js: js}, 0
			enough := errors.New("enough")
			err := stage.Follow(soon(t), js, bus.Reports, 1, func(m stage.Message) error {
				s, err := js.Stream(context.Background(), bus.Reports)
				must(t, err)
				open := int(s.CachedInfo().State.LastSeq) - answered
				if open > tt.most {
					t.Errorf("%d submissions are without a receipt", open)
				}
				must(t, h.answer(soon(t), m))
				if answered++; answered*tt.batch >= reports {
					return enough
				}
				return nil
			})
			if !errors.Is(err, enough) {
				t.Fatal(err)
			}
			must(t, <-sent)
		})
	}
}

// TestWithoutReceiptsItGoesOn checks that a hub whose normalizer is away gets everything.
func TestWithoutReceiptsItGoesOn(t *testing.T) {
	_, js := bustest.Start(t)
	o := options()
	o.Batch, o.Window = 1, 2
	p := publisher(t, js, o)
	p.patience = time.Millisecond
	must(t, flood(soon(t), p, 10))
	if n := len(stored(t, js)); n != 10 {
		t.Errorf("got %d submissions of 10", n)
	}
}

func flood(ctx context.Context, p *Publisher, reports int) error {
	for i := range reports {
		if err := p.Send(ctx, upsert(fmt.Sprint("case ", i), 1)); err != nil {
			return err
		}
	}
	return p.Flush(ctx)
}
