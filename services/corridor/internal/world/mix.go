package world

import "github.com/corridor-tip/corridor/pkg/code"

// mix is what a kind of trafficking looks like: who the victims are and to what end.
type mix struct {
	female   int // percent of victims
	minor    int // percent of victims whose form does not settle it
	conflict int // percent of incidents in an armed conflict
	forms    table[code.ExploitationForm]
}

var (
	sexual = &mix{92, 26, 3, table[code.ExploitationForm]{
		{code.ExploitationFormSexualExploitation, 80},
		{code.ExploitationFormDomesticServitude, 5},
		{code.ExploitationFormForcedMarriage, 4},
		{code.ExploitationFormForcedCriminality, 4},
		{code.ExploitationFormSlaveryOrSimilar, 2},
		{code.ExploitationFormSurrogacyExploitation, 2},
		{code.ExploitationFormOther, 3},
	}}
	labour = &mix{28, 14, 3, table[code.ExploitationForm]{
		{code.ExploitationFormForcedLabour, 62},
		{code.ExploitationFormDebtBondage, 12},
		{code.ExploitationFormServitude, 6},
		{code.ExploitationFormChildLabour, 6},
		{code.ExploitationFormBenefitFraud, 4},
		{code.ExploitationFormForcedCriminality, 4},
		{code.ExploitationFormSlaveryOrSimilar, 3},
		{code.ExploitationFormOther, 3},
	}}
	household = &mix{88, 20, 2, table[code.ExploitationForm]{
		{code.ExploitationFormDomesticServitude, 62},
		{code.ExploitationFormForcedLabour, 14},
		{code.ExploitationFormServitude, 8},
		{code.ExploitationFormDebtBondage, 6},
		{code.ExploitationFormSexualExploitation, 6},
		{code.ExploitationFormForcedMarriage, 4},
	}}
	childhood = &mix{52, 72, 5, table[code.ExploitationForm]{
		{code.ExploitationFormForcedBegging, 24},
		{code.ExploitationFormChildLabour, 28},
		{code.ExploitationFormSexualExploitation, 16},
		{code.ExploitationFormForcedCriminality, 12},
		{code.ExploitationFormIllegalAdoption, 8},
		{code.ExploitationFormForcedMarriage, 6},
		{code.ExploitationFormArmedGroupRecruitment, 6},
	}}
	criminal = &mix{32, 24, 2, table[code.ExploitationForm]{
		{code.ExploitationFormForcedCriminality, 58},
		{code.ExploitationFormForcedLabour, 18},
		{code.ExploitationFormSexualExploitation, 10},
		{code.ExploitationFormDebtBondage, 8},
		{code.ExploitationFormBenefitFraud, 6},
	}}
	armed = &mix{45, 42, 70, table[code.ExploitationForm]{
		{code.ExploitationFormArmedGroupRecruitment, 32},
		{code.ExploitationFormSexualExploitation, 24},
		{code.ExploitationFormForcedLabour, 20},
		{code.ExploitationFormSlaveryOrSimilar, 12},
		{code.ExploitationFormForcedMarriage, 10},
		{code.ExploitationFormOrganRemoval, 2},
	}}
	marriage = &mix{95, 34, 2, table[code.ExploitationForm]{
		{code.ExploitationFormForcedMarriage, 58},
		{code.ExploitationFormSexualExploitation, 18},
		{code.ExploitationFormDomesticServitude, 10},
		{code.ExploitationFormSurrogacyExploitation, 8},
		{code.ExploitationFormIllegalAdoption, 6},
	}}
	bonded = &mix{38, 24, 4, table[code.ExploitationForm]{
		{code.ExploitationFormDebtBondage, 52},
		{code.ExploitationFormForcedLabour, 20},
		{code.ExploitationFormChildLabour, 12},
		{code.ExploitationFormForcedBegging, 8},
		{code.ExploitationFormForcedMarriage, 5},
		{code.ExploitationFormOrganRemoval, 3},
	}}
	online = &mix{78, 48, 2, table[code.ExploitationForm]{
		{code.ExploitationFormSexualExploitation, 70},
		{code.ExploitationFormForcedLabour, 12},
		{code.ExploitationFormDomesticServitude, 10},
		{code.ExploitationFormIllegalAdoption, 4},
		{code.ExploitationFormOther, 4},
	}}
	organs = &mix{35, 6, 4, table[code.ExploitationForm]{
		{code.ExploitationFormOrganRemoval, 70},
		{code.ExploitationFormForcedLabour, 20},
		{code.ExploitationFormDebtBondage, 10},
	}}
)
