package normalizer

import (
	"crypto/sha256"
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/revision"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/normalizer/internal/ledger"
)

const refSize = len(tip.Ref{})

// passed is an item in its harmonised form.
type passed struct {
	records  []*pb.Record
	detected tip.Period // of a report, for the delay
}

// item decides one item: shape, content, rules, and last the ledger, so that what is refused
// leaves no trace in it and an order of arrival can't matter.
func (f *fold) item(s *submission, ctx rule.Context, it *pb.Item, position int) {
	if reason := shape(it); reason != 0 {
		s.verdict(it, position, code.VerdictQuarantined, []rule.Finding{{Reason: reason}})
		return
	}
	var p passed
	var found []rule.Finding
	if it.GetAction() == pb.Action_ACTION_UPSERT {
		p, found = read(it, ctx)
	}
	if slices.ContainsFunc(found, func(f rule.Finding) bool { return rule.Refuses(f.Reason) }) {
		s.verdict(it, position, code.VerdictQuarantined, found)
		return
	}
	f.enter(s, ctx, it, position, p, found)
}

// shape looks at what identity needs.
func shape(it *pb.Item) code.Reason {
	switch {
	case len(it.ProtoReflect().GetUnknown()) > 0:
		return code.ReasonV10
	case len(it.GetReportRef()) != refSize || it.GetRevision() == 0:
		return code.ReasonV30
	case it.GetAction() != pb.Action_ACTION_UPSERT && it.GetAction() != pb.Action_ACTION_WITHDRAW:
		return code.ReasonV30
	case len(it.GetTokensDigest()) != 0 && len(it.GetTokensDigest()) != len(tip.Digest{}):
		return code.ReasonV30
	case len(it.GetDataKeyId()) > 0:
		return code.ReasonD04
	}
	return 0
}

// enter asks the ledger whether a sound item counts, and notes the verdict.
func (f *fold) enter(s *submission, ctx rule.Context, it *pb.Item, position int, p passed, found []rule.Finding) {
	version := versionOf(it)
	outcome := f.Offer(ledger.Key{Country: s.country, Ref: tip.Ref(it.GetReportRef())}, version)
	if reason := outcome.Reason(); reason != 0 {
		found = append(found, rule.Finding{Reason: reason})
	}
	s.verdict(it, position, verdictOf(outcome), found)
	if !outcome.Wins() {
		return
	}
	if outcome.Effect == revision.Revised {
		s.tally.revised++
	}
	if outcome.Effect != revision.Withdrawal {
		s.tally.delay(p.detected, ctx.Produced)
	}
	s.items = append(s.items, &pb.NormalizedItem{
		ReportRef: it.GetReportRef(), Revision: version.Revision, Action: it.GetAction(),
		Digest: version.Digest[:], Records: p.records, Position: uint32(position), TokensDigest: it.GetTokensDigest(),
	})
}

func verdictOf(o revision.Outcome) code.Verdict {
	switch {
	case o.Refused():
		return code.VerdictQuarantined
	case o.Effect == revision.Duplicate:
		return code.VerdictDuplicate
	case o.Effect == revision.Withdrawal:
		return code.VerdictWithdrawn
	}
	return code.VerdictAccepted
}

func versionOf(it *pb.Item) revision.Version {
	if it.GetAction() == pb.Action_ACTION_WITHDRAW {
		return revision.Version{Revision: it.GetRevision(), Withdrawn: true}
	}
	content := it.GetContent()
	if it.GetKind() != pb.ItemKind_ITEM_KIND_INCIDENT_REPORT { // the same bytes can be a return of either kind
		content = append([]byte{byte(it.GetKind())}, content...)
	}
	sum := sha256.Sum256(slices.Concat(content, it.GetTokensDigest()))
	return revision.Version{Revision: it.GetRevision(), Digest: tip.Digest(sum[:len(tip.Digest{})])}
}

// read decodes and checks the content of an item.
func read(it *pb.Item, ctx rule.Context) (passed, []rule.Finding) {
	switch it.GetKind() {
	case pb.ItemKind_ITEM_KIND_INCIDENT_REPORT:
		return readReport(it.GetContent(), ctx)
	case pb.ItemKind_ITEM_KIND_JUSTICE_SUMMARY:
		j, faults := wire.DecodeJusticeSummary(it.GetContent())
		found := append(findings(faults), rule.CheckReturn(j.Country, j.Year, ctx)...)
		return carried(pb.RecordKind_RECORD_KIND_JUSTICE_SUMMARY, wire.EncodeJusticeSummary(j)), found
	case pb.ItemKind_ITEM_KIND_AGGREGATE_RETURN:
		a, faults := wire.DecodeAggregateReturn(it.GetContent())
		found := append(findings(faults), rule.CheckReturn(a.Country, a.Year, ctx)...)
		return carried(pb.RecordKind_RECORD_KIND_AGGREGATE_RETURN, wire.EncodeAggregateReturn(a)), found
	}
	return passed{}, []rule.Finding{{Reason: code.ReasonD02}}
}

func readReport(content []byte, ctx rule.Context) (passed, []rule.Finding) {
	report, faults := wire.DecodeReport(content)
	found := findings(faults)
	if slices.ContainsFunc(found, func(f rule.Finding) bool { return rule.Refuses(f.Reason) }) {
		return passed{}, found
	}
	records, broken := rule.Admit(report, ctx)
	found = append(found, broken...)
	p := passed{detected: report.Incident.DetectionPeriod}
	for _, r := range records {
		p.records = append(p.records, record(pb.RecordKind_RECORD_KIND_VICTIM, r.Victim.Ref, wire.EncodeRecord(r)))
	}
	for _, o := range rule.HarmonisePerpetrators(report) {
		p.records = append(p.records, record(pb.RecordKind_RECORD_KIND_PERPETRATOR, o.Ref, wire.EncodePerpetrator(o)))
	}
	return p, found
}

// carried passes an aggregate return or justice summary on. It is encoded anew: what was sent
// may hold bytes that no reader of the schema sees.
func carried(kind pb.RecordKind, content []byte) passed {
	return passed{records: []*pb.Record{record(kind, 0, content)}}
}

func record(kind pb.RecordKind, ref uint32, content []byte) *pb.Record {
	return &pb.Record{Kind: kind, Ref: ref, Content: content}
}

func findings(faults []wire.Fault) []rule.Finding {
	var found []rule.Finding
	for _, f := range faults {
		found = append(found, rule.Finding{Reason: f.Reason, Field: f.Field})
	}
	return found
}
