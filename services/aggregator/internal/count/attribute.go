package count

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// listed returns the code of a list that package code numbers, Unknown where it is not sent,
// not listed or the list's own word for unknown.
func listed[C interface {
	~uint16
	Listed() bool
}](c, unknown C) table.Code {
	if c == unknown || !c.Listed() {
		return table.Unknown
	}
	return table.Code(c)
}

func series(s code.TraffickingStatus) table.Code {
	switch s {
	case code.TraffickingStatusConfirmed:
		return table.SeriesConfirmed
	case code.TraffickingStatusPresumed:
		return table.SeriesPresumed
	}
	return table.None
}

// country returns a single country; a region is no country.
func country(a geo.Area) table.Code {
	if a.Known() {
		return table.AreaCode(a)
	}
	return table.Unknown
}

// countries returns the single countries of a set, still sorted.
func countries(all tip.Areas) (known tip.Areas) {
	n := 0
	for _, a := range all {
		if a.Known() {
			known[n] = a
			n++
		}
	}
	return known
}

func year(p tip.Period) table.Code { return table.YearCode(p.Year()) }

func age(b code.AgeBand) table.Code {
	switch b {
	case code.AgeBandY00To08, code.AgeBandY09To17, code.AgeBandMinorUnspecified:
		return table.AgeMinor
	case code.AgeBandY18To20, code.AgeBandY21To23, code.AgeBandY24To26, code.AgeBandY27To29,
		code.AgeBandY30To38, code.AgeBandY39To47, code.AgeBandY48Plus, code.AgeBandAdultUnspecified:
		return table.AgeAdult
	}
	return table.Unknown
}

// citizenship returns the one that a person counts under: that of the origin if she has it,
// else the first by alphabet.
func citizenship(r *tip.Record) table.Code {
	all := countries(r.Victim.Citizenships)
	if all.Has(r.Incident.Origin) {
		return country(r.Incident.Origin)
	}
	return country(all[0])
}

// group returns the form group of a form (DICTIONARY 3.29).
func group(f code.ExploitationForm) table.Code {
	switch f {
	case code.ExploitationFormSexualExploitation:
		return table.FormSexual
	case code.ExploitationFormForcedLabour, code.ExploitationFormDomesticServitude,
		code.ExploitationFormSlaveryOrSimilar, code.ExploitationFormServitude,
		code.ExploitationFormDebtBondage, code.ExploitationFormChildLabour:
		return table.FormLabour
	case code.ExploitationFormOrganRemoval:
		return table.FormOrgans
	case code.ExploitationFormForcedMarriage, code.ExploitationFormForcedBegging,
		code.ExploitationFormForcedCriminality, code.ExploitationFormIllegalAdoption,
		code.ExploitationFormSurrogacyExploitation, code.ExploitationFormArmedGroupRecruitment,
		code.ExploitationFormBenefitFraud, code.ExploitationFormOther:
		return table.FormOther
	}
	return table.Unknown
}

// form returns the group of the primary form, else the one group of all forms, or mixed.
func form(v *tip.Victim) table.Code {
	if g := group(v.PrimaryForm); g != table.Unknown {
		return g
	}
	one := table.Unknown
	for f := range v.Forms.All() {
		g := group(f)
		if one != table.Unknown && g != table.Unknown && g != one {
			return table.FormMixed
		}
		fill(&one, g)
	}
	return one
}
