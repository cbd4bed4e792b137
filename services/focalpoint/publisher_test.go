package focalpoint

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func TestTheReferenceOfACase(t *testing.T) {
	id, other := italy(t), italy(t)
	other.RefKey = []byte("another key of thirty-two bytes!")
	const golden = "917fa8d42d86855cc4bfb12d87363f26"
	if got := fmt.Sprintf("%x", id.Ref("ITA-2024-1")); got != golden {
		t.Errorf("the reference has changed to %s: reports sent before can't be corrected any more", got)
	}
	tests := map[string]struct {
		a, b tip.Ref
		same bool
	}{
		"the same case has the same reference":      {id.Ref("ITA-2024-1"), id.Ref("ITA-2024-1"), true},
		"another case has another":                  {id.Ref("ITA-2024-1"), id.Ref("ITA-2024-2"), false},
		"another key has another for the same case": {id.Ref("ITA-2024-1"), other.Ref("ITA-2024-1"), false},
	}
	for name, tt := range tests {
		if (tt.a == tt.b) != tt.same {
			t.Errorf("not so: %s", name)
		}
	}
}

func TestEachFilingGetsItsVerdict(t *testing.T) {
	_, js := bustest.Start(t)
	hub(t, js)
	o := options()
	o.Batch = 2
	p := publisher(t, js, o)
	for _, f := range []Filing{
		upsert("a", 1), upsert("b", 2), upsert("c", 3), upsert("d", 4), upsert("e", 1),
		{CaseKey: "a", Revision: 2, Action: code.ActionWithdraw},
	} {
		must(t, p.Send(soon(t), f))
	}
	got, err := p.Wait(soon(t))
	must(t, err)
	same(t, got, Outcome{
		Received: 6, Accepted: 3, Duplicate: 1, Withdrawn: 1, Quarantined: 1,
		Refusals: []Refusal{{CaseKey: "c", Revision: 3, Position: 0, Items: 1, Findings: []rule.Finding{
			{Reason: code.ReasonV02, Field: "victims[0].exploitation_forms"},
		}}},
		Warnings: map[code.Reason]int{code.ReasonV05: 1},
	})
	again, err := p.Wait(soon(t))
	must(t, err)
	same(t, again, got)
}

// same compares outcomes.
func same(t *testing.T, got, want Outcome) {
	t.Helper()
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		t.Errorf("got  %s\nwant %s", g, w)
	}
}

func TestSubmissionsAreFullSignedAndInOrder(t *testing.T) {
	tests := map[string]struct {
		batch, maxBytes, content int
		filings                  int
		want                     []int // items in each submission; nil where bytes decide
	}{
		"five hundred at most":                   {0, 0, 10, 1201, []int{500, 500, 201}},
		"more than five hundred are not asked":   {900, 0, 10, 501, []int{500, 1}},
		"as many as asked":                       {3, 0, 10, 7, []int{3, 3, 1}},
		"as many as fit":                         {0, 20 << 10, 1 << 10, 300, nil},
		"never more than a message of NATS has":  {0, 8 << 20, 90 << 10, 30, nil},
		"nothing left for another when all went": {2, 0, 10, 4, []int{2, 2}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, js := bustest.Start(t)
			o := options()
			o.Batch, o.MaxBytes = tt.batch, tt.maxBytes
			p := publisher(t, js, o)
			var want []string
			for i := range tt.filings {
				f := upsert(fmt.Sprint("case ", i), 1)
				f.Content = slices.Repeat([]byte{7}, tt.content)
				must(t, p.Send(soon(t), f))
				ref := p.id.Ref(f.CaseKey)
				want = append(want, string(ref[:]))
			}
			must(t, p.Flush(soon(t)))
			sizes, refs := submissions(t, p, stored(t, js))
			if !slices.Equal(refs, want) {
				t.Error("not all filings, or not in their order")
			}
			if tt.want != nil && !slices.Equal(sizes, tt.want) {
				t.Errorf("got %v items, want %v", sizes, tt.want)
			}
		})
	}
}

