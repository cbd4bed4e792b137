package wire

import (
	"encoding/json"
	"fmt"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/corridor-tip/corridor/pkg/bus"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// onSubject tells by the beginning of a subject what travels on it; the first that fits
// counts.
var onSubject = []struct {
	prefix  string
	message func() proto.Message
}{
	{bus.TrustOfferedSubject, func() proto.Message { return &pb.TrustList{} }},
	{bus.TrustInForceSubject, func() proto.Message { return &pb.Normalized{} }},
	{bus.TrustRefusedSubject, func() proto.Message { return &pb.Quarantined{} }},
	{bus.ReviewOfferedSubject, func() proto.Message { return &pb.Review{} }},
	{bus.ReviewAcceptedSubject, func() proto.Message { return &pb.Normalized{} }},
	{bus.ReviewRefusedSubject, func() proto.Message { return &pb.Quarantined{} }},
	{bus.ReportsPrefix, func() proto.Message { return &pb.Submission{} }},
	{bus.NormalizedPrefix, func() proto.Message { return &pb.Normalized{} }},
	{bus.ReceiptsPrefix, func() proto.Message { return &pb.Receipt{} }},
	{bus.QuarantinePrefix, func() proto.Message { return &pb.Quarantined{} }},
	{bus.PersonsSubject, func() proto.Message { return &pb.PersonChanges{} }},
	{bus.PartnerPrefix, func() proto.Message { return &pb.TableChange{} }},
}

// JSON shows a message of one of our subjects as one JSON object, under the schema's field
// names and with the messages inside its bytes fields opened. What is sealed with a data key,
// or does not decode, stays base64 as it is.
func JSON(subject string, data []byte) ([]byte, error) {
	for _, s := range onSubject {
		if !strings.HasPrefix(subject, s.prefix) {
			continue
		}
		m := s.message()
		if err := proto.Unmarshal(data, m); err != nil {
			return nil, fmt.Errorf("decoding a message of %s*: %w", s.prefix, err)
		}
		object, err := objectOf(m, false)
		if err != nil {
			return nil, fmt.Errorf("showing a message of %s*: %w", s.prefix, err)
		}
		return json.Marshal(object)
	}
	return nil, fmt.Errorf("no message is known for the subject %q", subject)
}

// object is a JSON object; encoding/json writes its keys in rising order.
type object map[string]any

// objectOf shows a message. sealed says that its parent names a data key for it.
func objectOf(m proto.Message, sealed bool) (object, error) {
	text, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(m)
	if err != nil {
		return nil, err
	}
	var shown map[string]json.RawMessage
	if err := json.Unmarshal(text, &shown); err != nil {
		return nil, err
	}
	o := make(object, len(shown))
	for name, value := range shown {
		o[name] = value
	}
	r := m.ProtoReflect()
	sealed = sealed || hasKey(r)
	r.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		err = o.open(m, fd, v, sealed)
		return err == nil
	})
	return o, err
}

// open replaces a field by what is inside it, where it is a message or the bytes of one.
func (o object) open(m proto.Message, fd protoreflect.FieldDescriptor, v protoreflect.Value, sealed bool) (err error) {
	name := string(fd.Name())
	switch {
	case fd.Message() != nil && fd.IsList():
		objects := make([]object, v.List().Len())
		for i := range objects {
			if objects[i], err = objectOf(v.List().Get(i).Message().Interface(), sealed); err != nil {
				return err
			}
		}
		o[name] = objects
	case fd.Message() != nil:
		o[name], err = objectOf(v.Message().Interface(), sealed)
	case isMessage(fd) && !sealed:
		if inner := content(m, name); inner != nil && proto.Unmarshal(v.Bytes(), inner) == nil {
			o[name], err = objectOf(inner, false)
		}
	}
	return err
}

func isMessage(fd protoreflect.FieldDescriptor) bool {
	return proto.GetExtension(fd.Options(), pb.E_Shape) == pb.Shape_SHAPE_MESSAGE
}

// hasKey reports whether a message names the data key that its content is sealed with.
func hasKey(m protoreflect.Message) bool {
	fd := m.Descriptor().Fields().ByName("data_key_id")
	return fd != nil && m.Has(fd)
}

// content returns an empty message of the type that a bytes field of m holds, or nil.
func content(m proto.Message, field string) proto.Message {
	switch m := m.(type) {
	case *pb.Submission:
		return &pb.SubmissionBody{}
	case *pb.TrustList:
		return &pb.TrustListBody{}
	case *pb.Review:
		return &pb.ReviewBody{}
	case *pb.Normalized:
		if field == "review" {
			return &pb.Review{}
		}
		return &pb.TrustList{}
	case *pb.Member:
		return &pb.VictimRecord{}
	case *pb.Item:
		return item(m.Kind)
	case *pb.Record:
		return row(m.Kind)
	case *pb.CarriedChange:
		return row(m.Kind)
	}
	return nil
}

func item(kind pb.ItemKind) proto.Message {
	switch kind {
	case pb.ItemKind_ITEM_KIND_INCIDENT_REPORT:
		return &pb.IncidentReport{}
	case pb.ItemKind_ITEM_KIND_JUSTICE_SUMMARY:
		return &pb.JusticeSummary{}
	case pb.ItemKind_ITEM_KIND_AGGREGATE_RETURN:
		return &pb.AggregateReturn{}
	}
	return nil
}

func row(kind pb.RecordKind) proto.Message {
	switch kind {
	case pb.RecordKind_RECORD_KIND_VICTIM:
		return &pb.VictimRecord{}
	case pb.RecordKind_RECORD_KIND_PERPETRATOR:
		return &pb.Perpetrator{}
	case pb.RecordKind_RECORD_KIND_JUSTICE_SUMMARY:
		return &pb.JusticeSummary{}
	case pb.RecordKind_RECORD_KIND_AGGREGATE_RETURN:
		return &pb.AggregateReturn{}
	}
	return nil
}
