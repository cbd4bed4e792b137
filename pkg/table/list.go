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
	codes   [2048]uint16 // by hash of the id: the code plus 1; open addressing, at most half full
}

// newList makes a list out of parts; an entry with the id _U is numbered Unknown in every list.
func newList(id string, parts ...[]code.Entry) *List {
	l := &List{ID: id, entries: slices.Concat(parts...)}
	for i := range l.entries {
		e := &l.entries[i]
		if e.Short == "_U" {
			e.Number = uint16(Unknown)
		}
		l.names[e.Number] = e.Short
		*l.slot([]byte(e.Short)) = e.Number + 1
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
func (l *List) Parse(name string) (Code, bool) { return l.ParseBytes([]byte(name)) }

// ParseBytes is Parse for an id that is not a string yet. Reading statistics is mostly this.
func (l *List) ParseBytes(name []byte) (Code, bool) {
	n := *l.slot(name)
	if n == 0 {
		return 0, false
	}
	return Code(n - 1), true
}

// slot returns where the number of an id is, or would be: Fowler, Noll and Vo's hash 1a.
func (l *List) slot(name []byte) *uint16 {
	h := uint32(2166136261)
	for _, b := range name {
		h = (h ^ uint32(b)) * 16777619
	}
	for ; ; h++ {
		if p := &l.codes[h%uint32(len(l.codes))]; *p == 0 || l.names[*p-1] == string(name) {
			return p
		}
	}
}
