package identity

import (
	"fmt"
	"slices"
	"strings"

	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/name"
)

// Inputs returns what the tokens of a person are made of, in the order of their slots: one for
// each slot whose fields are all known. Equal inputs of one family are one, in its first slot.
func (id Identity) Inputs() []Input {
	c := id.canonical()
	var list []Input
	for i, f := range linkage.Families() {
		for slot, value := range c.values(&f) {
			list = append(list, Input{Slot: f.Slot + slot, Family: i, Value: value})
		}
	}
	return list
}

// canonical is an identity in the form in which two spellings of it are most often the same.
// What is not known is empty.
type canonical struct {
	equal string    // all words of both names, in alphabetical order
	alike string    // the same by sound
	names [2]string // the most telling word of the given and of the family name, by sound
	date  map[linkage.Dates]string
	with  map[linkage.Field]string
}

func (id Identity) canonical() canonical {
	c := canonical{
		names: [2]string{firstWord(id.Given), telling(id.Family)},
		date:  id.Birth.forms(),
		with: map[linkage.Field]string{
			linkage.Place:    place(id.Birthplace),
			linkage.District: district(id.District),
			linkage.Document: serial(id.Document),
		},
	}
	if id.Nationality.Known() {
		c.with[linkage.Nationality] = id.Nationality.String()
	}
	whole := id.Given + " " + id.Family
	if words := name.Words(whole); len(words) > 1 {
		c.equal, c.alike = name.Canonical(whole), strings.Join(name.Skeletons(whole), " ")
	}
	return c
}

// values returns the values of a family, one a name where it has a token for each.
func (c *canonical) values(f *linkage.Family) (list [][]byte) {
	rest := make([]string, 0, 4)
	if f.Dates != linkage.NoDate {
		rest = append(rest, c.date[f.Dates])
	}
	for _, field := range f.With {
		rest = append(rest, c.with[field])
	}
	for _, names := range c.namesFor(f.Names) {
		parts := append(names, rest...)
		if slices.Contains(parts, "") {
			continue
		}
		if value := []byte(strings.Join(parts, "\x00")); !slices.ContainsFunc(list, func(v []byte) bool { return string(v) == string(value) }) {
			list = append(list, value)
		}
	}
	return list
}

// namesFor returns what a family takes of the names, once for each of its tokens.
func (c *canonical) namesFor(n linkage.Names) [][]string {
	switch n {
	case linkage.OneName:
		return [][]string{{c.names[0]}, {c.names[1]}}
	case linkage.BothAlike:
		return [][]string{{c.alike}}
	case linkage.BothEqual:
		return [][]string{{c.equal}}
	}
	return [][]string{nil}
}

// telling returns the word of a name that tells most, by sound: the longest, and of equally
// long ones the first in the alphabet, so that a middle name left out matters little.
func telling(s string) (best string) {
	for _, word := range name.Skeletons(s) {
		if len(word) > len(best) {
			best = word
		}
	}
	return best
}

var weak = map[string]bool{"mhmt": true, "abt": true, "ala": true, "mr": true}

func firstWord(s string) (best string) {
	for _, w := range name.Words(s) {
		k := name.Skeleton(w)
		if best == "" || weak[best] {
			best = k
		}
	}
	return best
}

// forms returns the forms of a date that families need; none of a date that can't be. The
// first of January stands on many papers for a day that nobody knows, so it is no day.
func (d Date) forms() map[linkage.Dates]string {
	forms := map[linkage.Dates]string{}
	known := d.Day >= 1 && d.Day <= 31 && d.Month >= 1 && d.Month <= 12 && d.Day+d.Month > 2
	year := d.Year >= 1900 && d.Year <= 2100
	if year {
		forms[linkage.YearOnly] = fmt.Sprintf("%04d", d.Year)
	}
	if known {
		forms[linkage.DayMonthOnly] = fmt.Sprintf("%02d-%02d", min(d.Day, d.Month), max(d.Day, d.Month))
	}
	if known && year {
		forms[linkage.WholeDate] = fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	return forms
}

// place returns a place by sound; in one word, as spellings differ in their spaces.
func place(s string) string { return name.Skeleton(strings.Join(name.Words(s), "")) }

// district returns a postal area as its letters and digits, and a name as a place.
func district(s string) string {
	if strings.ContainsAny(s, "0123456789") {
		return serial(s)
	}
	return place(s)
}

// serial keeps the letters and digits of a document's number.
func serial(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			return r
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return -1
	}, s)
}
