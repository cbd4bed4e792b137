package world

import (
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// fault is one way to file badly: a rule that the report breaks, or a defect in its bytes.
type fault struct {
	reason code.Reason
	defect Defect
	spoil  func(r *tip.Report) // nil where the defect does it
}

// faults break one rule each, numbered as in the code list of reasons.
var faults = []fault{
	{reason: code.ReasonV02, spoil: func(r *tip.Report) {
		r.Victims[0].Forms, r.Victims[0].PrimaryForm = code.Set[code.ExploitationForm]{}, 0
	}},
	{reason: code.ReasonV03, spoil: func(r *tip.Report) {
		r.Victims[0].Forms = code.SetOf(code.ExploitationFormOther)
		r.Victims[0].PrimaryForm = code.ExploitationFormForcedLabour
	}},
	{reason: code.ReasonV04, spoil: func(r *tip.Report) {
		r.Victims[0].Forms = r.Victims[0].Forms.With(code.ExploitationFormMixed)
	}},
	{reason: code.ReasonV07, spoil: func(r *tip.Report) {
		r.Victims[0].AgeEntry = code.AgeBandAdultUnspecified
		r.Victims[0].AgeRegistration = code.AgeBandY09To17
	}},
	{reason: code.ReasonV08, spoil: func(r *tip.Report) {
		r.Incident.ExploitationStart = tip.YearPeriod(firstYear)
		r.Incident.ExploitationEnd = tip.YearPeriod(firstYear - 1)
	}},
	{reason: code.ReasonV09, spoil: func(r *tip.Report) {
		r.Incident.DetectionPeriod = tip.MonthPeriod(r.Incident.DetectionPeriod.Year(), 7)
	}},
	{reason: code.ReasonV12, spoil: func(r *tip.Report) {
		r.ConsentScope, r.LegalBasisRef = code.DataConsentScopeNationalStatistics, ""
	}},
	{reason: code.ReasonV13, spoil: func(r *tip.Report) { // not the sender's own national
		r.Incident.Origin = otherCountry(r.Incident.Detection)
		r.Victims[0].ReturnedFrom = r.Incident.Detection
	}},
	{reason: code.ReasonV15, spoil: func(r *tip.Report) {
		r.Victims[0].Status, r.Victims[0].StatusAuthority = code.TraffickingStatusConfirmed, 0
	}},
	{reason: code.ReasonV16, spoil: func(r *tip.Report) {
		r.Victims[0].Status = code.TraffickingStatusRejected
	}},
	{reason: code.ReasonV27, spoil: func(r *tip.Report) {
		r.Incident.DetectionPeriod = tip.YearPeriod(Produced().Year() + 1)
	}},
	{reason: code.ReasonV28, spoil: func(r *tip.Report) {
		twin := r.Victims[0] // the same victim_ref twice
		r.Victims = append(r.Victims, twin)
	}},
	{reason: code.ReasonV01, defect: DefectUnknownCountry},
	{reason: code.ReasonV10, defect: DefectUnknownField},
	{reason: code.ReasonD01, defect: DefectGarbage, spoil: func(r *tip.Report) { *r = tip.Report{} }},
	{reason: code.ReasonA03, defect: DefectForeignSignature},
}

// fileBad files a report that the hub must refuse; the faults take turns, so each occurs.
func (w *world) fileBad() {
	flaw := faults[w.bad%len(faults)]
	w.bad++
	route := w.route()
	s := w.invent(route, w.findings(route)[0], 1, true)
	f := Filing{
		Country: s.report.Incident.Detection, CaseKey: w.nextKey(&s.report), Revision: 1,
		Action: code.ActionUpsert, Report: s.report, Defect: flaw.defect,
		Verdict: code.VerdictQuarantined, Reason: flaw.reason,
	}
	if flaw.spoil != nil {
		f.Report.Victims = slices.Clone(f.Report.Victims)
		flaw.spoil(&f.Report)
	}
	f.People = slices.Repeat(s.people(), len(f.Report.Victims))
	f.Identities = slices.Repeat(s.identities, len(f.Report.Victims))
	w.queue.add(pending{due: w.now, filing: &f})
}
