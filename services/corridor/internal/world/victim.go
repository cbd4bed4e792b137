package world

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

var (
	minorBands = table[code.AgeBand]{
		{code.AgeBandY00To08, 24}, {code.AgeBandY09To17, 76},
	}
	adultBands = table[code.AgeBand]{
		{code.AgeBandY18To20, 20}, {code.AgeBandY21To23, 18}, {code.AgeBandY24To26, 16},
		{code.AgeBandY27To29, 12}, {code.AgeBandY30To38, 18}, {code.AgeBandY39To47, 8},
		{code.AgeBandY48Plus, 4},
	}
	relations = table[code.RecruiterRelationship]{
		{code.RecruiterRelationshipFamily, 18}, {code.RecruiterRelationshipIntimatePartner, 14},
		{code.RecruiterRelationshipFriendOrAcquaintance, 28}, {code.RecruiterRelationshipStranger, 22},
		{code.RecruiterRelationshipOther, 11}, {code.RecruiterRelationshipUnknown, unknownRate},
	}
)

func (w *world) victim(ref uint32, rt route, r *tip.Report) tip.Victim {
	v := tip.Victim{
		Ref:                    ref,
		Sex:                    w.trueSex(rt.mix.female),
		Citizenships:           w.citizenships(rt.origin),
		ExploitationRealised:   w.ternary(88),
		RecruiterRelationships: some(w.dice, relations, 1),
		Displaced:              w.ternary(4 + rt.mix.conflict/2),
	}
	w.setStatus(&v, r.EntityKind)
	w.setForms(&v, rt.mix)
	w.setAges(&v, rt.mix.minor)
	w.setDetail(&v)
	if r.Incident.DetectionStage == code.CountryRoleOrigin {
		v.ReturnedFrom = rt.destination
	}
	return v
}

// sex returns a sex as a report tells it.
func (w *world) sex(female int) code.Sex {
	if w.percent(unknownRate) {
		return code.SexUnknown
	}
	return w.trueSex(female)
}

func (w *world) trueSex(female int) code.Sex {
	switch {
	case w.perMille(6):
		return code.SexOther
	case w.percent(female):
		return code.SexFemale
	}
	return code.SexMale
}

func (w *world) citizenships(origin geo.Area) tip.Areas {
	if w.percent(unknownRate) {
		origin = geo.Unknown
	}
	return tip.Areas{origin}
}

// setStatus decides how sure the country is; a helpline cannot verify.
func (w *world) setStatus(v *tip.Victim, by code.IdentifyingAuthority) {
	v.Status, v.StatusAuthority = code.TraffickingStatusConfirmed, by
	if by == code.IdentifyingAuthorityHelpline || w.percent(presumedRate-2) {
		v.Status = code.TraffickingStatusPresumed
	}
}

func (w *world) setForms(v *tip.Victim, m *mix) {
	v.PrimaryForm = pick(w.dice, m.forms)
	if w.percent(unknownRate) {
		v.PrimaryForm = code.ExploitationFormUnknown
	}
	v.Forms = code.SetOf(v.PrimaryForm)
	if v.PrimaryForm != code.ExploitationFormUnknown && w.percent(secondFormRate) {
		v.Forms = v.Forms.With(pick(w.dice, m.forms))
	}
}

// setAges gives the true age at registration and the coarser ages before it, never older.
func (w *world) setAges(v *tip.Victim, minor int) {
	child := v.Forms.Has(code.ExploitationFormChildLabour) || v.Forms.Has(code.ExploitationFormIllegalAdoption)
	if child || w.percent(minor) {
		v.AgeRegistration, v.AgeEntry, v.AgeExploitation =
			pick(w.dice, minorBands), code.AgeBandMinorUnspecified, code.AgeBandMinorUnspecified
		return
	}
	v.AgeRegistration = pick(w.dice, adultBands)
	v.AgeEntry, v.AgeExploitation = w.agesBefore(v.AgeRegistration)
}

// agesBefore lets some young adults have been children when it began.
func (w *world) agesBefore(now code.AgeBand) (entry, exploitation code.AgeBand) {
	young := now == code.AgeBandY18To20 || now == code.AgeBandY21To23
	switch {
	case w.percent(unknownRate):
		return code.AgeBandUnknown, code.AgeBandUnknown
	case young && w.percent(30):
		return code.AgeBandMinorUnspecified, pick(w.dice, even(code.AgeBandMinorUnspecified, code.AgeBandAdultUnspecified))
	}
	return code.AgeBandAdultUnspecified, code.AgeBandAdultUnspecified
}
