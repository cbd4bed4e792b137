package identity

import "github.com/corridor-tip/corridor/pkg/linkage"

// Compare returns how far two identities agree, field by field: what a model is fitted on,
// inside a country, where both are known in the clear.
func Compare(a, b Identity) linkage.Comparison {
	var c linkage.Comparison
	x, y := a.canonical(), b.canonical()
	compareNames(&c, &x, &y)
	birth(&c, &x, &y)
	for _, f := range [...]linkage.Field{linkage.Place, linkage.District, linkage.Nationality, linkage.Document} {
		c.Known[f] = x.with[f] != "" && y.with[f] != ""
		c.Levels[f] = level(x.with[f] == y.with[f], linkage.Agree)
	}
	return c
}

func level(agree bool, l linkage.Level) linkage.Level {
	if agree {
		return l
	}
	return linkage.Differ
}

// compareNames compares the names as they stand and the other way round, and keeps what agrees
// more.
func compareNames(c *linkage.Comparison, x, y *canonical) {
	given, surname := nameLevel(x.given, [2]string{y.given}), endsLevel(x, y)
	g, s := nameLevel(x.given, y.ends), nameLevel(y.given, x.ends)
	if g+s > given+surname {
		given, surname = g, s
	}
	if x.initials != "" && x.initials == y.initials {
		given, surname = max(given, linkage.Initial), max(surname, linkage.Initial)
	}
	c.Levels[linkage.Given], c.Levels[linkage.Surname] = given, surname
	c.Known[linkage.Given] = x.given != "" && y.given != ""
	c.Known[linkage.Surname] = x.ends[0] != "" && y.ends[0] != ""
}

// nameLevel compares a word with a name.
func nameLevel(word string, name [2]string) linkage.Level {
	switch {
	case word == "" || word != name[0] && word != name[1]:
		return linkage.Differ
	case word == telling(name):
		return linkage.Alike
	}
	return linkage.Part
}

// endsLevel compares family names.
func endsLevel(x, y *canonical) linkage.Level {
	if t := telling(x.ends); t != "" && t == telling(y.ends) {
		return linkage.Alike
	}
	return min(linkage.Part, max(nameLevel(x.ends[0], y.ends), nameLevel(x.ends[1], y.ends)))
}

func birth(c *linkage.Comparison, x, y *canonical) {
	agree := func(d linkage.Dates) bool { return x.date[d] != "" && x.date[d] == y.date[d] }
	c.Known[linkage.Birth] = x.date[linkage.WholeDate] != "" && y.date[linkage.WholeDate] != ""
	year, dayMonth := agree(linkage.YearOnly), agree(linkage.DayMonthOnly)
	switch {
	case agree(linkage.WholeDate):
		c.Levels[linkage.Birth] = linkage.Date
	case year && dayMonth:
		c.Levels[linkage.Birth] = linkage.Swapped
	case year:
		c.Levels[linkage.Birth] = linkage.Year
	case dayMonth:
		c.Levels[linkage.Birth] = linkage.DayMonth
	}
}
