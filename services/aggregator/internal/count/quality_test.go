package count

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
)

func drawQuality(t *rapid.T) Quality {
	n := rapid.Uint32Range(0, 500)
	return Quality{
		Country: rapid.SampledFrom(places).Draw(t, "sender"), Year: rapid.SampledFrom([]int{0, 2022, 2023, 9999}).Draw(t, "year"),
		Received: n.Draw(t, "received"), Accepted: n.Draw(t, "accepted"), Duplicate: n.Draw(t, "duplicate"),
		Withdrawn: n.Draw(t, "withdrawn"), Quarantined: n.Draw(t, "quarantined"), Revised: n.Draw(t, "revised"),
		Reasons:   []ReasonCount{{code.ReasonV12, n.Draw(t, "V12")}, {code.Reason(rapid.Uint16Range(0, 400).Draw(t, "reason")), 1}},
		DelayDays: rapid.Uint64Range(0, 1e6).Draw(t, "days"), DelayReports: n.Draw(t, "reports"),
	}
}

func TestSubmissionsAreCountedBySenderAndYear(t *testing.T) {
	tables := New()
	for range 2 {
		mustApply(t, tables, nil, Quality{
			Country: area("NPL"), Year: 2024, Received: 20, Accepted: 11, Duplicate: 4, Withdrawn: 2, Quarantined: 3, Revised: 5,
			Reasons:   []ReasonCount{{code.ReasonV12, 2}, {code.ReasonV05, 7}, {code.Reason(400), 1}},
			DelayDays: 300, DelayReports: 9,
		})
	}
	for _, c := range []struct {
		series, kind, what string
		want               int64
	}{
		{"DQ_RECEIVED", "_T", "_T", 40},
		{"DQ_ACCEPTED", "_T", "_T", 22},
		{"DQ_DUPLICATE", "_T", "_T", 8},
		{"DQ_WITHDRAWN", "_T", "_T", 4},
		{"DQ_QUARANTINED", "_T", "_T", 6},
		{"DQ_REVISED", "_T", "_T", 10},
		{"DQ_REASON", "REASON", "V12", 4},
		{"DQ_REASON", "REASON", "V05", 14},
		{"DQ_REASON", "REASON", "_U", 2},
		{"DQ_CONSENT_REFUSED", "_T", "_T", 4},
		{"DQ_DELAY_DAYS", "_T", "_T", 600},
		{"DQ_DELAY_REPORTS", "_T", "_T", 18},
	} {
		for _, at := range [][2]string{{"NPL", "2024"}, {"NPL", "_T"}, {"_T", "2024"}, {"_T", "_T"}} {
			if n := cell(t, tables, "T30", c.series, at[0], c.kind, c.what, at[1]); n != c.want {
				t.Errorf("%s %s at %v is %d, want %d", c.series, c.what, at, n, c.want)
			}
		}
	}
}

func TestASubmissionThatCannotBeReadCountsInAnUnknownYear(t *testing.T) {
	tables := New()
	mustApply(t, tables, nil, Quality{Country: geo.None, Received: 1, Quarantined: 1})
	if n := cell(t, tables, "T30", "DQ_QUARANTINED", "_U", "_T", "_T", "_U"); n != 1 {
		t.Errorf("counted %d times", n)
	}
}

func TestNoSubmissionChangesNothing(t *testing.T) {
	if deltas := mustApply(t, New(), nil, Quality{}); len(deltas) > 0 {
		t.Errorf("%d tables changed", len(deltas))
	}
}
