package analyst

import (
	"fmt"

	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/wire"
)

// change is what one message of STATISTICS says: new values of cells of one table.
type change struct {
	seq   uint64
	def   table.Definition
	cells []table.Cell
}

// decode reads a message. An error means that the log is corrupt, or written by a newer
// program that knows more tables.
func decode(m stage.Message) (change, error) {
	def, cells, err := wire.DecodeTableChange(m.Data)
	if err != nil {
		return change{}, fmt.Errorf("message %d: %w", m.Seq, err)
	}
	return change{m.Seq, def, cells}, nil
}

// rows returns the changed cells as rows. Unless exact, cells of one to ten are left out: who
// counts the events of such a cell knows its value. A cell that left the table has the value
// 0. Unlike the view of a whole table these have the pairs of
// T09 that are no flow, but neither the shares of T10 nor the flows of T11.
func (c change) rows(o table.Options) []table.Row {
	def := c.def
	def.Rule = table.RulePlain
	rows := make([]table.Row, 0, len(c.cells))
	for i, cell := range c.cells {
		if !o.Exact && cell.Value > 0 && cell.Value <= table.FewPersons {
			continue
		}
		if cell.Value == 0 {
			rows = append(rows, table.Row{Key: def.Names(cell.Key), Value: "0", Status: table.StatusNormal})
			continue
		}
		rows = append(rows, table.View(def, func(string) []table.Cell { return c.cells[i : i+1] }, o)...)
	}
	return rows
}
