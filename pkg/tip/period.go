package tip

import (
	"fmt"
	"strconv"
	"time"

	"github.com/corridor-tip/corridor/pkg/code"
)

// Period is a calendar year, quarter or month, as coarse as its sender gave it. The zero
// Period is "not sent". It packs year<<4 | part, where part 0 is the whole year and 1 to 12 a
// month; with quarterBit set, part is the quarter.
type Period uint32

const (
	quarterBit = 1 << 20
	firstYear  = 1900
	lastYear   = 2100
)

// YearPeriod returns the period of a whole year, or zero when it is outside 1900 to 2100.
func YearPeriod(year int) Period {
	if year < firstYear || year > lastYear {
		return 0
	}
	return Period(year << 4)
}

// QuarterPeriod returns quarter q, 1 to 4, of a year; it is the caller's duty that both exist.
func QuarterPeriod(year, q int) Period { return Period(quarterBit | year<<4 | q) }

// MonthPeriod returns month m, 1 to 12, of a year; it is the caller's duty that both exist.
func MonthPeriod(year, m int) Period { return Period(year<<4 | m) }

// ParsePeriod reads yyyy, yyyy-Qn or yyyy-MM; the empty string is the zero Period.
func ParsePeriod(s string) (Period, bool) {
	if s == "" {
		return 0, true
	}
	if len(s) < 4 {
		return 0, false
	}
	year, err := strconv.Atoi(s[:4])
	if err != nil || YearPeriod(year) == 0 {
		return 0, false
	}
	return parsePart(year, s[4:])
}

func parsePart(year int, rest string) (Period, bool) {
	switch {
	case rest == "":
		return YearPeriod(year), true
	case len(rest) != 3 || rest[0] != '-':
		return 0, false
	case rest[1] == 'Q' && rest[2] >= '1' && rest[2] <= '4':
		return QuarterPeriod(year, int(rest[2]-'0')), true
	}
	month, err := strconv.Atoi(rest[1:])
	if err != nil || month < 1 || month > 12 || rest[1] < '0' {
		return 0, false
	}
	return MonthPeriod(year, month), true
}

// Year returns the calendar year, 0 for the zero Period.
func (p Period) Year() int { return int(p &^ quarterBit >> 4) }

func (p Period) part() int { return int(p & 15) }

// Grain returns how fine the period is; unspecified for the zero Period.
func (p Period) Grain() code.PeriodGrain {
	switch {
	case p == 0:
		return code.PeriodGrainUnspecified
	case p&quarterBit != 0:
		return code.PeriodGrainQuarter
	case p.part() != 0:
		return code.PeriodGrainMonth
	}
	return code.PeriodGrainYear
}

// bounds returns the first day of the period and the first day after it.
func (p Period) bounds() (from, to time.Time) {
	year, month, months := p.Year(), time.January, 12
	switch p.Grain() {
	case code.PeriodGrainQuarter:
		month, months = time.Month(3*p.part()-2), 3
	case code.PeriodGrainMonth:
		month, months = time.Month(p.part()), 1
	}
	from = time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return from, from.AddDate(0, months, 0)
}

// StartsAfter reports whether p begins when q is over; false where either is not sent.
func (p Period) StartsAfter(q Period) bool {
	if p == 0 || q == 0 {
		return false
	}
	from, _ := p.bounds()
	_, to := q.bounds()
	return !from.Before(to)
}

// DaysToEndOf returns the days from the end of p to the end of q, 0 when q ends first.
func (p Period) DaysToEndOf(q Period) int {
	_, a := p.bounds()
	_, b := q.bounds()
	return max(0, int(b.Sub(a).Hours()/24))
}

// Coarsen returns the period at the given grain, or p itself when it is that coarse already.
func (p Period) Coarsen(grain code.PeriodGrain) Period {
	switch {
	case p == 0 || p.Grain() <= grain:
		return p
	case grain == code.PeriodGrainQuarter:
		return QuarterPeriod(p.Year(), (p.part()+2)/3)
	}
	return YearPeriod(p.Year())
}

// String returns yyyy, yyyy-Qn or yyyy-MM; the empty string for the zero Period.
func (p Period) String() string {
	switch p.Grain() {
	case code.PeriodGrainYear:
		return strconv.Itoa(p.Year())
	case code.PeriodGrainQuarter:
		return fmt.Sprintf("%d-Q%d", p.Year(), p.part())
	case code.PeriodGrainMonth:
		return fmt.Sprintf("%d-%02d", p.Year(), p.part())
	}
	return ""
}
