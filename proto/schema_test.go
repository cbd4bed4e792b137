// Package proto_test holds the schema against the rules that no field may break: nothing on
// the wire can hold a name, a birth date, an address or free text.
package proto_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

const ours protoreflect.FullName = "corridor.v1"

// banned are words that no field name may have, between underscores. Two words stand for
// themselves in this order.
var banned = []string{
	"name", "birth", "dob", "phone", "email", "address", "street", "postal", "passport",
	"identity_number", "lat", "lon", "photo", "note", "comment", "description", "narrative",
	"free_text",
}

// lint returns what is wrong with the messages of a file, one line a finding.
func lint(file protoreflect.FileDescriptor) []string { return lintAll(file.Messages()) }

func lintAll(messages protoreflect.MessageDescriptors) (findings []string) {
	for i := range messages.Len() {
		m := messages.Get(i)
		for j := range m.Fields().Len() {
			f := m.Fields().Get(j)
			for _, finding := range lintField(f) {
				findings = append(findings, fmt.Sprintf("%s: %s", f.FullName(), finding))
			}
		}
		if !m.IsMapEntry() {
			findings = append(findings, lintAll(m.Messages())...)
		}
	}
	return findings
}

func lintField(f protoreflect.FieldDescriptor) (findings []string) {
	oneof := f.ContainingOneof() != nil && !f.ContainingOneof().IsSynthetic()
	for _, word := range banned {
		if strings.Contains("_"+strings.ToLower(string(f.Name()))+"_", "_"+word+"_") {
			findings = append(findings, "its name has the banned word "+word)
		}
	}
	switch f.Kind() {
	case protoreflect.StringKind, protoreflect.BytesKind:
		if proto.GetExtension(f.Options(), pb.E_Shape) == pb.Shape_SHAPE_UNSPECIFIED {
			findings = append(findings, "text or bytes without a shape")
		}
		if oneof {
			findings = append(findings, "text or bytes in a oneof")
		}
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		findings = append(findings, "a float")
	case protoreflect.MessageKind, protoreflect.GroupKind:
		if f.IsMap() {
			findings = append(findings, "a map")
		} else if f.Message().ParentFile().Package() != ours {
			findings = append(findings, "a message of another schema")
		}
	}
	return findings
}

func TestSchemaHasNoFieldForAPerson(t *testing.T) {
	messages := 0
	protoregistry.GlobalFiles.RangeFilesByPackage(ours, func(file protoreflect.FileDescriptor) bool {
		messages += file.Messages().Len()
		for _, finding := range lint(file) {
			t.Error(finding)
		}
		return true
	})
	if messages < 20 {
		t.Errorf("only %d messages were looked at", messages)
	}
}

