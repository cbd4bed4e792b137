package aggregator

import (
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/table"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/aggregator/internal/count"
)

// mostCells is how many cells go into one message, about 40 bytes each.
const mostCells = 10_000

// fold counts changes of persons. Its state is count.Tables.
type fold struct {
	*count.Tables
	metrics *metrics
}

func newFold(m *metrics) *fold { return &fold{Tables: count.New(), metrics: m} }

// Apply answers with one message a table that changed, or several where many cells did.
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
	deltas, err := f.Tables.Apply(changes, quality)
	if err != nil {
		return nil, 0, err
	}
	f.metrics.state(f.Tables)
	out, err := messages(deltas)
	return out, 0, err
}

// Restore folds what changed in one table.
func (f *fold) Restore(out stage.Message) error {
	var c pb.TableChange
	if err := proto.Unmarshal(out.Data, &c); err != nil {
		return fmt.Errorf("decoding TableChange: %w", err)
	}
	d, ok := table.Find(c.GetTable())
	if !ok {
		return fmt.Errorf("a change of a table that is not defined")
	}
	delta := count.TableDelta{Table: d.ID}
	for _, cell := range c.GetCells() {
		k, err := d.Parse(cell.GetKey())
		if err != nil {
			return err
		}
		delta.Cells = append(delta.Cells, table.Cell{Key: k, Value: cell.GetValue()})
	}
	return f.Tables.Restore(delta)
}

func messages(deltas []count.TableDelta) ([]stage.Message, error) {
	var out []stage.Message
	for _, delta := range deltas {
		d, _ := table.Find(delta.Table)
		for cells := delta.Cells; len(cells) > 0; {
			n := min(len(cells), mostCells)
			data, err := proto.MarshalOptions{Deterministic: true}.Marshal(tableChange(d, cells[:n]))
			if err != nil {
				return nil, err
			}
			out, cells = append(out, stage.Message{Subject: bus.PartnerSubject(d.ID), Data: data}), cells[n:]
		}
	}
	return out, nil
}

func tableChange(d table.Definition, cells []table.Cell) *pb.TableChange {
	c := &pb.TableChange{Table: d.ID, Cells: make([]*pb.Cell, len(cells))}
	for i, cell := range cells {
		c.Cells[i] = &pb.Cell{Key: d.Names(cell.Key), Value: cell.Value}
	}
	return c
}
