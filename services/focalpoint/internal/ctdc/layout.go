package ctdc

import (
	"bufio"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/services/focalpoint/internal/cell"
)

// required are the columns without which a file is not taken for one of CTDC.
var required = []string{"yearOfRegistration", "Datasource", "gender", "ageBroad", "citizenship", "CountryOfExploitation"}

// layout is what a header tells: the separator and, for every cell, what its column means.
type layout struct {
	separator byte
	columns   []column
	blank     draft // a row in which every cell is unknown
	cells     []string
}

// column is a column of the file; read is nil where it is left out, and its name is a number
// such as #65 where the header's is not known, because that may be anything.
type column struct {
	name string
	read reader
}

func readHeader(lines *bufio.Scanner, problem func(Problem)) (*layout, error) {
	if !lines.Scan() {
		if err := lines.Err(); err != nil {
			return nil, err
		}
		return nil, errors.New("the file is empty")
	}
	line := strings.TrimPrefix(lines.Text(), "\ufeff")
	l := &layout{separator: cell.Separator(line), blank: blankDraft()}
	cells, ok := cell.Split(line, l.separator, nil)
	if !ok {
		return nil, errors.New(string(ReasonQuotes))
	}
	for i, name := range cells {
		l.bind(i, strings.TrimSpace(name), problem)
	}
	return l, l.check()
}

// bind adds the column of cell i. The first cell may be anything: in the official file it is
// a notice on the terms of use, over a column that is empty.
func (l *layout) bind(i int, name string, problem func(Problem)) {
	read, known := columns[name]
	if !known {
		name = "#" + strconv.Itoa(i+1)
		if i > 0 {
			problem(Problem{HeaderPosition, name, ReasonColumn})
		}
	}
	l.columns = append(l.columns, column{name, read})
	switch name {
	case "majorityStatusAtExploit":
		l.blank.victim.AgeExploitation = code.AgeBandUnknown
	case "majorityEntry":
		l.blank.victim.AgeEntry = code.AgeBandUnknown
	}
}

// check refuses headers that lack a column or have one twice.
func (l *layout) check() error {
	seen := make(map[string]bool, len(l.columns))
	for _, c := range l.columns {
		if seen[c.name] {
			return fmt.Errorf("column %s stands twice", c.name)
		}
		seen[c.name] = true
	}
	for _, name := range required {
		if !seen[name] {
			return fmt.Errorf("column %s is missing", name)
		}
	}
	return nil
}

// report reads one line of data; it answers false for a line whose cells can't be told apart,
// because none of them can be trusted then.
func (l *layout) report(line string, position int, problem func(Problem)) (tip.Report, bool) {
	cells, ok := cell.Split(line, l.separator, l.cells[:0])
	l.cells = cells
	if !ok {
		problem(Problem{position, "", ReasonQuotes})
		return tip.Report{}, false
	}
	if len(cells) != len(l.columns) {
		problem(Problem{position, "", ReasonCells})
		return tip.Report{}, false
	}
	d := l.blank
	for i, c := range l.columns {
		if c.read == nil {
			continue
		}
		if reason := c.read(&d, known(cells[i])); reason != "" {
			problem(Problem{position, c.name, reason})
		}
	}
	return d.report(), true
}

// known returns the cell without space around it, or nothing when it means unknown.
func known(cell string) string {
	if cell = strings.TrimSpace(cell); cell == "-99" {
		return ""
	}
	return cell
}