// submissions checks the envelope of every message and returns how many items each has, and
// the references of all.
func submissions(t *testing.T, p *Publisher, msgs []stage.Message) (sizes []int, refs []string) {
	t.Helper()
	for _, m := range msgs {
		if m.Subject != "reports.v1.ITA" || len(m.Data) > p.o.MaxBytes || p.o.MaxBytes >= bus.MaxPayload {
			t.Fatalf("%d bytes on %s", len(m.Data), m.Subject)
		}
		body := opened(m.Data)
		if body == nil {
			t.Fatal("the signature does not verify")
		}
		id, err := uuid.Parse(body.GetSubmissionId())
		if err != nil || id.Version() != 7 {
			t.Errorf("submission id %s", body.GetSubmissionId())
		}
		if body.GetSenderCountry() != "ITA" || body.GetProducedPeriod() != "2024-Q3" ||
			body.GetSchemaVersion() != "1.0.0" || body.GetCodelistVersion() != "1.0.0" {
			t.Errorf("envelope by %s at %s", body.GetSenderCountry(), body.GetProducedPeriod())
		}
		sizes = append(sizes, len(body.GetItems()))
		for _, it := range body.GetItems() {
			refs = append(refs, string(it.GetReportRef()))
		}
	}
	return sizes, refs
}

