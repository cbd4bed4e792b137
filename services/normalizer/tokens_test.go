package normalizer

import (
	"bytes"
	"fmt"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/revision"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// normalizedOf returns what messages on normalized subjects say.
func normalizedOf(t *testing.T, msgs []stage.Message) (list []*pb.Normalized) {
	t.Helper()
	for _, m := range msgs {
		n := &pb.Normalized{}
		if err := proto.Unmarshal(m.Data, n); err != nil {
			t.Fatal(err)
		}
		list = append(list, n)
	}
	return list
}

// TestEachPartOfASubmissionHasItsTokens cuts a large submission: each message is linked by
// itself, so each carries the sealed tokens, and the place of every item in the submission.
func TestEachPartOfASubmissionHasItsTokens(t *testing.T) {
	b := newBench(t)
	r := report()
	for ref := uint32(2); ref <= 50; ref++ {
		v := r.Victims[0]
		v.Ref = ref
		r.Victims = append(r.Victims, v)
	}
	var items []*pb.Item
	for i := range mostItems {
		it := &pb.Item{ReportRef: fmt.Appendf(nil, "%016d", i), Revision: 1, Action: pb.Action_ACTION_UPSERT,
			Kind: pb.ItemKind_ITEM_KIND_INCIDENT_REPORT, Content: wire.EncodeReport(r), TokensDigest: bytes.Repeat([]byte{byte(i)}, 16)}
		if i%10 == 3 {
			it.Revision = 0 // refused, and leaves a gap in the places
		}
		items = append(items, it)
	}
	tokens := bytes.Repeat([]byte{0xc5}, 300<<10)
	by := b.apply(bus.ReportsPrefix+"UKR", b.signed(&pb.SubmissionBody{Items: items, SealedTokens: tokens}))
	parts := normalizedOf(t, by["normalized"])
	if len(parts) < 2 {
		t.Fatalf("%d messages, want several", len(parts))
	}
	seen := 0
	for i, n := range parts {
		if !bytes.Equal(n.GetSealedTokens(), tokens) || len(by["normalized"][i].Data) > bus.MaxPayload-4096 {
			t.Errorf("message %d has %d bytes of tokens, and %d in all", i, len(n.GetSealedTokens()), len(by["normalized"][i].Data))
		}
		if (n.GetQuality() != nil) != (i == len(parts)-1) {
			t.Errorf("message %d: the quality has to come once, at the end", i)
		}
		for _, it := range n.GetItems() {
			if at := it.GetPosition(); !bytes.Equal(it.GetReportRef(), items[at].ReportRef) || !bytes.Equal(it.GetTokensDigest(), items[at].TokensDigest) {
				t.Fatalf("the item of position %d is another one", at)
			}
			seen++
		}
	}
	if seen != mostItems*9/10 {
		t.Errorf("%d items passed", seen)
	}
}

func TestTokensGoNowhereWithoutAnItem(t *testing.T) {
	b := newBench(t)
	body := &pb.SubmissionBody{Items: []*pb.Item{item(1, 1, report())}, SealedTokens: []byte("sealed")}
	first := b.apply(bus.ReportsPrefix+"UKR", b.signed(body))
	again := b.apply(bus.ReportsPrefix+"UKR", b.signed(body))
	if got := normalizedOf(t, first["normalized"])[0]; string(got.GetSealedTokens()) != "sealed" {
		t.Error("the tokens of an accepted item are gone")
	}
	if got := normalizedOf(t, again["normalized"])[0]; got.GetSealedTokens() != nil || len(got.GetItems()) != 0 {
		t.Error("tokens of a duplicate are passed on")
	}
}

// TestTokensAreAPartOfTheVersion sends one revision of one report with other tokens, in either
// order: it is a conflict, and the same version counts in the end.
func TestTokensAreAPartOfTheVersion(t *testing.T) {
	with := func(digest byte) *pb.Item {
		it := item(1, 1, report())
		if digest > 0 {
			it.TokensDigest = bytes.Repeat([]byte{digest}, len(tip.Digest{}))
		}
		return it
	}
	for name, pair := range map[string][2]*pb.Item{"other tokens": {with(1), with(2)}, "tokens and none": {with(1), with(0)}} {
		var held [2][]byte
		for i, order := range [][2]*pb.Item{pair, {pair[1], pair[0]}} {
			b := newBench(t)
			b.submit("UKR", order[0])
			v := b.submit("UKR", order[1]).GetVerdicts()[0]
			if len(v.GetFindings()) != 1 || v.GetFindings()[0].GetReason() != pb.Reason_REASON_C01 {
				t.Errorf("%s: got %v", name, v)
			}
			if again := b.submit("UKR", proto.CloneOf(order[1])).GetVerdicts()[0]; again.GetVerdict() == pb.Verdict_VERDICT_ACCEPTED {
				t.Errorf("%s: the second one counts twice", name)
			}
			ledger, _ := b.fold.AppendBinary(nil)
			held[i] = ledger[len(ledger)-revision.Size:] // the version of the one report
		}
		if !bytes.Equal(held[0], held[1]) {
			t.Errorf("%s: the order of arrival shows", name)
		}
	}
}

func TestTokensOfTheWrongShapeAreRefused(t *testing.T) {
	b := newBench(t)
	short := item(1, 1, report())
	short.TokensDigest = make([]byte, 15)
	if v := b.submit("UKR", short).GetVerdicts()[0]; v.GetFindings()[0].GetReason() != pb.Reason_REASON_V30 {
		t.Errorf("a short digest: got %v", v)
	}
	for name, tt := range map[string]struct {
		size int
		want pb.Verdict
	}{"as much as may be": {mostTokens, pb.Verdict_VERDICT_ACCEPTED}, "a byte more": {mostTokens + 1, pb.Verdict_VERDICT_QUARANTINED}} {
		r := b.receipt("UKR", b.signed(&pb.SubmissionBody{Items: []*pb.Item{item(tt.size%200, 1, report())}, SealedTokens: make([]byte, tt.size)}))
		if got := r.GetVerdicts()[0].GetVerdict(); got != tt.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
