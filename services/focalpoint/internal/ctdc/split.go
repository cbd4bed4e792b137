package ctdc

import "strings"

// split appends the cells of one line to cells. A cell in quotation marks may hold the
// separator, and a mark as two. It answers false when a mark is not closed before a separator
// or the end. A line break never is part of a cell, so one stray mark can't swallow the rows
// behind it and shift their positions.
func split(line string, separator byte, cells []string) ([]string, bool) {
	for {
		end, quoted := cellEnd(line, separator)
		if end < 0 {
			return cells, false
		}
		cell := line[:end]
		if quoted {
			cell = strings.ReplaceAll(cell[1:end-1], `""`, `"`)
		}
		cells = append(cells, cell)
		if end == len(line) {
			return cells, true
		}
		line = line[end+1:]
	}
}

// cellEnd returns where the first cell of the line ends and whether it stands in quotation
// marks; -1 when they are not closed.
func cellEnd(line string, separator byte) (end int, quoted bool) {
	if !strings.HasPrefix(line, `"`) {
		if end = strings.IndexByte(line, separator); end < 0 {
			end = len(line)
		}
		return end, false
	}
	for end = 1; end < len(line); end++ {
		if line[end] != '"' {
			continue
		}
		end++
		if end == len(line) || line[end] == separator {
			return end, true
		}
		if line[end] != '"' {
			break
		}
	}
	return -1, true
}
