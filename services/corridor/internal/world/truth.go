package world

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

// Truth is what the hub must end up with once it has read every filing.
type Truth struct {
	Filings int // filings, repeats and defects included

	// The accounting identity: Received = Accepted + Duplicate + Withdrawn + Quarantined.
	Received    int // items; a submission that cannot be read counts as one
	Accepted    int // new or corrected reports
	Duplicate   int // the same version again, or a lower revision than the one held
	Withdrawn   int // withdrawals carried out
	Quarantined int // items refused

	Refused map[code.Reason]int // refused items by the rule they break

	Reports          int // sound cases, each with one key
	Corrections      int // reports with a second revision
	Withdrawals      int // reports withdrawn, the early ones included
	EarlyWithdrawals int // withdrawals that reach the hub before their report
	Repeats          int // filings sent a second time unchanged
	Stale            int // first revisions sent again after the second

	Victims   int // victims in sound reports, before withdrawals
	People    int // persons behind those victims: fewer, as two countries may report one
	Presumed  int // victims with this status who survive corrections and withdrawals
	Confirmed int // the same

	// What is left after corrections and withdrawals, and who is really behind it.
	Survivors   int              // persons of whom a report is left
	Records     int              // victims in those reports: the raw sum
	NationalSum int              // persons, once for every country that detected them
	National    map[geo.Area]int // the same by detecting country
	Largest     Corridor         // the way across a border that most survivors were taken
	Persons     map[Sight]uint64 // the person behind each of the Records
}

// Sight is one victim of one report, as the hub tells them apart.
type Sight struct {
	Country geo.Area // that reports
	CaseKey string
	Ref     uint32 // of the victim
}

// Corridor is a pair of countries and the survivors who were taken from one to the other.
type Corridor struct {
	Origin, Destination geo.Area
	Persons             int // who were taken this way, whether or not a report says so
	Named               int // of those, persons of whom a report that is left names both countries
	Records             int // victims in reports that are left and name both: their raw sum
}

// count adds one filing as it goes out.
func (t *Truth) count(f *Filing) {
	t.Filings++
	t.Received++
	switch f.Verdict {
	case code.VerdictAccepted:
		t.Accepted++
	case code.VerdictDuplicate:
		t.Duplicate++
	case code.VerdictWithdrawn:
		t.Withdrawn++
	case code.VerdictQuarantined:
		t.Quarantined++
		t.Refused[f.Reason]++
	}
}
