package person

import (
	"strconv"
	"time"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
)

// mostVictims is how many victims a report may have.
const mostVictims = 50

// draft is a row while its cells are read.
type draft struct {
	Key
	identity.Identity
}

// reader notes what one cell says in the draft and tells why it could not. A cell that says
// nothing is empty.
type reader func(d *draft, cell string) Reason

// orElse returns why a cell is not readable at all: what a row can't do without refuses it,
// as an empty cell does.
func (read reader) orElse(d *draft, why Reason) Reason {
	if empty := read(d, ""); empty != "" {
		return empty
	}
	return why
}

var columns = map[string]reader{
	"case_key":    readCase,
	"victim_ref":  readVictim,
	"given":       text(func(d *draft) *string { return &d.Given }),
	"family":      text(func(d *draft) *string { return &d.Family }),
	"birth_date":  readBirth,
	"birthplace":  text(func(d *draft) *string { return &d.Birthplace }),
	"district":    text(func(d *draft) *string { return &d.District }),
	"nationality": readNationality,
	"document":    text(func(d *draft) *string { return &d.Document }),
}

func text(field func(*draft) *string) reader {
	return func(d *draft, cell string) Reason {
		*field(d) = cell
		return ""
	}
}

func readCase(d *draft, cell string) Reason {
	if d.CaseKey = cell; cell == "" {
		return ReasonCase
	}
	return ""
}

func readVictim(d *draft, cell string) Reason {
	n, err := strconv.ParseUint(cell, 10, 32)
	if err != nil || n < 1 || n > mostVictims {
		return ReasonVictim
	}
	d.Victim = uint32(n)
	return ""
}

// readBirth reads a date or as much of it as is known.
func readBirth(d *draft, cell string) Reason {
	const layout = "2006-01-02"
	switch len(cell) {
	case 0:
		return ""
	case len("2006"), len("2006-01"), len(layout):
	default:
		return ReasonDate
	}
	t, err := time.Parse(layout[:len(cell)], cell)
	if err != nil || t.Year() < 1900 || t.Year() > 2100 {
		return ReasonDate
	}
	d.Birth.Year = t.Year()
	if len(cell) > len("2006") {
		d.Birth.Month = int(t.Month())
	}
	if len(cell) == len(layout) {
		d.Birth.Day = t.Day()
	}
	return ""
}

// readNationality reads a country by code or name; one that is said to be unknown is none.
func readNationality(d *draft, cell string) Reason {
	area, ok := geo.Parse(cell)
	if !ok {
		return ReasonCountry
	}
	if area.Known() {
		d.Nationality = area
	}
	return ""
}
