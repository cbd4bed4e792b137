package board

import (
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/table"
)

func TestABoardHoldsTheLastValueOfEachCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, want := New(), map[string]map[table.Key]int64{"T01": {}, "T09": {}}
		n := rapid.IntRange(0, 50).Draw(t, "changes")
		for i := range n {
			id := rapid.SampledFrom([]string{"T01", "T09"}).Draw(t, "table")
			c := table.Cell{Key: table.Key(rapid.IntRange(1, 5).Draw(t, "key")), Value: rapid.Int64Range(0, 3).Draw(t, "value")}
			b.Apply(uint64(i+1), id, []table.Cell{c})
			want[id][c.Key] = c.Value
		}
		if b.Seq() != uint64(n) {
			t.Fatalf("sequence %d, want %d", b.Seq(), n)
		}
		for id, cells := range want {
			var list []table.Cell
			for k, v := range cells {
				if v != 0 {
					list = append(list, table.Cell{Key: k, Value: v})
				}
			}
			slices.SortFunc(list, table.CompareCells)
			if got := b.Cells(id); !slices.Equal(got, list) || b.Len(id) != len(list) {
				t.Fatalf("%s holds %v, want %v", id, got, list)
			}
		}
	})
}

func TestASnapshotIsOfOneMomentAndOfWhatWasWanted(t *testing.T) {
	b := New()
	everything := func(table.Key) bool { return true }
	var writing sync.WaitGroup
	writing.Go(func() {
		for i := range int64(500) { // odd changes raise T01, even ones T09
			id := [...]string{"T09", "T01"}[(i+1)%2]
			b.Apply(uint64(i+1), id, []table.Cell{{Key: 1, Value: i + 1}, {Key: 2, Value: 1}})
		}
	})
	for range 200 {
		seq, source := b.Snapshot(map[string]func(table.Key) bool{"T01": func(k table.Key) bool { return k == 1 }, "T09": everything})
		var last int64
		for _, c := range append(slices.Clone(source("T01")), source("T09")...) {
			last = max(last, c.Value)
		}
		if uint64(last) != seq || len(source("T01")) > 1 || len(source("T02")) != 0 {
			t.Fatalf("a snapshot at %d has value %d and %d cells", seq, last, len(source("T01")))
		}
	}
	writing.Wait()
}
