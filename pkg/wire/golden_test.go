package wire

import (
	"bytes"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

var update = flag.Bool("update", false, "write the golden files")

// TestGoldenBytes fails when a change of the schema or the encoders alters what is on the
// wire. All values are invented.
func TestGoldenBytes(t *testing.T) {
	victim := &pb.VictimRecord{Incident: samplePB(t).Incident, Victim: samplePB(t).Victims[0]}
	record := marshal(t, victim)
	for name, m := range map[string]proto.Message{
		"incident_report": samplePB(t),
		"victim_record":   victim,
		"submission":      sampleSubmission(t),
		"receipt":         sampleReceipt(),
		"normalized":      sampleNormalized(record),
		"person_changes":  samplePersons(record),
		"table_change":    sampleTable(),
	} {
		t.Run(name, func(t *testing.T) { golden(t, name+".golden", marshal(t, m)) })
	}
}

// golden compares bytes with a file of hex, 32 bytes a line.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		var text bytes.Buffer
		for rest := got; len(rest) > 0; rest = rest[min(32, len(rest)):] {
			text.WriteString(hex.EncodeToString(rest[:min(32, len(rest))]) + "\n")
		}
		if err := os.WriteFile(path, text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, err := hex.DecodeString(string(bytes.ReplaceAll(text, []byte("\n"), nil)))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got %x, want %x; run with -update where the change is meant", got, want)
	}
}

func TestEncodersWriteWhatTheSchemaSays(t *testing.T) {
	r := sample(t)
	m := samplePB(t)
	for name, tt := range map[string]struct {
		got  []byte
		want proto.Message
	}{
		"a report":      {EncodeReport(r), m},
		"a record":      {EncodeRecord(sampleRecord(t)), &pb.VictimRecord{Incident: m.Incident, Victim: m.Victims[0]}},
		"a perpetrator": {EncodePerpetrator(r.Perpetrators[0]), m.Perpetrators[0]},
	} {
		if want := marshal(t, tt.want); !bytes.Equal(tt.got, want) {
			t.Errorf("%s: got %x, want %x", name, tt.got, want)
		}
	}
}

// samplePB is what sample is on the wire, written down once more so that no two fields can
// change places.
func samplePB(t testing.TB) *pb.IncidentReport {
	t.Helper()
	return &pb.IncidentReport{
		Incident: &pb.Incident{
			OriginCountry:      "NPL",
			OriginBasis:        2,
			TransitCountries:   []string{"IND", "LKA"},
			DestinationCountry: "ITA",
			DetectionCountry:   "AUT",
			DetectionPeriod:    "2024-Q3",
			DetectionStage:     2,
			RecruitmentPeriod:  "2021",
			ExploitationStart:  "2022",
			ExploitationEnd:    "2023",
			DurationBand:       3,
			Acts:               []pb.TraffickingAct{1, 2},
			Means:              []pb.PalermoMeans{4, 5},
			ConflictContext:    2,
			Drivers:            []pb.RiskDriver{1, 98},
			GroupSizeBand:      1,
			RecruitmentMethods: []pb.RecruitmentMethod{1, 3},
			OnlinePlatformUsed: 1,
		},
		Victims: []*pb.Victim{{
			VictimRef:              7,
			Status:                 2,
			StatusAuthority:        2,
			Sex:                    1,
			AgeBandRegistration:    5,
			AgeBandExploitation:    11,
			AgeBandEntry:           10,
			Citizenships:           []string{"NPL"},
			ExploitationForms:      []pb.ExploitationForm{1, 2},
			PrimaryForm:            2,
			ExploitationRealised:   1,
			SexualTypes:            []pb.SexualExploitationType{1},
			LabourSectors:          []pb.LabourSector{1, 20},
			ControlMethods:         []pb.ControlMethod{2, 6},
			RecruiterRelationships: []pb.RecruiterRelationship{3},
			Displaced:              2,
			Responses:              []*pb.ProtectionStep{{Response: 3, Period: "2024"}, {Response: 13, Period: "2025"}},
			ReturnedFrom:           "DEU",
			PalermoResult:          1,
			FlowType:               4,
		}},
		Perpetrators: []*pb.Perpetrator{{
			PerpetratorRef:        9,
			Stage:                 3,
			Sex:                   2,
			AgeBand:               11,
			CitizenshipClass:      2,
			Citizenship:           "NPL",
			Roles:                 []pb.PerpetratorRole{1, 98},
			ExploitationForm:      2,
			GroupType:             1,
			JurisdictionCountry:   "AUT",
			StageYear:             "2025",
			CriminalArticle:       "104A",
			IccsCode:              "02041",
			AssetsConfiscatedBand: 1,
		}},
		Response: &pb.Response{
			Protection:   []*pb.ProtectionStep{{Response: 4, Period: "2024-05"}},
			JusticeStage: 1,
		},
		EntityKind:       1,
		DataConsentScope: 4,
		LegalBasisRef:    "LAW/2016-12.B",
		AgreementId:      "AGR_7",
		SharingLabel:     2,
		Pillars:          []pb.Pillar{1, 2},
	}
}

// sixteen returns 16 invented bytes.
func sixteen(b byte) []byte { return bytes.Repeat([]byte{b}, 16) }

