// Package linkage decides which victim records are one person. It sees no names: it compares
// keyed codes of combinations of fields, infers from which of them agree what the fields
// behind them do, and weighs that by the model of Fellegi and Sunter. Its partition of
// records into persons is a function of the records there are and of the reviewers'
// decisions, whatever the order in which they came.
package linkage

// Scheme is the version of the families and of the normalisation before them. Codes of two
// schemes are never compared.
const Scheme = 1

// Slots is how many codes a sheet has room for.
const Slots = 12

// Field is a property of a person that a family combines.
type Field uint8

// The fields. A person has two names, in any order: what was written as given and as family
// name. Names and Birth are needed to some degree, see Degree; the others wholly.
const (
	Given Field = iota
	Surname
	Birth
	Place       // of birth: town or village
	District    // that the place is in
	Nationality // one of them
	Document    // number of a passport or identity card
	Fields      = iota
)

// Level is how far a field of two records agrees, 0 where it does not.
type Level uint8

// The levels of names and dates. All other fields agree or not: Agree.
const (
	Differ Level = 0
	Agree  Level = 1

	Initial Level = 1 // names that begin with one sound
	Part    Level = 2 // names of which a word sounds alike
	Alike   Level = 3 // names of which the most telling word sounds alike

	DayMonth Level = 1 // day and month agree in either order, the year does not
	Year     Level = 2 // the year agrees, not both of the others
	Swapped  Level = 3 // the year agrees, and day and month the other way round
	Date     Level = 4 // the whole date agrees
)

// levels is how many levels each field has.
var levels = [Fields]int{Given: 4, Surname: 4, Birth: 5, Place: 2, District: 2, Nationality: 2, Document: 2}

// Names says which names a family needs.
type Names uint8

// What a family can need of names.
const (
	NoName    Names = iota
	OneWord         // a word of one of the two: a token for the given name, two for the ends of the family name
	OneName         // the most telling word of one of the two: a token for each
	BothAlike       // the most telling words of both, in either order
	Initials        // the sounds that both begin with, in either order
)

// Dates says what a family needs of the date of birth.
type Dates uint8

// What a family can need of the date of birth.
const (
	NoDate       Dates = iota
	WholeDate          // day, month and year
	YearOnly           // the year
	DayMonthOnly       // day and month, in either order
)

// Family is a combination of fields that tokens are made of. No family is of one field that
// many people share: codes of single fields give away by their frequency what they hide.
type Family struct {
	Name  string // for people, e.g. in an explanation
	Slot  int    // the first slot of the family
	Width int    // how many slots it has: 3 where it needs one word, 2 where it needs one name
	Names Names
	Dates Dates
	With  []Field // fields it needs besides
}

// Families returns the families of the scheme in the order of their slots.
func Families() []Family { return families }

var families = []Family{
	{Name: "one word of the names + date of birth", Slot: 0, Width: 3, Names: OneWord, Dates: WholeDate},
	{Name: "initials + date of birth", Slot: 3, Width: 1, Names: Initials, Dates: WholeDate},
	{Name: "names + year of birth + nationality", Slot: 4, Width: 1, Names: BothAlike, Dates: YearOnly, With: []Field{Nationality}},
	{Name: "names + day and month of birth + nationality", Slot: 5, Width: 1, Names: BothAlike, Dates: DayMonthOnly, With: []Field{Nationality}},
	{Name: "date and place of birth", Slot: 6, Width: 1, Dates: WholeDate, With: []Field{Place}},
	{Name: "date and district of birth", Slot: 7, Width: 1, Dates: WholeDate, With: []Field{District}},
	{Name: "names + place of birth", Slot: 8, Width: 1, Names: BothAlike, With: []Field{Place}},
	{Name: "one name + place and district of birth", Slot: 9, Width: 2, Names: OneName, With: []Field{Place, District}},
	{Name: "document + nationality", Slot: 11, Width: 1, With: []Field{Document, Nationality}},
}

// familyOf is the number of the family that a slot belongs to.
var familyOf = func() (of [Slots]uint8) {
	for i, f := range families {
		for s := f.Slot; s < f.Slot+f.Width; s++ {
			of[s] = uint8(i)
		}
	}
	return of
}()

// FamilyOf returns the number of the family that a slot belongs to, from 0.
func FamilyOf(slot int) int { return int(familyOf[slot]) }

// state is the level of every field of a pair.
type state [Fields]Level

// agrees returns of how many names a pair in a state shares a token, or 1 where the family
// shares its only one.
func (f *Family) agrees(s *state) int {
	for _, field := range f.With {
		if s[field] == Differ {
			return 0
		}
	}
	if !f.Dates.agree(s[Birth]) {
		return 0
	}
	return f.Names.shared(s[Given], s[Surname])
}

func (d Dates) agree(birth Level) bool {
	switch d {
	case WholeDate:
		return birth == Date
	case YearOnly:
		return birth >= Year
	case DayMonthOnly:
		return birth == DayMonth || birth >= Swapped
	}
	return true
}

func (n Names) shared(given, surname Level) int {
	switch n {
	case OneWord:
		return flag(given >= Part) + flag(surname >= Part)
	case OneName:
		return flag(given >= Alike) + flag(surname >= Alike)
	case BothAlike:
		return flag(min(given, surname) >= Alike)
	case Initials:
		return flag(min(given, surname) >= Initial)
	}
	return 1
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
