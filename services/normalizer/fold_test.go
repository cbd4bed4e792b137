package normalizer

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// bench is a fold with the keys of three countries.
type bench struct {
	t      testing.TB
	fold   *fold
	anchor *sign.Key
	keys   map[string]*sign.Key // by country
	seq    uint64
	out    []stage.Message // all that the fold published
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{t: t, anchor: newKey(t), keys: map[string]*sign.Key{}}
	b.fold = newFold(Config{Anchor: b.anchor.Public()}, newMetrics(nil))
	for _, c := range []string{"UKR", "POL", "DEU"} {
		b.keys[c] = newKey(t)
	}
	b.apply(bus.TrustOfferedSubject, b.trustList(1, b.anchor))
	return b
}

func newKey(t testing.TB) *sign.Key {
	t.Helper()
	k, err := sign.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (b *bench) trustList(version uint64, anchor *sign.Key) []byte {
	list := &pb.TrustListBody{Version: version}
	for _, c := range []string{"DEU", "POL", "UKR"} {
		list.Keys = append(list.Keys, &pb.TrustedKey{Country: c, PublicKey: b.keys[c].Public()})
	}
	body := b.marshal(list)
	return b.marshal(&pb.TrustList{Body: body, PublicKey: anchor.Public(), Signature: b.sign(anchor, sign.TrustListType, body)})
}

func (b *bench) sign(k *sign.Key, kind string, body []byte) []byte {
	b.t.Helper()
	s, err := k.Sign(kind, body)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

func (b *bench) marshal(m proto.Message) []byte {
	b.t.Helper()
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	if err != nil {
		b.t.Fatal(err)
	}
	return data
}

// apply hands a message to the fold and returns its outputs by the first part of the subject.
func (b *bench) apply(subject string, data []byte) map[string][]stage.Message {
	b.t.Helper()
	b.seq++
	out, next, err := b.fold.Apply(stage.Message{Seq: b.seq, Subject: subject, Data: data}, 0)
	if err != nil || next != 0 {
		b.t.Fatalf("got next %d, error %v", next, err)
	}
	b.out = append(b.out, out...)
	by := map[string][]stage.Message{}
	for _, m := range out {
		kind, _, _ := strings.Cut(m.Subject, ".")
		by[kind] = append(by[kind], m)
	}
	return by
}

// submit sends items as a country, signed with its key, and returns the receipt.
func (b *bench) submit(country string, items ...*pb.Item) *pb.Receipt {
	b.t.Helper()
	return b.submitAs(country, country, country, items...)
}

// submitAs lets subject, body and key be of different countries.
func (b *bench) submitAs(subject, body, key string, items ...*pb.Item) *pb.Receipt {
	b.t.Helper()
	data := b.marshal(&pb.SubmissionBody{
		SubmissionId: "018f0000-0000-7000-8000-000000000000", SenderCountry: body, ProducedPeriod: "2024-Q2", Items: items,
	})
	return b.receipt(subject, b.marshal(&pb.Submission{
		Body: data, PublicKey: b.keys[key].Public(), Signature: b.sign(b.keys[key], sign.SubmissionType, data),
	}))
}

func (b *bench) receipt(subject string, data []byte) *pb.Receipt {
	b.t.Helper()
	by := b.apply(bus.ReportsPrefix+subject, data)
	if len(by["receipts"]) != 1 || len(by["normalized"]) == 0 {
		b.t.Fatalf("got %d receipts and %d normalized messages", len(by["receipts"]), len(by["normalized"]))
	}
	var r pb.Receipt
	if err := proto.Unmarshal(by["receipts"][0].Data, &r); err != nil {
		b.t.Fatal(err)
	}
	b.sameQuarantine(&r, by["quarantine"])
	return &r
}

// sameQuarantine checks that quarantine holds what the receipt refuses, and no more.
func (b *bench) sameQuarantine(r *pb.Receipt, msgs []stage.Message) {
	b.t.Helper()
	refused := 0
	for _, v := range r.GetVerdicts() {
		if v.GetVerdict() == pb.Verdict_VERDICT_QUARANTINED {
			refused++
		}
	}
	got := 0
	for _, m := range msgs {
		var q pb.Quarantined
		if err := proto.Unmarshal(m.Data, &q); err != nil {
			b.t.Fatal(err)
		}
		got += len(q.GetItems())
	}
	if got != refused {
		b.t.Fatalf("quarantine holds %d items, the receipt refuses %d", got, refused)
	}
}

func report() tip.Report {
	ukr, _ := geo.ParseAlpha3("UKR")
	pol, _ := geo.ParseAlpha3("POL")
	return tip.Report{
		ConsentScope: code.DataConsentScopeCrossBorderAnonymised, SharingLabel: code.SharingLabelAmber,
		Incident: tip.Incident{
			Origin: ukr, OriginBasis: code.OriginBasisCitizenship, Destination: pol, Detection: pol,
			DetectionPeriod: tip.QuarterPeriod(2023, 4),
			Acts:            code.SetOf(code.TraffickingActRecruitment), Means: code.SetOf(code.PalermoMeansDeception),
		},
		Victims: []tip.Victim{{
			Ref: 1, Status: code.TraffickingStatusConfirmed, StatusAuthority: code.IdentifyingAuthorityPolice,
			Sex: code.SexFemale, AgeRegistration: code.AgeBandY24To26, Forms: code.SetOf(code.ExploitationFormForcedLabour),
			PrimaryForm: code.ExploitationFormForcedLabour,
		}},
	}
}

func ref(n int) []byte { return bytes.Repeat([]byte{byte(n)}, refSize) }

func item(n int, revision uint32, r tip.Report) *pb.Item {
	return &pb.Item{ReportRef: ref(n), Revision: revision, Action: pb.Action_ACTION_UPSERT,
		Kind: pb.ItemKind_ITEM_KIND_INCIDENT_REPORT, Content: wire.EncodeReport(r)}
}

func withdrawal(n int, revision uint32) *pb.Item {
	return &pb.Item{ReportRef: ref(n), Revision: revision, Action: pb.Action_ACTION_WITHDRAW}
}

// TestOnlyTheOwnKeyOnTheOwnSubject tries all 27 combinations of subject, body and key.
func TestOnlyTheOwnKeyOnTheOwnSubject(t *testing.T) {
	b := newBench(t)
	accepted := 0
	countries := []string{"UKR", "POL", "DEU"}
	for i, subject := range countries {
		for j, body := range countries {
			for k, key := range countries {
				r := b.submitAs(subject, body, key, item(9*i+3*j+k, 1, report()))
				v := r.GetVerdicts()[0]
				if v.GetVerdict() == pb.Verdict_VERDICT_ACCEPTED {
					accepted++
				} else if v.GetFindings()[0].GetReason() != pb.Reason_REASON_A03 {
					t.Errorf("%s/%s/%s: got %v, want A03", subject, body, key, v.GetFindings()[0].GetReason())
				}
			}
		}
	}
	if accepted != 3 {
		t.Errorf("got %d of 27 accepted, want 3", accepted)
	}
}

// TestBadInput checks that each kind of bad input has its reason and takes nothing along.
func TestBadInput(t *testing.T) {
	child := report()
	child.Victims[0].AgeEntry, child.Victims[0].AgeRegistration = code.AgeBandAdultUnspecified, code.AgeBandY09To17
	unknown := item(2, 1, report())
	unknown.Content = bytes.Replace(unknown.Content, []byte("POL"), []byte("QQQ"), 1)
	text := item(2, 1, report())
	text.Content = protowire.AppendString(protowire.AppendTag(text.Content, 999, protowire.BytesType), "free text")
	sealed := item(2, 1, report())
	sealed.DataKeyId = ref(1)
	short := item(2, 1, report())
	short.ReportRef = []byte("too short")
	garbled := item(2, 1, report())
	garbled.Content = []byte{0xff}
	cases := map[string]struct {
		bad    *pb.Item
		reason pb.Reason
		field  string
	}{
		"an unknown country":                      {unknown, pb.Reason_REASON_V01, "incident.destination_country"},
		"a child with an adult entry age":         {item(2, 1, child), pb.Reason_REASON_V07, "victims[0].age_band_entry"},
		"a field that could hold text":            {text, pb.Reason_REASON_V10, ""},
		"content sealed with a key we don't hold": {sealed, pb.Reason_REASON_D04, ""},
		"a reference of another length":           {short, pb.Reason_REASON_V30, ""},
		"revision 0":                              {item(2, 0, report()), pb.Reason_REASON_V30, ""},
		"content that is no report":               {garbled, pb.Reason_REASON_D02, ""},
		"a kind that doesn't exist":               {&pb.Item{ReportRef: ref(2), Revision: 1, Action: pb.Action_ACTION_UPSERT}, pb.Reason_REASON_D02, ""},
		"no action":                               {&pb.Item{ReportRef: ref(2), Revision: 1}, pb.Reason_REASON_V30, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			r := b.submit("UKR", item(1, 1, report()), c.bad, item(3, 1, report()))
			got := r.GetVerdicts()
			if len(got) != 3 || got[0].GetVerdict() != pb.Verdict_VERDICT_ACCEPTED || got[2].GetVerdict() != pb.Verdict_VERDICT_ACCEPTED {
				t.Fatalf("the sound items beside it were not accepted: %v", got)
			}
			if got[1].GetVerdict() != pb.Verdict_VERDICT_QUARANTINED {
				t.Fatalf("got %v, want it quarantined", got[1].GetVerdict())
			}
			f := got[1].GetFindings()[0]
			if f.GetReason() != c.reason || f.GetField() != c.field {
				t.Errorf("got %v at %q, want %v at %q", f.GetReason(), f.GetField(), c.reason, c.field)
			}
		})
	}
}

// TestUnreadableSubmissions checks the refusals of a whole submission.
func TestUnreadableSubmissions(t *testing.T) {
	b := newBench(t)
	stranger := newKey(t)
	body := b.marshal(&pb.SubmissionBody{SenderCountry: "UKR", ProducedPeriod: "2024-Q2", Items: []*pb.Item{item(1, 1, report())}})
	signed := func(body []byte) []byte {
		return b.marshal(&pb.Submission{Body: body, PublicKey: b.keys["UKR"].Public(), Signature: b.sign(b.keys["UKR"], sign.SubmissionType, body)})
	}
	cases := map[string]struct {
		subject string
		data    []byte
		reason  pb.Reason
	}{
		"a megabyte of garbage":           {"UKR", bytes.Repeat([]byte{0xff}, bus.MaxPayload), pb.Reason_REASON_D01},
		"nothing":                         {"UKR", nil, pb.Reason_REASON_A01},
		"a key that nobody trusts":        {"UKR", b.marshal(&pb.Submission{Body: body, PublicKey: stranger.Public(), Signature: b.sign(stranger, sign.SubmissionType, body)}), pb.Reason_REASON_A01},
		"a signature over something else": {"UKR", b.marshal(&pb.Submission{Body: body, PublicKey: b.keys["UKR"].Public(), Signature: b.sign(b.keys["UKR"], sign.SubmissionType, []byte("x"))}), pb.Reason_REASON_A02},
		"no items":                        {"UKR", signed(b.marshal(&pb.SubmissionBody{SenderCountry: "UKR", ProducedPeriod: "2024-Q2"})), pb.Reason_REASON_D03},
		"no period":                       {"UKR", signed(b.marshal(&pb.SubmissionBody{SenderCountry: "UKR", Items: []*pb.Item{item(1, 1, report())}})), pb.Reason_REASON_V26},
		"a subject that is no country":    {"ZZZ", signed(body), pb.Reason_REASON_A03},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			r := b.receipt(c.subject, c.data)
			v := r.GetVerdicts()
			if len(v) != 1 || v[0].GetVerdict() != pb.Verdict_VERDICT_QUARANTINED || v[0].GetFindings()[0].GetReason() != c.reason {
				t.Errorf("got %v, want one refusal for %v", v, c.reason)
			}
		})
	}
}

