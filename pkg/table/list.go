package table

import (
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
)

// List is the code list of a dimension: it turns codes into the ids that SDMX and CSV write,
// and back.
type List struct {
	ID string // SDMX id of the list, e.g. CL_SEX

	entries []code.Entry
	names   [Total + 1]string
	codes   map[string]Code
}

// newList makes a list out of parts; an entry with the id _U is numbered Unknown in every list.
func newList(id string, parts ...[]code.Entry) *List {
	l := &List{ID: id, entries: slices.Concat(parts...), codes: map[string]Code{}}
	for i := range l.entries {
		e := &l.entries[i]
		if e.Short == "_U" {
			e.Number = uint16(Unknown)
		}
		l.names[e.Number] = e.Short
		l.codes[e.Short] = Code(e.Number)
	}
	return l
}

// Entries returns the codes in their published order, with their meanings.
func (l *List) Entries() []code.Entry { return slices.Clone(l.entries) }

// Name returns the id of a code, e.g. F, or the empty string when it is not in the list.
func (l *List) Name(c Code) string {
	if c > Total {
		return ""
	}
	return l.names[c]
}

// Parse returns the code of an id, spelt exactly as Name spells it.
func (l *List) Parse(name string) (Code, bool) {
	c, ok := l.codes[name]
	return c, ok
}

// ParseBytes is Parse for an id that is not a string yet.
func (l *List) ParseBytes(name []byte) (Code, bool) {
	c, ok := l.codes[string(name)]
	return c, ok
}
