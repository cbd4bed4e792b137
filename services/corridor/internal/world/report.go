package world

import (
	"fmt"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
)

var (
	authorities = table[code.IdentifyingAuthority]{
		{code.IdentifyingAuthorityPolice, 40}, {code.IdentifyingAuthorityNGO, 18},
		{code.IdentifyingAuthorityCourtOrProsecution, 6},
		{code.IdentifyingAuthorityGovernmentNonPolice, 10}, {code.IdentifyingAuthorityOther, 2},
		{code.IdentifyingAuthorityBorderOrImmigration, 10},
		{code.IdentifyingAuthorityLabourInspection, 6},
		{code.IdentifyingAuthorityHealthOrEducation, 3},
		{code.IdentifyingAuthorityInternationalOrganization, 3}, {code.IdentifyingAuthorityHelpline, 2},
	}
	scopes = table[code.DataConsentScope]{
		{code.DataConsentScopeCrossBorderAnonymised, 60},
		{code.DataConsentScopeResearchRelease, 25},
		{code.DataConsentScopeLegalBasisOther, 15},
	}
	courtStages = table[code.JusticeStage]{ // a correction can still go one stage on
		{code.JusticeStageUnspecified, 20}, {code.JusticeStageInvestigated, 40},
		{code.JusticeStageFormalContact, 20}, {code.JusticeStageProsecuted, 20},
	}
	responses = table[code.ProtectionResponse]{
		{code.ProtectionResponseReferred, 25}, {code.ProtectionResponseHealth, 15},
		{code.ProtectionResponseLegal, 12}, {code.ProtectionResponseSocialCare, 20},
		{code.ProtectionResponseEducation, 5}, {code.ProtectionResponseLivelihoodOrFinancial, 6},
		{code.ProtectionResponseLabourRehabilitation, 4},
		{code.ProtectionResponseSexualRehabilitation, 4},
		{code.ProtectionResponseReflectionPeriod, 4}, {code.ProtectionResponseResidencePermit, 3},
		{code.ProtectionResponseCompensation, 2},
	}
)

// invent makes the first report about new persons; once says that it is the only one.
func (w *world) invent(rt route, at stop, size int, once bool) sighting {
	r := tip.Report{
		Incident:     w.incident(rt, at, size),
		EntityKind:   pick(w.dice, authorities),
		SharingLabel: code.SharingLabelAmber,
		Pillars:      code.SetOf(code.PillarProtection),
	}
	w.setBasis(&r)
	r.Response = tip.Response{
		Protection:   w.protection(r.Incident.DetectionPeriod.Year()),
		JusticeStage: pick(w.dice, courtStages),
	}
	s := sighting{route: rt, persons: make([]*person, size)}
	for i := range size {
		v := w.victim(uint32(i+1), rt, &r)
		s.persons[i] = w.person(&v, rt, r.Incident.DetectionPeriod)
		w.tell(&v, s.persons[i], r.Incident.DetectionPeriod)
		r.Victims = append(r.Victims, v)
	}
	if w.percent(perpetratorRate) {
		w.accuse(&r)
	}
	s.report, s.identities = r, w.identities(s.persons, at.country, once)
	return s
}

// setBasis says on what ground the report may cross a border.
func (w *world) setBasis(r *tip.Report) {
	r.ConsentScope = pick(w.dice, scopes)
	r.AgreementID = fmt.Sprintf("AGR-%s-1", r.Incident.Detection)
	if r.ConsentScope == code.DataConsentScopeLegalBasisOther {
		r.LegalBasisRef = fmt.Sprintf("LAW-%s-4", r.Incident.Detection)
	}
}

func (w *world) protection(year int) tip.Protection {
	p := tip.Protection{Given: code.SetOf(code.ProtectionResponseIdentified)}
	for c := range some(w.dice, responses, 3).All() {
		p.Given = p.Given.With(c)
	}
	for c := range p.Given.All() {
		if !w.percent(unknownRate) {
			p.Years[c] = tip.YearPeriod(year)
		}
	}
	return p
}
