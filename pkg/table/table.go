// Package table says what Corridor publishes: the definitions of the statistics tables as
// data, and the views that turn their exact cells into the rows a reader sees. The aggregator
// keeps the cells, the analyst service shows them; both take table and codes from here.
package table

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"
)

// Caveat goes with every export.
const Caveat = "Detected victims are not prevalence: more detections may mean better policing. " +
	"Figures of persons are after linkage where countries send linkage tokens; records without tokens are not linked and count as one person each."

// Definition is one table.
type Definition struct {
	ID         string      // e.g. T01
	Title      string      // for people
	Note       string      // how to read it
	Unit       string      // what one is: persons, records
	Dimensions []Dimension // SERIES first, TIME_PERIOD last
	Rule       Rule        // which rows its cells make
}

// Dimension is one column of a table.
type Dimension struct {
	ID   string // SDMX id, e.g. REF_AREA
	List *List

	// Additive says that the cells of all other codes add up to that of their total. It is
	// false where codes must not be added up: they are different measures, or a person counts
	// under several, or under none.
	Additive bool
	// Regions says that M49 sub-regions stand beside their countries, each the sum of its own.
	Regions bool
	// Families is the bit that parts the codes in two families, each with a total of its own:
	// codes that differ in it measure the same in two ways and are never added up. It is the
	// highest bit of the first dimension, so the keys of one family follow those of the other;
	// 0 for one family.
	Families Code
	// Follows is the id of the dimension that decides this one; the two reach their totals
	// together. Empty for a dimension of its own.
	Follows string
}

// Total returns the code that a code adds up to where the dimension is additive: Total, or the
// total of its family.
func (d Dimension) Total(c Code) Code { return c | Total&^d.Families }

// Area reports whether the codes of the dimension are countries and regions.
func (d Dimension) Area() bool { return d.List.ID == areaList.ID }

// Rule says which rows a table's cells make; View applies it.
type Rule uint8

// The rules.
const (
	RulePlain      Rule = iota // a row a cell
	RuleFlows                  // without the pairs that too few victims share to be a flow
	RuleShares                 // each cell as a number and as a share of its total
	RuleFlowCounts             // a row a cell, and the number of flows between each two areas
)

// Definitions returns all tables in the order of their ids.
func Definitions() []Definition { return slices.Clone(definitions) }

// Find returns the table of an id such as T09.
func Find(id string) (Definition, bool) {
	i := slices.IndexFunc(definitions, func(d Definition) bool { return d.ID == id })
	if i < 0 {
		return Definition{}, false
	}
	return definitions[i], true
}

// Index returns the position of the dimension of an SDMX id, or -1.
func (d Definition) Index(id string) int {
	return slices.IndexFunc(d.Dimensions, func(dim Dimension) bool { return dim.ID == id })
}

// Names returns the ids of a key's codes, one a dimension.
func (d Definition) Names(k Key) []string {
	return d.AppendNames(make([]string, 0, len(d.Dimensions)), k)
}

// AppendNames appends the ids of a key's codes, one a dimension, so that many keys can share
// one slice.
func (d Definition) AppendNames(names []string, k Key) []string {
	for i, dim := range d.Dimensions {
		names = append(names, dim.List.Name(k.At(i)))
	}
	return names
}

// Parse returns the key of ids, one a dimension. The error names the dimension, never the id.
func (d Definition) Parse(names []string) (Key, error) {
	var k Key
	if len(names) != len(d.Dimensions) {
		return k, fmt.Errorf("a key of %s has %d codes, not %d", d.ID, len(d.Dimensions), len(names))
	}
	for i, dim := range d.Dimensions {
		c, ok := dim.List.Parse(names[i])
		if !ok {
			return 0, fmt.Errorf("a key of %s has no code of %s in %s", d.ID, dim.List.ID, dim.ID)
		}
		k = k.With(i, c)
	}
	return k, nil
}

// Check returns an error when a key holds a code that is not in its dimension's list, or
// anything beyond the dimensions.
func (d Definition) Check(k Key) error {
	beyond := k
	for i, dim := range d.Dimensions {
		if dim.List.Name(k.At(i)) == "" {
			return fmt.Errorf("a key of %s has no code of %s in %s", d.ID, dim.List.ID, dim.ID)
		}
		beyond &^= Mask(i)
	}
	if beyond != 0 {
		return fmt.Errorf("a key of %s has codes beyond its %d dimensions", d.ID, len(d.Dimensions))
	}
	return nil
}

// Fingerprint changes with any code, dimension or total of any table. State that was stored
// with another fingerprint has keys that mean something else.
var Fingerprint = sync.OnceValue(func() [8]byte {
	h := sha256.New()
	for _, d := range definitions {
		fmt.Fprintln(h, d.ID)
		for _, dim := range d.Dimensions {
			fmt.Fprintln(h, dim.ID, dim.List.ID, dim.Additive, dim.Regions, dim.Families, dim.Follows)
			for _, e := range dim.List.Entries() {
				fmt.Fprintln(h, e.Number, e.Short)
			}
		}
	}
	return [8]byte(h.Sum(nil))
})
