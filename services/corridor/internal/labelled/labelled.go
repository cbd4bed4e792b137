// Package labelled reads files of records of which it is known who is who, and measures a
// partition of them against that truth.
package labelled

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/corridor-tip/corridor/pkg/identity"
)

// Record is a record with the person it is of.
type Record struct {
	Person   string
	Identity identity.Identity
}

// columns of a FEBRL file that are read, in this order. A social security number is never
// read: in the world that linkage is for there is none.
var columns = []string{"rec_id", "given_name", "surname", "suburb", "postcode", "date_of_birth"}

// Read reads a file in the shape of the FEBRL benchmarks: comma-separated with a header. A
// rec_id like rec-7-dup-0 is of person 7; any other rec_id is the person.
func Read(r io.Reader) ([]Record, error) {
	c := csv.NewReader(r)
	c.TrimLeadingSpace, c.LazyQuotes = true, true
	header, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("reading the header: %w", err)
	}
	var at []int
	for _, name := range columns {
		i := slices.IndexFunc(header, func(h string) bool { return strings.TrimSpace(h) == name })
		if i < 0 {
			return nil, fmt.Errorf("reading the header: there is no column %s", name)
		}
		at = append(at, i)
	}
	var list []Record
	for {
		line, err := c.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading record %d: %w", len(list)+1, err)
		}
		list = append(list, record(line, at))
	}
}

func record(line []string, at []int) Record {
	value := func(i int) string { return strings.TrimSpace(line[at[i]]) }
	person := value(0)
	if parts := strings.Split(person, "-"); len(parts) > 2 && parts[0] == "rec" {
		person = parts[1]
	}
	return Record{person, identity.Identity{
		Given: value(1), Family: value(2), Birthplace: value(3), District: value(4), Birth: date(value(5)),
	}}
}

// date reads yyyymmdd; what is no date is unknown.
func date(s string) (d identity.Date) {
	if len(s) != 8 || strings.Trim(s, "0123456789") != "" {
		return d
	}
	number := func(s string) (n int) {
		for _, c := range s {
			n = 10*n + int(c-'0')
		}
		return n
	}
	return identity.Date{Year: number(s[:4]), Month: number(s[4:6]), Day: number(s[6:])}
}