func TestLintBites(t *testing.T) {
	text, number := descriptorpb.FieldDescriptorProto_TYPE_STRING, descriptorpb.FieldDescriptorProto_TYPE_UINT32
	tests := map[string]struct {
		field *descriptorpb.FieldDescriptorProto
		want  string // the finding, nothing where the field is good
	}{
		"a string with a shape is good":               {field("origin_country", text, shape(pb.Shape_SHAPE_AREA)), ""},
		"a number needs no shape":                     {field("revision", number), ""},
		"a message of ours is good":                   {field("incident", 0, of(&pb.Incident{})), ""},
		"an optional string with a shape is good":     {field("origin_country", text, shape(pb.Shape_SHAPE_AREA), optional), ""},
		"a string without a shape":                    {field("origin", text), "text or bytes without a shape"},
		"a string with the empty shape":               {field("origin", text, shape(pb.Shape_SHAPE_UNSPECIFIED)), "text or bytes without a shape"},
		"bytes without a shape":                       {field("origin", descriptorpb.FieldDescriptorProto_TYPE_BYTES), "text or bytes without a shape"},
		"repeated strings without a shape":            {field("origins", text, repeated), "text or bytes without a shape"},
		"a float":                                     {field("score", descriptorpb.FieldDescriptorProto_TYPE_FLOAT), "a float"},
		"a double":                                    {field("score", descriptorpb.FieldDescriptorProto_TYPE_DOUBLE), "a float"},
		"an Any":                                      {field("extra", 0, of(&anypb.Any{})), "a message of another schema"},
		"a Struct":                                    {field("extra", 0, of(&structpb.Struct{})), "a message of another schema"},
		"a wrapped string":                            {field("extra", 0, of(&wrapperspb.StringValue{})), "a message of another schema"},
		"a string in a oneof even with a shape":       {field("origin", text, shape(pb.Shape_SHAPE_AREA), inOneof), "text or bytes in a oneof"},
		"a map":                                       {mapField("counts"), "a map"},
		"a word in capitals":                          {field("Name", number), "its name has the banned word name"},
		"a word at the end":                           {field("victim_name", number), "its name has the banned word name"},
		"a word at the beginning":                     {field("birth_year", number), "its name has the banned word birth"},
		"a word in the middle":                        {field("home_street_code", number), "its name has the banned word street"},
		"two words that belong together":              {field("the_identity_number_x", number), "its name has the banned word identity_number"},
		"one of two words alone is good":              {field("identity_kind", number), ""},
		"two words in another order are good":         {field("number_identity", number), ""},
		"lat inside relationship is good":             {field("recruiter_relationships", number), ""},
		"lon, phone and note inside others are good":  {field("longest_phoneme_notebook", number), ""},
		"a banned word counts with a good shape also": {field("email", text, shape(pb.Shape_SHAPE_DIGEST)), "its name has the banned word email"},
	}
	for _, word := range banned {
		tests["the word "+word] = struct {
			field *descriptorpb.FieldDescriptorProto
			want  string
		}{field(word, number), "its name has the banned word " + word}
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var want []string
			if tt.want != "" {
				want = []string{"corridor.v1.Bad." + tt.field.GetName() + ": " + tt.want}
			}
			if got := lint(fileOf(t, message("Bad", tt.field))); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestLintLooksIntoNestedMessages(t *testing.T) {
	outer := message("Outer", field("revision", descriptorpb.FieldDescriptorProto_TYPE_UINT32))
	outer.NestedType = append(outer.NestedType, message("Inner", field("remark", descriptorpb.FieldDescriptorProto_TYPE_STRING)))
	want := []string{"corridor.v1.Outer.Inner.remark: text or bytes without a shape"}
	if got := lint(fileOf(t, outer)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

type option func(*descriptorpb.FieldDescriptorProto)

// field describes a field; kind is 0 where an option sets it.
func field(name string, kind descriptorpb.FieldDescriptorProto_Type, options ...option) *descriptorpb.FieldDescriptorProto {
	f := &descriptorpb.FieldDescriptorProto{
		Name:   proto.String(name),
		Number: proto.Int32(1),
		Type:   kind.Enum(),
		Label:  descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
	}
	for _, o := range options {
		o(f)
	}
	return f
}

func shape(s pb.Shape) option {
	return func(f *descriptorpb.FieldDescriptorProto) {
		f.Options = &descriptorpb.FieldOptions{}
		proto.SetExtension(f.Options, pb.E_Shape, s)
	}
}

func of(m proto.Message) option {
	return func(f *descriptorpb.FieldDescriptorProto) {
		f.Type = descriptorpb.FieldDescriptorProto_TYPE_MESSAGE.Enum()
		f.TypeName = proto.String("." + string(m.ProtoReflect().Descriptor().FullName()))
	}
}

func repeated(f *descriptorpb.FieldDescriptorProto) {
	f.Label = descriptorpb.FieldDescriptorProto_LABEL_REPEATED.Enum()
}

func inOneof(f *descriptorpb.FieldDescriptorProto) { f.OneofIndex = proto.Int32(0) }

func optional(f *descriptorpb.FieldDescriptorProto) {
	f.OneofIndex, f.Proto3Optional = proto.Int32(0), proto.Bool(true)
}

// mapField describes a map of codes to numbers; message adds its entry.
func mapField(name string) *descriptorpb.FieldDescriptorProto {
	f := field(name, descriptorpb.FieldDescriptorProto_TYPE_MESSAGE, repeated)
	f.TypeName = proto.String(".corridor.v1.Bad.CountsEntry")
	return f
}

func message(name string, f *descriptorpb.FieldDescriptorProto) *descriptorpb.DescriptorProto {
	m := &descriptorpb.DescriptorProto{Name: proto.String(name), Field: []*descriptorpb.FieldDescriptorProto{f}}
	if f.OneofIndex != nil {
		m.OneofDecl = []*descriptorpb.OneofDescriptorProto{{Name: proto.String("_" + f.GetName())}}
	}
	if strings.HasSuffix(f.GetTypeName(), "Entry") {
		key, value := field("key", descriptorpb.FieldDescriptorProto_TYPE_UINT32), field("value", descriptorpb.FieldDescriptorProto_TYPE_UINT32)
		value.Number = proto.Int32(2)
		m.NestedType = []*descriptorpb.DescriptorProto{{
			Name:    proto.String("CountsEntry"),
			Field:   []*descriptorpb.FieldDescriptorProto{key, value},
			Options: &descriptorpb.MessageOptions{MapEntry: proto.Bool(true)},
		}}
	}
	return m
}

// fileOf returns a file of our package with one message in it.
func fileOf(t *testing.T, m *descriptorpb.DescriptorProto) protoreflect.FileDescriptor {
	t.Helper()
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name:    proto.String("corridor/v1/bad.proto"),
		Package: proto.String(string(ours)),
		Syntax:  proto.String("proto3"),
		Dependency: []string{
			"corridor/v1/options.proto", "corridor/v1/report.proto", "google/protobuf/any.proto",
			"google/protobuf/struct.proto", "google/protobuf/wrappers.proto",
		},
		MessageType: []*descriptorpb.DescriptorProto{m},
	}, protoregistry.GlobalFiles)
	if err != nil {
		t.Fatal(err)
	}
	return file
}
