package normalizer

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/revision"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/normalizer/internal/ledger"
)

// fold decides submissions and trust lists. Its state is the ledger.
type fold struct {
	*ledger.Ledger
	anchor    string
	partition bus.Partition
	metrics   *metrics
}

func newFold(c Config, m *metrics) *fold {
	return &fold{Ledger: ledger.New(), anchor: c.Anchor, partition: c.Partition, metrics: m}
}

// Apply answers a submission with what it adds, its receipt and, where something was refused,
// a quarantine record. It passes over what other partitions answer. Every partition follows
// the trust lists; reviews are the first one's.
func (f *fold) Apply(in stage.Message, _ int) ([]stage.Message, int, error) {
	if in.Subject == bus.TrustOfferedSubject {
		out, err := f.trust(in)
		return out, 0, err
	}
	if in.Subject == bus.ReviewOfferedSubject {
		if !f.partition.First() {
			return nil, 0, nil
		}
		out, err := f.review(in)
		return out, 0, err
	}
	country, ok := bus.Country(in.Subject)
	if !ok {
		country = geo.Unknown
	}
	if !f.partition.Owns(country) {
		return nil, 0, nil
	}
	s := newSubmission(in, country)
	f.judge(in.Data, s)
	f.metrics.decided(&s.tally, f.Len())
	out, err := s.outputs()
	return out, 0, err
}

// Restore folds what a submission added, or a trust list that came into force. Receipts,
// quarantine and reviews change nothing.
func (f *fold) Restore(out stage.Message) error {
	inForce := out.Subject == f.partition.TrustInForce()
	if !inForce && !strings.HasPrefix(out.Subject, bus.NormalizedPrefix) {
		return nil
	}
	var n pb.Normalized
	if err := proto.Unmarshal(out.Data, &n); err != nil {
		return fmt.Errorf("decoding Normalized: %w", err)
	}
	if inForce {
		return f.restoreTrust(n.GetTrustList())
	}
	country, ok := geo.ParseAlpha3(n.GetCountry())
	if !ok {
		return fmt.Errorf("normalized country is unknown")
	}
	for _, it := range n.GetItems() {
		f.Set(ledger.Key{Country: country, Ref: tip.Ref(it.GetReportRef())}, revision.Version{
			Revision: it.GetRevision(), Withdrawn: it.GetAction() == pb.Action_ACTION_WITHDRAW, Digest: tip.Digest(it.GetDigest()),
		})
	}
	return nil
}
