package wire

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func TestReportsComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyReport(t)
		got, faults := DecodeReport(EncodeReport(want))
		if len(faults) > 0 || !reflect.DeepEqual(got, want) {
			t.Fatalf("faults %v\n got %+v\nwant %+v", faults, got, want)
		}
	})
}

func TestRecordsAndPerpetratorsComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := tip.Record{Incident: anyIncident(t), Victim: anyVictim(t)}
		if got, err := DecodeRecord(EncodeRecord(want)); err != nil || got != want {
			t.Fatalf("%v\n got %+v\nwant %+v", err, got, want)
		}
		offender := anyPerpetrator(t)
		if got, err := DecodePerpetrator(EncodePerpetrator(offender)); err != nil || got != offender {
			t.Fatalf("%v\n got %+v\nwant %+v", err, got, offender)
		}
	})
}

func TestNothingIsAnEmptyReport(t *testing.T) {
	got, faults := DecodeReport(nil)
	if len(faults) > 0 || !reflect.DeepEqual(got, tip.Report{}) {
		t.Errorf("got %+v with %v", got, faults)
	}
}

func TestTextThatIsNoUTF8IsRefusedByPlace(t *testing.T) {
	r := sample(t)
	r.LegalBasisRef = "A\xff"
	r.Perpetrators[0].CriminalArticle = "\xff"
	_, faults := DecodeReport(EncodeReport(r))
	wantFaults(t, faults, "V11 perpetrators[0].criminal_article", "V11 legal_basis_ref")
}

