// Package cell takes lines of comma-separated files apart.
package cell

import "strings"

// Separator returns what separates the cells of a header: a comma, or a semicolon where there
// are more of them.
func Separator(header string) byte {
	if strings.Count(header, ";") > strings.Count(header, ",") {
		return ';'
	}
	return ','
}

// Split appends the cells of one line to cells. A cell in quotation marks may hold the
// separator, and a mark as two. It answers false when a mark is not closed before a separator
// or the end. A line break never is part of a cell, so one stray mark can't swallow the rows
// behind it and shift their positions.
func Split(line string, separator byte, cells []string) ([]string, bool) {
	for {
		n, quoted := length(line, separator)
		if n < 0 {
			return cells, false
		}
		cell := line[:n]
		if quoted {
			cell = strings.ReplaceAll(cell[1:n-1], `""`, `"`)
		}
		cells = append(cells, cell)
		if n == len(line) {
			return cells, true
		}
		line = line[n+1:]
	}
}

// length returns how long the first cell of the line is and whether it stands in quotation
// marks; -1 when they are not closed.
func length(line string, separator byte) (n int, quoted bool) {
	if !strings.HasPrefix(line, `"`) {
		if n = strings.IndexByte(line, separator); n < 0 {
			n = len(line)
		}
		return n, false
	}
	for n = 1; n < len(line); n++ {
		if line[n] != '"' {
			continue
		}
		n++
		if n == len(line) || line[n] == separator {
			return n, true
		}
		if line[n] != '"' {
			break
		}
	}
	return -1, true
}
