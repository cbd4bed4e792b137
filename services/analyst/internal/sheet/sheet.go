// Package sheet writes rows of a table as CSV, JSON or aligned text.
package sheet

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/corridor-tip/corridor/pkg/table"
)

// The formats.
const (
	CSV  = "csv"
	JSON = "json"
	Text = "table"
)

// The columns behind the dimensions, SDMX ids.
const (
	value  = "OBS_VALUE"
	status = "OBS_STATUS"
)

// Sheet is some rows of a table as they stand after the change of a sequence.
type Sheet struct {
	Definition table.Definition
	Sequence   uint64
	Rows       []table.Row
}

// Write writes the sheet in one of the formats.
func (s Sheet) Write(w io.Writer, format string) error {
	write, ok := map[string]func(*bufio.Writer) error{CSV: s.csv, JSON: s.json, Text: s.text}[format]
	if !ok {
		return fmt.Errorf("no such format; there are %s, %s and %s", Text, CSV, JSON)
	}
	b := bufio.NewWriter(w)
	if err := write(b); err != nil {
		return fmt.Errorf("writing %s: %w", s.Definition.ID, err)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("writing %s: %w", s.Definition.ID, err)
	}
	return nil
}

// Columns returns the ids of the dimensions, then OBS_VALUE and OBS_STATUS.
func Columns(d table.Definition) []string {
	var ids []string
	for _, dim := range d.Dimensions {
		ids = append(ids, dim.ID)
	}
	return append(ids, value, status)
}

// fields returns what a row has in each column.
func fields(r table.Row) []string { return append(slices.Clone(r.Key), r.Value, r.Status) }

// csv writes RFC 4180 with plain line ends, as tools on a command line want them.
func (s Sheet) csv(b *bufio.Writer) error {
	w := csv.NewWriter(b)

	_ = w.Write(Columns(s.Definition)) // the first error stays with the writer
	for _, r := range s.Rows {
		_ = w.Write(fields(r))
	}
	w.Flush()
	return w.Error()
}

// json writes one object; each row is an object on its own line, with strings only, because a
// value may be a range or missing.
func (s Sheet) json(b *bufio.Writer) error {
	columns := Columns(s.Definition)
	head, err := json.Marshal(struct {
		Table      string   `json:"table"`
		Title      string   `json:"title"`
		Unit       string   `json:"unit"`
		Note       string   `json:"note"`
		Caveat     string   `json:"caveat"`
		Dimensions []string `json:"dimensions"`
		Sequence   uint64   `json:"sequence"`
	}{s.Definition.ID, s.Definition.Title, s.Definition.Unit, s.Definition.Note, table.Caveat, columns[:len(columns)-2], s.Sequence})
	if err != nil {
		return err
	}
	_, _ = b.Write(head[:len(head)-1]) // the first error stays with the writer
	_, _ = b.WriteString(`,"rows":[`)
	for i, r := range s.Rows {
		_, _ = b.WriteString([...]string{"\n", ",\n"}[min(i, 1)])
		_, _ = b.Write(object(columns, r))
	}
	_, err = b.WriteString("\n]}\n")
	return err
}

// Objects are rows as JSON objects with the columns in order.
type Objects struct {
	Definition table.Definition
	Rows       []table.Row
}

// MarshalJSON writes the rows as a list.
func (o Objects) MarshalJSON() ([]byte, error) {
	columns, list := Columns(o.Definition), []byte{'['}
	for i, r := range o.Rows {
		if i > 0 {
			list = append(list, ',')
		}
		list = append(list, object(columns, r)...)
	}
	return append(list, ']'), nil
}

func object(columns []string, r table.Row) []byte {
	out := []byte{'{'}
	for i, f := range fields(r) {
		if i > 0 {
			out = append(out, ',')
		}
		text, _ := json.Marshal(f) // a string never fails
		out = append(append(append(append(out, '"'), columns[i]...), `":`...), text...)
	}
	return append(out, '}')
}

// Row reads an object that a sheet wrote.
func Row(d table.Definition, object map[string]string) (table.Row, error) {
	r := table.Row{Value: object[value], Status: object[status]}
	for _, dim := range d.Dimensions {
		r.Key = append(r.Key, object[dim.ID])
	}
	if _, err := d.Parse(r.Key); err != nil {
		return table.Row{}, err
	}
	return r, nil
}

// Thousands writes a whole number with commas; any other text stays as it is.
func Thousands(s string) string {
	if strings.Trim(s, "0123456789") != "" {
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
