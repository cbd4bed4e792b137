package keyholder

import (
	"time"

	"github.com/google/uuid"

	"github.com/corridor-tip/corridor/pkg/geo"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// maxIDs is how many ids of a country are remembered within a minute of their time: so many
// requests a minute are a fault, and memory has a bound.
const maxIDs = 10_000

// book keeps what decides about the next request: what each country has used today, which ids
// were answered and what was refused just now. Quotas and ids follow from the audit alone.
type book struct {
	quota   uint64
	day     int64 // since 1970, UTC; a clock that goes back begins no day again
	used    map[geo.Area]uint64
	ids     map[minute]map[uuid.UUID]struct{}
	refused map[refused]time.Time // when such a refusal was written last
}

// minute is a minute of a country's ids, by the time in them.
type minute struct {
	country geo.Area
	since   int64 // minutes since 1970
}

type refused struct {
	country geo.Area
	refusal pb.EvaluationRefusal
}

func newBook(quota uint64) *book {
	return &book{quota: quota, used: map[geo.Area]uint64{}, ids: map[minute]map[uuid.UUID]struct{}{}, refused: map[refused]time.Time{}}
}

func minuteOf(country geo.Area, id uuid.UUID) minute {
	return minute{country, made(id).Unix() / 60}
}

// judge returns the refusal of a request, or granted.
func (b *book) judge(a asked, now time.Time) pb.EvaluationRefusal {
	if a.refusal != granted {
		return a.refusal
	}
	known := b.ids[minuteOf(a.country, a.id)]
	if _, again := known[a.id]; again || !fresh(a.id, now) {
		return pb.EvaluationRefusal_EVALUATION_REFUSAL_STALE
	}
	if uint64(len(a.blinded)) > b.remaining(a.country, now) || len(known) >= maxIDs {
		return pb.EvaluationRefusal_EVALUATION_REFUSAL_QUOTA
	}
	return granted
}

// remaining returns what a country has left today.
func (b *book) remaining(country geo.Area, now time.Time) uint64 {
	if dayOf(now) > b.day {
		return b.quota
	}
	return b.quota - min(b.quota, b.used[country])
}

// least returns what the country closest to its quota has left today.
func (b *book) least(now time.Time) uint64 {
	least := b.quota
	for country := range b.used {
		least = min(least, b.remaining(country, now))
	}
	return least
}

// folds reports whether a refusal goes without an entry of its own: the same one of the same
// country was written less than a second before. So nobody fills the disk with refusals.
func (b *book) folds(country geo.Area, r pb.EvaluationRefusal, now time.Time) bool {
	last, ok := b.refused[refused{country, r}]
	return r != granted && ok && now.Sub(last).Abs() < time.Second
}

// add takes in an entry that is in the audit.
func (b *book) add(e *pb.EvaluationAudit) {
	now := time.Unix(e.GetAtSeconds(), 0)
	country, ok := geo.ParseAlpha3(e.GetCountry())
	if id, err := uuid.Parse(e.GetRequestId()); ok && err == nil {
		b.remember(minuteOf(country, id), id, now)
	}
	if !ok || e.GetRefusal() != granted {
		return
	}
	if dayOf(now) > b.day {
		b.day = dayOf(now)
		clear(b.used)
	}
	b.used[country] += uint64(e.GetElements())
}

// wrote notes when a refusal was written.
func (b *book) wrote(country geo.Area, r pb.EvaluationRefusal, now time.Time) {
	if r != granted {
		b.refused[refused{country, r}] = now
	}
}

// remember keeps an id until its time is out of use, and forgets those that are.
func (b *book) remember(m minute, id uuid.UUID, now time.Time) {
	if !fresh(id, now) {
		return
	}
	if b.ids[m] == nil {
		for old := range b.ids {
			if time.Unix(old.since*60, 0).Add(time.Minute + 2*skew).Before(now) {
				delete(b.ids, old)
			}
		}
		b.ids[m] = map[uuid.UUID]struct{}{}
	}
	if len(b.ids[m]) < maxIDs {
		b.ids[m][id] = struct{}{}
	}
}

func dayOf(t time.Time) int64 { return t.Unix() / 86_400 }
