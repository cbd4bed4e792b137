package ctdc

import (
	"strconv"
	"strings"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// reader notes what one cell says in the draft and tells why it could not. An unknown cell
// comes as the empty string.
type reader func(d *draft, cell string) Reason

// flag reads 1 as yes; 0 and unknown leave the draft as it is.
func flag(yes func(*draft)) reader {
	return func(d *draft, cell string) Reason {
		switch cell {
		case "1":
			yes(d)
		case "", "0":
		default:
			return ReasonFlag
		}
		return ""
	}
}

// label reads one label of a list, in any case; an unknown cell leaves the draft as it is.
func label[C any](list map[string]C, put func(*draft, C)) reader {
	return func(d *draft, cell string) Reason {
		if cell == "" {
			return ""
		}
		c, ok := list[strings.ToLower(cell)]
		if !ok {
			return ReasonLabel
		}
		put(d, c)
		return ""
	}
}

func control(c code.ControlMethod) reader {
	return flag(func(d *draft) { addControl(d, c) })
}

func sector(c code.LabourSector) reader {
	return flag(func(d *draft) { addSector(d, c) })
}

func recruiter(c code.RecruiterRelationship) reader {
	return flag(func(d *draft) { addRecruiter(d, c) })
}

func sexual(c code.SexualExploitationType) reader {
	return flag(func(d *draft) { d.victim.SexualTypes = d.victim.SexualTypes.With(c) })
}

func form(list ...code.ExploitationForm) reader {
	return flag(func(d *draft) {
		for _, c := range list {
			d.flagged = d.flagged.With(c)
		}
	})
}

func abduction(d *draft) { d.incident.Means = d.incident.Means.With(code.PalermoMeansAbduction) }

// readYear reads the year of registration. A victim counts in a year, so that an unknown one
// is a problem too.
func readYear(d *draft, cell string) Reason {
	year, err := strconv.Atoi(cell)
	d.incident.DetectionPeriod = tip.YearPeriod(year)
	if err != nil || d.incident.DetectionPeriod == 0 {
		return ReasonYear
	}
	return ""
}

// readSource reads who collected the row. Case managers assisted the person and found that
// she is a victim; a hotline can't verify what it is told.
func readSource(d *draft, cell string) Reason {
	switch strings.ToLower(cell) {
	case "case management":
		d.victim.Status = code.TraffickingStatusConfirmed
		d.victim.StatusAuthority = code.IdentifyingAuthorityNGO
	case "hotline":
		d.victim.Status = code.TraffickingStatusPresumed
		d.victim.StatusAuthority = code.IdentifyingAuthorityHelpline
	default:
		return ReasonSource
	}
	return ""
}

// readCitizenship reads the citizenship, which stands for the country of origin as well.
func readCitizenship(d *draft, cell string) Reason {
	area, reason := country(cell)
	if area.Known() {
		d.victim.Citizenships = tip.Areas{area}
		d.incident.Origin = area
		d.incident.OriginBasis = code.OriginBasisCitizenship
	}
	return reason
}

// readExploitation reads the country of exploitation, which is taken for the one that
// detected the victim as well.
func readExploitation(d *draft, cell string) Reason {
	area, reason := country(cell)
	if area.Known() {
		d.incident.Destination = area
		d.incident.Detection = area
		d.incident.DetectionStage = code.CountryRoleDestination
	}
	return reason
}

func country(cell string) (geo.Area, Reason) {
	if cell == "" || cell == "0" {
		return geo.Unknown, ""
	}
	area, ok := geo.Parse(cell)
	if !ok {
		return geo.Unknown, ReasonCountry
	}
	return area, ""
}

// readNamedForms reads the forms of exploitation by name; more than one is joined by
// semicolons.
func readNamedForms(d *draft, cell string) Reason {
	var reason Reason
	for name := range strings.SplitSeq(strings.ToLower(cell), ";") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		list, ok := forms[name]
		if !ok {
			reason = ReasonLabel
		}
		for _, c := range list {
			d.named = d.named.With(c)
		}
	}
	return reason
}
