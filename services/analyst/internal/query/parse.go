package query

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/table"
)

// aliases are names of dimensions that people type.
var aliases = map[string]string{"YEAR": "TIME_PERIOD", "FORM": "EXPLOIT", "COUNTRY": "REF_AREA"}

// Error says which parameter makes no sense and why. Neither part holds what was sent, but
// for the safe characters of a parameter's name.
type Error struct{ Parameter, Reason string }

// Error returns the parameter and the reason.
func (e *Error) Error() string { return e.Parameter + ": " + e.Reason }

// Parse reads filters out of parameters named by the ids of dimensions, or by year, form or
// country, in any case. A value is a code or several, separated by commas, each a short or
// long id in any case; a country is written as geo.Parse takes it, a region as M49_151. Any
// of the values may match. The error is an *Error.
func Parse(def table.Definition, values url.Values) (Filters, error) {
	var f Filters
	for _, name := range slices.Sorted(maps.Keys(values)) {
		i := Dimension(def, name)
		if i < 0 {
			return f, &Error{Safe(name), fmt.Sprintf("%s has no such dimension; it has %s", def.ID, dimensions(def))}
		}
		for _, list := range values[name] {
			for value := range strings.SplitSeq(list, ",") {
				c, ok := codeOf(def.Dimensions[i], strings.TrimSpace(value))
				if !ok {
					return f, &Error{Safe(name), "a value is not known here" + expected(def.Dimensions[i])}
				}
				f.add(i, c)
			}
		}
	}
	return f, nil
}

// Dimension returns the position of a dimension by its id or another name that people type, in
// any case, or -1.
func Dimension(def table.Definition, name string) int {
	name = strings.ToUpper(name)
	if id, ok := aliases[name]; ok {
		name = id
	}
	return def.Index(name)
}

func dimensions(def table.Definition) string {
	ids := make([]string, len(def.Dimensions))
	for i, d := range def.Dimensions {
		ids[i] = d.ID
	}
	return strings.Join(ids, ", ")
}

// mostNamed is the longest code list whose codes an error names.
const mostNamed = 20

// expected tells what a value could be.
func expected(d table.Dimension) string {
	entries := d.List.Entries()
	switch {
	case d.Area():
		return ": a country by code or name, a sub-region such as M49_151, _U or _T"
	case len(entries) > mostNamed:
		return ""
	}
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.Short
	}
	return ": " + strings.Join(ids, ", ")
}

func codeOf(d table.Dimension, value string) (table.Code, bool) {
	if c, ok := d.List.Parse(strings.ToUpper(value)); ok {
		return c, true
	}
	if d.Area() {
		a, ok := geo.Parse(value)
		c := table.AreaCode(a)
		return c, ok && c != table.None
	}
	for _, e := range d.List.Entries() {
		if strings.EqualFold(e.Name, value) {
			return table.Code(e.Number), true
		}
	}
	return table.None, false
}

// mostSafe is the longest text that Safe returns.
const mostSafe = 64

// Safe returns at most 64 characters of a name, with anything but ASCII letters, digits, _, -
// and . shown as a question mark.
func Safe(name string) string {
	safe := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_', r == '-', r == '.':
			return r
		}
		return '?'
	}, name)
	return safe[:min(len(safe), mostSafe)]
}
