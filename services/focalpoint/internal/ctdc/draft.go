package ctdc

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// draft is a row while its cells are read.
type draft struct {
	incident tip.Incident
	victim   tip.Victim
	majority code.AgeBand // at registration: minor or adult
	named    code.Set[code.ExploitationForm]
	flagged  code.Set[code.ExploitationForm]
}

// blankDraft is a row that tells nothing. Without a source the status is presumed: the file
// gives no ground to confirm it, and holds nobody who was found not to be a victim.
func blankDraft() draft {
	return draft{
		incident: tip.Incident{Origin: geo.Unknown, Destination: geo.Unknown, Detection: geo.Unknown},
		victim: tip.Victim{
			Ref:             1,
			Status:          code.TraffickingStatusPresumed,
			StatusAuthority: code.IdentifyingAuthorityOther,
			Sex:             code.SexUnknown,
			AgeRegistration: code.AgeBandUnknown,
			Citizenships:    tip.Areas{geo.Unknown},
		},
	}
}

func addControl(d *draft, c code.ControlMethod) {
	d.victim.ControlMethods = d.victim.ControlMethods.With(c)
}

func addSector(d *draft, c code.LabourSector) {
	d.victim.LabourSectors = d.victim.LabourSectors.With(c)
}

func addRecruiter(d *draft, c code.RecruiterRelationship) {
	d.victim.RecruiterRelationships = d.victim.RecruiterRelationships.With(c)
}

// report completes the draft.
func (d *draft) report() tip.Report {
	v := &d.victim
	if v.AgeRegistration == code.AgeBandUnknown && d.majority != code.AgeBandUnspecified {
		v.AgeRegistration = d.majority
	}
	v.Forms, v.PrimaryForm = d.forms()
	v.ControlMethods = drop(v.ControlMethods, code.ControlMethodNotSpecified)
	v.LabourSectors = drop(v.LabourSectors, code.LabourSectorNotSpecified)
	v.RecruiterRelationships = drop(v.RecruiterRelationships, code.RecruiterRelationshipUnknown)
	return tip.Report{
		Incident:      d.incident,
		Victims:       []tip.Victim{*v},
		EntityKind:    v.StatusAuthority,
		ConsentScope:  code.DataConsentScopeLegalBasisOther,
		LegalBasisRef: LegalBasisRef,
		SharingLabel:  code.SharingLabelAmber,
	}
}

// forms returns all forms, named or flagged, and the primary one: the only one named, else
// the only one flagged where none is named, else unknown.
func (d *draft) forms() (code.Set[code.ExploitationForm], code.ExploitationForm) {
	all := d.flagged
	for c := range d.named.All() {
		all = all.With(c)
	}
	switch {
	case all.Empty():
		return code.SetOf(code.ExploitationFormUnknown), code.ExploitationFormUnknown
	case d.named.Empty():
		return all, only(d.flagged)
	}
	return all, only(d.named)
}

func only(set code.Set[code.ExploitationForm]) code.ExploitationForm {
	for c := range set.All() {
		if set.Len() == 1 {
			return c
		}
	}
	return code.ExploitationFormUnknown
}

// drop takes "not recorded" out of a set that holds anything else.
func drop[C ~uint16](set code.Set[C], unrecorded C) code.Set[C] {
	if set.Len() > 1 {
		return set.Without(unrecorded)
	}
	return set
}
