package wire

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// lists are the code lists of the domain by the name of their enumeration on the wire.
var lists = map[protoreflect.Name][]code.Entry{
	"TraffickingStatus":      code.TraffickingStatusEntries(),
	"IdentifyingAuthority":   code.IdentifyingAuthorityEntries(),
	"Sex":                    code.SexEntries(),
	"AgeBand":                code.AgeBandEntries(),
	"TraffickingAct":         code.TraffickingActEntries(),
	"PalermoMeans":           code.PalermoMeansEntries(),
	"ControlMethod":          code.ControlMethodEntries(),
	"ExploitationForm":       code.ExploitationFormEntries(),
	"SexualExploitationType": code.SexualExploitationTypeEntries(),
	"LabourSector":           code.LabourSectorEntries(),
	"RecruitmentMethod":      code.RecruitmentMethodEntries(),
	"RecruiterRelationship":  code.RecruiterRelationshipEntries(),
	"CountryRole":            code.CountryRoleEntries(),
	"FlowType":               code.FlowTypeEntries(),
	"PerpetratorRole":        code.PerpetratorRoleEntries(),
	"JusticeStage":           code.JusticeStageEntries(),
	"GroupType":              code.GroupTypeEntries(),
	"ProtectionResponse":     code.ProtectionResponseEntries(),
	"RiskDriver":             code.RiskDriverEntries(),
	"Pillar":                 code.PillarEntries(),
	"DataConsentScope":       code.DataConsentScopeEntries(),
	"SharingLabel":           code.SharingLabelEntries(),
	"OriginBasis":            code.OriginBasisEntries(),
	"Ternary":                code.TernaryEntries(),
	"DurationBand":           code.DurationBandEntries(),
	"GroupSizeBand":          code.GroupSizeBandEntries(),
	"CitizenshipClass":       code.CitizenshipClassEntries(),
	"PalermoResult":          code.PalermoResultEntries(),
	"AssetsBand":             code.AssetsBandEntries(),
}

func TestFieldsAreThoseOfTheSchema(t *testing.T) {
	sameFields(t, reportFields, &pb.IncidentReport{})
	sameFields(t, recordFields, &pb.VictimRecord{})
	sameFields(t, incidentFields, &pb.Incident{})
	sameFields(t, victimFields, &pb.Victim{})
	sameFields(t, perpetratorFields, &pb.Perpetrator{})
	sameFields(t, responseFields, &pb.Response{})
	sameFields(t, stepFields, &pb.ProtectionStep{})
	sameFields(t, justiceSummaryFields, &pb.JusticeSummary{})
	sameFields(t, aggregateReturnFields, &pb.AggregateReturn{})
}

