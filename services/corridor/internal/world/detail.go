package world

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
)

var (
	controls = table[code.ControlMethod]{
		{code.ControlMethodDebtBondage, 9}, {code.ControlMethodTakesEarnings, 12},
		{code.ControlMethodRestrictsFinancialAccess, 4}, {code.ControlMethodThreatsPhysical, 9},
		{code.ControlMethodThreatsToFamily, 6}, {code.ControlMethodThreatsLawEnforcement, 5},
		{code.ControlMethodPsychologicalAbuse, 14}, {code.ControlMethodPhysicalAbuse, 9},
		{code.ControlMethodSexualAbuse, 5}, {code.ControlMethodFalsePromises, 14},
		{code.ControlMethodPsychoactiveSubstances, 4}, {code.ControlMethodRestrictsMovement, 12},
		{code.ControlMethodRestrictsMedicalCare, 2}, {code.ControlMethodExcessiveWorkingHours, 10},
		{code.ControlMethodUsesChildren, 1}, {code.ControlMethodWithholdsNecessities, 4},
		{code.ControlMethodWithholdsDocuments, 10}, {code.ControlMethodOther, 2},
	}
	sexualTypes = table[code.SexualExploitationType]{
		{code.SexualExploitationTypeProstitution, 62}, {code.SexualExploitationTypePornography, 12},
		{code.SexualExploitationTypeRemoteInteractive, 14},
		{code.SexualExploitationTypePrivateSexualServices, 8}, {code.SexualExploitationTypeOther, 4},
	}
	sectors = table[code.LabourSector]{
		{code.LabourSectorISICA, 24}, {code.LabourSectorISICB, 5}, {code.LabourSectorISICC, 16},
		{code.LabourSectorISICE, 2}, {code.LabourSectorISICF, 20}, {code.LabourSectorISICG, 4},
		{code.LabourSectorISICH, 4}, {code.LabourSectorISICI, 10}, {code.LabourSectorISICN, 4},
		{code.LabourSectorISICQ, 2}, {code.LabourSectorISICS, 3}, {code.LabourSectorOther, 2},
		{code.LabourSectorNotSpecified, unknownRate},
	}
	sectorOf = map[code.ExploitationForm]code.LabourSector{
		code.ExploitationFormDomesticServitude: code.LabourSectorISICT,
		code.ExploitationFormForcedBegging:     code.LabourSectorBegging,
		code.ExploitationFormForcedCriminality: code.LabourSectorIllicitActivity,
	}
)

// setDetail fills what goes with the forms, and how the victim was kept under control.
func (w *world) setDetail(v *tip.Victim) {
	v.ControlMethods = code.SetOf(code.ControlMethodNotSpecified)
	if !w.percent(unknownRate) {
		v.ControlMethods = some(w.dice, controls, 4)
	}
	for form := range v.Forms.All() {
		switch form {
		case code.ExploitationFormSexualExploitation:
			v.SexualTypes = some(w.dice, sexualTypes, 2)
		case code.ExploitationFormForcedLabour, code.ExploitationFormDebtBondage,
			code.ExploitationFormServitude, code.ExploitationFormSlaveryOrSimilar,
			code.ExploitationFormChildLabour:
			v.LabourSectors = v.LabourSectors.With(pick(w.dice, sectors))
		default:
			if sector, ok := sectorOf[form]; ok {
				v.LabourSectors = v.LabourSectors.With(sector)
			}
		}
	}
}
