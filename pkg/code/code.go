// Package code holds the code lists of Corridor as plain Go types. codes.go is generated
// from proto/codelists.csv, which also gives the wire its enumerations; the lists come from
// the Human Trafficking Case Data Standard (IOM, CC BY 4.0), UNODC's and Eurostat's
// collections and the UN Protocol's definition, as docs/codelists.md tells.
package code

import "strings"

// Entry is one code of a list.
type Entry struct {
	Number     uint16 // wire number
	Name       string // long code, e.g. SEXUAL_EXPLOITATION
	Short      string // id used in SDMX and CSV, e.g. SX
	Definition string
}

// index finds an entry by number or by either code.
type index struct {
	byNumber [512]*Entry
	byName   map[string]uint16
}

func newIndex(entries []Entry) *index {
	ix := &index{byName: make(map[string]uint16, 2*len(entries))}
	for i := range entries {
		e := &entries[i]
		ix.byNumber[e.Number] = e
		ix.byName[strings.ToUpper(e.Name)] = e.Number
		ix.byName[strings.ToUpper(e.Short)] = e.Number
	}
	return ix
}

func (ix *index) listed(n uint16) bool {
	return int(n) < len(ix.byNumber) && ix.byNumber[n] != nil
}

// short answers the empty string for "not sent" and for numbers that are not listed.
func (ix *index) short(n uint16) string {
	if !ix.listed(n) {
		return ""
	}
	return ix.byNumber[n].Short
}

func (ix *index) name(n uint16) string {
	if !ix.listed(n) {
		return ""
	}
	return ix.byNumber[n].Name
}

func (ix *index) parse(s string) (uint16, bool) {
	n, ok := ix.byName[strings.ToUpper(strings.TrimSpace(s))]
	return n, ok
}
