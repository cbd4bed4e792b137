package focalpoint

import (
	"context"
	"crypto/sha256"
	"errors"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func area(alpha3 string) geo.Area {
	a, ok := geo.ParseAlpha3(alpha3)
	if !ok {
		panic("no country: " + alpha3)
	}
	return a
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// soon is a context that a hanging test ends with.
func soon(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func italy(t testing.TB) Identity {
	t.Helper()
	key, err := sign.NewKey()
	must(t, err)
	return Identity{Country: area("ITA"), Key: key, RefKey: []byte("an invented key of thirty-two by")}
}

func options() Options { return Options{Produced: tip.QuarterPeriod(2024, 3)} }

func publisher(t testing.TB, js jetstream.JetStream, o Options) *Publisher {
	t.Helper()
	p, err := NewPublisher(soon(t), js, italy(t), o)
	must(t, err)
	p.patience = time.Millisecond // most tests have no hub
	return p
}

// upsert is a filing with some content, which the stand-in of the hub does not look at.
func upsert(caseKey string, revision uint32) Filing {
	return Filing{CaseKey: caseKey, Revision: revision, Action: code.ActionUpsert, Content: []byte("content")}
}

// standIn answers submissions with receipts, as the wire contract says, by the revision of
// each item.
type standIn struct{ js jetstream.JetStream }

// hub runs a stand-in until the test ends. The connection may still be on its way back.
func hub(t testing.TB, js jetstream.JetStream) {
	t.Helper()
	reports := tail{js: js}
	must(t, reports.toEnd(soon(t)))
	h := &standIn{js: js}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- stage.Follow(ctx, js, bus.Reports, 1, func(m stage.Message) error { return h.answer(ctx, m) })
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

func (h *standIn) answer(ctx context.Context, m stage.Message) error {
	sum := sha256.Sum256(m.Data)
	r := &pb.Receipt{SubmissionDigest: sum[:], Country: "ITA", Sequence: m.Seq}
	if body := opened(m.Data); body != nil {
		r.SubmissionId = body.GetSubmissionId()
		for i, it := range body.GetItems() {
			r.Verdicts = append(r.Verdicts, judge(it, i))
		}
	} else {
		r.Verdicts = []*pb.ItemVerdict{{Verdict: pb.Verdict_VERDICT_QUARANTINED, Findings: finding(code.ReasonD01, "")}}
	}
	data, err := proto.Marshal(r)
	if err != nil {
		return err
	}
	_, err = h.js.Publish(ctx, bus.ReceiptsSubject(area("ITA")), data)
	return err
}

// opened returns the body of a submission whose signature verifies, or nil.
func opened(data []byte) *pb.SubmissionBody {
	var s pb.Submission
	var body pb.SubmissionBody
	if proto.Unmarshal(data, &s) != nil || proto.Unmarshal(s.GetBody(), &body) != nil ||
		sign.Verify(s.GetPublicKey(), sign.SubmissionType, s.GetBody(), s.GetSignature()) != nil {
		return nil
	}
	return &body
}

// judge accepts revision 1, knows revision 2 already, refuses 3 and warns of 4.
func judge(it *pb.Item, position int) *pb.ItemVerdict {
	v := &pb.ItemVerdict{Position: uint32(position), ReportRef: it.GetReportRef(), Revision: it.GetRevision()}
	v.Verdict = pb.Verdict_VERDICT_ACCEPTED
	switch {
	case it.GetAction() == pb.Action_ACTION_WITHDRAW:
		v.Verdict = pb.Verdict_VERDICT_WITHDRAWN
	case it.GetRevision() == 2:
		v.Verdict = pb.Verdict_VERDICT_DUPLICATE
	case it.GetRevision() == 3:
		v.Verdict, v.Findings = pb.Verdict_VERDICT_QUARANTINED, finding(code.ReasonV02, "victims[0].exploitation_forms")
	case it.GetRevision() == 4:
		v.Findings = finding(code.ReasonV05, "victims[0].status")
	}
	return v
}

func finding(r code.Reason, field string) []*pb.Finding {
	return []*pb.Finding{{Reason: pb.Reason(r), Field: field}}
}

// stored returns the messages of REPORTS.
func stored(t testing.TB, js jetstream.JetStream) []stage.Message {
	t.Helper()
	var list []stage.Message
	must(t, stage.Read(soon(t), js, bus.Reports, func(m stage.Message) error {
		list = append(list, m)
		return nil
	}))
	return list
}
