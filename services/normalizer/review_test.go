package normalizer

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// trustLinkage puts a list in force that has the countries' keys and what is given of linkage,
// and reports whether the fold took it.
func (b *bench) trustLinkage(version uint64, l *pb.Linkage) bool {
	b.t.Helper()
	list := &pb.TrustListBody{Version: version, Linkage: l}
	for _, c := range []string{"DEU", "POL", "UKR"} {
		list.Keys = append(list.Keys, &pb.TrustedKey{Country: c, PublicKey: b.keys[c].Public()})
	}
	body := b.marshal(list)
	b.apply(bus.TrustOfferedSubject, b.marshal(&pb.TrustList{
		Body: body, PublicKey: b.anchor.Public(), Signature: b.sign(b.anchor, sign.TrustListType, body),
	}))
	return b.last().Subject == bus.TrustInForceSubject
}

// last returns what the fold published last.
func (b *bench) last() stage.Message { return b.out[len(b.out)-1] }

func decision() *pb.ReviewBody {
	return &pb.ReviewBody{
		First:   &pb.VictimId{Country: "UKR", ReportRef: ref(1), VictimRef: 1},
		Second:  &pb.VictimId{Country: "POL", ReportRef: ref(2), VictimRef: 1},
		Verdict: pb.ReviewVerdict_REVIEW_VERDICT_SAME, Revision: 1,
	}
}

// review signs a body as a review.
func (b *bench) review(key *sign.Key, body []byte) []byte {
	b.t.Helper()
	return b.marshal(&pb.Review{Body: body, PublicKey: key.Public(), Signature: b.sign(key, sign.ReviewType, body)})
}

// offer hands a review to the fold, and returns the reason of a refusal.
func (b *bench) offer(data []byte) (reason pb.Reason) {
	b.t.Helper()
	b.apply(bus.ReviewOfferedSubject, data)
	switch m := b.last(); m.Subject {
	case bus.ReviewAcceptedSubject:
		var n pb.Normalized
		if err := proto.Unmarshal(m.Data, &n); err != nil || !bytes.Equal(n.GetReview(), data) || len(n.GetItems()) > 0 || n.GetQuality() != nil {
			b.t.Errorf("what was accepted is not what is passed on: %v", err)
		}
		return 0
	case bus.ReviewRefusedSubject:
		var q pb.Quarantined
		if err := proto.Unmarshal(m.Data, &q); err != nil || len(q.GetItems()) != 1 || q.GetSequence() != b.seq || q.GetCountry() != "" {
			b.t.Errorf("a refusal of another form: %v, %v", &q, err)
		}
		return q.GetItems()[0].GetFindings()[0].GetReason()
	}
	b.t.Fatalf("a review is answered on %s", b.last().Subject)
	return 0
}

func TestReviewsAreForReviewersOfTheListInForce(t *testing.T) {
	b := newBench(t)
	reviewer, stranger := newKey(t), newKey(t)
	body := b.marshal(decision())
	if got := b.offer(b.review(reviewer, body)); got != pb.Reason_REASON_A01 {
		t.Errorf("before any reviewer is trusted: got %v", got)
	}
	if !b.trustLinkage(2, &pb.Linkage{Reviewers: []string{reviewer.Public()}}) {
		t.Fatal("the trust list was refused")
	}
	other := b.marshal(&pb.Review{Body: body, PublicKey: reviewer.Public(), Signature: b.sign(reviewer, sign.TrustListType, body)})
	stolen := b.marshal(&pb.Review{Body: body, PublicKey: reviewer.Public(), Signature: b.sign(stranger, sign.ReviewType, body)})
	unknown := protowire.AppendVarint(protowire.AppendTag(nil, 900, protowire.VarintType), 1)
	tests := map[string]struct {
		data []byte
		want pb.Reason
	}{
		"a reviewer's":                 {b.review(reviewer, body), 0},
		"the same again":               {b.review(reviewer, body), 0},
		"a stranger's":                 {b.review(stranger, body), pb.Reason_REASON_A01},
		"a focal point's":              {b.review(b.keys["UKR"], body), pb.Reason_REASON_A01},
		"the anchor's":                 {b.review(b.anchor, body), pb.Reason_REASON_A01},
		"under another's name":         {stolen, pb.Reason_REASON_A02},
		"signed as a trust list":       {other, pb.Reason_REASON_A02},
		"with another body":            {bytes.Replace(b.review(reviewer, body), ref(2), ref(3), 1), pb.Reason_REASON_A02},
		"without a signature":          {b.marshal(&pb.Review{Body: body, PublicKey: reviewer.Public()}), pb.Reason_REASON_A02},
		"nothing":                      {nil, pb.Reason_REASON_A01},
		"no message":                   {[]byte("\xff\xff"), pb.Reason_REASON_D01},
		"with a field that is unknown": {append(b.review(reviewer, body), unknown...), pb.Reason_REASON_D01},
	}
	for name, tt := range tests {
		if got := b.offer(tt.data); got != tt.want {
			t.Errorf("%s: got %v, want %v", name, got, tt.want)
		}
	}
	b.trustLinkage(3, nil)
	if got := b.offer(b.review(reviewer, body)); got != pb.Reason_REASON_A01 {
		t.Errorf("after the reviewer was taken out of the list: got %v", got)
	}
}

