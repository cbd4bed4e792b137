package people

import (
	"math/rand/v2"
	"slices"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
)

// Told returns the person as a focal point of a country writes her down.
func (p *Person) Told(r *rand.Rand, by geo.Area) identity.Identity {
	w := newWriter(p, dice{r}, by)
	id := identity.Identity{Nationality: p.Nationality, Birth: w.date(p.Birth), Document: w.document()}
	id.Given, id.Family = w.names()
	id.Birthplace, id.District = w.places()
	if w.percent(citizenshipUnknown) {
		id.Nationality = geo.Unknown
	}
	return id
}

// form is how a writer spells.
type form uint8

const (
	abroad form = iota // in plain Latin letters
	shared             // in the script of the person's home, which is also the writer's
	home               // as at home
)

// writer is somebody who fills in a form about a person.
type writer struct {
	dice
	*Person
	athome   bool
	form     form
	spelling uint64 // as Person.passport
}

func newWriter(p *Person, d dice, by geo.Area) *writer {
	w := &writer{dice: d, Person: p, athome: by == p.Nationality, spelling: p.passport}
	s := p.culture.script
	switch {
	case w.athome && w.percent(homeScript):
		w.form = home
	case !w.athome && slices.Contains(s.writers, by) && w.percent(sharedScript):
		w.form = shared
	case s.marks && w.percent(marksAbroad):
		w.form = home
	}
	if !w.percent(copied) {
		w.spelling = d.Uint64()
	}
	return w
}

// say returns a word as the writer spells it; k tells the words of a person apart.
func (w *writer) say(x *word, k int) string {
	switch w.form {
	case home:
		return x.home
	case shared:
		return x.shared
	}
	return x.spelled(byte(w.spelling >> (8 * k)))
}

// text collects the words of a field.
type text struct {
	parts [4]string
	n     int
}

func (t *text) add(s string) {
	t.parts[t.n] = s
	t.n++
}

// drops reports whether the k-th word is left out. A passport decides it for all who copy it.
func (w *writer) drops(k int) bool {
	if w.athome {
		return w.percent(middleDroppedHome)
	}
	return byte(w.spelling>>48)^byte(k*0x5b) < middleDroppedAbroad*256/100
}

// names returns given and family names.
func (w *writer) names() (given, family string) {
	var g, f text
	c := w.culture
	if c.middleFirst {
		w.middles(&g)
	}
	w.put(&g, w.given, 0)
	switch {
	case c.middleFirst:
	case c.middleWithFamily:
		w.middles(&f)
	default:
		w.middles(&g)
	}
	w.put(&f, w.last, 4)
	if f.n == 0 && g.n > 1 && !w.athome && w.percent(wordTakenAsSur) {
		g.n--
		f.add(g.parts[g.n])
	}
	given, family = w.mistype(w.line(&g), nameMistyped), w.mistype(w.line(&f), nameMistyped)
	if w.percent(namesSwapped) || !w.athome && w.percent(c.swapped) {
		given, family = family, given
	}
	return given, family
}

// middles adds the middle names. A father's name that stands for the family name stays.
func (w *writer) middles(t *text) {
	if w.culture.middleAtHome && w.form == abroad {
		return
	}
	for i, x := range w.middle {
		only := i == 0 && w.culture.middleWithFamily && w.last[0] == nil
		if x != nil && (only || !w.drops(2+i)) {
			t.add(w.say(x, 2+i))
		}
	}
}

// put adds the first word, and the second unless it is dropped.
func (w *writer) put(t *text, words [2]*word, k int) {
	if words[0] != nil {
		t.add(w.say(words[0], k))
	}
	if words[1] != nil && !w.drops(k+1) {
		t.add(w.say(words[1], k+1))
	}
}

// line returns the words with spaces between them, the first two sometimes in one.
func (w *writer) line(t *text) string {
	switch t.n {
	case 0:
		return ""
	case 1:
		return t.parts[0]
	}
	between := " "
	if w.percent(wordsJoined) {
		between = ""
	}
	s := t.parts[0] + between + t.parts[1]
	for _, part := range t.parts[2:t.n] {
		s += " " + part
	}
	return s
}

// districtSize is how many of a country's places a district has.
const districtSize = 8

// places returns the birthplace and its district, which is called after one of its places.
func (w *writer) places() (birthplace, district string) {
	known := districtKnownElse
	if w.athome {
		known = districtKnownHome
	}
	if w.percent(placeMissing) {
		return "", ""
	}
	list := w.culture.places
	birthplace = w.mistype(w.say(&list[w.place], 6), placeMistyped)
	if w.percent(known) {
		district = w.say(&list[w.place/districtSize*districtSize], 7)
	}
	return birthplace, district
}
