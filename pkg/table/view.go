package table

import (
	"fmt"
	"slices"
	"strconv"
)

// The statuses of a row, SDMX OBS_STATUS.
const (
	StatusNormal   = "A"
	StatusWithheld = "Q" // a range instead of a number, or nothing instead of a share
)

// FewPersons is the largest count that a row shows as a range.
const FewPersons = 10

// few is that range.
const few = "1-10"

// Row is one published row of a table.
type Row struct {
	Key    []string // one id a dimension
	Value  string   // a whole number, a percentage with two decimals, a range, or nothing
	Status string   // StatusNormal or StatusWithheld
}

// Options choose what a view shows.
type Options struct {
	Exact bool // small counts too, where the agreement record allows it
}

// Source gives the exact cells of a table by its id, in any order, each key once.
type Source func(id string) []Cell

// View returns the rows of a table in canonical order. A cell that is 0 or absent makes no
// row. Counts of one to ten are shown as a range and their shares withheld unless exact.
func View(d Definition, source Source, o Options) []Row {
	figures := d.Rule.figures(d.ID, source)
	slices.SortFunc(figures, func(a, b figure) int { return CompareCells(a.Cell, b.Cell) })
	rows := make([]Row, len(figures))
	for i, f := range figures {
		rows[i].Key = d.Names(f.Key)
		rows[i].Value, rows[i].Status = f.show(o)
	}
	return rows
}

// figure is a cell to be shown; where of is not 0 the reader sees its share of that.
type figure struct {
	Cell
	of int64
}

func (r Rule) figures(id string, source Source) []figure {
	switch r {
	case RuleFlows:
		return plain(listed(source(id)))
	case RuleShares:
		return shares(source(id))
	case RuleFlowCounts:
		return plain(append(slices.Clone(source(id)), flowCounts(source("T09"))...))
	}
	return plain(source(id))
}

func plain(cells []Cell) []figure {
	list := make([]figure, 0, len(cells))
	for _, c := range cells {
		if c.Value > 0 {
			list = append(list, figure{Cell: c})
		}
	}
	return list
}

// show writes the figure. Flows are no persons: what the number of flows tells, the pairs
// that T09 lists tell as well.
func (f figure) show(o Options) (value, status string) {
	hide := f.Value <= FewPersons && !o.Exact && f.Key.At(0) != SeriesFlows
	switch {
	case hide && f.of > 0:
		return "", StatusWithheld
	case hide:
		return few, StatusWithheld
	case f.of > 0:
		return percent(f.Value, f.of), StatusNormal
	}
	return strconv.FormatInt(f.Value, 10), StatusNormal
}

// percent returns 100 n / of with two decimals, half a hundredth rounded up.
func percent(n, of int64) string {
	hundredths := (20_000*n + of) / (2 * of)
	return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
}

// The dimensions of T10.
const (
	reachFlow = 2
	reachUnit = 3
)

// shares returns each cell as a number and as a percentage of all reaches of its destination.
func shares(cells []Cell) []figure {
	whole := map[Key]int64{}
	for _, c := range cells {
		if c.Key.At(reachFlow) == Total {
			whole[c.Key] = c.Value
		}
	}
	list := plain(cells)
	for _, f := range list[:len(list):len(list)] {
		if of := whole[f.Key.With(reachFlow, Total)]; of > 0 {
			list = append(list, figure{Cell{f.Key.With(reachUnit, UnitPercent), f.Value}, of})
		}
	}
	return list
}
