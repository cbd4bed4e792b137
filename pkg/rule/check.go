package rule

import (
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// mostVictims is the largest number of victims in one report (V28).
const mostVictims = 50

func (c *checker) incident(in *tip.Incident, records []tip.Record) {
	var at place
	c.area(in.Origin, at, "incident.origin_country")
	c.areas(in.Transit, at, "incident.transit_countries")
	c.when(slices.ContainsFunc(records, detour), code.ReasonV17, at, "incident.transit_countries")
	c.area(in.Destination, at, "incident.destination_country")
	c.area(in.Detection, at, "incident.detection_country")
	c.when(in.DetectionPeriod.Grain() > agreed(c.ctx.FinestPeriod), code.ReasonV09, at, "incident.detection_period")
	c.when(in.DetectionPeriod.StartsAfter(c.ctx.Produced), code.ReasonV27, at, "incident.detection_period")
	c.when(in.ExploitationStart.StartsAfter(in.ExploitationEnd), code.ReasonV08, at, "incident.exploitation_start")
}

// detour reports whether a domestic path leads through another country.
func detour(rec tip.Record) bool {
	abroad := func(a geo.Area) bool { return a.Known() && a != rec.Incident.Origin }
	return rec.Victim.FlowType == code.FlowTypeDomestic && slices.ContainsFunc(rec.Incident.Transit[:], abroad)
}

func (c *checker) whole(r *tip.Report) {
	var at place
	n := len(r.Victims)
	c.when(n < 1 || n > mostVictims, code.ReasonV28, at, "victims")
	c.when(!mayCross(r.ConsentScope, r.LegalBasisRef), code.ReasonV12, at, "data_consent_scope")
	c.when(r.SharingLabel == code.SharingLabelRed, code.ReasonV29, at, "sharing_label")
}

// mayCross reports whether the data may leave the country: by consent, or by a law that the
// sender names.
func mayCross(scope code.DataConsentScope, legalBasis string) bool {
	switch scope {
	case code.DataConsentScopeCrossBorderAnonymised, code.DataConsentScopeResearchRelease:
		return true
	case code.DataConsentScopeLegalBasisOther:
		return legalBasis != ""
	}
	return false
}

// victims checks every victim beside the harmonised record of the same index.
func (c *checker) victims(r *tip.Report, records []tip.Record) {
	seen := refs{}
	for i := range r.Victims {
		v, rec, at := &r.Victims[i], &records[i], place{"victims", i}
		c.when(!seen.fresh(v.Ref), code.ReasonV28, at, "victim_ref")
		c.status(v, at)
		c.when(v.Status == code.TraffickingStatusConfirmed && elementsOf(rec, r.Perpetrators).adultWithoutMeans(),
			code.ReasonV05, at, "status")
		c.ages(v, at)
		c.areas(v.Citizenships, at, "citizenships")
		c.forms(v, at)
		c.when(v.ControlMethods != specific(v.ControlMethods), code.ReasonV18, at, "control_methods")
		c.area(v.ReturnedFrom, at, "returned_from")
		c.when(v.ReturnedFrom != geo.None && rec.Incident.Origin != c.ctx.Sender, code.ReasonV13, at, "returned_from")
	}
}

func (c *checker) status(v *tip.Victim, at place) {
	c.when(v.Status == code.TraffickingStatusRejected, code.ReasonV16, at, "status")
	unsigned := v.StatusAuthority == code.IdentifyingAuthorityUnspecified
	c.when(v.Status == code.TraffickingStatusConfirmed && unsigned, code.ReasonV15, at, "status_authority")
}

func (c *checker) ages(v *tip.Victim, at place) {
	if ageOf(v.AgeRegistration) != child {
		return
	}
	c.when(ageOf(v.AgeExploitation) == adult, code.ReasonV07, at, "age_band_exploitation")
	c.when(ageOf(v.AgeEntry) == adult, code.ReasonV07, at, "age_band_entry")
}

func (c *checker) forms(v *tip.Victim, at place) {
	const mixed = code.ExploitationFormMixed
	c.when(v.Forms.Empty(), code.ReasonV02, at, "exploitation_forms")
	c.when(v.Forms.Has(mixed), code.ReasonV04, at, "exploitation_forms")
	c.when(v.PrimaryForm == mixed, code.ReasonV04, at, "primary_form")
	named := v.PrimaryForm != code.ExploitationFormUnspecified && v.PrimaryForm != code.ExploitationFormUnknown
	c.when(named && !v.Forms.Has(v.PrimaryForm), code.ReasonV03, at, "primary_form")
	sexual := v.Forms.Has(code.ExploitationFormSexualExploitation)
	c.when(!v.SexualTypes.Empty() && !sexual, code.ReasonV19, at, "sexual_types")
}

func (c *checker) perpetrators(list []tip.Perpetrator) {
	seen := refs{}
	for i, p := range list {
		at := place{"perpetrators", i}
		c.when(!seen.fresh(p.Ref), code.ReasonV28, at, "perpetrator_ref")
		c.area(p.Citizenship, at, "citizenship")
		c.when(p.Form == code.ExploitationFormMixed, code.ReasonV04, at, "exploitation_form")
		c.area(p.Jurisdiction, at, "jurisdiction_country")
	}
}
