package deduplicator

import (
	"bytes"
	"fmt"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// apply runs all steps of a message and returns the outputs.
func apply(t *testing.T, f *fold, subject string, m proto.Message) []stage.Message {
	t.Helper()
	data, err := proto.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var all []stage.Message
	for step, more := 0, true; more; {
		out, next, err := f.Apply(stage.Message{Seq: 1, Subject: subject, Data: data}, step)
		if err != nil {
			t.Fatal(err)
		}
		if next > 0 && next <= step {
			t.Fatalf("step %d is followed by %d", step, next)
		}
		all, step, more = append(all, out...), next, next > 0
	}
	return all
}

// normalized is a submission of reports with the same victims each, or of their withdrawal.
func normalized(reports, victims int, revision uint32, action pb.Action) *pb.Normalized {
	n := &pb.Normalized{Country: "UKR", Quality: &pb.Quality{Received: uint32(reports)}}
	for i := range reports {
		it := &pb.NormalizedItem{ReportRef: fmt.Appendf(nil, "%016d", i), Revision: revision, Action: action, Digest: make([]byte, 16)}
		for v := range victims {
			it.Records = append(it.Records, &pb.Record{
				Kind: pb.RecordKind_RECORD_KIND_VICTIM, Ref: uint32(v + 1), Content: bytes.Repeat([]byte{byte(v + 1)}, 150),
			})
		}
		n.Items = append(n.Items, it)
	}
	return n
}

// TestWithdrawingManyRecordsTakesSteps checks that a small message which takes away 25,000
// victims becomes changes that fit into messages, and that its quality counts once.
func TestWithdrawingManyRecordsTakesSteps(t *testing.T) {
	f, restored := newFold(nil, newMetrics(nil)), newFold(nil, newMetrics(nil))
	out := apply(t, f, "normalized.v1.UKR", normalized(500, 50, 1, pb.Action_ACTION_UPSERT))
	if f.persons != 25_000 {
		t.Fatalf("got %d persons, want 25,000", f.persons)
	}
	gone := apply(t, f, "normalized.v1.UKR", normalized(500, 0, 2, pb.Action_ACTION_WITHDRAW))
	if len(gone) < 2 || f.persons != 0 {
		t.Fatalf("got %d messages and %d persons left, want several and none", len(gone), f.persons)
	}
	received := 0
	for _, m := range append(out, gone...) {
		if len(m.Data) > bus.MaxPayload-4096 {
			t.Errorf("a message has %d bytes", len(m.Data))
		}
		var c pb.PersonChanges
		if err := proto.Unmarshal(m.Data, &c); err != nil {
			t.Fatal(err)
		}
		received += int(c.GetQuality().GetReceived())
		if err := restored.Restore(m); err != nil {
			t.Fatal(err)
		}
	}
	if received != 1000 {
		t.Errorf("quality tells of %d received, want 1,000", received)
	}
	want, _ := f.AppendBinary(nil)
	got, _ := restored.AppendBinary(nil)
	if !bytes.Equal(got, want) || restored.persons != f.persons {
		t.Error("the restored state differs")
	}
	again := newFold(nil, newMetrics(nil))
	if err := again.UnmarshalBinary(want); err != nil || again.persons != 0 || again.Len() != 500 {
		t.Errorf("a snapshot does not survive: %v, %d persons, %d reports", err, again.persons, again.Len())
	}
}

func TestReceiptsAreNotForTheDeduplicator(t *testing.T) {
	f := newFold(nil, newMetrics(nil))
	for _, subject := range []string{"receipts.v1.UKR", "quarantine.v1.UKR", "trust.v1.inforce"} {
		if out := apply(t, f, subject, &pb.Receipt{}); len(out) != 0 {
			t.Errorf("%s: got %d outputs, want none", subject, len(out))
		}
	}
}

func TestOwnStreamsWithWrongShapesAreCorrupt(t *testing.T) {
	good := normalized(1, 1, 1, pb.Action_ACTION_UPSERT)
	for name, spoil := range map[string]func(*pb.Normalized){
		"a short reference":  func(n *pb.Normalized) { n.Items[0].ReportRef = []byte("x") },
		"an unknown country": func(n *pb.Normalized) { n.Country = "QQQ" },
		"no digest":          func(n *pb.Normalized) { n.Items[0].Digest = nil },
		"a short data key":   func(n *pb.Normalized) { n.Items[0].DataKeyId = []byte("x") },
	} {
		bad := proto.Clone(good).(*pb.Normalized)
		spoil(bad)
		data, _ := proto.Marshal(bad)
		if _, _, err := newFold(nil, newMetrics(nil)).Apply(stage.Message{Seq: 1, Subject: "normalized.v1.UKR", Data: data}, 0); err == nil {
			t.Errorf("%s: was accepted", name)
		}
	}
}

// FuzzRestore hands anything to Restore: it may refuse, and must not panic.
func FuzzRestore(f *testing.F) {
	f.Add([]byte{})
	f.Fuzz(func(_ *testing.T, data []byte) {
		_ = newFold(nil, newMetrics(nil)).Restore(stage.Message{Subject: bus.PersonsSubject, Data: data})
	})
}
