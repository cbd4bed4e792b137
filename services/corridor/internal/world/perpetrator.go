package world

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
)

var (
	stages = table[code.JusticeStage]{
		{code.JusticeStageFormalContact, 50}, {code.JusticeStageProsecuted, 26},
		{code.JusticeStageConvicted, 16}, {code.JusticeStageAcquitted, 4},
		{code.JusticeStageClosedNoCharge, 4},
	}
	classes = table[code.CitizenshipClass]{
		{code.CitizenshipClassOwnNational, 62}, {code.CitizenshipClassSameSubregion, 16},
		{code.CitizenshipClassSameRegion, 9}, {code.CitizenshipClassOtherRegion, 6},
		{code.CitizenshipClassUnknown, unknownRate},
	}
	roles = table[code.PerpetratorRole]{
		{code.PerpetratorRoleRecruiter, 30}, {code.PerpetratorRoleTransporter, 14},
		{code.PerpetratorRoleTravelAgent, 4}, {code.PerpetratorRoleHarboured, 10},
		{code.PerpetratorRoleReceived, 8}, {code.PerpetratorRoleControlled, 12},
		{code.PerpetratorRoleSmuggler, 4}, {code.PerpetratorRoleKidnapper, 2},
		{code.PerpetratorRoleExploiter, 26}, {code.PerpetratorRoleOther, 3},
	}
	groups = table[code.GroupType]{
		{code.GroupTypeIndividualOrFamily, 34}, {code.GroupTypeSmallLocal, 26},
		{code.GroupTypeMediumSubregional, 14}, {code.GroupTypeLargeTransregional, 8},
		{code.GroupTypeBusinessStructure, 8}, {code.GroupTypeUnknown, unknownRate},
	}
	assets = table[code.AssetsBand]{
		{code.AssetsBandNone, 80}, {code.AssetsBandLt10K, 12},
		{code.AssetsBandFrom10KTo100K, 6}, {code.AssetsBandGt100K, 2},
	}
)

// accuse adds one or two perpetrators, which calls for the stricter handling mark.
func (w *world) accuse(r *tip.Report) {
	r.SharingLabel = code.SharingLabelAmberStrict
	r.Pillars = r.Pillars.With(code.PillarProsecution)
	for i := range 1 + w.IntN(2) {
		p := w.perpetrator(r)
		p.Ref = uint32(i + 1)
		r.Perpetrators = append(r.Perpetrators, p)
	}
}

func (w *world) perpetrator(r *tip.Report) tip.Perpetrator {
	p := tip.Perpetrator{
		Stage:            pick(w.dice, stages),
		Sex:              w.sex(36),
		AgeBand:          code.AgeBandAdultUnspecified,
		CitizenshipClass: pick(w.dice, classes),
		Roles:            some(w.dice, roles, 2),
		Form:             r.Victims[0].PrimaryForm,
		GroupType:        pick(w.dice, groups),
		Jurisdiction:     r.Incident.Detection,
		StageYear:        tip.YearPeriod(r.Incident.DetectionPeriod.Year()),
		ICCS:             iccs(r.Victims[0].PrimaryForm),
		Assets:           pick(w.dice, assets),
	}
	if r.Incident.ConflictContext == code.TernaryYes {
		p.GroupType = code.GroupTypeNonStateArmedGroup
	}
	if w.percent(unknownRate) {
		p.AgeBand = code.AgeBandUnknown
	}
	return p
}

// iccs returns the offence of the International Classification of Crime for a form.
func iccs(f code.ExploitationForm) string {
	switch f {
	case code.ExploitationFormSexualExploitation:
		return "02041"
	case code.ExploitationFormForcedLabour, code.ExploitationFormDomesticServitude,
		code.ExploitationFormSlaveryOrSimilar, code.ExploitationFormServitude,
		code.ExploitationFormDebtBondage, code.ExploitationFormChildLabour:
		return "02042"
	case code.ExploitationFormOrganRemoval:
		return "02043"
	case code.ExploitationFormUnknown:
		return "0204"
	}
	return "02049"
}
