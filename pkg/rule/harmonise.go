package rule

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Harmonise returns one record per victim, in the order of the victims: the only form that is
// shared beyond the hub's front door. It makes fields coarser, fills what other fields of the
// report define, and computes the Palermo result and the flow type; what a sender wrote there
// is ignored. Records of one report differ in their incident at most in origin and its basis,
// where these come from the victim's citizenship. Harmonising a harmonised record changes
// nothing.
func Harmonise(r tip.Report) []tip.Record {
	records := make([]tip.Record, len(r.Victims))
	in := incident(r.Incident)
	for i, v := range r.Victims {
		if v.Protection.Given.Empty() {
			v.Protection = r.Response.Protection
		}
		rec := &records[i]
		rec.Incident, rec.Victim = in, victim(v)
		settleOrigin(rec)
		rec.Victim.PalermoResult = elementsOf(rec, r.Perpetrators).result()
		rec.Victim.FlowType = flow(&rec.Incident)
	}
	return records
}

// HarmonisePerpetrators returns the perpetrators of a report with their age as minor or adult
// and their stage to the year.
func HarmonisePerpetrators(r tip.Report) []tip.Perpetrator {
	list := make([]tip.Perpetrator, len(r.Perpetrators))
	for i, p := range r.Perpetrators {
		p.AgeBand = minorOrAdult(p.AgeBand)
		p.StageYear = p.StageYear.Coarsen(code.PeriodGrainYear)
		list[i] = p
	}
	return list
}

func incident(in tip.Incident) tip.Incident {
	if in.Detection == geo.None {
		in.Detection = geo.Unknown
	}
	return coarserIncident(in)
}

func victim(v tip.Victim) tip.Victim {
	if v.Status == code.TraffickingStatusUnspecified {
		v.Status = code.TraffickingStatusPresumed // the weaker claim
	}
	v.PrimaryForm = primary(v)
	v.ControlMethods = specific(v.ControlMethods)
	return coarserVictim(v)
}

// primary returns the form that additive tables count the victim under: the sender's word,
// else the only form there is.
func primary(v tip.Victim) code.ExploitationForm {
	if v.PrimaryForm != code.ExploitationFormUnspecified {
		return v.PrimaryForm
	}
	if v.Forms.Len() == 1 {
		for form := range v.Forms.All() {
			return form
		}
	}
	return code.ExploitationFormUnknown
}

var specificThreats = code.SetOf(code.ControlMethodThreatsPhysical,
	code.ControlMethodThreatsToFamily, code.ControlMethodThreatsLawEnforcement)

// specific drops the unspecified threat beside a specific one (V18).
func specific(methods code.Set[code.ControlMethod]) code.Set[code.ControlMethod] {
	if overlap(methods, specificThreats) {
		return methods.Without(code.ControlMethodThreatsUnspecified)
	}
	return methods
}
