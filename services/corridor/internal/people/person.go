// Package people invents persons, with names as their cultures have them, and tells them as
// the registrars of several countries would: in another script or spelling, with words
// dropped, dates mistaken and documents missing. Nobody in it exists; the names are common
// ones. As in life, many share a name, and some a date of birth as well.
package people

import (
	"math/rand/v2"
	"strconv"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
)

// Person is who somebody really is.
type Person struct {
	Nationality geo.Area
	Sex         code.Sex
	Birth       identity.Date

	culture             *culture
	given, middle, last [2]*word // nil where there is none
	place               int      // index of the culture's places
	documented          bool
	letter              byte
	number              uint32
	passport            uint64 // how the passport spells each word: a byte a word; see writer.say
}

// Invent returns a new person; the nationality is one of Countries.
func Invent(r *rand.Rand, nationality geo.Area, sex code.Sex, birth identity.Date) Person {
	d := dice{r}
	p := Person{
		Nationality: nationality, Sex: sex, Birth: birth,
		culture: peoples()[nationality].draw(d), documented: d.percent(holdsDocument),
		letter: 'A' + byte(d.IntN(26)), number: 1_000_000 + d.Uint32N(9_000_000), passport: d.Uint64(),
	}
	p.name(d)
	p.place = p.culture.home(d, nationality)
	return p
}

// name draws the names. Whoever is neither a woman nor a man bears names of either.
func (p *Person) name(d dice) {
	c, sex := p.culture, d.IntN(2)
	switch p.Sex {
	case code.SexFemale:
		sex = 0
	case code.SexMale:
		sex = 1
	}
	p.given = two(d, &c.given[sex], 100, c.second)
	p.middle = two(d, &c.mid[sex], c.middle[0], c.middle[1])
	p.last = two(d, &c.last[sex], 100-c.noFamily, c.secondFamily)
}

// two draws a word by the first percentage and then another one by the second.
func two(d dice, from *deck, first, second int) (words [2]*word) {
	if len(from.words) == 0 || !d.percent(first) {
		return words
	}
	words[0] = from.draw(d.Uint32())
	if d.percent(second) {
		words[1] = from.draw(d.Uint32())
		if words[1] == words[0] {
			words[1] = nil
		}
	}
	return words
}

// home draws a birthplace: in each country of a culture other places are large.
func (c *culture) home(d dice, country geo.Area) int {
	n := len(c.places)
	rank := d.IntN(1 + d.IntN(n)) // the lower ranks more often
	return (rank*11 + int(country)) % n
}

// document returns the number of the person's passport.
func (p *Person) document() string {
	return string(strconv.AppendUint([]byte{p.letter}, uint64(p.number), 10))
}
