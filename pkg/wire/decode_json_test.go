package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func TestJSON(t *testing.T) {
	record := EncodeRecord(sampleRecord(t))
	trust := sampleTrust(t)
	tests := map[string]struct {
		subject string
		message proto.Message
		path    string
		want    string
	}{
		"a trust list shows its keys":                {"trust.v1.offered", trust, "body keys 0 country", "AUT"},
		"a submission shows its body":                {"reports.v1.AUT", sampleSubmission(t), "body sender_country", "AUT"},
		"a submission shows its reports":             {"reports.v1.AUT", sampleSubmission(t), "body items 0 content incident origin_country", "NPL"},
		"a withdrawal has no content":                {"reports.v1.AUT", sampleSubmission(t), "body items 1 content", "<nil>"},
		"a sealed item stays base64":                 {"reports.v1.AUT", sampleSubmission(t), "body items 2 content", "c2VhbGVk"},
		"a submission shows its justice summaries":   {"reports.v1.AUT", sampleSubmission(t), "body items 3 content count", "41"},
		"a submission shows its aggregates":          {"reports.v1.AUT", sampleSubmission(t), "body items 4 content count_at_most", "9"},
		"sealed tokens stay base64":                  {"reports.v1.AUT", sampleSubmission(t), "body sealed_tokens", "c2VhbGVkIHRva2Vucw=="},
		"a body that is no message stays base64":     {"reports.v1.AUT", &pb.Submission{Body: []byte{0xff}}, "body", "/w=="},
		"normalized records are shown":               {"normalized.v1.AUT", sampleNormalized(record), "items 0 records 0 content victim sex", "SEX_FEMALE"},
		"normalized records under a key stay base64": {"normalized.v1.AUT", sampleNormalized(record), "items 1 records 0 content", "c2VhbGVk"},
		"a normalized trust list is shown":           {"trust.v1.inforce", &pb.Normalized{TrustList: marshal(t, trust)}, "trust_list body version", "3"},
		"a receipt shows its findings":               {"receipts.v1.AUT", sampleReceipt(), "verdicts 0 findings 0 reason", "REASON_V01"},
		"a quarantine shows its positions":           {"quarantine.v1.AUT", &pb.Quarantined{Items: []*pb.QuarantinedItem{{Position: 4}}}, "items 0 position", "4"},
		"a person shows the records now":             {"persons.v1", samplePersons(record), "persons 0 after 0 content incident transit_countries 1", "LKA"},
		"a person shows the records before":          {"persons.v1", samplePersons(record), "persons 0 before 0 victim_ref", "7"},
		"a sealed member stays base64":               {"persons.v1", samplePersons(record), "persons 0 after 1 content", "c2VhbGVk"},
		"a carried perpetrator is shown":             {"persons.v1", samplePersons(record), "carried 0 after perpetrator_ref", "9"},
		"a table shows its cells":                    {"statistics.v1.partner.T09", sampleTable(), "cells 0 value", "14"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			text, err := JSON(tt.subject, marshal(t, tt.message))
			if err != nil {
				t.Fatal(err)
			}
			if got := at(t, text, tt.path); got != tt.want {
				t.Errorf("%s: got %s, want %s in %s", tt.path, got, tt.want, text)
			}
			again, err := JSON(tt.subject, marshal(t, tt.message))
			if err != nil || !bytes.Equal(text, again) {
				t.Errorf("the second time it is %s (%v), before %s", again, err, text)
			}
		})
	}
}

func TestJSONRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		subject string
		data    []byte
	}{
		"a subject of nobody":   {"elsewhere.v1.AUT", nil},
		"a public release":      {"statistics.v1.public.T01.2024", nil},
		"bytes of no message":   {"receipts.v1.AUT", []byte{0xff}},
		"an empty subject":      {"", nil},
		"a subject cut too far": {"reports.v1", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if text, err := JSON(tt.subject, tt.data); err == nil {
				t.Errorf("got %s", text)
			}
		})
	}
}

func FuzzJSON(f *testing.F) {
	f.Add("reports.v1.AUT", marshal(f, sampleSubmission(f)))
	f.Add("trust.v1.offered", marshal(f, sampleTrust(f)))
	f.Add("persons.v1", marshal(f, samplePersons(EncodeRecord(sampleRecord(f)))))
	f.Fuzz(func(t *testing.T, subject string, data []byte) {
		if text, err := JSON(subject, data); err == nil && !json.Valid(text) {
			t.Errorf("not JSON: %s", text)
		}
	})
}

func sampleTrust(t testing.TB) *pb.TrustList {
	t.Helper()
	body := &pb.TrustListBody{Version: 3, Keys: []*pb.TrustedKey{{Country: "AUT", PublicKey: "AINVENTED", FinestPeriod: 2}}}
	return &pb.TrustList{Body: marshal(t, body), PublicKey: "AANCHOR", Signature: []byte{1}}
}

// at returns the value at a path of keys and positions, <nil> where there is none.
func at(t *testing.T, text []byte, path string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	for _, key := range strings.Fields(path) {
		switch inner := v.(type) {
		case map[string]any:
			v = inner[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil {
				t.Fatal(err)
			}
			v = inner[i]
		default:
			t.Fatalf("%s is not there in %s", path, text)
		}
	}
	return fmt.Sprint(v)
}
