package people

import (
	"math/rand/v2"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// bands holds the first age of each band, from code.AgeBandY00To08 on, and the end.
var bands = [...]int{0, 9, 18, 21, 24, 27, 30, 39, 48, 66}

// BirthAt returns a date of birth of somebody who is of a band's age in the middle of a
// period. A band that says less leaves the age to chance.
func BirthAt(r *rand.Rand, band code.AgeBand, at tip.Period) identity.Date {
	from, to := 0, 45
	switch {
	case band >= code.AgeBandY00To08 && band <= code.AgeBandY48Plus:
		i := band - code.AgeBandY00To08
		from, to = bands[i], bands[i+1]
	case band == code.AgeBandMinorUnspecified:
		from, to = 4, 18
	case band == code.AgeBandAdultUnspecified:
		from, to = 18, 45
	}
	birth := identity.Date{Month: 1 + r.IntN(12)}
	birth.Day = 1 + r.IntN(days(birth.Month))
	birth.Year = at.Year() - from - r.IntN(to-from)
	if later(birth, middle(at)) {
		birth.Year--
	}
	return birth
}

// BandAt returns the age band in the middle of a period of somebody with a whole date of birth.
func BandAt(birth identity.Date, at tip.Period) code.AgeBand {
	age := at.Year() - birth.Year
	if later(birth, middle(at)) {
		age--
	}
	i := 0
	for i < len(bands)-2 && age >= bands[i+1] {
		i++
	}
	return code.AgeBandY00To08 + code.AgeBand(i)
}

// later reports whether the birthday comes after the middle of a month.
func later(birth identity.Date, month int) bool {
	return birth.Month > month || birth.Month == month && birth.Day > 15
}

// middle returns the month in which the middle of a period lies.
func middle(at tip.Period) int {
	left := at.DaysToEndOf(tip.YearPeriod(at.Year()))
	switch at.Grain() {
	case code.PeriodGrainQuarter:
		return 11 - 3*(left/90)
	case code.PeriodGrainMonth:
		return 12 - left/30
	}
	return 6
}

// days returns the days that a month has in every year.
func days(month int) int {
	switch month {
	case 2:
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// ToldBand returns an age band as a report says it.
func ToldBand(r *rand.Rand, band code.AgeBand) code.AgeBand {
	d := dice{r}
	switch {
	case d.percent(ageUnknown):
		return code.AgeBandUnknown
	case band < code.AgeBandY00To08 || band > code.AgeBandY48Plus:
		return band
	case band < code.AgeBandY18To20 && d.percent(ageCoarse):
		return code.AgeBandMinorUnspecified
	case band >= code.AgeBandY18To20 && d.percent(ageCoarse):
		return code.AgeBandAdultUnspecified
	case d.percent(ageWrong):
		return min(max(band-1+2*code.AgeBand(d.IntN(2)), code.AgeBandY00To08), code.AgeBandY48Plus)
	}
	return band
}

// ToldSex returns a sex as a report says it.
func ToldSex(r *rand.Rand, sex code.Sex) code.Sex {
	d := dice{r}
	switch {
	case d.percent(sexUnknown):
		return code.SexUnknown
	case d.IntN(1000) >= sexMiscoded:
		return sex
	case sex == code.SexFemale:
		return code.SexMale
	}
	return code.SexFemale
}
