package geo

import (
	"strconv"
	"strings"
	"sync"

	"github.com/corridor-tip/corridor/pkg/geo/internal/fold"
)

// ParseAlpha3 reads the wire form of a country: its alpha-3 code in capitals, _U for Unknown,
// or nothing for None. It takes no other spelling and allocates nothing.
func ParseAlpha3(s string) (Area, bool) {
	switch {
	case s == "":
		return None, true
	case s == "_U":
		return Unknown, true
	case len(s) != 3 || !capital(s[0]) || !capital(s[1]) || !capital(s[2]):
		return None, false
	}
	if a := pack(s); a.Known() {
		return a, true
	}
	return None, false
}

func capital(c byte) bool { return 'A' <= c && c <= 'Z' }

// maxName is the longest text, in bytes, that Parse looks at.
const maxName = 200

// Parse reads a country as people and files write it: alpha-2, alpha-3, M49 number with or
// without zeros in front, English name, a common or former name, or an official name in
// Arabic, Chinese, English, French, Russian or Spanish. Case, accents, punctuation and spaces
// around it do not matter. Nothing but space is None; _U and "unknown" are Unknown. A region
// is not accepted. When the second result is false the area is None.
func Parse(s string) (Area, bool) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return None, true
	case len(s) > maxName:
		return None, false
	case strings.EqualFold(s, "_U") || strings.EqualFold(s, "unknown"):
		return Unknown, true
	}
	key := fold.Name(s)
	if n, err := strconv.ParseUint(s, 10, 16); err == nil {
		key = numberKey(uint16(n))
	}
	a, ok := spellings()[key]
	return a, ok
}

// numberKey is how an M49 number stands among the spellings; no folded name has a #.
func numberKey(m49 uint16) string { return "#" + strconv.Itoa(int(m49)) }

// spellings maps everything that Parse accepts, folded, to its country. It is built on first
// use, for programs that only ever read the wire form.
var spellings = sync.OnceValue(func() map[string]Area {
	m := map[string]Area{}
	for _, c := range countries {
		a := pack(c.alpha3)
		m[fold.Name(c.alpha3)] = a
		if c.alpha2 != "" {
			m[fold.Name(c.alpha2)] = a
		}
		if c.m49 != 0 {
			m[numberKey(c.m49)] = a
		}
		for alias := range strings.SplitSeq(c.aliases, "|") {
			m[alias] = a
		}
	}
	return m
})
