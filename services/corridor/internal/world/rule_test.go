package world

import (
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// firstBroken returns the first rule of the dictionary that a filing breaks; it is written
// from the rules, not from the generator.
func firstBroken(f *Filing) code.Reason {
	r := &f.Report
	if f.Action == code.ActionWithdraw || f.Defect == DefectGarbage {
		return code.ReasonUnspecified
	}
	in := &r.Incident
	switch {
	case !in.Detection.Known() || !in.Destination.Known() || !in.Origin.Known() && in.Origin != geo.Unknown:
		return code.ReasonV01
	case in.ExploitationStart.StartsAfter(in.ExploitationEnd):
		return code.ReasonV08
	case in.DetectionPeriod.Grain() > code.PeriodGrainQuarter:
		return code.ReasonV09
	case r.ConsentScope < code.DataConsentScopeCrossBorderAnonymised && r.LegalBasisRef == "",
		r.ConsentScope == code.DataConsentScopeLegalBasisOther && r.LegalBasisRef == "":
		return code.ReasonV12
	case in.DetectionPeriod.StartsAfter(Produced()):
		return code.ReasonV27
	case r.SharingLabel <= code.SharingLabelRed:
		return code.ReasonV29
	}
	seen := map[uint32]bool{}
	for i := range r.Victims {
		if reason := brokenBy(&r.Victims[i], f); reason != code.ReasonUnspecified {
			return reason
		}
		seen[r.Victims[i].Ref] = true
	}
	if len(r.Victims) == 0 || len(seen) != len(r.Victims) || seen[0] {
		return code.ReasonV28
	}
	return code.ReasonUnspecified
}

func brokenBy(v *tip.Victim, f *Filing) code.Reason {
	adultEntry := v.AgeEntry == code.AgeBandAdultUnspecified
	switch {
	case v.Forms.Empty():
		return code.ReasonV02
	case v.Forms.Has(code.ExploitationFormMixed):
		return code.ReasonV04
	case !v.Forms.Has(v.PrimaryForm):
		return code.ReasonV03
	case adultEntry && child(v.AgeRegistration):
		return code.ReasonV07
	case v.ReturnedFrom != geo.None && f.Country != f.Report.Incident.Origin:
		return code.ReasonV13
	case v.Status == code.TraffickingStatusConfirmed && v.StatusAuthority == 0:
		return code.ReasonV15
	case v.Status == code.TraffickingStatusRejected:
		return code.ReasonV16
	}
	return code.ReasonUnspecified
}

func child(b code.AgeBand) bool {
	return b == code.AgeBandY00To08 || b == code.AgeBandY09To17 || b == code.AgeBandMinorUnspecified
}

func TestEachFaultBreaksItsRuleAndNoOther(t *testing.T) {
	w := newWorld(Params{Seed: 3, Victims: 1})
	for range 40 * len(faults) {
		w.fileBad()
	}
	err := w.deliver(0, func(f Filing) error {
		broken := firstBroken(&f)
		if f.Defect == DefectNone && broken != f.Reason || f.Defect != DefectNone && broken != 0 {
			t.Errorf("defect %d: rule %q broken, want %s", f.Defect, broken, f.Reason)
		}
		if len(f.People) != len(f.Report.Victims) {
			t.Errorf("%s: %d people behind %d victims", f.Reason, len(f.People), len(f.Report.Victims))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSoundReportsAreComplete(t *testing.T) {
	filings, _ := generate(t, Params{Seed: 2, Victims: victims})
	for _, f := range filings {
		if f.Reason != code.ReasonUnspecified || f.Action == code.ActionWithdraw {
			continue
		}
		r := &f.Report
		if f.Country != r.Incident.Detection || len(r.Victims) > 4 || len(f.People) != len(r.Victims) {
			t.Fatalf("%s: sent by %s, found in %s, %d victims", f.CaseKey, f.Country, r.Incident.Detection, len(r.Victims))
		}
		if y := r.Incident.DetectionPeriod.Year(); y < firstYear || y > lastYear {
			t.Fatalf("%s: detected in %d", f.CaseKey, y)
		}
		if r.Incident.Transit.Has(r.Incident.Detection) != (r.Incident.DetectionStage == code.CountryRoleTransit) {
			t.Fatalf("%s: the detecting country and its role differ", f.CaseKey)
		}
		for _, v := range r.Victims {
			if v.PalermoResult != 0 || v.FlowType != 0 {
				t.Fatalf("%s: fields of the normalizer are filled", f.CaseKey)
			}
		}
	}
}

func TestTheHubRefusesNoSoundReport(t *testing.T) {
	filings, _ := generate(t, Params{Seed: 2, Victims: victims})
	for _, f := range filings {
		if f.Verdict != code.VerdictAccepted {
			continue
		}
		for _, found := range rule.Check(f.Report, rule.Context{Sender: f.Country, Produced: Produced()}) {
			if rule.Refuses(found.Reason) {
				t.Fatalf("%s breaks %s in %s", f.CaseKey, found.Reason, found.Field)
			}
		}
	}
}

func TestACorrectionAlwaysChangesTheReport(t *testing.T) {
	filings, truth := generate(t, Params{Seed: 2, Victims: victims})
	first, changed := map[string]tip.Report{}, 0
	for _, f := range filings {
		switch {
		case f.Verdict != code.VerdictAccepted:
		case f.Revision == 1:
			first[f.CaseKey] = f.Report
		case f.Report.Response != first[f.CaseKey].Response:
			changed++
		}
	}
	if changed != truth.Corrections || changed == 0 {
		t.Errorf("%d of %d corrections change the report", changed, truth.Corrections)
	}
}
