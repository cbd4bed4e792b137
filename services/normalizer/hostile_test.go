package normalizer

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// signed returns a submission of Ukraine with a sound signature over whatever the body holds.
func (b *bench) signed(body *pb.SubmissionBody) []byte {
	b.t.Helper()
	body.SenderCountry, body.ProducedPeriod = "UKR", "2024-Q2"
	data := b.marshal(body)
	return b.marshal(&pb.Submission{Body: data, PublicKey: b.keys["UKR"].Public(), Signature: b.sign(b.keys["UKR"], sign.SubmissionType, data)})
}

func manyItems(action pb.Action) []*pb.Item {
	var items []*pb.Item
	for i := range mostItems {
		items = append(items, &pb.Item{ReportRef: fmt.Appendf(nil, "%016d", i), Revision: 1, Action: action, Kind: pb.ItemKind_ITEM_KIND_INCIDENT_REPORT})
	}
	return items
}

// TestHostileSubmissionsMakeNoLargeMessages lets a trusted key send what would come back
// larger than it went in: an output that no broker takes would halt the hub for everybody.
func TestHostileSubmissionsMakeNoLargeMessages(t *testing.T) {
	stuffed := append(wire.EncodeAggregateReturn(tip.AggregateReturn{Year: tip.YearPeriod(2023), Count: 1}), bytes.Repeat([]byte("\x3a\x03POL"), 180_000)...)
	for name, body := range map[string]*pb.SubmissionBody{
		"an id of a megabyte":  {SubmissionId: strings.Repeat("x", 1_000_000), Items: manyItems(pb.Action_ACTION_UPSERT)},
		"tokens of a megabyte": {SealedTokens: make([]byte, 1_000_000), Items: manyItems(pb.Action_ACTION_WITHDRAW)},
		"a return with one field said again and again": {Items: []*pb.Item{{
			ReportRef: ref(1), Revision: 1, Action: pb.Action_ACTION_UPSERT, Kind: pb.ItemKind_ITEM_KIND_AGGREGATE_RETURN, Content: stuffed,
		}}},
		"nothing but faults": {Items: []*pb.Item{{
			ReportRef: ref(1), Revision: 1, Action: pb.Action_ACTION_UPSERT, Kind: pb.ItemKind_ITEM_KIND_INCIDENT_REPORT,
			Content: append([]byte{0x12, 0x80, 0x89, 0x7a}, bytes.Repeat([]byte{0x10, 0x7f, 0x20, 0x7f}, 500_000)...),
		}}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			in := b.signed(body)
			b.receipt("UKR", in)
			for _, m := range b.out {
				if len(m.Data) > bus.MaxPayload-8192 {
					t.Errorf("%d bytes make a message of %d on %s", len(in), len(m.Data), m.Subject)
				}
			}
		})
	}
}

// TestNoTextComesThrough looks for text in fields that have another use.
func TestNoTextComesThrough(t *testing.T) {
	b := newBench(t)
	const text = "AN.INVENTED.SECRET"
	hidden := wire.EncodeAggregateReturn(tip.AggregateReturn{SourceTextID: text})
	shown := wire.EncodeAggregateReturn(tip.AggregateReturn{Country: report().Incident.Origin, Year: tip.YearPeriod(2023), SourceTextID: "A"})
	b.receipt("UKR", b.signed(&pb.SubmissionBody{SubmissionId: text, Items: []*pb.Item{item(1, 1, report())}}))
	r := b.submit("UKR", &pb.Item{ReportRef: ref(2), Revision: 1, Action: pb.Action_ACTION_UPSERT,
		Kind: pb.ItemKind_ITEM_KIND_AGGREGATE_RETURN, Content: append(hidden, shown...)})
	if v := r.GetVerdicts()[0].GetVerdict(); v != pb.Verdict_VERDICT_ACCEPTED {
		t.Fatalf("got %v: the test looks at nothing", v)
	}
	for _, m := range b.out {
		if bytes.Contains(m.Data, []byte(text)) {
			t.Errorf("%s carries the text", m.Subject)
		}
	}
}

// TestReturnsOfOthersAreRefused lets a country speak for another one.
func TestReturnsOfOthersAreRefused(t *testing.T) {
	b := newBench(t)
	content := wire.EncodeJusticeSummary(tip.JusticeSummary{Country: report().Incident.Destination, Year: tip.YearPeriod(2023), Count: 5})
	r := b.submit("UKR", &pb.Item{ReportRef: ref(1), Revision: 1, Action: pb.Action_ACTION_UPSERT, Kind: pb.ItemKind_ITEM_KIND_JUSTICE_SUMMARY, Content: content})
	if f := r.GetVerdicts()[0].GetFindings(); len(f) != 1 || f[0].GetReason() != pb.Reason_REASON_A03 {
		t.Errorf("got %v, want A03", f)
	}
}

// TestKindDecidesLikeContent sends the same bytes as two kinds of return, in both orders: the
// same one must survive.
func TestKindDecidesLikeContent(t *testing.T) {
	content := wire.EncodeJusticeSummary(tip.JusticeSummary{Country: report().Incident.Origin, Year: tip.YearPeriod(2023)})
	kinds := []pb.ItemKind{pb.ItemKind_ITEM_KIND_JUSTICE_SUMMARY, pb.ItemKind_ITEM_KIND_AGGREGATE_RETURN}
	var survivors []pb.RecordKind
	for first := range kinds {
		b := newBench(t)
		for i := range kinds {
			b.submit("UKR", &pb.Item{ReportRef: ref(1), Revision: 1, Action: pb.Action_ACTION_UPSERT, Kind: kinds[(first+i)%2], Content: content})
		}
		var last pb.RecordKind
		for _, m := range b.out {
			var n pb.Normalized
			if strings.HasPrefix(m.Subject, bus.NormalizedPrefix) && proto.Unmarshal(m.Data, &n) == nil && len(n.GetItems()) > 0 {
				last = n.GetItems()[0].GetRecords()[0].GetKind()
			}
		}
		survivors = append(survivors, last)
	}
	if survivors[0] != survivors[1] || survivors[0] == 0 {
		t.Errorf("the order decides: %v", survivors)
	}
}

// TestWithdrawalOfTheUnknownIsSaid checks that a mistyped case does not pass in silence.
func TestWithdrawalOfTheUnknownIsSaid(t *testing.T) {
	b := newBench(t)
	b.submit("UKR", item(1, 1, report()))
	r := b.submit("UKR", withdrawal(1, 2), withdrawal(9, 2))
	if f := r.GetVerdicts()[0].GetFindings(); len(f) != 0 {
		t.Errorf("a withdrawal of a known report: %v", f)
	}
	if f := r.GetVerdicts()[1].GetFindings(); len(f) != 1 || f[0].GetReason() != pb.Reason_REASON_C02 {
		t.Errorf("got %v, want C02", f)
	}
}
