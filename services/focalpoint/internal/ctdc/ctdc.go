// Package ctdc reads files of the Counter-Trafficking Data Collaborative (CTDC): its
// k-anonymised global dataset in the official layout of 64 columns separated by semicolons,
// and the reduced layout of 13 columns separated by commas. It goes by the names of the
// columns and not by their order, so the two need no case of their own.
//
// Every row is one person, and its position in the file is the person's identity: the file is
// k-anonymous, so equal rows are different people. An empty cell and -99 mean unknown, and so
// does 0 for a country.
//
// What the file does not tell stays "not sent": it has no acts, no transit countries, and of
// the means only abduction. A column that joins the labels of others is left out, with the
// exception of typeOfExploitConcatenated, which names the primary form.
package ctdc

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/corridor-tip/corridor/pkg/tip"
)

const (
	// Jurisdiction is the alpha-3 code under which reports of CTDC are signed: a code for
	// tests, because CTDC is no country.
	Jurisdiction = "XCT"
	// LegalBasisRef stands in every report for the terms under which CTDC gives its data.
	LegalBasisRef = "CTDC-TERMS-OF-USE"
	// HeaderPosition is the position of the header in a Problem.
	HeaderPosition = -1

	maxLine = 64 << 10 // bytes; the official header has 1,600
)

// Row is one row of the file: its position, 0 for the first row of data, and the report that
// it makes, which has one victim with reference 1.
type Row struct {
	Position int
	Report   tip.Report
}

// Problem is what could not be read, where, and why. It never holds the value.
type Problem struct {
	Position int    // row of data from 0, or HeaderPosition
	Column   string // name of the column; its number as in "#65" when the name is not known; empty for the whole row
	Reason   Reason
}

// Reason is why something could not be read.
type Reason string

// The reasons of problems. After ReasonCells and ReasonQuotes the row makes no report, though
// it keeps its position; after the others the field is unknown or, for a status, presumed.
const (
	ReasonCells   Reason = "not as many cells as the header"
	ReasonQuotes  Reason = "a quotation mark is not closed"
	ReasonColumn  Reason = "column not known, left out"
	ReasonYear    Reason = "not a year from 1900 to 2100"
	ReasonSource  Reason = "neither Case Management nor Hotline, taken as presumed"
	ReasonCountry Reason = "country not recognised"
	ReasonFlag    Reason = "neither 0 nor 1"
	ReasonLabel   Reason = "label not recognised"
)

// Read gives every row of the file to row, in order, and what could not be read to problem.
// It keeps neither. It stops with an error when the file has no CTDC header, when a line is
// longer than 64 KiB, and when reading or row fails.
func Read(r io.Reader, row func(Row) error, problem func(Problem)) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	l, err := readHeader(lines, problem)
	if err != nil {
		return fmt.Errorf("reading CTDC header: %w", err)
	}
	position := 0
	for lines.Scan() {
		line := lines.Text()
		if strings.TrimSpace(line) == "" {
			continue
		}
		if report, ok := l.report(line, position, problem); ok {
			if err := row(Row{position, report}); err != nil {
				return fmt.Errorf("handling CTDC row %d: %w", position, err)
			}
		}
		position++
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading CTDC row %d: %w", position, err)
	}
	return nil
}
