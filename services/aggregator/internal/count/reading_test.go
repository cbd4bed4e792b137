package count

import (
	"slices"
	"strconv"

	"github.com/corridor-tip/corridor/pkg/geo"
)

// How the oracle reads a record: everything as the id that a table shows.

func yearName(m Member) string {
	if y := m.Record.Incident.DetectionPeriod.Year(); y > 0 {
		return strconv.Itoa(y)
	}
	return "_U"
}

func countryName(a geo.Area) string {
	if a.Known() {
		return a.String()
	}
	return "_U"
}

func firstKnown(members []Member, name func(Member) string) string {
	for _, m := range members {
		if n := name(m); n != "_U" {
			return n
		}
	}
	return "_U"
}

func sexName(m Member) string {
	if s := m.Record.Victim.Sex.String(); s != "" {
		return s
	}
	return "_U"
}

func ageName(m Member) string {
	switch s := m.Record.Victim.AgeRegistration.String(); s {
	case "Y0T8", "Y9T17", "Y0T17":
		return "Y0T17"
	case "", "_U":
		return "_U"
	}
	return "Y_GE18"
}

func authorityName(m Member) string {
	if s := m.Record.Victim.StatusAuthority.String(); s != "" {
		return s
	}
	return "_U"
}

func citizenshipName(m Member) string {
	var names []string
	for _, a := range m.Record.Victim.Citizenships.List() {
		names = append(names, countryName(a))
	}
	origin := countryName(m.Record.Incident.Origin)
	if origin != "_U" && slices.Contains(names, origin) {
		return origin
	}
	slices.Sort(names)
	if len(names) == 0 {
		return "_U"
	}
	return names[0]
}

var groups = map[string]string{
	"SX": "G_SX", "FL": "G_FL", "DS": "G_FL", "SL": "G_FL", "SV": "G_FL", "DB": "G_FL", "CL": "G_FL",
	"OR": "G_OR", "FM": "G_OP", "BG": "G_OP", "CR": "G_OP", "AD": "G_OP", "SU": "G_OP", "AG": "G_OP",
	"BF": "G_OP", "OP": "G_OP",
}

func formName(m Member) string {
	if g := groups[m.Record.Victim.PrimaryForm.String()]; g != "" {
		return g
	}
	found := map[string]bool{}
	for f := range m.Record.Victim.Forms.All() {
		if g := groups[f.String()]; g != "" {
			found[g] = true
		}
	}
	if len(found) > 1 {
		return "MX"
	}
	for g := range found {
		return g
	}
	return "_U"
}

func originName(m Member) string      { return countryName(m.Record.Incident.Origin) }
func destinationName(m Member) string { return countryName(m.Record.Incident.Destination) }

func stageName(m Member) string {
	if s := m.Record.Incident.DetectionStage.String(); s != "" {
		return s
	}
	return "_U"
}

func viaNames(m Member) []string {
	var via []string
	for _, a := range m.Record.Incident.Transit.List() {
		if a.Known() {
			via = append(via, a.String())
		}
	}
	return via
}

// reachName is DICTIONARY section 6, with the words of the caller for the four distances.
func reachName(from, to string, words [4]string) string {
	o, _ := geo.ParseAlpha3(from)
	d, _ := geo.ParseAlpha3(to)
	switch {
	case from == to:
		return words[0]
	case o.Subregion() == d.Subregion() && o.Subregion() != geo.Unknown:
		return words[1]
	case o.Region() == d.Region() && o.Region() != geo.Unknown:
		return words[2]
	}
	return words[3]
}
