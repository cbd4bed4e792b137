package rule

import (
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

func TestRulesOfAVictim(t *testing.T) {
	minor := func(v *tip.Victim) { v.AgeRegistration = code.AgeBandY09To17 }
	checkAll(t, map[string]struct {
		edit edit
		want []Finding
	}{
		"V01 a citizenship must exist": {onVictim(func(v *tip.Victim) { v.Citizenships, _ = tip.AreasOf(noArea, area("MDA")) }),
			found(code.ReasonV01, "victims[0].citizenships")},
		"V01 a citizenship may be unknown": {onVictim(func(v *tip.Victim) { v.Citizenships, _ = tip.AreasOf(geo.Unknown) }), nil},
		"V05 a confirmed adult has means": {onIncident(func(in *tip.Incident) { in.Means = code.Set[code.PalermoMeans]{} }),
			found(code.ReasonV05, "victims[0].status")},
		"V05 control methods are means": {func(r *tip.Report, _ *Context) {
			r.Incident.Means = code.Set[code.PalermoMeans]{}
			r.Victims[0].ControlMethods = code.SetOf(code.ControlMethodWithholdsDocuments)
		}, nil},
		"V05 a presumed adult needs no means": {func(r *tip.Report, _ *Context) {
			r.Incident.Means = code.Set[code.PalermoMeans]{}
			r.Victims[0].Status = code.TraffickingStatusPresumed
		}, nil},
		"V06 a child needs no means": {func(r *tip.Report, _ *Context) {
			r.Incident.Means = code.Set[code.PalermoMeans]{}
			minor(&r.Victims[0])
		}, nil},
		"V07 an adult on entry is no child later": {onVictim(func(v *tip.Victim) { minor(v); v.AgeEntry = code.AgeBandAdultUnspecified }),
			found(code.ReasonV07, "victims[0].age_band_entry")},
		"V07 an adult at exploitation is no child later": {onVictim(func(v *tip.Victim) { minor(v); v.AgeExploitation = code.AgeBandY18To20 }),
			found(code.ReasonV07, "victims[0].age_band_exploitation")},
		"V07 a child on entry may be an adult later": {onVictim(func(v *tip.Victim) { v.AgeEntry = code.AgeBandMinorUnspecified }), nil},
		"V15 a confirmed status has an authority": {onVictim(func(v *tip.Victim) { v.StatusAuthority = 0 }),
			found(code.ReasonV15, "victims[0].status_authority")},
		"V15 a presumed status needs no authority": {onVictim(func(v *tip.Victim) {
			v.Status, v.StatusAuthority = code.TraffickingStatusPresumed, 0
		}), nil},
		"V16 who is no victim is not sent": {onVictim(func(v *tip.Victim) { v.Status = code.TraffickingStatusRejected }),
			found(code.ReasonV16, "victims[0].status")},
		"V16 a status may be missing": {onVictim(func(v *tip.Victim) { v.Status = 0 }), nil},
		"V18 an unspecified threat alone stays": {onVictim(func(v *tip.Victim) {
			v.ControlMethods = code.SetOf(code.ControlMethodThreatsUnspecified, code.ControlMethodPhysicalAbuse)
		}), nil},
		"V18 an unspecified threat beside a specific one goes": {onVictim(func(v *tip.Victim) {
			v.ControlMethods = code.SetOf(code.ControlMethodThreatsUnspecified, code.ControlMethodThreatsToFamily)
		}), found(code.ReasonV18, "victims[0].control_methods")},
		"V13 only the country of origin sends returns": {onVictim(func(v *tip.Victim) { v.ReturnedFrom = area("ITA") }),
			found(code.ReasonV13, "victims[0].returned_from")},
		"V13 the country of origin sends returns": {func(r *tip.Report, ctx *Context) {
			r.Victims[0].ReturnedFrom, ctx.Sender = area("ITA"), area("MDA")
		}, nil},
		"V13 citizenship may make the country of origin": {func(r *tip.Report, ctx *Context) {
			r.Victims[0].ReturnedFrom, r.Incident.Origin, ctx.Sender = area("ITA"), geo.None, area("MDA")
		}, nil},
		"V01 the country of return must exist": {func(r *tip.Report, ctx *Context) {
			r.Victims[0].ReturnedFrom, ctx.Sender = noArea, area("MDA")
		}, found(code.ReasonV01, "victims[0].returned_from")},
		"the second victim is found in her place": {func(r *tip.Report, _ *Context) {
			v := r.Victims[0]
			v.Ref, v.Status = 2, code.TraffickingStatusRejected
			r.Victims = append(r.Victims, v)
		}, found(code.ReasonV16, "victims[1].status")},
	})
}

func TestRulesOfForms(t *testing.T) {
	checkAll(t, map[string]struct {
		edit edit
		want []Finding
	}{
		"V02 a victim has a form": {onVictim(func(v *tip.Victim) {
			v.Forms, v.PrimaryForm = code.Set[code.ExploitationForm]{}, 0
		}), found(code.ReasonV02, "victims[0].exploitation_forms")},
		"V02 an unknown form is one": {onVictim(func(v *tip.Victim) {
			v.Forms, v.PrimaryForm = code.SetOf(code.ExploitationFormUnknown), 0
		}), nil},
		"V03 the primary form is among the forms": {onVictim(func(v *tip.Victim) { v.PrimaryForm = code.ExploitationFormServitude }),
			found(code.ReasonV03, "victims[0].primary_form")},
		"V03 the primary form may be unknown":   {onVictim(func(v *tip.Victim) { v.PrimaryForm = code.ExploitationFormUnknown }), nil},
		"V03 the primary form may be left open": {onVictim(func(v *tip.Victim) { v.PrimaryForm = 0 }), nil},
		"V04 no victim has mixed forms": {onVictim(func(v *tip.Victim) { v.Forms = v.Forms.With(code.ExploitationFormMixed) }),
			found(code.ReasonV04, "victims[0].exploitation_forms")},
		"V04 mixed is no primary form": {onVictim(func(v *tip.Victim) {
			v.Forms, v.PrimaryForm = v.Forms.With(code.ExploitationFormMixed), code.ExploitationFormMixed
		}), []Finding{{code.ReasonV04, "victims[0].exploitation_forms"}, {code.ReasonV04, "victims[0].primary_form"}}},
		"V19 sexual types go with sexual exploitation": {onVictim(func(v *tip.Victim) {
			v.SexualTypes = code.SetOf(code.SexualExploitationTypePornography)
			v.Forms = v.Forms.With(code.ExploitationFormSexualExploitation)
		}), nil},
		"V19 sexual types without sexual exploitation are doubtful": {onVictim(func(v *tip.Victim) {
			v.SexualTypes = code.SetOf(code.SexualExploitationTypePornography)
		}), found(code.ReasonV19, "victims[0].sexual_types")},
		"V20 organ removal may come with labour sectors": {onVictim(func(v *tip.Victim) {
			v.Forms = v.Forms.With(code.ExploitationFormOrganRemoval)
			v.LabourSectors = code.SetOf(code.LabourSectorISICA)
		}), nil},
	})
}
