package wire

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

var reportFields = message[tip.Report]{
	1:  nested("incident", func(r *tip.Report) *tip.Incident { return &r.Incident }, incidentFields),
	2:  nestedList("victims", func(r *tip.Report) *[]tip.Victim { return &r.Victims }, victimFields),
	3:  nestedList("perpetrators", func(r *tip.Report) *[]tip.Perpetrator { return &r.Perpetrators }, perpetratorFields),
	4:  nested("response", func(r *tip.Report) *tip.Response { return &r.Response }, responseFields),
	5:  one("entity_kind", func(r *tip.Report) *code.IdentifyingAuthority { return &r.EntityKind }, 0),
	6:  one("data_consent_scope", func(r *tip.Report) *code.DataConsentScope { return &r.ConsentScope }, 0),
	7:  id("legal_basis_ref", func(r *tip.Report) *string { return &r.LegalBasisRef }),
	8:  id("agreement_id", func(r *tip.Report) *string { return &r.AgreementID }),
	9:  one("sharing_label", func(r *tip.Report) *code.SharingLabel { return &r.SharingLabel }, 0),
	10: many("pillars", func(r *tip.Report) *code.Set[code.Pillar] { return &r.Pillars }, 0),
}

var recordFields = message[tip.Record]{
	1: nested("incident", func(r *tip.Record) *tip.Incident { return &r.Incident }, incidentFields),
	2: nested("victim", func(r *tip.Record) *tip.Victim { return &r.Victim }, victimFields),
}

var incidentFields = message[tip.Incident]{
	1:  area("origin_country", func(i *tip.Incident) *geo.Area { return &i.Origin }),
	2:  one("origin_basis", func(i *tip.Incident) *code.OriginBasis { return &i.OriginBasis }, 0),
	3:  areas("transit_countries", func(i *tip.Incident) *tip.Areas { return &i.Transit }),
	4:  area("destination_country", func(i *tip.Incident) *geo.Area { return &i.Destination }),
	5:  area("detection_country", func(i *tip.Incident) *geo.Area { return &i.Detection }),
	6:  period("detection_period", func(i *tip.Incident) *tip.Period { return &i.DetectionPeriod }),
	7:  one("detection_stage", func(i *tip.Incident) *code.CountryRole { return &i.DetectionStage }, 0),
	8:  period("recruitment_period", func(i *tip.Incident) *tip.Period { return &i.RecruitmentPeriod }),
	9:  period("exploitation_start", func(i *tip.Incident) *tip.Period { return &i.ExploitationStart }),
	10: period("exploitation_end", func(i *tip.Incident) *tip.Period { return &i.ExploitationEnd }),
	11: one("duration_band", func(i *tip.Incident) *code.DurationBand { return &i.DurationBand }, 0),
	12: many("acts", func(i *tip.Incident) *code.Set[code.TraffickingAct] { return &i.Acts }, 0),
	13: many("means", func(i *tip.Incident) *code.Set[code.PalermoMeans] { return &i.Means }, 0),
	14: one("conflict_context", func(i *tip.Incident) *code.Ternary { return &i.ConflictContext }, code.TernaryUnknown),
	15: many("drivers", func(i *tip.Incident) *code.Set[code.RiskDriver] { return &i.Drivers }, 0),
	16: one("group_size_band", func(i *tip.Incident) *code.GroupSizeBand { return &i.GroupSizeBand }, 0),
	17: many("recruitment_methods", func(i *tip.Incident) *code.Set[code.RecruitmentMethod] { return &i.RecruitmentMethods }, code.RecruitmentMethodUnknown),
	18: one("online_platform_used", func(i *tip.Incident) *code.Ternary { return &i.OnlinePlatformUsed }, code.TernaryUnknown),
}

var victimFields = message[tip.Victim]{
	1:  number("victim_ref", func(v *tip.Victim) *uint32 { return &v.Ref }),
	2:  one("status", func(v *tip.Victim) *code.TraffickingStatus { return &v.Status }, 0),
	3:  one("status_authority", func(v *tip.Victim) *code.IdentifyingAuthority { return &v.StatusAuthority }, 0),
	4:  one("sex", func(v *tip.Victim) *code.Sex { return &v.Sex }, code.SexUnknown),
	5:  one("age_band_registration", func(v *tip.Victim) *code.AgeBand { return &v.AgeRegistration }, code.AgeBandUnknown),
	6:  one("age_band_exploitation", func(v *tip.Victim) *code.AgeBand { return &v.AgeExploitation }, code.AgeBandUnknown),
	7:  one("age_band_entry", func(v *tip.Victim) *code.AgeBand { return &v.AgeEntry }, code.AgeBandUnknown),
	8:  areas("citizenships", func(v *tip.Victim) *tip.Areas { return &v.Citizenships }),
	9:  many("exploitation_forms", func(v *tip.Victim) *code.Set[code.ExploitationForm] { return &v.Forms }, code.ExploitationFormUnknown),
	10: one("primary_form", func(v *tip.Victim) *code.ExploitationForm { return &v.PrimaryForm }, code.ExploitationFormUnknown),
	11: one("exploitation_realised", func(v *tip.Victim) *code.Ternary { return &v.ExploitationRealised }, code.TernaryUnknown),
	12: many("sexual_types", func(v *tip.Victim) *code.Set[code.SexualExploitationType] { return &v.SexualTypes }, 0),
	13: many("labour_sectors", func(v *tip.Victim) *code.Set[code.LabourSector] { return &v.LabourSectors }, code.LabourSectorNotSpecified),
	14: many("control_methods", func(v *tip.Victim) *code.Set[code.ControlMethod] { return &v.ControlMethods }, code.ControlMethodNotSpecified),
	15: many("recruiter_relationships", func(v *tip.Victim) *code.Set[code.RecruiterRelationship] { return &v.RecruiterRelationships }, code.RecruiterRelationshipUnknown),
	16: one("displaced", func(v *tip.Victim) *code.Ternary { return &v.Displaced }, code.TernaryUnknown),
	17: protection("responses", func(v *tip.Victim) *tip.Protection { return &v.Protection }),
	18: area("returned_from", func(v *tip.Victim) *geo.Area { return &v.ReturnedFrom }),
	19: one("palermo_result", func(v *tip.Victim) *code.PalermoResult { return &v.PalermoResult }, 0),
	20: one("flow_type", func(v *tip.Victim) *code.FlowType { return &v.FlowType }, code.FlowTypeUnknown),
}

