package rule

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// elements are what the definition of trafficking in the Palermo Protocol, article 3, asks
// for, as far as a report shows them.
type elements struct {
	act, means, purpose bool
	age                 age
}

// The evidence that other fields give for an element (data dictionary 3.6, 3.7, 3.17). It
// counts in the test alone; what the sender wrote as acts, means and purposes stays.
var (
	rolesOfAct = code.SetOf(
		code.PerpetratorRoleTravellingPartner, code.PerpetratorRoleTransporter,
		code.PerpetratorRoleRecruiter, code.PerpetratorRoleTravelAgent,
		code.PerpetratorRoleTransferred, code.PerpetratorRoleHarboured,
		code.PerpetratorRoleSold, code.PerpetratorRoleBought, code.PerpetratorRoleReceived,
		code.PerpetratorRoleSmuggler, code.PerpetratorRoleKidnapper)
	methodsOfMeans = code.SetOf(
		code.ControlMethodDebtBondage, code.ControlMethodTakesEarnings,
		code.ControlMethodRestrictsFinancialAccess, code.ControlMethodThreatsPhysical,
		code.ControlMethodThreatsToFamily, code.ControlMethodThreatsLawEnforcement,
		code.ControlMethodThreatsUnspecified, code.ControlMethodPsychologicalAbuse,
		code.ControlMethodPhysicalAbuse, code.ControlMethodSexualAbuse,
		code.ControlMethodFalsePromises, code.ControlMethodPsychoactiveSubstances,
		code.ControlMethodRestrictsMovement, code.ControlMethodRestrictsMedicalCare,
		code.ControlMethodExcessiveWorkingHours, code.ControlMethodUsesChildren,
		code.ControlMethodWithholdsNecessities, code.ControlMethodWithholdsDocuments)
)

func overlap[C ~uint16](s, t code.Set[C]) bool { return s[0]&t[0]|s[1]&t[1] != 0 }

func elementsOf(rec *tip.Record, perpetrators []tip.Perpetrator) elements {
	e := elements{
		act:     !rec.Incident.Acts.Empty(),
		means:   !rec.Incident.Means.Empty() || overlap(rec.Victim.ControlMethods, methodsOfMeans),
		purpose: !rec.Victim.Forms.Without(code.ExploitationFormUnknown).Empty(),
		age:     ageAtStart(&rec.Victim),
	}
	for i := range perpetrators {
		roles := perpetrators[i].Roles
		e.act = e.act || overlap(roles, rolesOfAct)
		e.means = e.means || roles.Has(code.PerpetratorRoleKidnapper)
		e.purpose = e.purpose || roles.Has(code.PerpetratorRoleExploiter)
	}
	return e
}

func (e elements) adultWithoutMeans() bool { return e.age == adult && !e.means }

// result names the first element that is missing for certain. With means the test for adults
// holds at any age, so a victim of unknown age is complete as one.
func (e elements) result() code.PalermoResult {
	switch {
	case !e.act:
		return code.PalermoResultIncompleteAct
	case e.adultWithoutMeans():
		return code.PalermoResultIncompleteMeans
	case !e.purpose:
		return code.PalermoResultIncompletePurpose
	case e.age == child:
		return code.PalermoResultCompleteChild
	case !e.means:
		return code.PalermoResultAgeUnknownNoMeans
	}
	return code.PalermoResultCompleteAdult
}

// age is what the definition asks of a person's age: under 18 or not.
type age uint8

const (
	ageless age = iota // not sent, or not known
	child
	adult
)

func ageOf(band code.AgeBand) age {
	switch {
	case band == code.AgeBandY00To08, band == code.AgeBandY09To17, band == code.AgeBandMinorUnspecified:
		return child
	case band >= code.AgeBandY18To20 && band <= code.AgeBandY48Plus, band == code.AgeBandAdultUnspecified:
		return adult
	}
	return ageless
}

// ageAtStart takes the age nearest to the begin of the process that is known: on entry, when
// exploitation began, at registration.
func ageAtStart(v *tip.Victim) age {
	for _, band := range [...]code.AgeBand{v.AgeEntry, v.AgeExploitation, v.AgeRegistration} {
		if a := ageOf(band); a != ageless {
			return a
		}
	}
	return ageless
}
