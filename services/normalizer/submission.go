package normalizer

import (
	"crypto/sha256"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// mostFindings bounds the findings on one item: past that, more say nothing new, and a
// receipt must fit into a message.
const mostFindings = 20

// chunk is the size after which the items of a submission go on in another message.
const chunk = 512 << 10

// submission gathers what is decided on one input.
type submission struct {
	country  geo.Area // whose subject it came in on
	digest   []byte   // SHA-256 of the input
	seq      uint64
	id       string
	tokens   []byte
	verdicts []*pb.ItemVerdict
	refused  []*pb.QuarantinedItem
	items    []*pb.NormalizedItem
	tally    tally
}

func newSubmission(in stage.Message, country geo.Area) *submission {
	sum := sha256.Sum256(in.Data)
	return &submission{country: country, digest: sum[:], seq: in.Seq}
}

// refuseWhole is the verdict on a submission whose items were not looked at: it counts as one.
func (s *submission) refuseWhole(reason code.Reason) {
	s.verdict(&pb.Item{}, 0, code.VerdictQuarantined, []rule.Finding{{Reason: reason}})
	s.refused[0].Digest = s.digest
}

// verdict notes what became of the item at a position.
func (s *submission) verdict(it *pb.Item, position int, v code.Verdict, found []rule.Finding) {
	s.tally.received++
	s.tally.verdict(v)
	findings := make([]*pb.Finding, 0, min(len(found), mostFindings))
	for i, f := range found {
		s.tally.reason(f.Reason)
		if i < mostFindings {
			findings = append(findings, &pb.Finding{Reason: pb.Reason(f.Reason), Field: f.Field})
		}
	}
	s.verdicts = append(s.verdicts, &pb.ItemVerdict{
		Position: uint32(position), ReportRef: reference(it), Revision: it.GetRevision(),
		Verdict: pb.Verdict(v), Findings: findings,
	})
	if v == code.VerdictQuarantined {
		sum := sha256.Sum256(it.GetContent())
		s.refused = append(s.refused, &pb.QuarantinedItem{Position: uint32(position), Digest: sum[:], Findings: findings})
	}
}

// reference returns the item's reference if it has the shape of one: a receipt must not carry
// what somebody wrote into that field instead.
func reference(it *pb.Item) []byte {
	if len(it.GetReportRef()) != refSize {
		return nil
	}
	return it.GetReportRef()
}

// outputs are the messages in the order in which they are stored. The last part of what was
// added carries the quality, so that it counts once; each carries the tokens, because each is
// linked by itself.
func (s *submission) outputs() ([]stage.Message, error) {
	var out []output
	for _, items := range s.chunks() {
		n := &pb.Normalized{Country: s.country.String(), Items: items}
		if len(items) > 0 {
			n.SealedTokens = s.tokens
		}
		out = append(out, output{bus.NormalizedSubject(s.country), n})
	}
	out[len(out)-1].message.(*pb.Normalized).Quality = s.tally.quality()
	out = append(out, output{bus.ReceiptsSubject(s.country), s.receipt()})
	if len(s.refused) > 0 {
		out = append(out, output{bus.QuarantineSubject(s.country), s.quarantined()})
	}
	return encodeAll(out...)
}

// chunks cuts the items into lists that fit into a message each; there is always one.
func (s *submission) chunks() [][]*pb.NormalizedItem {
	list, size := [][]*pb.NormalizedItem{nil}, 0
	for _, it := range s.items {
		n := proto.Size(it)
		if size > 0 && size+n > chunk {
			list, size = append(list, nil), 0
		}
		list[len(list)-1] = append(list[len(list)-1], it)
		size += n
	}
	return list
}

func (s *submission) receipt() *pb.Receipt {
	return &pb.Receipt{
		SubmissionId: s.id, SubmissionDigest: s.digest, Country: s.country.String(), Sequence: s.seq, Verdicts: s.verdicts,
	}
}

func (s *submission) quarantined() *pb.Quarantined {
	return &pb.Quarantined{SubmissionDigest: s.digest, Country: s.country.String(), Sequence: s.seq, Items: s.refused}
}

// output is a message before it is encoded.
type output struct {
	subject string
	message proto.Message
}

func encodeAll(list ...output) ([]stage.Message, error) {
	msgs := make([]stage.Message, len(list))
	for i, o := range list {
		data, err := proto.MarshalOptions{Deterministic: true}.Marshal(o.message)
		if err != nil {
			return nil, err
		}
		msgs[i] = stage.Message{Subject: o.subject, Data: data}
	}
	return msgs, nil
}
