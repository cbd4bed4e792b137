package count

import (
	"math/bits"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/table"
)

// Quality is how one submission fared; the zero Quality is no submission.
type Quality struct {
	Country      geo.Area // that sent it
	Year         int      // it was produced in, 0 if that could not be read
	Received     uint32   // items; the next four add up to it
	Accepted     uint32   // new or corrected
	Duplicate    uint32   // already known
	Withdrawn    uint32   // withdrawals carried out
	Quarantined  uint32   // refused
	Revised      uint32   // accepted in place of an earlier revision
	Reasons      []ReasonCount
	DelayDays    uint64 // from the end of detection to the end of production, summed
	DelayReports uint32 // over these reports
}

// ReasonCount is how often a reason was given.
type ReasonCount struct {
	Reason code.Reason
	N      uint32
}

// record is what T30 asks of one victim record.
type record struct {
	sender  table.Code
	year    table.Code // of detection
	known   uint16     // bit i for the field FieldStatus + i
	country table.Code // that detected the person
	repeat  table.Code // as which duplicate it counts, None for a person's first record
}

// completeness returns the fields that are known, as bits in the order of their codes.
func completeness(m *Member, s *sighting) uint16 {
	in, v := &m.Record.Incident, &m.Record.Victim
	var known uint16
	for i, is := range [...]bool{
		v.Status.Listed(),
		s.authority != table.Unknown,
		s.sex != table.Unknown,
		s.age != table.Unknown,
		s.citizenship != table.Unknown,
		s.origin != table.Unknown,
		s.destination != table.Unknown,
		s.country != table.Unknown,
		s.year != table.Unknown,
		s.stage != table.Unknown,
		!in.Acts.Empty(),
		!in.Means.Empty(),
		s.form != table.Unknown,
	} {
		if is {
			known |= 1 << i
		}
	}
	return known
}

// tabulateQuality is T30: what the records hold, and how the submission fared.
func tabulateQuality(b *batch, base *keyed) {
	for _, s := range b.records.sums {
		r := s.key
		base.add(table.KeyOf(table.SeriesRecords, r.sender, table.Total, table.Total, r.year), s.n)
		for k := r.known; k != 0; k &= k - 1 {
			field := table.FieldStatus + table.Code(bits.TrailingZeros16(k))
			base.add(table.KeyOf(table.SeriesKnown, r.sender, table.ByField, field, r.year), s.n)
		}
		if r.repeat != table.None {
			base.add(table.KeyOf(r.repeat, r.country, table.Total, table.Total, r.year), s.n)
		}
	}
	for i := range b.qualities {
		b.qualities[i].tabulate(base)
	}
}

func (q *Quality) tabulate(base *keyed) {
	ref, year := country(q.Country), table.YearCode(q.Year)
	add := func(series table.Code, n int64) {
		base.add(table.KeyOf(series, ref, table.Total, table.Total, year), amount{detected: n})
	}
	add(table.SeriesReceived, int64(q.Received))
	add(table.SeriesAccepted, int64(q.Accepted))
	add(table.SeriesDuplicate, int64(q.Duplicate))
	add(table.SeriesWithdrawn, int64(q.Withdrawn))
	add(table.SeriesQuarantined, int64(q.Quarantined))
	add(table.SeriesRevised, int64(q.Revised))
	add(table.SeriesDelayDays, int64(q.DelayDays))
	add(table.SeriesDelayReports, int64(q.DelayReports))
	for _, r := range q.Reasons {
		reason := listed(r.Reason, code.ReasonUnspecified)
		base.add(table.KeyOf(table.SeriesReason, ref, table.ByReason, reason, year), amount{detected: int64(r.N)})
		if r.Reason == code.ReasonV12 {
			add(table.SeriesConsentRefused, int64(r.N))
		}
	}
}
