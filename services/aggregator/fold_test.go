package aggregator

import (
	"bytes"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func area(t *testing.T, s string) geo.Area {
	t.Helper()
	a, ok := geo.ParseAlpha3(s)
	if !ok {
		t.Fatalf("no area %s", s)
	}
	return a
}

func member(t *testing.T, n byte) *pb.Member {
	t.Helper()
	return &pb.Member{
		Country: "POL", ReportRef: bytes.Repeat([]byte{n}, 16), VictimRef: 1,
		Content: wire.EncodeRecord(tip.Record{
			Incident: tip.Incident{Origin: area(t, "UKR"), Destination: area(t, "POL"), Detection: area(t, "POL"), DetectionPeriod: tip.YearPeriod(2020)},
			Victim: tip.Victim{Ref: 1, Status: code.TraffickingStatusConfirmed, Sex: code.SexFemale,
				Forms: code.SetOf(code.ExploitationFormForcedLabour), PrimaryForm: code.ExploitationFormForcedLabour},
		}),
	}
}

func encode(t *testing.T, m proto.Message) []byte {
	t.Helper()
	data, err := proto.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestChangesReachTheTables adds two persons and takes one away.
func TestChangesReachTheTables(t *testing.T) {
	f, restored := newFold(newMetrics(nil)), newFold(newMetrics(nil))
	for _, c := range []*pb.PersonChanges{
		{Persons: []*pb.PersonChange{{After: []*pb.Member{member(t, 1)}}, {After: []*pb.Member{member(t, 2)}}}},
		{Persons: []*pb.PersonChange{{Before: []*pb.Member{member(t, 1)}}}},
	} {
		out, err := f.answer(encode(t, c))
		if err != nil || len(out) == 0 {
			t.Fatalf("got %d outputs, error %v", len(out), err)
		}
		for _, m := range out {
			if err := restored.Restore(m); err != nil {
				t.Fatal(err)
			}
		}
	}
	want, _ := f.AppendBinary(nil)
	got, _ := restored.AppendBinary(nil)
	if !bytes.Equal(got, want) {
		t.Error("the restored state differs")
	}
	if n := f.Len("T01"); n == 0 {
		t.Error("nothing was counted")
	}
}

// answer applies one input and settles.
func (f *fold) answer(data []byte) ([]stage.Message, error) {
	if _, _, err := f.Apply(stage.Message{Seq: 1, Subject: bus.PersonsSubject, Data: data}, 0); err != nil {
		return nil, err
	}
	return f.Settle()
}

func TestOwnStreamsWithWrongShapesAreCorrupt(t *testing.T) {
	sealed := member(t, 1)
	sealed.DataKeyId = bytes.Repeat([]byte{1}, 16)
	short := member(t, 1)
	short.ReportRef = nil
	garbled := member(t, 1)
	garbled.Content = []byte{0xff}
	gone := &pb.PersonChange{Before: []*pb.Member{member(t, 1)}}
	for name, c := range map[string]*pb.PersonChange{
		"a sealed record without its key": {After: []*pb.Member{sealed}},
		"a short reference":               {After: []*pb.Member{short}},
		"a record that cannot be decoded": {After: []*pb.Member{garbled}},
		"a person who was never counted":  gone,
	} {
		data := encode(t, &pb.PersonChanges{Persons: []*pb.PersonChange{c}})
		if _, err := newFold(newMetrics(nil)).answer(data); err == nil {
			t.Errorf("%s: was accepted", name)
		}
	}
}

// FuzzRestore hands anything to Restore: it may refuse, and must not panic.
func FuzzRestore(f *testing.F) {
	f.Add([]byte{})
	f.Fuzz(func(_ *testing.T, data []byte) {
		_ = newFold(newMetrics(nil)).Restore(stage.Message{Subject: bus.PartnerSubject("T01"), Data: data})
	})
}
