package analyst

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/services/analyst/internal/board"
	"github.com/corridor-tip/corridor/services/analyst/internal/query"
	"github.com/corridor-tip/corridor/services/analyst/internal/sheet"
)

// Board holds the exact cells of all tables. It is safe for concurrent use.
type Board = board.Board

// Filters say which rows of a table are asked for; the zero value takes all.
type Filters = query.Filters

// FilterError says which parameter of filters makes no sense, and why.
type FilterError = query.Error

// ParseFilters reads filters out of parameters named by the ids of dimensions, or by year,
// form or country, in any case. Values separated by commas mean any of them. The error is a
// *FilterError.
func ParseFilters(def table.Definition, values url.Values) (Filters, error) {
	return query.Parse(def, values)
}

// Rows returns the rows of a table that f asks for, in canonical order, and the sequence of
// the change after which they stand so.
func Rows(b *Board, def table.Definition, f Filters, o table.Options) ([]table.Row, uint64) {
	seq, source := b.Snapshot(query.Wants(def, f))
	return query.Select(def, table.View(def, source, o), f), seq
}

// Render writes rows in a format: table is aligned text with commas between thousands, csv is
// quoted as in RFC 4180, json is what the API answers. seq is the sequence of the change after which the
// rows stand so.
func Render(w io.Writer, format string, def table.Definition, rows []table.Row, seq uint64) error {
	return sheet.Sheet{Definition: def, Sequence: seq, Rows: rows}.Write(w, format)
}

// errEnd ends a fold that has read all there was.
var errEnd = errors.New("the end")

// Read folds STATISTICS up to its present end.
func Read(ctx context.Context, js jetstream.JetStream) (*Board, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	b := board.New()
	if err := fold(ctx, js, b, func() { stop(errEnd) }); err != nil {
		return nil, err
	}
	if err := context.Cause(ctx); !errors.Is(err, errEnd) {
		return nil, fmt.Errorf("reading %s: %w", bus.Statistics, err)
	}
	return b, nil
}

// fold keeps a board up to date until ctx ends, which is no error. It calls ready once, when
// the board has all that the stream held at the start.
func fold(ctx context.Context, js jetstream.JetStream, b *Board, ready func()) error {
	end, err := lastSeq(ctx, js)
	if err != nil {
		return ended(ctx, err)
	}
	if end == 0 {
		ready()
	}
	return ended(ctx, stage.Follow(ctx, js, bus.Statistics, 1, func(m stage.Message) error {
		c, err := decode(m)
		if err != nil {
			return err
		}
		b.Apply(c.seq, c.def.ID, c.cells)
		if m.Seq == end {
			ready()
		}
		return nil
	}))
}

// ended drops the error of what failed because ctx ended.
func ended(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.Canceled) || errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return nil
	}
	return err
}

// lastSeq returns the sequence of the last message of STATISTICS, 0 where there is none.
func lastSeq(ctx context.Context, js jetstream.JetStream) (uint64, error) {
	s, err := js.Stream(ctx, bus.Statistics)
	if err != nil {
		return 0, fmt.Errorf("looking at %s: %w", bus.Statistics, err)
	}
	return s.CachedInfo().State.LastSeq, nil
}
