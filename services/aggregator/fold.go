package aggregator

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/aggregator/internal/count"
)

// mostCells is how many cells go into one message, about 40 bytes each.
const mostCells = 10_000

// fold counts changes of persons. Its state is count.Tables.
type fold struct {
	*count.Tables
	encoders map[string]*wire.CellEncoder // by table
	metrics  *metrics
}

func newFold(m *metrics) *fold {
	return &fold{Tables: count.New(), encoders: map[string]*wire.CellEncoder{}, metrics: m}
}

// Apply takes the changes of persons of one submission, for Settle to answer.
func (f *fold) Apply(in stage.Message, _ int) ([]stage.Message, int, error) {
	var c pb.PersonChanges
	if err := proto.Unmarshal(in.Data, &c); err != nil {
		return nil, 0, fmt.Errorf("decoding PersonChanges: %w", err)
	}
	changes, err := changesOf(c.GetPersons())
	if err != nil {
		return nil, 0, err
	}
	quality, err := qualityOf(c.GetCountry(), c.GetQuality())
	if err != nil {
		return nil, 0, err
	}
	f.Add(changes, quality)
	return nil, 0, nil
}

// Settle answers with one message a table that changed, or several where many cells did.
func (f *fold) Settle() ([]stage.Message, error) {
	deltas, err := f.Tables.Settle()
	if err != nil {
		return nil, err
	}
	f.metrics.state(f.Tables)
	return f.messages(deltas), nil
}

// Restore folds what changed in one table.
func (f *fold) Restore(out stage.Message) error {
	d, cells, err := wire.DecodeTableChange(out.Data)
	if err != nil {
		return err
	}
	return f.Tables.Restore(count.TableDelta{Table: d.ID, Cells: cells})
}

// messages writes what changed, at most mostCells to a message.
func (f *fold) messages(deltas []count.TableDelta) (out []stage.Message) {
	for _, delta := range deltas {
		e := f.encoder(delta.Table)
		for cells := range slices.Chunk(delta.Cells, mostCells) {
			out = append(out, stage.Message{Subject: bus.PartnerSubject(delta.Table), Data: e.TableChange(cells)})
		}
	}
	return out
}

func (f *fold) encoder(id string) *wire.CellEncoder {
	e, ok := f.encoders[id]
	if !ok {
		d, _ := table.Find(id)
		e = wire.NewCellEncoder(d)
		f.encoders[id] = e
	}
	return e
}