var perpetratorFields = message[tip.Perpetrator]{
	1:  number("perpetrator_ref", func(p *tip.Perpetrator) *uint32 { return &p.Ref }),
	2:  one("stage", func(p *tip.Perpetrator) *code.JusticeStage { return &p.Stage }, 0),
	3:  one("sex", func(p *tip.Perpetrator) *code.Sex { return &p.Sex }, code.SexUnknown),
	4:  one("age_band", func(p *tip.Perpetrator) *code.AgeBand { return &p.AgeBand }, code.AgeBandUnknown),
	5:  one("citizenship_class", func(p *tip.Perpetrator) *code.CitizenshipClass { return &p.CitizenshipClass }, code.CitizenshipClassUnknown),
	6:  area("citizenship", func(p *tip.Perpetrator) *geo.Area { return &p.Citizenship }),
	7:  many("roles", func(p *tip.Perpetrator) *code.Set[code.PerpetratorRole] { return &p.Roles }, 0),
	8:  one("exploitation_form", func(p *tip.Perpetrator) *code.ExploitationForm { return &p.Form }, code.ExploitationFormUnknown),
	9:  one("group_type", func(p *tip.Perpetrator) *code.GroupType { return &p.GroupType }, code.GroupTypeUnknown),
	10: area("jurisdiction_country", func(p *tip.Perpetrator) *geo.Area { return &p.Jurisdiction }),
	11: period("stage_year", func(p *tip.Perpetrator) *tip.Period { return &p.StageYear }),
	12: id("criminal_article", func(p *tip.Perpetrator) *string { return &p.CriminalArticle }),
	13: id("iccs_code", func(p *tip.Perpetrator) *string { return &p.ICCS }),
	14: one("assets_confiscated_band", func(p *tip.Perpetrator) *code.AssetsBand { return &p.Assets }, 0),
}

var responseFields = message[tip.Response]{
	1: protection("protection", func(r *tip.Response) *tip.Protection { return &r.Protection }),
	2: one("justice_stage", func(r *tip.Response) *code.JusticeStage { return &r.JusticeStage }, 0),
}

var stepFields = message[protectionStep]{
	1: one("response", func(s *protectionStep) *code.ProtectionResponse { return &s.kind }, 0),
	2: period("period", func(s *protectionStep) *tip.Period { return &s.period }),
}

var justiceSummaryFields = message[tip.JusticeSummary]{
	1: area("country", func(j *tip.JusticeSummary) *geo.Area { return &j.Country }),
	2: period("year", func(j *tip.JusticeSummary) *tip.Period { return &j.Year }),
	3: one("stage", func(j *tip.JusticeSummary) *code.JusticeStage { return &j.Stage }, 0),
	4: one("sex", func(j *tip.JusticeSummary) *code.Sex { return &j.Sex }, code.SexUnknown),
	5: one("citizenship_class", func(j *tip.JusticeSummary) *code.CitizenshipClass { return &j.CitizenshipClass }, code.CitizenshipClassUnknown),
	6: one("exploitation_form", func(j *tip.JusticeSummary) *code.ExploitationForm { return &j.Form }, code.ExploitationFormUnknown),
	7: number("count", func(j *tip.JusticeSummary) *uint64 { return &j.Count }),
	8: id("source_text_id", func(j *tip.JusticeSummary) *string { return &j.SourceTextID }),
	9: id("criminal_article", func(j *tip.JusticeSummary) *string { return &j.CriminalArticle }),
}

var aggregateReturnFields = message[tip.AggregateReturn]{
	1:  area("country", func(a *tip.AggregateReturn) *geo.Area { return &a.Country }),
	2:  period("year", func(a *tip.AggregateReturn) *tip.Period { return &a.Year }),
	3:  one("status", func(a *tip.AggregateReturn) *code.TraffickingStatus { return &a.Status }, 0),
	4:  one("sex", func(a *tip.AggregateReturn) *code.Sex { return &a.Sex }, code.SexUnknown),
	5:  one("age_band", func(a *tip.AggregateReturn) *code.AgeBand { return &a.AgeBand }, code.AgeBandUnknown),
	6:  one("exploitation_form", func(a *tip.AggregateReturn) *code.ExploitationForm { return &a.Form }, code.ExploitationFormUnknown),
	7:  area("counterpart_area", func(a *tip.AggregateReturn) *geo.Area { return &a.Counterpart }),
	8:  number("count", func(a *tip.AggregateReturn) *uint64 { return &a.Count }),
	9:  number("count_at_most", func(a *tip.AggregateReturn) *uint64 { return &a.CountAtMost }),
	10: id("source_text_id", func(a *tip.AggregateReturn) *string { return &a.SourceTextID }),
}
