// Package person reads who the victims of a focal point's cases are, from a file that stays in
// the country: one row for each victim, with the case and the victim's number in it. What was
// read is held in memory and goes to nobody in the clear; no problem or error holds a value.
package person

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/services/focalpoint/internal/cell"
)

const (
	maxLine = 64 << 10 // bytes
	maxCell = 200      // characters
)

// Key is the victim that a row is about.
type Key struct {
	CaseKey string
	Victim  uint32 // her number in the report, 1 to 50
}

// Problem is what could not be read, where, and why. It never holds the value.
type Problem struct {
	Line   int    // of the file; the header is line 1
	Column string // name of the column; its number as in "#4" when the name is not known; empty for the whole row
	Reason Reason
}

// Reason is why something could not be read.
type Reason string

// The reasons of problems. After those of ReasonCells to ReasonTwice the row is left out;
// after the others the field counts as not known.
const (
	ReasonCells  Reason = "not as many cells as the header"
	ReasonQuotes Reason = "a quotation mark is not closed in its line"
	ReasonCase   Reason = "no case key"
	ReasonVictim Reason = "not a number from 1 to 50"
	ReasonTwice  Reason = "this victim stands in an earlier row"

	ReasonColumn  Reason = "column not known, left out"
	ReasonText    Reason = "not UTF-8"
	ReasonLong    Reason = "more than 200 characters"
	ReasonDate    Reason = "not a date as yyyy-mm-dd, yyyy-mm or yyyy, from 1900 to 2100"
	ReasonCountry Reason = "country not recognised"
)

// Refuses reports whether a row with such a problem is left out.
func (r Reason) Refuses() bool {
	switch r {
	case ReasonCells, ReasonQuotes, ReasonCase, ReasonVictim, ReasonTwice:
		return true
	}
	return false
}

// Read returns who each victim is, and gives what could not be read to problem. Columns may
// stand in any order and be missing, but for case_key and victim_ref. It stops with an error
// when the header lacks one of these, has a column twice or is not UTF-8, when a line is longer
// than 64 KiB, and when reading fails.
func Read(r io.Reader, problem func(Problem)) (map[Key]identity.Identity, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	f, err := readHeader(lines, problem)
	if err != nil {
		return nil, fmt.Errorf("reading the header of the identities: %w", err)
	}
	people := map[Key]identity.Identity{}
	for n := 2; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		d, bad := f.row(lines.Text(), func(column string, why Reason) { problem(Problem{n, column, why}) })
		if _, twice := people[d.Key]; twice && !bad {
			problem(Problem{n, "", ReasonTwice})
			continue
		}
		if !bad {
			people[d.Key] = d.Identity
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading the identities: %w", err)
	}
	return people, nil
}

// file is what a header tells: the separator and the column of every cell.
type file struct {
	separator byte
	columns   []column
	cells     []string
}

// column is a column of the file; read is nil where it is left out, and its name is then a
// number such as #4, because the header's may be anything.
type column struct {
	name string
	read reader
}

func readHeader(lines *bufio.Scanner, problem func(Problem)) (*file, error) {
	if !lines.Scan() {
		if err := lines.Err(); err != nil {
			return nil, err
		}
		return nil, errors.New("the file is empty")
	}
	line := strings.TrimPrefix(lines.Text(), "\ufeff")
	if !utf8.ValidString(line) {
		return nil, errors.New("the file is not UTF-8: save it as CSV in UTF-8")
	}
	f := &file{separator: cell.Separator(line)}
	names, ok := cell.Split(line, f.separator, nil)
	if !ok {
		return nil, errors.New(string(ReasonQuotes))
	}
	for i, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		read, known := columns[name]
		if !known {
			name = fmt.Sprintf("#%d", i+1)
			problem(Problem{1, name, ReasonColumn})
		}
		f.columns = append(f.columns, column{name, read})
	}
	return f, f.check()
}

// check refuses headers that lack what says which victim a row is about, or have a column twice.
func (f *file) check() error {
	seen := map[string]bool{}
	for _, c := range f.columns {
		if seen[c.name] {
			return fmt.Errorf("column %s stands twice", c.name)
		}
		seen[c.name] = true
	}
	for _, name := range []string{"case_key", "victim_ref"} {
		if !seen[name] {
			return fmt.Errorf("column %s is missing", name)
		}
	}
	return nil
}

// row reads one line; bad says that it is left out.
func (f *file) row(line string, problem func(column string, why Reason)) (d draft, bad bool) {
	var ok bool
	if f.cells, ok = cell.Split(line, f.separator, f.cells[:0]); !ok {
		problem("", ReasonQuotes)
		return d, true
	}
	if len(f.cells) != len(f.columns) {
		problem("", ReasonCells)
		return d, true
	}
	for i, c := range f.columns {
		if c.read == nil {
			continue
		}
		if why := c.value(&d, strings.TrimSpace(f.cells[i])); why != "" {
			problem(c.name, why)
			bad = bad || why.Refuses()
		}
	}
	return d, bad
}

// value reads a cell unless nobody could have meant it.
func (c column) value(d *draft, text string) Reason {
	switch {
	case !utf8.ValidString(text):
		return c.read.orElse(d, ReasonText)
	case utf8.RuneCountInString(text) > maxCell:
		return c.read.orElse(d, ReasonLong)
	}
	return c.read(d, text)
}
