package world

import "github.com/corridor-tip/corridor/pkg/code"

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

// survive adds the victims of a report that stays.
func (t *Truth) survive(s sighting) {
	for i := range s.report.Victims {
		if s.report.Victims[i].Status == code.TraffickingStatusConfirmed {
			t.Confirmed++
		} else {
			t.Presumed++
		}
	}
}
