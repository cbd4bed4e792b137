package identity

import (
	"bytes"
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
		var before [][]byte
		for slot, value := range c.values(&f) {
			if value != nil && !slices.ContainsFunc(before, func(v []byte) bool { return bytes.Equal(v, value) }) {
				list = append(list, Input{Slot: f.Slot + slot, Family: i, Value: value})
				before = append(before, value)
			}
		}
	}
	return list
}

// canonical is an identity in the form in which two spellings of it are most often the same.
// Words are written by sound. What is not known is empty.
type canonical struct {
	given    string
	ends     [2]string // the words at the ends of the family name
	both     string    // the most telling words of both names, in alphabetical order
	initials string    // what these begin with
	date     map[linkage.Dates]string
	with     map[linkage.Field]string
}

func (id Identity) canonical() canonical {
	c := canonical{
		date: id.Birth.forms(),
		with: map[linkage.Field]string{
			linkage.Place:    place(id.Birthplace),
			linkage.District: district(id.District),
			linkage.Document: serial(id.Document),
		},
	}
	if id.Nationality.Known() {
		c.with[linkage.Nationality] = id.Nationality.String()
	}
	given, family := names(id.Given, id.Family)
	c.given = first(given)
	c.ends[0] = first(family)
	slices.Reverse(family)
	c.ends[1] = first(family)
	if a, b := c.given, telling(c.ends); a != "" && b != "" {
		a, b = min(a, b), max(a, b)
		c.both, c.initials = a+" "+b, a[:1]+b[:1]
	}
	return c
}

// names returns the words of given and family name. Where a person has no family name the first
// word stands for the given name and the others for a family name, as countries that insist on
// one write it.
func names(given, family string) (g, f []string) {
	g, f = name.Words(given), name.Words(family)
	switch {
	case len(f) == 0 && len(g) > 1:
		g, f = g[:1], g[1:]
	case len(g) == 0 && len(f) > 1:
		g, f = f[:1], f[1:]
	}
	return g, f
}

// first returns the first word of a name, by sound, that is not one of those that many bear
// and that are left out or abbreviated where there is another.
func first(words []string) (word string) {
	for _, w := range words {
		if word == "" || slices.Contains(weak, word) {
			word = name.Skeleton(w)
		}
	}
	return word
}

// weak are Mohammed, Abd, Allah and Maria by sound.
var weak = []string{"mhmt", "abt", "ala", "mr"}

// telling returns the word that tells more by sound: the longer one, and of equally long ones
// the first in the alphabet.
func telling(ends [2]string) string {
	if a, b := ends[0], ends[1]; len(b) > len(a) || len(b) == len(a) && b < a {
		return b
	}
	return ends[0]
}

// values returns the values of a family by its slots, nil where a field is not known.
func (c *canonical) values(f *linkage.Family) (list [][]byte) {
	var rest []string
	if f.Dates != linkage.NoDate {
		rest = append(rest, c.date[f.Dates])
	}
	for _, field := range f.With {
		rest = append(rest, c.with[field])
	}
	for _, names := range c.namesFor(f.Names) {
		parts := slices.Concat(names, rest)
		if slices.Contains(parts, "") {
			list = append(list, nil)
			continue
		}
		list = append(list, []byte(strings.Join(parts, "\x00")))
	}
	return list
}

// namesFor returns what a family takes of the names, once for each of its tokens.
func (c *canonical) namesFor(n linkage.Names) [][]string {
	switch n {
	case linkage.OneWord:
		return [][]string{{c.given}, {c.ends[0]}, {c.ends[1]}}
	case linkage.OneName:
		return [][]string{{c.given}, {telling(c.ends)}}
	case linkage.BothAlike:
		return [][]string{{c.both}}
	case linkage.Initials:
		return [][]string{{c.initials}}
	}
	return [][]string{nil}
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