func sampleSubmission(t testing.TB) *pb.Submission {
	t.Helper()
	body := &pb.SubmissionBody{
		SubmissionId:    "01900000-0000-7000-8000-000000000001",
		SchemaVersion:   "1.0.0",
		CodelistVersion: "1.0.0",
		SenderCountry:   "AUT",
		ProducedPeriod:  "2024-Q4",
		Items: []*pb.Item{
			{ReportRef: sixteen(1), Revision: 1, Action: pb.Action_ACTION_UPSERT, Kind: pb.ItemKind_ITEM_KIND_INCIDENT_REPORT, Content: marshal(t, samplePB(t))},
			{ReportRef: sixteen(2), Revision: 2, Action: pb.Action_ACTION_WITHDRAW, Kind: pb.ItemKind_ITEM_KIND_INCIDENT_REPORT},
			{ReportRef: sixteen(3), Revision: 1, Action: pb.Action_ACTION_UPSERT, Kind: pb.ItemKind_ITEM_KIND_INCIDENT_REPORT, Content: []byte("sealed"), DataKeyId: sixteen(4)},
			{ReportRef: sixteen(5), Revision: 1, Action: pb.Action_ACTION_UPSERT, Kind: pb.ItemKind_ITEM_KIND_JUSTICE_SUMMARY, Content: marshal(t, sampleSummary())},
			{ReportRef: sixteen(6), Revision: 1, Action: pb.Action_ACTION_UPSERT, Kind: pb.ItemKind_ITEM_KIND_AGGREGATE_RETURN, Content: marshal(t, sampleReturn())},
		},
		SealedTokens: []byte("sealed tokens"),
	}
	return &pb.Submission{Body: marshal(t, body), PublicKey: "AINVENTED", Signature: bytes.Repeat([]byte{7}, 64)}
}

func sampleSummary() *pb.JusticeSummary {
	return &pb.JusticeSummary{Country: "AUT", Year: "2023", Stage: 3, Count: 41, SourceTextId: "YEARBOOK-2023"}
}

func sampleReturn() *pb.AggregateReturn {
	return &pb.AggregateReturn{Country: "AUT", Year: "2023", Status: 2, Sex: 1, Count: 1, CountAtMost: 9, SourceTextId: "YEARBOOK-2023"}
}

func sampleReceipt() *pb.Receipt {
	return &pb.Receipt{
		SubmissionId:     "01900000-0000-7000-8000-000000000001",
		SubmissionDigest: bytes.Repeat([]byte{8}, 32),
		Country:          "AUT",
		Sequence:         12,
		Verdicts: []*pb.ItemVerdict{{
			Position:  1,
			ReportRef: sixteen(1),
			Revision:  1,
			Verdict:   4,
			Findings:  []*pb.Finding{{Reason: pb.Reason_REASON_V01, Field: "incident.origin_country"}},
		}},
	}
}

func sampleNormalized(record []byte) *pb.Normalized {
	return &pb.Normalized{
		Country: "AUT",
		Items: []*pb.NormalizedItem{
			{ReportRef: sixteen(1), Revision: 1, Action: 1, Digest: sixteen(9), Position: 0, Records: []*pb.Record{{Kind: pb.RecordKind_RECORD_KIND_VICTIM, Ref: 7, Content: record}}},
			{ReportRef: sixteen(3), Revision: 1, Action: 1, Digest: sixteen(10), Position: 2, DataKeyId: sixteen(4), Records: []*pb.Record{{Kind: pb.RecordKind_RECORD_KIND_VICTIM, Ref: 1, Content: []byte("sealed")}}},
		},
		SealedTokens: []byte("sealed tokens"),
		Quality: &pb.Quality{
			Year: 2024, Received: 5, Accepted: 2, Duplicate: 1, Withdrawn: 1, Quarantined: 1, Revised: 1,
			Reasons:   []*pb.ReasonCount{{Reason: pb.Reason_REASON_V01, Count: 1}},
			DelayDays: 92, DelayReports: 1,
		},
	}
}

func samplePersons(record []byte) *pb.PersonChanges {
	member := &pb.Member{Country: "AUT", ReportRef: sixteen(1), VictimRef: 7, Content: record}
	sealed := &pb.Member{Country: "ITA", ReportRef: sixteen(3), VictimRef: 1, Content: []byte("sealed"), DataKeyId: sixteen(4)}
	return &pb.PersonChanges{
		Persons: []*pb.PersonChange{{PersonId: sixteen(11), Before: []*pb.Member{member}, After: []*pb.Member{member, sealed}}},
		Carried: []*pb.CarriedChange{{Kind: pb.RecordKind_RECORD_KIND_PERPETRATOR, Country: "AUT", ReportRef: sixteen(1), Ref: 9, After: EncodePerpetrator(tip.Perpetrator{Ref: 9, Stage: 3})}},
		Country: "AUT",
		Heads:   []*pb.Head{{Country: "AUT", ReportRef: sixteen(1), Revision: 1, Digest: sixteen(9)}},
	}
}

func sampleTable() *pb.TableChange {
	return &pb.TableChange{Table: "T09", Cells: []*pb.Cell{{Key: []string{"NPL", "AUT", "F"}, Value: 14}, {Key: []string{"NPL", "ITA", "_T"}, Value: 0}}}
}
