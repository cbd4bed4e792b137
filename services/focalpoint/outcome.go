package focalpoint

import (
	"errors"
	"maps"
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/rule"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// Outcome is what became of filings. Received is the sum of the four counts behind it.
type Outcome struct {
	Received, Accepted, Duplicate, Withdrawn, Quarantined int

	Refusals []Refusal           // in the order of sending
	Warnings map[code.Reason]int // findings on what was not refused
}

// Refusal is an item that the hub refused, or a whole submission that it did not open.
type Refusal struct {
	CaseKey  string // empty for a whole submission and for raw bytes
	Revision uint32
	Position int // in its submission, from 0; -1 for a whole submission
	Items    int // how many items are refused: 1, or all of the submission
	Findings []rule.Finding
}

// WholeSubmission is the Position of a refused submission.
const WholeSubmission = -1

// Add adds what became of other filings.
func (o *Outcome) Add(other Outcome) {
	o.Received += other.Received
	o.Accepted += other.Accepted
	o.Duplicate += other.Duplicate
	o.Withdrawn += other.Withdrawn
	o.Quarantined += other.Quarantined
	o.Refusals = append(o.Refusals, other.Refusals...)
	for reason, n := range other.Warnings {
		o.warn(reason, n)
	}
}

func (o *Outcome) warn(reason code.Reason, n int) {
	if o.Warnings == nil {
		o.Warnings = map[code.Reason]int{}
	}
	o.Warnings[reason] += n
}

// clone returns an outcome that no later receipt changes.
func (o *Outcome) clone() Outcome {
	c := *o
	c.Refusals, c.Warnings = slices.Clone(o.Refusals), maps.Clone(o.Warnings)
	return c
}

// outcomeOf reads a receipt beside the filings of its submission, none for raw bytes.
func outcomeOf(r *pb.Receipt, sent []filed) (Outcome, error) {
	var o Outcome
	verdicts := r.GetVerdicts()
	if unopened(verdicts) {
		o.refuseWhole(verdicts[0], max(1, len(sent)))
		return o, nil
	}
	if len(sent) > 0 && len(verdicts) != len(sent) {
		return o, errors.New("a receipt has not as many verdicts as its submission has items")
	}
	for i, v := range verdicts {
		var f filed
		if len(sent) > 0 {
			f = sent[i]
		}
		if err := o.count(v, i, f); err != nil {
			return o, err
		}
	}
	return o, nil
}

// unopened reports whether the hub judged the submission as a whole: it then names no item.
func unopened(verdicts []*pb.ItemVerdict) bool {
	return len(verdicts) == 1 && len(verdicts[0].GetReportRef()) == 0 &&
		code.Verdict(verdicts[0].GetVerdict()) == code.VerdictQuarantined
}

// refuseWhole counts every item of a submission as refused, for so it is to the sender; the
// hub, which never saw them, counts one.
func (o *Outcome) refuseWhole(v *pb.ItemVerdict, items int) {
	o.Received, o.Quarantined = items, items
	o.Refusals = []Refusal{{Position: WholeSubmission, Items: items, Findings: findings(v)}}
}

func (o *Outcome) count(v *pb.ItemVerdict, position int, f filed) error {
	if int(v.GetPosition()) != position {
		return errors.New("the verdicts of a receipt are not in the order of the items")
	}
	o.Received++
	switch code.Verdict(v.GetVerdict()) {
	case code.VerdictAccepted:
		o.Accepted++
	case code.VerdictDuplicate:
		o.Duplicate++
	case code.VerdictWithdrawn:
		o.Withdrawn++
	case code.VerdictQuarantined:
		o.Quarantined++
		o.Refusals = append(o.Refusals, Refusal{
			CaseKey: f.caseKey, Revision: f.revision, Position: position, Items: 1, Findings: findings(v),
		})
		return nil
	default:
		return errors.New("a receipt has a verdict that is not in the code list")
	}
	for _, f := range v.GetFindings() {
		o.warn(code.Reason(f.GetReason()), 1)
	}
	return nil
}

func findings(v *pb.ItemVerdict) []rule.Finding {
	var list []rule.Finding
	for _, f := range v.GetFindings() {
		list = append(list, rule.Finding{Reason: code.Reason(f.GetReason()), Field: f.GetField()})
	}
	return list
}
