package deduplicator

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/revision"
	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/deduplicator/internal/link"
)

// This file turns protobuf into link's values and back. Every message in it is our own, so
// what does not fit is corruption.

var errShape = errors.New("a reference, digest, key id or country of the wrong shape")

// shapes reads the fixed-size parts of a message and remembers whether one was wrong.
type shapes struct{ wrong bool }

func (s *shapes) report(country string, ref []byte) link.ReportKey {
	area, ok := geo.ParseAlpha3(country)
	s.wrong = s.wrong || !ok || len(ref) != len(tip.Ref{})
	if s.wrong {
		return link.ReportKey{}
	}
	return link.ReportKey{Country: area, Ref: tip.Ref(ref)}
}

// bytes16 reads 16 bytes, or none where they may be left out.
func (s *shapes) bytes16(b []byte, optional bool) (a [16]byte) {
	if copy(a[:], b) != len(a) || len(b) != len(a) {
		s.wrong = s.wrong || len(b) > 0 || !optional
	}
	return a
}

func (s *shapes) err() error {
	if s.wrong {
		return errShape
	}
	return nil
}

func itemsOf(n *pb.Normalized, evidence map[uint32][]link.Evidence) ([]link.Item, error) {
	var s shapes
	items := make([]link.Item, 0, len(n.GetItems()))
	for _, it := range n.GetItems() {
		item := link.Item{
			Key: s.report(n.GetCountry(), it.GetReportRef()),
			Version: revision.Version{
				Revision: it.GetRevision(), Withdrawn: it.GetAction() == pb.Action_ACTION_WITHDRAW, Digest: s.bytes16(it.GetDigest(), false),
			},
			DataKey:  s.bytes16(it.GetDataKeyId(), true),
			Evidence: evidence[it.GetPosition()],
		}
		for _, r := range it.GetRecords() {
			item.Rows = append(item.Rows, link.Row{Kind: link.Kind(r.GetKind()), Ref: r.GetRef(), Content: r.GetContent()})
		}
		items = append(items, item)
	}
	return items, s.err()
}

func changesPB(c link.Changes, l *linking) (*pb.PersonChanges, error) {
	out := &pb.PersonChanges{}
	for i := range c.Persons {
		p := &c.Persons[i]
		out.Persons = append(out.Persons, &pb.PersonChange{
			PersonId: p.ID[:], Before: membersPB(p.Before), After: membersPB(p.After),
		})
	}
	for i := range c.Carried {
		r := &c.Carried[i]
		out.Carried = append(out.Carried, &pb.CarriedChange{
			Kind: pb.RecordKind(r.Kind), Country: r.Key.Country.String(), ReportRef: r.Key.Ref[:], Ref: r.Ref,
			Before: r.Before, After: r.After, DataKeyId: keyPB(&r.DataKey),
		})
	}
	for i := range c.Heads {
		h := &c.Heads[i]
		evidence, err := l.seal(h.Key, h.Evidence)
		if err != nil {
			return out, err
		}
		out.Heads = append(out.Heads, &pb.Head{
			Country: h.Key.Country.String(), ReportRef: h.Key.Ref[:], Revision: h.Version.Revision,
			Withdrawn: h.Version.Withdrawn, Digest: h.Version.Digest[:], Evidence: evidence,
		})
	}
	for _, d := range c.Decisions {
		out.Reviews = append(out.Reviews, ReviewBody(d))
	}
	return out, nil
}

func victimPB(k linkage.Key) *pb.VictimId {
	v := link.VictimOf(k)
	return &pb.VictimId{Country: v.Country.String(), ReportRef: v.Ref[:], VictimRef: v.VictimRef}
}

// reviewOf reads a review that the normalizer has accepted.
func reviewOf(data []byte) (linkage.Decision, error) {
	var review pb.Review
	if err := proto.Unmarshal(data, &review); err != nil {
		return linkage.Decision{}, fmt.Errorf("decoding Review: %w", err)
	}
	var body pb.ReviewBody
	if err := proto.Unmarshal(review.GetBody(), &body); err != nil {
		return linkage.Decision{}, fmt.Errorf("decoding ReviewBody: %w", err)
	}
	var s shapes
	d := s.decision(&body)
	return d, s.err()
}

func (s *shapes) decision(b *pb.ReviewBody) linkage.Decision {
	d, ok := linkage.NewDecision(s.victim(b.GetFirst()), s.victim(b.GetSecond()), linkage.Verdict(b.GetVerdict()), b.GetRevision())
	s.wrong = s.wrong || !ok
	return d
}

func (s *shapes) victim(v *pb.VictimId) linkage.Key {
	return link.VictimKey{ReportKey: s.report(v.GetCountry(), v.GetReportRef()), VictimRef: v.GetVictimRef()}.LinkageKey()
}

func membersPB(members []link.Member) []*pb.Member {
	var list []*pb.Member
	for i := range members {
		m := &members[i]
		list = append(list, &pb.Member{
			Country: m.Key.Country.String(), ReportRef: m.Key.Ref[:], VictimRef: m.Key.VictimRef,
			Content: m.Content, DataKeyId: keyPB(&m.DataKey),
		})
	}
	return list
}

func keyPB(k *link.DataKey) []byte {
	if *k == (link.DataKey{}) {
		return nil
	}
	return k[:]
}

func changesOf(c *pb.PersonChanges, l *linking) (link.Changes, error) {
	var s shapes
	var out link.Changes
	for _, p := range c.GetPersons() {
		out.Persons = append(out.Persons, link.PersonChange{
			ID: s.bytes16(p.GetPersonId(), false), Before: s.members(p.GetBefore()), After: s.members(p.GetAfter()),
		})
	}
	for _, r := range c.GetCarried() {
		out.Carried = append(out.Carried, link.Carried{
			Kind: link.Kind(r.GetKind()), Key: s.report(r.GetCountry(), r.GetReportRef()), Ref: r.GetRef(),
			Before: r.GetBefore(), After: r.GetAfter(), DataKey: s.bytes16(r.GetDataKeyId(), true),
		})
	}
	for _, h := range c.GetHeads() {
		head := link.Head{
			Key:     s.report(h.GetCountry(), h.GetReportRef()),
			Version: revision.Version{Revision: h.GetRevision(), Withdrawn: h.GetWithdrawn(), Digest: s.bytes16(h.GetDigest(), false)},
		}
		var err error
		if head.Evidence, err = l.open(head.Key, h.GetEvidence()); err != nil {
			return out, err
		}
		out.Heads = append(out.Heads, head)
	}
	for _, r := range c.GetReviews() {
		out.Decisions = append(out.Decisions, s.decision(r))
	}
	return out, s.err()
}

func (s *shapes) members(list []*pb.Member) []link.Member {
	var members []link.Member
	for _, m := range list {
		members = append(members, link.Member{
			Key:     link.VictimKey{ReportKey: s.report(m.GetCountry(), m.GetReportRef()), VictimRef: m.GetVictimRef()},
			Content: m.GetContent(), DataKey: s.bytes16(m.GetDataKeyId(), true),
		})
	}
	return members
}