// TestTrustLists checks which lists come into force.
func TestTrustLists(t *testing.T) {
	b := newBench(t)
	newer := b.trustList(2, b.anchor)
	for name, c := range map[string]struct {
		list []byte
		want string
	}{
		"another anchor":   {b.trustList(3, newKey(t)), "trust.v1.refused"},
		"the same version": {b.trustList(1, b.anchor), "trust.v1.refused"},
		"a flipped byte":   {append(newer[:len(newer)-1:len(newer)-1], newer[len(newer)-1]^1), "trust.v1.refused"},
		"no list":          {[]byte("x"), "trust.v1.refused"},
	} {
		if got := b.apply(bus.TrustOfferedSubject, c.list)["trust"]; len(got) != 1 || got[0].Subject != c.want {
			t.Errorf("%s: got %v, want %s", name, got, c.want)
		}
	}
	if got := b.apply(bus.TrustOfferedSubject, newer)["trust"]; got[0].Subject != bus.TrustInForceSubject {
		t.Errorf("a newer list was refused")
	}
}

// TestRestoreIsApply checks that the outputs alone rebuild the state, whatever came in.
func TestRestoreIsApply(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := newBench(t)
		for range rapid.IntRange(1, 12).Draw(rt, "submissions") {
			country := rapid.SampledFrom([]string{"UKR", "POL", "DEU"}).Draw(rt, "country")
			var items []*pb.Item
			for range rapid.IntRange(1, 5).Draw(rt, "items") {
				n, revision := rapid.IntRange(1, 3).Draw(rt, "ref"), rapid.Uint32Range(0, 3).Draw(rt, "revision")
				r := report()
				r.Victims[0].Sex = code.Sex(rapid.IntRange(1, 4).Draw(rt, "sex"))
				if rapid.Bool().Draw(rt, "withdraw") {
					items = append(items, withdrawal(n, revision))
				} else {
					items = append(items, item(n, revision, r))
				}
			}
			receipt := b.submit(country, items...)
			if len(receipt.GetVerdicts()) != len(items) {
				rt.Fatalf("%d verdicts on %d items", len(receipt.GetVerdicts()), len(items))
			}
		}
		restored := newFold(Config{Anchor: b.anchor.Public()}, newMetrics(nil))
		for _, m := range b.out {
			if err := restored.Restore(m); err != nil {
				rt.Fatal(err)
			}
		}
		want, _ := b.fold.AppendBinary(nil)
		got, _ := restored.AppendBinary(nil)
		if !bytes.Equal(got, want) {
			rt.Fatal("the restored state differs")
		}
	})
}

