package estimate

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ErrShape is a file that is no table of lists.
var ErrShape = errors.New("the file is no table of lists: a header of list names, then 1 or 0 for each list, and in a column named count how many")

// ReadCSV reads a table: a header with the names of the lists, then rows of 1 (on the list) and
// 0, and a column count. Without that column each row is one person. Rows with the same
// history are added up. Errors are ErrShape and those of NewTable; none repeats what a cell says.
func ReadCSV(r io.Reader) (Table, error) {
	rows := csv.NewReader(r)
	rows.TrimLeadingSpace = true
	header, err := rows.Read()
	if err != nil {
		return Table{}, ErrShape
	}
	names, column := listNames(header)
	if len(names) < 2 || len(names) > maxLists {
		return Table{}, ErrLists
	}
	counts := make([]int, 1<<len(names))
	for row := 2; ; row++ {
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Table{}, fmt.Errorf("row %d: %w", row, ErrShape)
		}
		history, n, err := parseRow(cells, column)
		if err != nil {
			return Table{}, fmt.Errorf("row %d: %w", row, err)
		}
		counts[history] = min(counts[history]+n, maxCount+1)
	}
	return NewTable(names, counts)
}

// listNames returns the names of lists and where the counts stand, -1 for nowhere.
func listNames(header []string) (names []string, column int) {
	column = -1
	for i, name := range header {
		name = strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))
		if column < 0 && strings.EqualFold(name, "count") {
			column = i
			continue
		}
		if name == "" {
			return nil, column
		}
		names = append(names, name)
	}
	return names, column
}

func parseRow(cells []string, column int) (history, count int, err error) {
	count, list := 1, 0
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch {
		case i == column:
			if count, err = strconv.Atoi(cell); err != nil || count < 0 || count > maxCount {
				return 0, 0, ErrCount
			}
			continue
		case cell == "1":
			history |= 1 << list
		case cell != "0":
			return 0, 0, ErrShape
		}
		list++
	}
	return history, count, nil
}
