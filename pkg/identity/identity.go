// Package identity turns what a focal point knows of a victim into the inputs of linkage
// tokens. It runs inside the country alone: an Identity and its inputs never leave it, and
// nothing here logs, stores or prints them.
package identity

import (
	"fmt"
	"io"

	"github.com/corridor-tip/corridor/pkg/geo"
)

// Identity is who a victim is, as written by whoever registered her: in any script, spelling
// and order of words. Whatever is not known stays empty.
type Identity struct {
	Given       string   // given names
	Family      string   // family names, and a father's name where a culture has none
	Birth       Date     // date of birth, or as much of it as is known
	Birthplace  string   // town or village of birth
	District    string   // district or postal area that the birthplace is in
	Address     string   // street or house of the last address at home, without the town
	Nationality geo.Area // None or Unknown when not known
	Document    string   // number of a passport or identity card
}

// Date is a calendar date of which parts may be unknown, as 0.
type Date struct{ Year, Month, Day int }

// Input is what one token is made of.
type Input struct {
	Slot   int    // where the token stands in a sheet, 0 to linkage.Slots - 1
	Family int    // that it belongs to: equal values of one family make equal tokens
	Value  []byte // canonical, and personal: it goes to nobody in the clear
}

// Format prints that there is an identity and nothing of it, whatever the verb.
func (Identity) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[identity]") }

// Format prints that there is a date and nothing of it, whatever the verb.
func (Date) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[date]") }

// Format prints that there is an input and nothing of it, whatever the verb.
func (Input) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[input]") }
