package count

import (
	"slices"
	"strconv"
	"strings"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

// oracle recounts everything from the persons that stand, with strings and nested loops. It
// shares no code with the cubes: what both say is likely to be so.
type oracle map[string]map[string]int64

func (o oracle) count(id string, names ...string) {
	if o[id] == nil {
		o[id] = map[string]int64{}
	}
	o[id][strings.Join(names, " ")]++
}

// combine counts one cell for every choice of one of the alternatives a dimension.
func (o oracle) combine(id string, dims ...[]string) {
	var walk func(done []string, rest [][]string)
	walk = func(done []string, rest [][]string) {
		if len(rest) == 0 {
			o.count(id, done...)
			return
		}
		for _, name := range rest[0] {
			walk(append(slices.Clone(done), name), rest[1:])
		}
	}
	walk(nil, dims)
}

func recount(persons [][]Member) oracle {
	o := oracle{}
	for _, p := range persons {
		o.person(p)
	}
	return o
}

// before is the canonical order of members, as text: "_U" sorts after every year.
func before(a, b Member) int {
	text := func(m Member) string {
		s := yearName(m) + " "
		n := strconv.Itoa(int(m.Country))
		return s + strings.Repeat("0", 5-len(n)) + n + string(m.Ref[:]) + strconv.Itoa(int(m.VictimRef))
	}
	return strings.Compare(text(a), text(b))
}

func (o oracle) person(members []Member) {
	members = slices.SortedFunc(slices.Values(members), before)
	first := "_U"
	for _, m := range members {
		if n := countryName(m.Record.Incident.Detection); first == "_U" {
			first = n
		}
	}
	var order []string
	byCountry := map[string][]Member{}
	for _, m := range members {
		o.completeness(m)
		c := countryName(m.Record.Incident.Detection)
		if c == "_U" {
			c = first
		}
		switch {
		case len(byCountry[c]) > 0:
			o.combine("T30", []string{"DQ_DUP_NAT"}, []string{c, "_T"}, []string{"_T"}, []string{"_T"}, []string{yearName(m), "_T"})
		case len(order) > 0:
			o.combine("T30", []string{"DQ_DUP_XB"}, []string{c, "_T"}, []string{"_T"}, []string{"_T"}, []string{yearName(m), "_T"})
		}
		if len(byCountry[c]) == 0 {
			order = append(order, c)
		}
		byCountry[c] = append(byCountry[c], m)
	}
	once := false
	for _, c := range order {
		here := byCountry[c]
		if statusName(here) == "" {
			continue
		}
		o.victim(map[string][]string{"CO": {"VIC_DET", "VIC_ALL"}, "PR": {"VIC_PRES", "VIC_ALL"}}, c, yearName(here[0]), here)
		if !once {
			o.victim(map[string][]string{"CO": {"VIC_UNQ", "VIC_UNQ_ALL"}, "PR": {"VIC_UNQ_PRES", "VIC_UNQ_ALL"}}, c, yearName(here[0]), members)
		}
		once = true
	}
}

// statusName is CO where anybody confirmed the person, PR where somebody presumed it, else
// nothing.
func statusName(members []Member) string {
	status := ""
	for _, m := range members {
		switch s := m.Record.Victim.Status; {
		case s == code.TraffickingStatusConfirmed:
			status = "CO"
		case s == code.TraffickingStatusPresumed && status == "":
			status = "PR"
		}
	}
	return status
}

// victim counts a person in the series of her status, in one country and year, as some of her
// records describe her.
func (o oracle) victim(seriesOf map[string][]string, ref, year string, members []Member) {
	status := statusName(members)
	total := func(name string) []string { return []string{name, "_T"} }
	series, refs, years := seriesOf[status], total(ref), total(year)
	sexes, ages, forms := total(firstKnown(members, sexName)), total(firstKnown(members, ageName)), total(firstKnown(members, formName))
	citizenship := firstKnown(members, citizenshipName)
	o.combine("T01", series, refs, sexes, ages, years)
	o.combine("T02", series, refs, forms, sexes, ages, years)
	o.combine("T04", series, refs, total(citizenship), sexes, ages, years)
	o.classes(series, ref, citizenship, years)
	authority := firstKnown(members, authorityName)
	o.combine("T25", series[:1], refs, total(authority), []string{status}, years)
	o.combine("T25", series[1:], refs, total(authority), []string{"_T"}, years)

	origin, destination := firstKnown(members, originName), firstKnown(members, destinationName)
	if destination == "_U" {
		destination = ref
	}
	if origin != "_U" && destination != "_U" {
		o.combine("T09", series, total(origin), total(destination), sexes, forms, years)
		o.reach(series, origin, destination, years)
	}
	o.transit(series, ref, members, total(origin), total(destination), years)
}

func (o oracle) classes(series []string, ref, citizenship string, years []string) {
	refs := []string{ref, "_T"}
	class := "_U"
	if ref != "_U" && citizenship != "_U" {
		class = reachName(citizenship, ref, [4]string{"OWN", "SUB", "REG", "OTR"})
	}
	o.combine("T05", series, refs, []string{"CITIZENSHIP_CLASS"}, []string{class, "_T"}, years)
	if a, _ := geo.ParseAlpha3(ref); !a.EU() {
		return
	}
	citizen, _ := geo.ParseAlpha3(citizenship)
	eu := "NEU"
	switch {
	case citizenship == "_U":
		eu = "_U"
	case citizenship == ref:
		eu = "OWN"
	case citizen.EU():
		eu = "EU"
	}
	o.combine("T05", series, refs, []string{"CITIZENSHIP_CLASS_EU"}, []string{eu, "_T"}, years)
}

func (o oracle) reach(series []string, origin, destination string, years []string) {
	from, _ := geo.ParseAlpha3(origin)
	to, _ := geo.ParseAlpha3(destination)
	destinations := []string{destination, "_T"}
	if to.Subregion() != geo.Unknown {
		destinations = append(destinations, to.Subregion().String())
	}
	flow := reachName(origin, destination, [4]string{"DOM", "SUB", "REG", "TRR"})
	o.combine("T10", series, destinations, []string{flow, "_T"}, []string{"NUMBER"}, years)
	o.combine("T11", series, []string{from.Subregion().String(), "_T"}, []string{to.Subregion().String(), "_T"}, years)
}

func (o oracle) transit(series []string, ref string, members []Member, origins, destinations, years []string) {
	var via []string
	for _, m := range members {
		if len(via) == 0 {
			via = viaNames(m)
		}
	}
	stages := []string{"_T"}
	if firstKnown(members, stageName) == "TRA" {
		stages = []string{"TRA", "_T"}
		if len(via) == 0 && ref != "_U" {
			via = []string{ref}
		}
	} else if len(via) == 0 {
		return
	}
	o.combine("T12", series, append(via, "_T"), origins, destinations, stages, years)
}

func (o oracle) completeness(m Member) {
	in, v := m.Record.Incident, m.Record.Victim
	at := func(series, kind, what string) {
		o.combine("T30", []string{series}, []string{countryName(m.Country), "_T"}, []string{kind}, []string{what}, []string{yearName(m), "_T"})
	}
	at("DQ_RECORDS", "_T", "_T")
	for field, known := range map[string]bool{
		"STATUS": v.Status.String() != "", "AUTHORITY": authorityName(m) != "_U", "SEX": sexName(m) != "_U",
		"AGE": ageName(m) != "_U", "CITIZENSHIP": citizenshipName(m) != "_U", "ORIGIN": originName(m) != "_U",
		"DESTINATION": destinationName(m) != "_U", "DETECTION": countryName(in.Detection) != "_U",
		"PERIOD": yearName(m) != "_U", "STAGE": stageName(m) != "_U", "ACTS": in.Acts.Len() > 0,
		"MEANS": in.Means.Len() > 0, "EXPLOIT": formName(m) != "_U",
	} {
		if known {
			at("DQ_KNOWN", "FIELD", field)
		}
	}
}
