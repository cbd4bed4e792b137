// Package rule says which reports the hub accepts, and in which one form it shares them. The
// rules V01 to V30 are those of the data dictionary; what cannot be decoded at all is found
// before, so the rules here read values only.
package rule

import (
	"fmt"
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Finding is a numbered reason and the field it is about. It never holds a value.
type Finding struct {
	Reason code.Reason
	Field  string // path from the report, e.g. victims[0].age_band_entry
}

// Context is what a rule has to know besides the report.
type Context struct {
	Sender       geo.Area         // country that sends the report
	Produced     tip.Period       // when its submission was made
	FinestPeriod code.PeriodGrain // finest detection period agreed on; unspecified is a quarter
}

// Refuses reports whether a report with this reason is turned away; otherwise the reason is a
// warning. C01 refuses: that the winner of a conflict carries it as a warning is for
// revision.Outcome to say.
func Refuses(reason code.Reason) bool {
	switch reason {
	case code.ReasonUnspecified, code.ReasonV05, code.ReasonV17, code.ReasonV18, code.ReasonV19, code.ReasonV21, code.ReasonC02:
		return false
	}
	return true
}

// mostFindings bounds the findings of one report, however large it is. It is above the number
// of warnings that a report can have, so no warnings crowd out the last refusal.
const mostFindings = 256

// Check returns what the rules find in a report, refusals and warnings, at most 256: about
// the whole, the incident, each victim and each perpetrator. Rules about origin, flow and
// elements judge the harmonised record, so a report and its harmonised form are refused alike.
// Victims beyond the 50th are refused unread.
func Check(r tip.Report, ctx Context) []Finding {
	_, found := Admit(r, ctx)
	return found
}

// Admit is Check and Harmonise in one: what the rules find, and the records that they judged,
// which are to be used where nothing refuses.
func Admit(r tip.Report, ctx Context) ([]tip.Record, []Finding) {
	c := checker{ctx: ctx}
	c.whole(&r)
	r.Victims = r.Victims[:min(len(r.Victims), mostVictims)]
	records := Harmonise(r)
	c.incident(&r.Incident, records)
	c.victims(&r, records)
	c.perpetrators(r.Perpetrators)
	return records, c.found
}

// checker collects findings. It builds a path only for a rule that is broken.
type checker struct {
	ctx   Context
	found []Finding
}

// place is a row of a repeated field; the zero place is the report itself.
type place struct {
	list  string
	index int
}

func (c *checker) when(broken bool, reason code.Reason, at place, field string) {
	if !broken || len(c.found) == mostFindings {
		return
	}
	if at.list != "" {
		field = fmt.Sprintf("%s[%d].%s", at.list, at.index, field)
	}
	c.found = append(c.found, Finding{reason, field})
}

// area is V01.
func (c *checker) area(a geo.Area, at place, field string) {
	c.when(!country(a), code.ReasonV01, at, field)
}

// country reports whether a may stand in a field for a country: it is one, it is not known,
// or it was not sent. Regions and totals are for statistics.
func country(a geo.Area) bool { return a == geo.None || a == geo.Unknown || a.Known() }

// areas is V01 for a set, said once.
func (c *checker) areas(set tip.Areas, at place, field string) {
	foreign := func(a geo.Area) bool { return !country(a) }
	c.when(slices.ContainsFunc(set[:], foreign), code.ReasonV01, at, field)
}

// refs is V28 for the numbers of the rows in a report: from 1, each once.
type refs map[uint32]bool

// fresh reports whether ref is a number that no row before had.
func (seen refs) fresh(ref uint32) bool {
	if ref == 0 || seen[ref] {
		return false
	}
	seen[ref] = true
	return true
}
