package identity

import (
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/name"
)

// Compare returns how far two identities agree, field by field: what a model is fitted on,
// inside a country, where both are known in the clear.
func Compare(a, b Identity) linkage.Comparison {
	var c linkage.Comparison
	x, y := a.canonical(), b.canonical()
	names(&c, a, b, &x, &y)
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

// names compares the names as they stand and the other way round, and keeps what agrees more.
func names(c *linkage.Comparison, a, b Identity, x, y *canonical) {
	given, surname := nameLevel(a.Given, b.Given, x.names[0], y.names[0]), nameLevel(a.Family, b.Family, x.names[1], y.names[1])
	g, s := nameLevel(a.Given, b.Family, x.names[0], y.names[1]), nameLevel(a.Family, b.Given, x.names[1], y.names[0])
	if g+s > given+surname {
		given, surname = g, s
	}
	c.Levels[linkage.Given], c.Levels[linkage.Surname] = given, surname
	c.Known[linkage.Given] = x.names[0] != "" && y.names[0] != ""
	c.Known[linkage.Surname] = x.names[1] != "" && y.names[1] != ""
}

func nameLevel(a, b, alikeA, alikeB string) linkage.Level {
	switch {
	case alikeA == "" || alikeA != alikeB:
		return linkage.Differ
	case name.Canonical(a) == name.Canonical(b):
		return linkage.Equal
	}
	return linkage.Alike
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
