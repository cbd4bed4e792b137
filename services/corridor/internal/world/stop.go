package world

import (
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// stop is where and as what a country finds the victims of a journey.
type stop struct {
	country geo.Area
	role    code.CountryRole // unspecified for a country off the way
	second  bool             // by another body of the country that has found them already
}

// stops returns who finds a journey's victims, in the order of the journey: one country or
// more, and some of those twice.
func (w *world) stops(r route) []stop {
	list := w.findings(r)
	for i := len(list) - 1; i >= 0; i-- {
		if w.percent(secondBodyRate) {
			again := list[i]
			again.second = true
			list = slices.Insert(list, i+1, again)
		}
	}
	return list
}

func (w *world) findings(r route) []stop {
	end := stop{country: r.destination, role: code.CountryRoleDestination}
	if r.origin == r.destination {
		return []stop{end}
	}
	var list []stop
	for _, a := range r.transit {
		if sends(a) && w.percent(transitRate) {
			list = append(list, stop{country: a, role: code.CountryRoleTransit})
		}
	}
	if w.percent(destinationRate) {
		list = append(list, end)
	}
	if w.percent(refugeRate) {
		list = append(list, stop{country: w.refuge(r)})
	}
	if sends(r.origin) && w.percent(homeRate) {
		list = append(list, stop{country: r.origin, role: code.CountryRoleOrigin})
	}
	if len(list) == 0 {
		return []stop{end}
	}
	return list[:min(len(list), mostCountries)]
}

// refuge returns a country that is not on the way, in the region of the destination where
// there is one.
func (w *world) refuge(r route) geo.Area {
	var near, far []geo.Area
	for i := range countries {
		a := countries[i].area
		switch {
		case a == r.origin || a == r.destination || slices.Contains(r.transit, a):
		case a.Region() == r.destination.Region():
			near = append(near, a)
		default:
			far = append(far, a)
		}
	}
	if len(near) == 0 {
		near = far
	}
	return near[w.IntN(len(near))]
}

// found is the same journey as the next country reports it: of the persons whom it finds it
// knows the same things, told again by them.
func (w *world) found(was sighting, at stop, most int) sighting {
	s := sighting{route: was.route, report: was.report}
	r := &s.report
	w.setPlace(&r.Incident, was.route, at)
	r.Incident.DetectionPeriod = w.afterwards(was.report.Incident.DetectionPeriod)
	r.EntityKind = pick(w.dice, authorities)
	r.Response.Protection = w.protection(r.Incident.DetectionPeriod.Year())
	r.Perpetrators, r.Pillars = nil, code.SetOf(code.PillarProtection) // tried where they were found first
	r.SharingLabel = code.SharingLabelAmber
	w.setBasis(r)
	if at.role == code.CountryRoleOrigin {
		r.Response.Protection.Given = r.Response.Protection.Given.With(code.ProtectionResponseVoluntaryReturn)
	}
	r.Victims = nil
	for _, i := range w.Perm(len(was.persons)) {
		if len(s.persons) == most || len(s.persons) > 0 && w.percent(partedRate) {
			continue
		}
		s.persons = append(s.persons, was.persons[i])
		r.Victims = append(r.Victims, w.again(was.report.Victims[i], was.persons[i], &s, at))
	}
	s.identities = w.identities(s.persons, at.country, false)
	return s
}

// again is a victim as the next country reports her.
func (w *world) again(v tip.Victim, p *person, s *sighting, at stop) tip.Victim {
	v.Ref = uint32(len(s.persons))
	v.Citizenships = w.citizenships(s.route.origin)
	w.setStatus(&v, s.report.EntityKind)
	v.ReturnedFrom = geo.None
	if at.role == code.CountryRoleOrigin {
		v.ReturnedFrom = s.route.destination
	}
	w.tell(&v, p, s.report.Incident.DetectionPeriod)
	return v
}

// afterwards returns the period of the next finding: the same, or a quarter of the next year.
func (w *world) afterwards(p tip.Period) tip.Period {
	if p.Year() < lastYear && w.percent(laterRate) {
		return tip.QuarterPeriod(p.Year()+1, 1+w.IntN(4))
	}
	return p
}