func TestWhatIsRefusedBeforeSending(t *testing.T) {
	_, js := bustest.Start(t)
	p := publisher(t, js, options())
	large := upsert("secret case", 1)
	large.Content = make([]byte, 1<<20)
	tests := map[string]Filing{
		"no case key":               upsert("", 1),
		"no revision":               upsert("secret case", 0),
		"no action":                 {CaseKey: "secret case", Revision: 1, Content: []byte{1}},
		"an upsert without content": {CaseKey: "secret case", Revision: 1, Action: code.ActionUpsert},
		"a withdrawal with content": {CaseKey: "secret case", Revision: 1, Action: code.ActionWithdraw, Content: []byte{1}},
		"more than a message":       large,
	}
	for name, f := range tests {
		if err := p.Send(soon(t), f); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	must(t, p.Flush(soon(t)))
	if n := len(stored(t, js)); n > 0 {
		t.Errorf("%d messages", n)
	}
	if err := p.Raw(soon(t), make([]byte, bus.MaxPayload+1)); err == nil {
		t.Error("a message that is too large never ends")
	}
}

func TestAPublisherNeedsAnIdentity(t *testing.T) {
	_, js := bustest.Start(t)
	tests := map[string]func(*Identity, *Options){
		"a country":          func(id *Identity, _ *Options) { id.Country = area("_U") },
		"a signing key":      func(id *Identity, _ *Options) { id.Key = nil },
		"32 bytes to key":    func(id *Identity, _ *Options) { id.RefKey = id.RefKey[1:] },
		"when it is made in": func(_ *Identity, o *Options) { o.Produced = 0 },
	}
	for name, edit := range tests {
		id, o := italy(t), options()
		edit(&id, &o)
		if _, err := NewPublisher(soon(t), js, id, o); err == nil {
			t.Errorf("not asked for %s", name)
		}
	}
}

func TestRawBytesGetAReceiptEach(t *testing.T) {
	_, js := bustest.Start(t)
	hub(t, js)
	p := publisher(t, js, options())
	must(t, p.Send(soon(t), upsert("a", 1)))
	for range 2 {
		must(t, p.Raw(soon(t), slices.Repeat([]byte{0xff}, bus.MaxPayload)))
	}
	got, err := p.Wait(soon(t))
	must(t, err)
	refusal := Refusal{Position: WholeSubmission, Items: 1, Findings: []rule.Finding{{Reason: code.ReasonD01}}}
	same(t, got, Outcome{Received: 3, Accepted: 1, Quarantined: 2, Refusals: []Refusal{refusal, refusal}})
	if msgs := stored(t, js); len(msgs) != 3 || opened(msgs[0].Data) == nil {
		t.Error("the filing did not go before the raw bytes")
	}
}

func TestReceiptsFromBeforeAreNotMine(t *testing.T) {
	_, js := bustest.Start(t)
	hub(t, js)
	raw := []byte("not a submission")
	first := publisher(t, js, options())
	must(t, first.Raw(soon(t), raw))
	_, err := first.Wait(soon(t))
	must(t, err)
	second := publisher(t, js, options())
	second.await(&submission{data: raw, digest: sha256.Sum256(raw)})
	ended, cancel := context.WithCancel(soon(t))
	cancel()
	if _, err := second.Wait(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("an old receipt was taken: %v", err)
	}
	if second.outcome.Received != 0 || second.tail.last == 0 {
		t.Error("the publisher does not start at the end of the stream")
	}
	must(t, second.Raw(soon(t), []byte("something else")))
	delete(second.waiting, sha256.Sum256(raw))
	got, err := second.Wait(soon(t))
	must(t, err)
	if got.Received != 1 {
		t.Errorf("received %d", got.Received)
	}
}

func TestPublishersShareTheirMetrics(t *testing.T) {
	_, js := bustest.Start(t)
	hub(t, js)
	o := options()
	reg := prometheus.NewRegistry()
	o.Registry = reg
	for range 2 {
		p := publisher(t, js, o)
		must(t, p.Send(soon(t), upsert("a", 1)))
		must(t, p.Send(soon(t), upsert("b", 3)))
		_, err := p.Wait(soon(t))
		must(t, err)
	}
	want := map[string]float64{"published": 2, "retried": 0, "ACCEPTED": 2, "DUPLICATE": 0, "WITHDRAWN": 0, "QUARANTINED": 2}
	if got := counted(t, reg); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// counted returns the counters of a registry by the value of their label.
func counted(t *testing.T, reg *prometheus.Registry) map[string]float64 {
	t.Helper()
	families, err := reg.Gather()
	must(t, err)
	got := map[string]float64{}
	for _, family := range families {
		for _, m := range family.GetMetric() {
			got[m.GetLabel()[0].GetValue()] = m.GetCounter().GetValue()
		}
	}
	return got
}

func TestAReceiptMustFitItsSubmission(t *testing.T) {
	two := []filed{{"a", 1}, {"b", 1}}
	ref := make([]byte, 16)
	accepted := func(position uint32) *pb.ItemVerdict {
		return &pb.ItemVerdict{Position: position, ReportRef: ref, Verdict: pb.Verdict_VERDICT_ACCEPTED}
	}
	tests := map[string]struct {
		verdicts []*pb.ItemVerdict
		wrong    bool
		want     Outcome
	}{
		"one verdict an item":         {[]*pb.ItemVerdict{accepted(0), accepted(1)}, false, Outcome{Received: 2, Accepted: 2}},
		"a verdict is missing":        {[]*pb.ItemVerdict{accepted(0)}, true, Outcome{}},
		"in another order":            {[]*pb.ItemVerdict{accepted(1), accepted(0)}, true, Outcome{}},
		"a verdict without a meaning": {[]*pb.ItemVerdict{accepted(0), {Position: 1, ReportRef: ref, Verdict: 99}}, true, Outcome{}},
		"refused unread": {[]*pb.ItemVerdict{{Verdict: pb.Verdict_VERDICT_QUARANTINED, Findings: finding(code.ReasonA01, "")}}, false, Outcome{
			Received: 2, Quarantined: 2,
			Refusals: []Refusal{{Position: WholeSubmission, Items: 2, Findings: []rule.Finding{{Reason: code.ReasonA01}}}},
		}},
	}
	for name, tt := range tests {
		got, err := outcomeOf(&pb.Receipt{Verdicts: tt.verdicts}, two)
		if (err != nil) != tt.wrong {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			same(t, got, tt.want)
		}
	}
}

func TestReasonsAreExplained(t *testing.T) {
	if got := Explain(code.ReasonV02); got != "V02: No purpose given, not even UNKNOWN" {
		t.Error(got)
	}
	if got := Explain(999); got != "999: a reason of a newer hub" {
		t.Error(got)
	}
}
