// Package query reads which rows of a table somebody asks for, and selects them.
package query

import (
	"slices"

	"github.com/corridor-tip/corridor/pkg/table"
)

// Filters say, for each dimension of a table, which codes are asked for; a dimension without
// a filter takes any. The zero value takes every row.
type Filters struct {
	codes [table.MaxDimensions]*[table.Total + 1]bool
}

// Match reports whether the codes of a key are asked for.
func (f Filters) Match(k table.Key) bool {
	for i, codes := range f.codes {
		if codes != nil && !codes[k.At(i)] {
			return false
		}
	}
	return true
}

// On reports whether a dimension, counted from 0, has a filter.
func (f Filters) On(dimension int) bool { return f.codes[dimension] != nil }

// Any reports whether any dimension has a filter.
func (f Filters) Any() bool { return f != Filters{} }

// add asks for one more code of a dimension.
func (f *Filters) add(dimension int, c table.Code) {
	if f.codes[dimension] == nil {
		f.codes[dimension] = new([table.Total + 1]bool)
	}
	f.codes[dimension][c] = true
}

// without returns the filters but for those of some dimensions.
func (f Filters) without(def table.Definition, ids ...string) Filters {
	for _, id := range ids {
		f.codes[def.Index(id)] = nil
	}
	return f
}

// Select returns the rows that are asked for, in their order. A row whose key is not of the
// table is left out.
func Select(def table.Definition, rows []table.Row, f Filters) []table.Row {
	if !f.Any() {
		return rows
	}
	return slices.DeleteFunc(slices.Clone(rows), func(r table.Row) bool {
		k, err := def.Parse(r.Key)
		return err != nil || !f.Match(k)
	})
}

// Wants returns, by the ids of the tables that table.View reads, which of their cells it needs
// to make the rows that f asks for. It exists for speed: the view of these cells has the same
// rows among those that f selects as the view of all.
func Wants(def table.Definition, f Filters) map[string]func(table.Key) bool {
	switch def.Rule {
	case table.RuleFlows: // a pair is listed by the total of its persons
		f = f.without(def, "SERIES", "SEX", "EXPLOIT")
	case table.RuleShares: // a share is of the total of all reaches, and both are one cell
		f = f.without(def, "FLOW_TYPE", "UNIT_MEASURE")
	case table.RuleFlowCounts:
		return map[string]func(table.Key) bool{def.ID: f.Match, "T09": pairs(def, f)}
	}
	return map[string]func(table.Key) bool{def.ID: f.Match}
}

// pairs picks the cells of T09 that say how many persons, each counted once, share an origin and a destination,
// in the periods that f, of the table def, asks for.
func pairs(def table.Definition, f Filters) func(table.Key) bool {
	flows, _ := table.Find("T09")
	var of Filters
	of.add(flows.Index("SERIES"), table.SeriesUniqueVictims)
	of.add(flows.Index("SEX"), table.Total)
	of.add(flows.Index("EXPLOIT"), table.Total)
	of.codes[flows.Index("TIME_PERIOD")] = f.codes[def.Index("TIME_PERIOD")]
	return of.Match
}