// TestLargeSubmissionIsCut checks that the outputs of the largest submission fit into messages.
func TestLargeSubmissionIsCut(t *testing.T) {
	b := newBench(t)
	r := report()
	for i := range 49 {
		v := r.Victims[0]
		v.Ref = uint32(i + 2)
		r.Victims = append(r.Victims, v)
	}
	var items []*pb.Item
	for i := range mostItems {
		it := item(1, 1, r)
		it.ReportRef = fmt.Appendf(nil, "%016d", i)
		items = append(items, it)
	}
	b.submit("UKR", items...)
	total := 0
	for _, m := range b.out {
		if len(m.Data) > bus.MaxPayload-4096 {
			t.Errorf("a message on %s has %d bytes", m.Subject, len(m.Data))
		}
		var n pb.Normalized
		if strings.HasPrefix(m.Subject, bus.NormalizedPrefix) && proto.Unmarshal(m.Data, &n) == nil {
			total += len(n.GetItems())
		}
	}
	if total != mostItems {
		t.Errorf("got %d items, want %d", total, mostItems)
	}
}

// FuzzApply hands anything to the fold: it must answer with a receipt and never fail.
func FuzzApply(f *testing.F) {
	f.Add("UKR", []byte{0xff})
	f.Fuzz(func(t *testing.T, subject string, data []byte) {
		b := newBench(t)
		b.receipt(subject, data)
	})
}
