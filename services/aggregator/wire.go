package aggregator

import (
	"errors"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/aggregator/internal/count"
)

var (
	errSealed = errors.New("a record is sealed and there is no key for it")
	errShape  = errors.New("a country or reference of the wrong shape")
)

func changesOf(persons []*pb.PersonChange) ([]count.Change, error) {
	changes := make([]count.Change, len(persons))
	for i, p := range persons {
		var err error
		if changes[i].Before, err = membersOf(p.GetBefore()); err != nil {
			return nil, err
		}
		if changes[i].After, err = membersOf(p.GetAfter()); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

func membersOf(list []*pb.Member) ([]count.Member, error) {
	members := make([]count.Member, len(list))
	for i, m := range list {
		country, ok := geo.ParseAlpha3(m.GetCountry())
		if !ok || len(m.GetReportRef()) != len(tip.Ref{}) {
			return nil, errShape
		}
		if len(m.GetDataKeyId()) > 0 {
			return nil, errSealed
		}
		record, err := wire.DecodeRecord(m.GetContent())
		if err != nil {
			return nil, err
		}
		members[i] = count.Member{Country: country, Ref: tip.Ref(m.GetReportRef()), VictimRef: m.GetVictimRef(), Record: record}
	}
	return members, nil
}

func qualityOf(country string, q *pb.Quality) (count.Quality, error) {
	sender, ok := geo.ParseAlpha3(country)
	if !ok {
		return count.Quality{}, errShape
	}
	out := count.Quality{
		Country: sender, Year: int(q.GetYear()), Received: q.GetReceived(), Accepted: q.GetAccepted(),
		Duplicate: q.GetDuplicate(), Withdrawn: q.GetWithdrawn(), Quarantined: q.GetQuarantined(),
		Revised: q.GetRevised(), DelayDays: q.GetDelayDays(), DelayReports: q.GetDelayReports(),
	}
	for _, r := range q.GetReasons() {
		out.Reasons = append(out.Reasons, count.ReasonCount{Reason: code.Reason(r.GetReason()), N: r.GetCount()})
	}
	return out, nil
}
