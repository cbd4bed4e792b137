package count

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/table"
)

// named returns a table's cells with their keys as the oracle writes them.
func named(tables *Tables, d table.Definition) map[string]int64 {
	cells := map[string]int64{}
	for _, c := range tables.Cells(d.ID) {
		cells[strings.Join(d.Names(c.Key), " ")] = c.Value
	}
	return cells
}

func TestAnyHistoryCountsThePersonsThatStand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		tables, _ := w.apply(t)
		want := recount(w.persons())
		for _, d := range table.Definitions() {
			got := named(tables, d)
			for k := range want[d.ID] {
				if got[k] != want[d.ID][k] {
					t.Fatalf("%s: %s is %d, want %d", d.ID, k, got[k], want[d.ID][k])
				}
			}
			if len(got) != len(want[d.ID]) {
				t.Fatalf("%s has %d cells, want %d", d.ID, len(got), len(want[d.ID]))
			}
		}
	})
}

func TestNeitherOrderNorStepsNorDetoursMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		history, _ := w.apply(t)
		persons := rapid.Permutation(w.persons()).Draw(t, "order")
		for i, p := range persons {
			persons[i] = rapid.Permutation(p).Draw(t, "members")
		}
		direct := New()
		cut := rapid.IntRange(0, len(persons)).Draw(t, "cut")
		mustApply(t, direct, arrivals(persons[:cut]), Quality{})
		mustApply(t, direct, arrivals(persons[cut:]), Quality{})
		if snapshot(t, direct) != snapshot(t, history) {
			t.Fatal("the same persons gave other tables")
		}
	})
}

func TestTakingEverybodyAwayLeavesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		tables, _ := w.apply(t)
		var changes []Change
		for _, p := range w.persons() {
			changes = append(changes, Change{Before: p})
		}
		mustApply(t, tables, changes, Quality{})
		if snapshot(t, tables) != snapshot(t, New()) {
			t.Fatal("cells outlived the last person")
		}
	})
}

func TestRestoringTheOutputsGivesTheState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables, outputs := drawWorld(t).apply(t)
		outputs = append(outputs, mustApply(t, tables, nil, drawQuality(t)))
		restored := New()
		for _, deltas := range outputs {
			for _, d := range deltas {
				if err := restored.Restore(d); err != nil {
					t.Fatal(err)
				}
			}
		}
		if snapshot(t, restored) != snapshot(t, tables) {
			t.Fatal("the outputs do not tell the whole state")
		}
	})
}

func TestADeltaHoldsExactlyTheCellsThatChanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		tables := New()
		for _, changes := range w.steps {
			before := map[string]map[string]int64{}
			for _, d := range table.Definitions() {
				before[d.ID] = named(tables, d)
			}
			deltas := mustApply(t, tables, changes, Quality{})
			if !slices.IsSortedFunc(deltas, func(a, b TableDelta) int { return strings.Compare(a.Table, b.Table) }) {
				t.Fatal("tables are out of order")
			}
			for _, delta := range deltas {
				checkDelta(t, delta, before[delta.Table])
			}
			for _, d := range table.Definitions() {
				if got := named(tables, d); !maps.Equal(got, before[d.ID]) {
					t.Fatalf("the delta of %s does not lead to its cells", d.ID)
				}
			}
		}
	})
}

// checkDelta folds a delta into cells, and fails where it is malformed or idle.
func checkDelta(t *rapid.T, delta TableDelta, cells map[string]int64) {
	d, _ := table.Find(delta.Table)
	if !slices.IsSortedFunc(delta.Cells, table.CompareCells) {
		t.Fatalf("cells of %s are out of order", d.ID)
	}
	for _, c := range delta.Cells {
		name := strings.Join(d.Names(c.Key), " ")
		switch {
		case c.Value < 0:
			t.Fatalf("%s: %s is negative", d.ID, name)
		case c.Value == cells[name]:
			t.Fatalf("%s: %s did not change", d.ID, name)
		case c.Value == 0:
			delete(cells, name)
		default:
			cells[name] = c.Value
		}
	}
}

func TestAPersonWhoDoesNotChangeChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables, p := New(), drawPerson(t)
		mustApply(t, tables, arrivals([][]Member{p}), Quality{})
		if deltas := mustApply(t, tables, []Change{{Before: p, After: p}}, Quality{}); len(deltas) > 0 {
			t.Fatalf("%d tables changed", len(deltas))
		}
	})
}

func TestTakingAwayWhomNobodyCountedIsAnError(t *testing.T) {
	stranger := []Member{victim(nil)}
	if _, err := New().Apply([]Change{{Before: stranger}}, Quality{}); err == nil {
		t.Fatal("a cell fell below zero unnoticed")
	}
}

func TestRestoreRefusesWhatApplyCannotHaveSaid(t *testing.T) {
	good := mustApply(t, New(), arrivals([][]Member{{victim(nil)}}), Quality{})[0]
	wrong := func(change func([]table.Cell)) TableDelta {
		cells := slices.Clone(good.Cells)
		change(cells)
		return TableDelta{Table: good.Table, Cells: cells}
	}
	for name, d := range map[string]TableDelta{
		"a table that is not defined":     {Table: "T99"},
		"a code that is not in its list":  wrong(func(c []table.Cell) { c[3].Key = c[3].Key.With(2, 900) }),
		"a code beyond the dimensions":    wrong(func(c []table.Cell) { c[0].Key = c[0].Key.With(5, 1) }),
		"a value below zero":              wrong(func(c []table.Cell) { c[1].Value = -1 }),
		"cells out of order":              wrong(slices.Reverse),
		"the same cell twice":             wrong(func(c []table.Cell) { c[1] = c[0] }),
		"a last cell that is wrong alone": wrong(func(c []table.Cell) { c[len(c)-1].Value = -1 }),
	} {
		t.Run(name, func(t *testing.T) {
			tables := New()
			if err := tables.Restore(d); err == nil {
				t.Error("was restored")
			}
			if snapshot(t, tables) != snapshot(t, New()) {
				t.Error("was restored in part")
			}
		})
	}
}

func TestEveryTableHasATabulatorAndNoOther(t *testing.T) {
	var ids []string
	for _, d := range table.Definitions() {
		ids = append(ids, d.ID)
	}
	if got := slices.Sorted(maps.Keys(tabulators)); !slices.Equal(got, ids) {
		t.Errorf("tabulators are %v, tables %v", got, ids)
	}
}

func TestATableThatIsNotDefinedHasNoCells(t *testing.T) {
	if cells := New().Cells("T99"); len(cells) > 0 {
		t.Errorf("%d cells", len(cells))
	}
}

// Apply adds the changes of one input and settles.
func (t *Tables) Apply(changes []Change, q Quality) ([]TableDelta, error) {
	t.Add(changes, q)
	return t.Settle()
}
