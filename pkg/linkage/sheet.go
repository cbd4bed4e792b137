package linkage

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

// Sheet is what is known of a record for linkage: the codes of one key epoch, and traits.
type Sheet struct {
	Codes  [Slots]uint64 // 0 where there is none
	Traits Traits
	Epoch  uint16
}

// Traits are coarse attributes as in the report. They only ever speak against a link, except
// for the nationality: that sexes and ages fit follows from names and dates that agree.
type Traits struct {
	Sex          code.Sex
	BornFrom     uint16 // years between which she was born; 0 when not known
	BornTo       uint16
	Nationality  geo.Area // None or Unknown when not known
	Nationality2 geo.Area // a second one
}

// traitNames are the keys of Model.Traits; level 0 is that a trait does not fit.
var traitNames = [...]string{"sex", "age"}

// Born returns the years in which somebody can be born who was of an age band in a year; zeros
// when either says nothing. A band may be a year off, as ages are often estimates.
func Born(age code.AgeBand, year int) (from, to uint16) {
	band, ok := bands[age]
	if !ok || year == 0 {
		return 0, 0
	}
	return uint16(year - band.to - 1), uint16(year - band.from + 1)
}

type years struct{ from, to int }

// bands are the ages of the age bands in years; the last ends where nobody gets older.
var bands = map[code.AgeBand]years{
	code.AgeBandY00To08: {0, 9}, code.AgeBandY09To17: {9, 18},
	code.AgeBandY18To20: {18, 21}, code.AgeBandY21To23: {21, 24}, code.AgeBandY24To26: {24, 27},
	code.AgeBandY27To29: {27, 30}, code.AgeBandY30To38: {30, 39}, code.AgeBandY39To47: {39, 48},
	code.AgeBandY48Plus:          {48, 120},
	code.AgeBandMinorUnspecified: {0, 18}, code.AgeBandAdultUnspecified: {18, 120},
}

// compare returns the pattern of two sheets of one epoch, and what their traits add.
func (s *scorer) compare(a, b *Sheet) (pattern, Score) {
	var p pattern
	for i := range families {
		p |= families[i].compare(a, b) << (familyBits * i)
	}
	p |= a.Traits.nationality(&b.Traits) << nationalityAt
	var extra Score
	if !a.Traits.sexFits(&b.Traits) {
		extra += s.traits[0][0]
	}
	if !a.Traits.ageFits(&b.Traits) {
		extra += s.traits[1][0]
	}
	return p, extra
}

// compare returns what two sheets show of a family.
func (f *Family) compare(a, b *Sheet) pattern {
	if f.Width == 1 {
		return single(a.Codes[f.Slot], b.Codes[f.Slot])
	}
	var x, y [3]uint64 // of which the last stays 0 where there are two
	copy(x[:], a.Codes[f.Slot:f.Slot+f.Width])
	copy(y[:], b.Codes[f.Slot:f.Slot+f.Width])
	return names(x, y)
}

func single(a, b uint64) pattern {
	switch {
	case a == 0 || b == 0:
		return absent
	case a == b:
		return one
	}
	return none
}

// names compares the codes of names: of the given name, and of the words at the ends of the
// family name. They may stand the other way round on one side.
func names(a, b [3]uint64) pattern {
	if a == [3]uint64{} || b == [3]uint64{} {
		return absent
	}
	straight := flag(same(a[0], b[0])) + flag(same(a[1], b[1]) || same(a[1], b[2]) || same(a[2], b[1]) || same(a[2], b[2]))
	crossed := flag(same(a[0], b[1]) || same(a[0], b[2])) + flag(same(b[0], a[1]) || same(b[0], a[2]))
	n := max(straight, crossed)
	switch {
	case bothNames(a) && bothNames(b):
		return none + pattern(n)
	case n == 0:
		return noneHalf
	}
	return oneHalf
}

func same(a, b uint64) bool { return a == b && a != 0 }

// bothNames reports whether there are codes of two names.
func bothNames(a [3]uint64) bool { return a[0] != 0 && a[1]|a[2] != 0 }

func (t *Traits) sexFits(o *Traits) bool {
	return !told(t.Sex) || !told(o.Sex) || t.Sex == o.Sex
}

// told reports whether a sex tells two people apart.
func told(s code.Sex) bool { return s == code.SexFemale || s == code.SexMale }

func (t *Traits) ageFits(o *Traits) bool {
	return t.BornTo == 0 || o.BornTo == 0 || t.BornFrom <= o.BornTo && o.BornFrom <= t.BornTo
}

// nationality returns what a pattern says of nationalities.
func (t *Traits) nationality(o *Traits) pattern {
	switch {
	case !t.Nationality.Known() && !o.Nationality.Known():
		return untold
	case !t.Nationality.Known() || !o.Nationality.Known():
		return halfTold
	}
	for _, a := range [...]geo.Area{t.Nationality, t.Nationality2} {
		if a.Known() && (a == o.Nationality || a == o.Nationality2) {
			return compatriots
		}
	}
	return foreigners
}
