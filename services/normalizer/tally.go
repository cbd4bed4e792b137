package normalizer

import (
	"maps"
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// tally is how one submission fared.
type tally struct {
	year         int
	received     uint32
	verdicts     [8]uint32 // by code.Verdict
	revised      uint32
	reasons      map[code.Reason]uint32
	delayDays    uint64
	delayReports uint32
}

func (t *tally) verdict(v code.Verdict) { t.verdicts[v]++ }

func (t *tally) reason(r code.Reason) {
	if t.reasons == nil {
		t.reasons = map[code.Reason]uint32{}
	}
	t.reasons[r]++
}

// delay adds the days between the detection of an accepted report and its submission.
func (t *tally) delay(detected, produced tip.Period) {
	if detected != 0 && produced != 0 {
		t.delayDays += uint64(detected.DaysToEndOf(produced))
		t.delayReports++
	}
}

func (t *tally) quality() *pb.Quality {
	q := &pb.Quality{
		Year: uint32(t.year), Received: t.received,
		Accepted: t.verdicts[code.VerdictAccepted], Duplicate: t.verdicts[code.VerdictDuplicate],
		Withdrawn: t.verdicts[code.VerdictWithdrawn], Quarantined: t.verdicts[code.VerdictQuarantined],
		Revised: t.revised, DelayDays: t.delayDays, DelayReports: t.delayReports,
	}
	for _, r := range slices.Sorted(maps.Keys(t.reasons)) {
		q.Reasons = append(q.Reasons, &pb.ReasonCount{Reason: pb.Reason(r), Count: t.reasons[r]})
	}
	return q
}
