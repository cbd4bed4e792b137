package world

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

var (
	acts = even(
		code.TraffickingActRecruitment, code.TraffickingActTransportation,
		code.TraffickingActTransfer, code.TraffickingActHarbouring, code.TraffickingActReceipt,
	)
	means = table[code.PalermoMeans]{
		{code.PalermoMeansThreatOrForce, 22}, {code.PalermoMeansOtherCoercion, 18},
		{code.PalermoMeansAbduction, 3}, {code.PalermoMeansFraud, 10},
		{code.PalermoMeansDeception, 24}, {code.PalermoMeansAbuseOfPower, 8},
		{code.PalermoMeansAbuseOfVulnerability, 12}, {code.PalermoMeansPaymentToController, 3},
	}
	recruitments = table[code.RecruitmentMethod]{
		{code.RecruitmentMethodPlaceOfBusiness, 8}, {code.RecruitmentMethodEducationalInstitution, 3},
		{code.RecruitmentMethodAtWork, 6}, {code.RecruitmentMethodOnlineSocialNetwork, 20},
		{code.RecruitmentMethodOnlineAdvertisement, 15}, {code.RecruitmentMethodTelevisionAdvert, 1},
		{code.RecruitmentMethodNewspaperAdvert, 2}, {code.RecruitmentMethodFamily, 16},
		{code.RecruitmentMethodFriendsOrSocialEvent, 18}, {code.RecruitmentMethodOther, 4},
		{code.RecruitmentMethodUnknown, unknownRate},
	}
	drivers = table[code.RiskDriver]{
		{code.RiskDriverPoverty, 30}, {code.RiskDriverInequality, 8},
		{code.RiskDriverDisplacement, 8}, {code.RiskDriverLackOfProspects, 20},
		{code.RiskDriverDemand, 10}, {code.RiskDriverWeakImplementation, 4},
		{code.RiskDriverDiscrimination, 5}, {code.RiskDriverDisabilityOrHealth, 2},
		{code.RiskDriverAddiction, 2}, {code.RiskDriverHomelessness, 3},
		{code.RiskDriverPriorAbuse, 4}, {code.RiskDriverOnlineExposure, 6},
		{code.RiskDriverLowEducation, 8}, {code.RiskDriverWorkEnvironment, 2},
	}
	originBases = table[code.OriginBasis]{
		{code.OriginBasisCitizenship, 82}, {code.OriginBasisRecruitmentCountry, 13},
		{code.OriginBasisHabitualResidence, 5},
	}
)

// some returns a set of up to n codes of a table.
func some[C ~uint16](d dice, t table[C], n int) code.Set[C] {
	var s code.Set[C]
	for range 1 + d.IntN(n) {
		s = s.With(pick(d, t))
	}
	return s
}

func (w *world) incident(r route, at stop, size int) tip.Incident {
	in := tip.Incident{
		OriginBasis: pick(w.dice, originBases), Destination: r.destination,
		Acts:               some(w.dice, acts, 3),
		ConflictContext:    w.ternary(r.mix.conflict),
		RecruitmentMethods: some(w.dice, recruitments, 2),
		GroupSizeBand:      code.GroupSizeBandSingle,
	}
	if size > 1 {
		in.GroupSizeBand = code.GroupSizeBandN2To4
	}
	if !w.percent(noMeansRate) {
		in.Means = some(w.dice, means, 3)
	}
	if !w.percent(unknownRate) {
		in.Drivers = some(w.dice, drivers, 2)
	}
	in.OnlinePlatformUsed = w.online(in.RecruitmentMethods)
	w.setPlace(&in, r, at)
	w.setPeriods(&in)
	return in
}

// setPlace says who found the victims, and what that country knows of the way.
func (w *world) setPlace(in *tip.Incident, r route, at stop) {
	in.Origin, in.Transit = r.origin, tip.Areas{}
	in.Detection, in.DetectionStage = at.country, at.role
	if at.role != code.CountryRoleOrigin && w.percent(unknownRate) {
		in.Origin = geo.Unknown
	}
	if at.role == code.CountryRoleTransit || !w.percent(unknownRate) {
		in.Transit, _ = tip.AreasOf(r.transit...)
	}
}

// setPeriods gives years in their natural order: recruited, exploited, detected.
func (w *world) setPeriods(in *tip.Incident) {
	year := w.draw(years)
	in.DetectionPeriod = tip.QuarterPeriod(year, 1+w.IntN(4))
	if w.percent(unknownRate) {
		in.DetectionPeriod = tip.YearPeriod(year)
	}
	lasted := w.draw(table[int]{{0, 55}, {1, 28}, {2, 12}, {4, 5}}) // years
	if w.percent(unknownRate) {
		return
	}
	in.ExploitationEnd = tip.YearPeriod(year)
	in.ExploitationStart = tip.YearPeriod(year - lasted)
	in.DurationBand = code.DurationBandLe12M + code.DurationBand(min(lasted, 2))
	if !w.percent(unknownRate) {
		in.RecruitmentPeriod = tip.YearPeriod(year - lasted - w.IntN(2))
	}
}

func (w *world) online(s code.Set[code.RecruitmentMethod]) code.Ternary {
	if s.Has(code.RecruitmentMethodOnlineSocialNetwork) || s.Has(code.RecruitmentMethodOnlineAdvertisement) {
		return code.TernaryYes
	}
	return w.ternary(5)
}

// ternary answers yes in so many percent, unknown at the usual rate, else no.
func (w *world) ternary(yes int) code.Ternary {
	switch {
	case w.percent(unknownRate):
		return code.TernaryUnknown
	case w.percent(yes):
		return code.TernaryYes
	}
	return code.TernaryNo
}