func TestCorruptionOfOurOwnStreamsIsAnError(t *testing.T) {
	record := sampleRecord(t)
	record.Victim.Sex = 65000
	perpetrator := samplePerpetrator(t)
	perpetrator.ICCS = "free text"
	tests := map[string]struct {
		decode func([]byte) error
		data   []byte
		want   string
	}{
		"a record of noise":                   {recordErr, []byte{0xff}, "decoding a victim record: the bytes are no such message"},
		"a record with an unlisted number":    {recordErr, EncodeRecord(record), `decoding a victim record: V21 at "victim.sex"`},
		"a record with an unknown field":      {recordErr, append(EncodeRecord(tip.Record{}), 0x78, 1), `decoding a victim record: V10 at ""`},
		"a perpetrator of noise":              {perpetratorErr, []byte{0xff}, "decoding a perpetrator: the bytes are no such message"},
		"a perpetrator with text in a code":   {perpetratorErr, EncodePerpetrator(perpetrator), `decoding a perpetrator: V11 at "iccs_code"`},
		"a perpetrator with an unknown field": {perpetratorErr, append(EncodePerpetrator(samplePerpetrator(t)), 0x78, 1), `decoding a perpetrator: V10 at ""`},
		"a record of no bytes":                {recordErr, nil, "decoding a victim record: it is empty"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := ""
			if err := tt.decode(tt.data); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func recordErr(data []byte) error      { _, err := DecodeRecord(data); return err }
func perpetratorErr(data []byte) error { _, err := DecodePerpetrator(data); return err }

func wantFaults(t *testing.T, faults []Fault, want ...string) {
	t.Helper()
	var got []string
	for _, f := range faults {
		got = append(got, strings.TrimSuffix(f.Reason.String()+" "+f.Field, " "))
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got faults %q, want %q", got, want)
	}
}

// oddities are bytes at the edge of protobuf.
var oddities = map[string][]byte{
	"two messages, both empty":                 {0x0a, 0x00, 0x12, 0x00},
	"a set unpacked, packed and as a group":    {0x50, 0x01, 0x52, 0x01, 0x02, 0x53, 0x54},
	"an incident in two parts":                 {0x0a, 0x02, 0x10, 0x01, 0x0a, 0x02, 0x38, 0x02},
	"the field number 0":                       {0x00, 0x00},
	"a field number above the highest":         {0x80, 0x80, 0x80, 0x80, 0x10, 0x00},
	"a tag alone":                              {0x28},
	"a tag cut short":                          {0x80},
	"a length cut short":                       {0x0a, 0x80},
	"a length that overflows":                  {0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02},
	"a length past the end":                    {0x0a, 0x02, 0x10},
	"a packed set cut short":                   {0x52, 0x02, 0x01, 0x80},
	"an end without a group":                   {0x0c},
	"a group without an end":                   {0x53},
	"a code above 32 bits":                     {0x28, 0x81, 0x80, 0x80, 0x80, 0x10},
	"a code that is sent twice":                {0x28, 0x01, 0x28, 0x02},
	"text that is no UTF-8":                    {0x3a, 0x01, 0xff},
	"a set with a zero in it":                  {0x52, 0x02, 0x00, 0x01},
	"a message where a number should be":       {0x2a, 0x00},
	"a number where a message should be":       {0x10, 0x00},
	"fixed-width fields the schema never uses": {0x2d, 1, 2, 3, 4, 0x29, 1, 2, 3, 4, 5, 6, 7, 8},
}

func TestCodesAreCutAsProtobufCutsThem(t *testing.T) {
	r, faults := DecodeReport(oddities["a code above 32 bits"])
	wantFaults(t, faults)
	if r.EntityKind != code.IdentifyingAuthorityPolice {
		t.Errorf("got %d", r.EntityKind)
	}
}

func TestASetWithManyFaultsIsOneFault(t *testing.T) {
	r, faults := DecodeReport([]byte{0x52, 0x04, 0x70, 0x02, 0x71, 0x72})
	wantFaults(t, faults, "V21 pillars")
	if r.Pillars != code.SetOf[code.Pillar](2) {
		t.Errorf("got %v", r.Pillars)
	}
}

func TestAssistanceGivenTwiceKeepsTheEarliestKnownYear(t *testing.T) {
	for name, tt := range map[string]struct{ first, second, want string }{
		"the earlier of two years":      {"2024", "2023", "2023"},
		"a known year before none":      {"2024", "", "2024"},
		"none where none is known":      {"", "", ""},
		"a quarter before a later year": {"2022-Q4", "2023", "2022-Q4"},
		"a month before a later year":   {"2022-12", "2023-Q1", "2022-12"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, order := range [][2]string{{tt.first, tt.second}, {tt.second, tt.first}} {
				m := &pb.IncidentReport{Response: &pb.Response{Protection: []*pb.ProtectionStep{
					{Response: 4, Period: order[0]}, {Response: 4, Period: order[1]},
				}}}
				r, faults := DecodeReport(marshal(t, m))
				wantFaults(t, faults)
				if got := r.Response.Protection.Years[4].String(); got != tt.want {
					t.Errorf("%q: got %q, want %q", order, got, tt.want)
				}
			}
		})
	}
}

// FuzzDecodeReport holds the decoder against the protobuf library: the same bytes are
// malformed, the same have unknown fields, and what the library reads means the same.
func FuzzDecodeReport(f *testing.F) {
	f.Add(EncodeReport(sample(f)))
	for _, content := range oddities {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		r, faults := DecodeReport(content)
		var m pb.IncidentReport
		err := proto.Unmarshal(content, &m)
		if has(faults, code.ReasonD02) != (err != nil) {
			t.Fatalf("faults %v, protobuf says %v", faults, err)
		}
		if err == nil && has(faults, code.ReasonV10) != hasUnknown(m.ProtoReflect()) {
			t.Fatalf("faults %v, protobuf has unknown fields: %v", faults, hasUnknown(m.ProtoReflect()))
		}
		if len(faults) > 0 {
			return
		}
		for what, bytes := range map[string][]byte{"ours": EncodeReport(r), "protobuf's": marshal(t, &m)} {
			if again, faults := DecodeReport(bytes); len(faults) > 0 || !reflect.DeepEqual(again, r) {
				t.Errorf("%s: faults %v\n got %+v\nwant %+v", what, faults, again, r)
			}
		}
	})
}

func has(faults []Fault, reason code.Reason) bool {
	return slices.ContainsFunc(faults, func(f Fault) bool { return f.Reason == reason })
}

func hasUnknown(m protoreflect.Message) bool {
	found := len(m.GetUnknown()) > 0
	m.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case fd.Message() == nil:
		case fd.IsList():
			for i := range v.List().Len() {
				found = found || hasUnknown(v.List().Get(i).Message())
			}
		default:
			found = found || hasUnknown(v.Message())
		}
		return true
	})
	return found
}

func marshal(t testing.TB, m proto.Message) []byte {
	t.Helper()
	b, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func FuzzDecodeRecord(f *testing.F) {
	f.Add(EncodeRecord(sampleRecord(f)))
	f.Add([]byte{0x0a, 0x00, 0x12, 0x00})
	f.Fuzz(func(t *testing.T, content []byte) {
		r, err := DecodeRecord(content)
		if err != nil {
			return
		}
		if again, err := DecodeRecord(EncodeRecord(r)); err != nil || again != r {
			t.Errorf("%v\n got %+v\nwant %+v", err, again, r)
		}
	})
}

func BenchmarkDecodeReport(b *testing.B) {
	content := EncodeReport(sample(b))
	b.ReportAllocs()
	for b.Loop() {
		DecodeReport(content)
	}
}

func BenchmarkEncodeRecord(b *testing.B) {
	record := sampleRecord(b)
	b.ReportAllocs()
	for b.Loop() {
		EncodeRecord(record)
	}
}

func BenchmarkDecodeRecord(b *testing.B) {
	content := EncodeRecord(sampleRecord(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeRecord(content); err != nil {
			b.Fatal(err)
		}
	}
}