func TestReviewsThatDecideNothingAreRefused(t *testing.T) {
	b := newBench(t)
	reviewer := newKey(t)
	b.trustLinkage(2, &pb.Linkage{Reviewers: []string{reviewer.Public()}})
	for name, spoil := range map[string]func(*pb.ReviewBody){
		"no verdict":                 func(r *pb.ReviewBody) { r.Verdict = 0 },
		"a verdict that is none":     func(r *pb.ReviewBody) { r.Verdict = 9 },
		"no revision":                func(r *pb.ReviewBody) { r.Revision = 0 },
		"one victim twice":           func(r *pb.ReviewBody) { r.Second = r.First },
		"one victim":                 func(r *pb.ReviewBody) { r.Second = nil },
		"no victim":                  func(r *pb.ReviewBody) { r.First, r.Second = nil, nil },
		"a country that is none":     func(r *pb.ReviewBody) { r.First.Country = "QQQ" },
		"an unknown country":         func(r *pb.ReviewBody) { r.First.Country = "_U" },
		"no country":                 func(r *pb.ReviewBody) { r.First.Country = "" },
		"a short reference":          func(r *pb.ReviewBody) { r.First.ReportRef = r.First.ReportRef[1:] },
		"a long reference":           func(r *pb.ReviewBody) { r.Second.ReportRef = append(r.Second.ReportRef, 1) },
		"an unknown field":           func(r *pb.ReviewBody) { r.ProtoReflect().SetUnknown(unknownField()) },
		"an unknown field inside it": func(r *pb.ReviewBody) { r.First.ProtoReflect().SetUnknown(unknownField()) },
	} {
		r := decision()
		spoil(r)
		if got := b.offer(b.review(reviewer, b.marshal(r))); got != pb.Reason_REASON_D01 {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if got := b.offer(b.review(reviewer, []byte("\xff\xff"))); got != pb.Reason_REASON_D01 {
		t.Errorf("a body that is none: got %v", got)
	}
	for v := pb.ReviewVerdict_REVIEW_VERDICT_SAME; v <= pb.ReviewVerdict_REVIEW_VERDICT_OPEN; v++ {
		r := decision()
		r.Verdict, r.Revision = v, 7
		if got := b.offer(b.review(reviewer, b.marshal(r))); got != 0 {
			t.Errorf("%v: got %v", v, got)
		}
	}
}

func unknownField() []byte {
	return protowire.AppendVarint(protowire.AppendTag(nil, 900, protowire.VarintType), 1)
}

// TestReviewsAreNoState checks that a normalizer that restores, or reads a snapshot, knows
// the same reviewers, and that reviews change nothing else.
func TestReviewsAreNoState(t *testing.T) {
	b := newBench(t)
	reviewer := newKey(t)
	b.trustLinkage(2, &pb.Linkage{Reviewers: []string{reviewer.Public()}})
	before, _ := b.fold.AppendBinary(nil)
	review := b.review(reviewer, b.marshal(decision()))
	b.offer(review)
	b.offer([]byte("\xff"))
	after, _ := b.fold.AppendBinary(nil)
	if !bytes.Equal(before, after) {
		t.Error("a review changed the ledger")
	}
	restored, read := newFold(Config{Anchor: b.anchor.Public()}, newMetrics(nil)), newFold(Config{Anchor: b.anchor.Public()}, newMetrics(nil))
	for _, m := range b.out {
		if err := restored.Restore(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := read.UnmarshalBinary(after); err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]*fold{"restored": restored, "read": read} {
		b.fold = f
		if got := b.offer(review); got != 0 {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestTrustListsWithBadLinkageAreRefused(t *testing.T) {
	key, element, recipient := newKey(t).Public(), bytes.Repeat([]byte{1}, token.ElementSize), bytes.Repeat([]byte{1}, token.PublicSize)
	good := func() *pb.Linkage {
		return &pb.Linkage{Recipient: recipient, Reviewers: []string{key}, Epochs: []*pb.KeyEpoch{
			{Epoch: 2, First: element, Second: element}, {Epoch: 1, First: element, Second: element}}}
	}
	tests := map[string]func(*pb.Linkage){
		"a reviewer that is none":          func(l *pb.Linkage) { l.Reviewers = []string{"reviewer"} },
		"a reviewer twice":                 func(l *pb.Linkage) { l.Reviewers = []string{key, key} },
		"an epoch without a number":        func(l *pb.Linkage) { l.Epochs[0].Epoch = 0 },
		"an epoch that is too high":        func(l *pb.Linkage) { l.Epochs[0].Epoch = mostEpoch + 1 },
		"an epoch twice":                   func(l *pb.Linkage) { l.Epochs[0].Epoch = 1 },
		"an epoch without the first key":   func(l *pb.Linkage) { l.Epochs[0].First = nil },
		"an epoch with a long second key":  func(l *pb.Linkage) { l.Epochs[1].Second = slices.Concat(element, []byte{1}) },
		"epochs, and nobody to seal to":    func(l *pb.Linkage) { l.Recipient = nil },
		"epochs, and a recipient too long": func(l *pb.Linkage) { l.Recipient = slices.Concat(recipient, []byte{1}) },
	}
	b := newBench(t)
	for name, spoil := range tests {
		l := good()
		spoil(l)
		if b.trustLinkage(2, l) || b.fold.Trust().Version != 1 {
			t.Errorf("%s: is in force", name)
		}
	}
	if !b.trustLinkage(2, good()) || !b.trustLinkage(3, &pb.Linkage{Reviewers: []string{key}}) || !b.trustLinkage(4, &pb.Linkage{}) {
		t.Error("a sound list was refused")
	}
	if strings.Contains(string(b.last().Data), key) {
		t.Error("a reviewer outlives the list")
	}
}
