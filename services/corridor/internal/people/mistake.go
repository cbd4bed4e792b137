package people

import (
	"unicode"

	"github.com/corridor-tip/corridor/pkg/identity"
)

// mistype returns the text with a slip or two in so many per cent of cases.
func (d dice) mistype(s string, percent int) string {
	if !d.percent(percent) {
		return s
	}
	s = d.slip(s)
	if d.percent(secondMistake) {
		s = d.slip(s)
	}
	return s
}

// slip leaves out, doubles, exchanges or replaces one letter. A replacement comes from the
// same text, so it is of the same script.
func (d dice) slip(s string) string {
	letters := []rune(s)
	if len(letters) < 3 {
		return s
	}
	i := 1 + d.IntN(len(letters)-1) // the first letter is seldom wrong
	switch d.IntN(4) {
	case 0:
		letters = append(letters[:i], letters[i+1:]...)
	case 1:
		letters = append(letters[:i], append([]rune{letters[i]}, letters[i:]...)...)
	case 2:
		letters[i-1], letters[i] = letters[i], letters[i-1]
	default:
		letters[i] = unicode.ToLower(letters[d.IntN(len(letters))])
	}
	return string(letters)
}

// date returns a date of birth as it is told.
func (w *writer) date(t identity.Date) identity.Date {
	roll := w.IntN(1000)
	for _, mistake := range [...]struct {
		rate int
		make func(dice, identity.Date) identity.Date
	}{
		{dateMissing, func(dice, identity.Date) identity.Date { return identity.Date{} }},
		{dateYearOnly, func(_ dice, t identity.Date) identity.Date { return identity.Date{Year: t.Year} }},
		{dateJanuary, january},
		{dateSwapped, swapped},
		{dateDigit, digit},
	} {
		if roll -= mistake.rate; roll < 0 {
			return mistake.make(w.dice, t)
		}
	}
	return t
}

// january is the date that stands for an unknown day.
func january(d dice, t identity.Date) identity.Date {
	if d.percent(januaryOff) {
		t.Year += 2*d.IntN(2) - 1
	}
	return identity.Date{Year: t.Year, Month: 1, Day: 1}
}

// swapped exchanges day and month where the day could be a month.
func swapped(_ dice, t identity.Date) identity.Date {
	if t.Day <= 12 {
		t.Day, t.Month = t.Month, t.Day
	}
	return t
}

// digit changes one digit so that the date still exists.
func digit(d dice, t identity.Date) identity.Date {
	switch d.IntN(3) {
	case 0:
		t.Year = t.Year/10*10 + (t.Year+1+d.IntN(9))%10
	case 1:
		t.Month = t.Month%12 + 1
		t.Day = min(t.Day, days(t.Month))
	default:
		t.Day = t.Day/10*10 + (t.Day+1+d.IntN(9))%10
		t.Day = min(max(t.Day, 1), days(t.Month))
	}
	return t
}

// document returns the number of the passport, if the writer has seen it.
func (w *writer) document() string {
	seen := documentShownElse
	if w.athome {
		seen = documentShownHome
	}
	if !w.documented || !w.percent(seen) {
		return ""
	}
	number := w.Person.document()
	if !w.percent(documentDigitWrong) {
		return number
	}
	wrong := []byte(number)
	i := 1 + w.IntN(len(wrong)-1)
	wrong[i] = '0' + (wrong[i]-'0'+1+byte(w.IntN(9)))%10
	return string(wrong)
}
