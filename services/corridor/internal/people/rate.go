package people

import "math/rand/v2"

// The error model: how registrars go wrong. The rates are assumptions, not measurements. They
// are committed and changed only by an architecture decision: figures of two versions compare
// only while the mistakes are the same. In per cent unless said otherwise.
const (
	// Nobody names a victim who was only rescued and is gone. One whom a body passes on to
	// another has been given a name by then. Together about 3 % of reports.
	unnamedOnce  = 5 // of reports on a person whom nobody else reports
	unnamedAgain = 1 // of the others

	// A focal point writes its own nationals in its own script, and often also foreigners who
	// share it; otherwise in the Latin letters of a passport.
	homeScript   = 85
	sharedScript = 60
	marksAbroad  = 25 // accents that a registrar abroad keeps

	// Most registrars copy the passport; the others write by ear.
	copied = 70

	// Fathers' and second names are on the passport or not, and forms have no room for them.
	middleDroppedHome   = 8
	middleDroppedAbroad = 25
	wordsJoined         = 2 // Abdel Aziz, Abdelaziz

	nameMistyped   = 3 // of names, given and family each
	secondMistake  = 15
	namesSwapped   = 2  // given for family name; cultures that write the family first have more
	wordTakenAsSur = 45 // abroad, of names without a family name: the last word serves

	// Dates, per mille: borne in mind wrongly, or made up for a form that insists on one.
	dateMissing  = 10
	dateYearOnly = 15
	dateJanuary  = 15 // 1 January for a day that is not known
	dateSwapped  = 10 // day for month
	dateDigit    = 12 // one digit wrong
	januaryOff   = 25 // per cent of those with a year next to the right one

	sexMiscoded = 5 // per mille
	sexUnknown  = 7
	ageUnknown  = 7
	ageCoarse   = 4 // only child or adult
	ageWrong    = 3 // a band beside the right one: ages are often estimated

	citizenshipUnknown = 5

	holdsDocument      = 55 // of persons; traffickers take papers away, so fewer show them abroad
	documentShownHome  = 85
	documentShownElse  = 50
	documentDigitWrong = 2

	placeMissing      = 10
	placeMistyped     = 2
	districtKnownHome = 75
	districtKnownElse = 40
)

// dice draws by percentage.
type dice struct{ *rand.Rand }

func (d dice) percent(p int) bool { return d.IntN(100) < p }

// Unnamed reports whether a focal point does not know who the victim is. Once says that nobody
// else reports the person.
func Unnamed(r *rand.Rand, once bool) bool {
	if once {
		return dice{r}.percent(unnamedOnce)
	}
	return dice{r}.percent(unnamedAgain)
}