func sameFields[M any](t *testing.T, fields message[M], m proto.Message) {
	t.Helper()
	want := make(map[int]string)
	descriptors := m.ProtoReflect().Descriptor().Fields()
	for i := range descriptors.Len() {
		want[int(descriptors.Get(i).Number())] = string(descriptors.Get(i).Name())
	}
	got := make(map[int]string)
	for num, f := range fields {
		if f.decode != nil {
			got[num] = f.name
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%T:\n got %v\nwant %v", m, got, want)
	}
}

func TestSetsHoldEveryCodeOfTheirLists(t *testing.T) {
	eachLeaf(samplePB(t).ProtoReflect(), func(m protoreflect.Message, fd protoreflect.FieldDescriptor, path string) {
		if fd.Enum() == nil {
			return
		}
		limit := uint16(512)
		if fd.IsList() {
			limit = 128
		}
		if fd.Enum().Name() == "ProtectionResponse" {
			limit = uint16(len(tip.Protection{}.Years))
		}
		for _, e := range lists[fd.Enum().Name()] {
			if e.Number == 0 || e.Number >= limit {
				t.Errorf("%s: code %d does not fit below %d", path, e.Number, limit)
			}
		}
	})
}

func TestEnumerationsAreTheListsOfTheDomain(t *testing.T) {
	eachLeaf(samplePB(t).ProtoReflect(), func(_ protoreflect.Message, fd protoreflect.FieldDescriptor, path string) {
		if fd.Enum() == nil {
			return
		}
		entries, values := lists[fd.Enum().Name()], fd.Enum().Values()
		if values.Len() != len(entries)+1 {
			t.Errorf("%s: %d codes in the domain, %d on the wire besides zero", path, len(entries), values.Len()-1)
		}
		for _, e := range entries {
			v := values.ByNumber(protoreflect.EnumNumber(e.Number))
			if v == nil || !strings.HasSuffix(string(v.Name()), "_"+e.Name) {
				t.Errorf("%s: %d is %s in the domain, %v on the wire", path, e.Number, e.Name, v)
			}
		}
	})
}

func TestEveryFieldNamesItsFaults(t *testing.T) {
	m := samplePB(t)
	leaves := 0
	eachLeaf(m.ProtoReflect(), func(parent protoreflect.Message, fd protoreflect.FieldDescriptor, path string) {
		leaves++
		if !parent.Has(fd) {
			t.Errorf("%s is missing in the sample", path)
		}
		for _, bad := range badValues(parent, fd) {
			kept := proto.Clone(parent.Interface()).ProtoReflect()
			parent.Set(fd, bad.value)
			r, faults := DecodeReport(marshal(t, m))
			wantFaults(t, faults, bad.reason.String()+" "+path)
			if fd.Enum() != nil && fd.Enum().Name() != "ProtectionResponse" {
				wantUnknown(t, r, fd, path)
			}
			parent.Set(fd, kept.Get(fd))
		}
	})
	if leaves < 60 {
		t.Errorf("only %d fields were visited", leaves)
	}
}

// eachLeaf visits every field that holds no message, set or not, with its path.
func eachLeaf(m protoreflect.Message, visit func(protoreflect.Message, protoreflect.FieldDescriptor, string)) {
	eachMessage(m, "", func(m protoreflect.Message, path string) {
		for i := range m.Descriptor().Fields().Len() {
			if fd := m.Descriptor().Fields().Get(i); fd.Message() == nil {
				visit(m, fd, strings.TrimPrefix(path+"."+string(fd.Name()), "."))
			}
		}
	})
}

func eachMessage(m protoreflect.Message, path string, visit func(protoreflect.Message, string)) {
	visit(m, path)
	for i := range m.Descriptor().Fields().Len() {
		fd := m.Descriptor().Fields().Get(i)
		inner := strings.TrimPrefix(path+"."+string(fd.Name()), ".")
		switch {
		case fd.Message() == nil:
		case fd.IsList():
			for j := range m.Get(fd).List().Len() {
				eachMessage(m.Get(fd).List().Get(j).Message(), fmt.Sprintf("%s[%d]", inner, j), visit)
			}
		default:
			eachMessage(m.Mutable(fd).Message(), inner, visit)
		}
	}
}

type bad struct {
	value  protoreflect.Value
	reason code.Reason
}

// badValues returns values that the shape of a field does not allow.
func badValues(parent protoreflect.Message, fd protoreflect.FieldDescriptor) (values []bad) {
	add := func(reason code.Reason, vs ...any) {
		var of []protoreflect.Value
		for _, v := range vs {
			of = append(of, protoreflect.ValueOf(v))
		}
		if !fd.IsList() {
			values = append(values, bad{of[0], reason})
			return
		}
		list := parent.NewField(fd)
		for _, v := range of {
			list.List().Append(v)
		}
		values = append(values, bad{list, reason})
	}
	if fd.Enum() != nil {
		for _, n := range []protoreflect.EnumNumber{65000, 127, 300, 65537, -1} {
			add(code.ReasonV21, n)
		}
		return values
	}
	switch shape := proto.GetExtension(fd.Options(), pb.E_Shape).(pb.Shape); shape {
	case pb.Shape_SHAPE_AREA:
		add(code.ReasonV01, "ZZZ")
		add(code.ReasonV01, "Italy")
		if fd.IsList() {
			add(code.ReasonV11, "AUT", "BEL", "CHE", "DEU", "ESP", "FRA")
		}
	case pb.Shape_SHAPE_PERIOD:
		add(code.ReasonV26, "2024-13")
		add(code.ReasonV26, "2024-05-06")
	case pb.Shape_SHAPE_REGISTER_ID, pb.Shape_SHAPE_CODE:
		add(code.ReasonV11, "an invented sentence")
		add(code.ReasonV11, strings.Repeat("A", 65))
		add(code.ReasonV11, "Ä")
	}
	return values
}

// wantUnknown looks for the list's UNKNOWN, or for nothing where the list has none.
func wantUnknown(t *testing.T, r tip.Report, fd protoreflect.FieldDescriptor, path string) {
	t.Helper()
	var want protoreflect.EnumNumber
	for _, e := range lists[fd.Enum().Name()] {
		if e.Short == "_U" {
			want = protoreflect.EnumNumber(e.Number)
		}
	}
	var m pb.IncidentReport
	if err := proto.Unmarshal(EncodeReport(r), &m); err != nil {
		t.Fatal(err)
	}
	eachLeaf(m.ProtoReflect(), func(parent protoreflect.Message, fd protoreflect.FieldDescriptor, at string) {
		if at != path {
			return
		}
		var got []protoreflect.EnumNumber
		if v := parent.Get(fd); !fd.IsList() {
			got = append(got, v.Enum())
		} else {
			for i := range v.List().Len() {
				got = append(got, v.List().Get(i).Enum())
			}
		}
		if fd.IsList() && want == 0 {
			if len(got) > 0 {
				t.Errorf("%s: got %v, want an empty set", path, got)
			}
		} else if len(got) != 1 || got[0] != want {
			t.Errorf("%s: got %v, want %d", path, got, want)
		}
	})
}

func TestUnknownFieldsAreNamedByTheirMessage(t *testing.T) {
	m := samplePB(t)
	eachMessage(m.ProtoReflect(), "", func(inner protoreflect.Message, path string) {
		for what, field := range map[string][]byte{
			"an unlisted number":           {0xa8, 0x1f, 0x01},
			"a group":                      {0xab, 0x1f, 0xac, 0x1f},
			"a listed one of another type": {0x0d, 1, 2, 3, 4},
			"the highest number":           {0xf8, 0xff, 0xff, 0xff, 0x0f, 0x01},
		} {
			inner.SetUnknown(field)
			_, faults := DecodeReport(marshal(t, m))
			t.Log(what)
			wantFaults(t, faults, strings.TrimSuffix("V10 "+path, " "))
			inner.SetUnknown(nil)
		}
	})
}
