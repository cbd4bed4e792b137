package world

import (
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// sighting is one country's report with the persons behind its victims, who they are taken
// for, and the way they really went.
type sighting struct {
	report     tip.Report
	persons    []*person
	identities []identity.Identity
	route      route
}

// people returns the numbers of the persons.
func (s *sighting) people() []uint64 {
	list := make([]uint64, len(s.persons))
	for i, p := range s.persons {
		list[i] = p.id
	}
	return list
}

// history collects the filings of one case and how each must be answered.
type history struct {
	base    Filing
	filings []Filing
}

func (h *history) upsert(revision uint32, r tip.Report, v code.Verdict) {
	f := h.base
	f.Revision, f.Action, f.Report, f.Verdict = revision, code.ActionUpsert, r, v
	h.filings = append(h.filings, f)
}

func (h *history) withdraw(revision uint32) {
	f := h.base
	f.Revision, f.Action, f.Verdict = revision, code.ActionWithdraw, code.VerdictWithdrawn
	f.People, f.Identities = nil, nil
	h.filings = append(h.filings, f)
}

// fileSound files a report that keeps every rule, with what becomes of it later.
func (w *world) fileSound(s sighting) {
	w.left -= len(s.persons)
	w.truth.Victims += len(s.persons)
	w.truth.Reports++
	h := history{base: Filing{
		Country: s.report.Incident.Detection, CaseKey: w.nextKey(&s.report),
		People: s.people(), Identities: s.identities,
	}}
	switch roll := w.IntN(1000); {
	case roll < earlyRate:
		w.withdrawEarly(&h, s)
	case roll < earlyRate+withdrawRate:
		h.upsert(1, s.report, code.VerdictAccepted)
		h.withdraw(2)
		w.truth.Withdrawals++
	case roll < earlyRate+withdrawRate+correctRate:
		w.correctLater(&h, s)
	default:
		h.upsert(1, s.report, code.VerdictAccepted)
		w.survive(&h.base, s)
	}
	w.schedule(h.filings)
}

// withdrawEarly lets the withdrawal overtake the report, as a restored outbox may do.
func (w *world) withdrawEarly(h *history, s sighting) {
	h.withdraw(2)
	h.upsert(1, s.report, code.VerdictDuplicate)
	w.truth.Withdrawals++
	w.truth.EarlyWithdrawals++
}

func (w *world) correctLater(h *history, s sighting) {
	second := s
	second.report = corrected(s.report)
	h.upsert(1, s.report, code.VerdictAccepted)
	h.upsert(2, second.report, code.VerdictAccepted)
	w.truth.Corrections++
	if w.percent(staleRate) {
		h.upsert(1, s.report, code.VerdictDuplicate)
		w.truth.Stale++
	}
	if w.percent(correctedThenWithdrawn) {
		h.withdraw(3)
		w.truth.Withdrawals++
		return
	}
	w.survive(&h.base, second)
}

// corrected returns the report some time later: the status is decided and the case has
// reached the next stage in court, so it always differs from the first revision.
func corrected(r tip.Report) tip.Report {
	r.Victims = slices.Clone(r.Victims)
	for i := range r.Victims {
		v := &r.Victims[i]
		v.Status, v.StatusAuthority = code.TraffickingStatusConfirmed, code.IdentifyingAuthorityPolice
	}
	r.Response.JusticeStage++
	r.Response.Protection.Given = r.Response.Protection.Given.With(code.ProtectionResponseReferred)
	return r
}

// schedule queues the filings of a case one after the other.
func (w *world) schedule(filings []Filing) {
	due := w.now
	for i := range filings {
		w.queue.add(pending{due: due, filing: &filings[i]})
		due += w.delay()
	}
}
