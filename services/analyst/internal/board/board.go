// Package board keeps the exact cells of all tables as they stand after some number of
// changes, for many readers at a time.
package board

import (
	"slices"
	"sync"

	"github.com/corridor-tip/corridor/pkg/table"
)

// Board holds the cells that are not 0. It is safe for concurrent use.
type Board struct {
	mu     sync.RWMutex
	seq    uint64
	tables map[string]map[table.Key]int64
}

// New returns an empty board.
func New() *Board { return &Board{tables: map[string]map[table.Key]int64{}} }

// Apply sets cells of a table to their values after the change of sequence seq; 0 takes a
// cell out.
func (b *Board) Apply(seq uint64, id string, cells []table.Cell) {
	b.mu.Lock()
	defer b.mu.Unlock()
	t := b.tables[id]
	if t == nil {
		t = map[table.Key]int64{}
		b.tables[id] = t
	}
	for _, c := range cells {
		if c.Value == 0 {
			delete(t, c.Key)
		} else {
			t[c.Key] = c.Value
		}
	}
	b.seq = seq
}

// Seq returns the sequence of the last change, 0 before the first.
func (b *Board) Seq() uint64 {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.seq
}

// Len returns how many cells a table holds.
func (b *Board) Len(id string) int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return len(b.tables[id])
}

// Cells returns all cells of a table in the order of their keys.
func (b *Board) Cells(id string) []table.Cell {
	_, source := b.Snapshot(map[string]func(table.Key) bool{id: func(table.Key) bool { return true }})
	cells := source(id)
	slices.SortFunc(cells, table.CompareCells)
	return cells
}

// Snapshot copies, of each table named, the cells whose keys it wants, all as they stood after
// the one change whose sequence it returns. The source gives them in any order.
func (b *Board) Snapshot(wants map[string]func(table.Key) bool) (uint64, table.Source) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	copies := make(map[string][]table.Cell, len(wants))
	for id, wanted := range wants {
		for k, v := range b.tables[id] {
			if wanted(k) {
				copies[id] = append(copies[id], table.Cell{Key: k, Value: v})
			}
		}
	}
	return b.seq, func(id string) []table.Cell { return copies[id] }
}
