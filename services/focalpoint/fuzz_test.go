package focalpoint

import (
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/code"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// FuzzReceipt checks that whatever stands in a receipt is counted once or refused.
func FuzzReceipt(f *testing.F) {
	for _, verdicts := range [][]*pb.ItemVerdict{
		nil,
		{judge(&pb.Item{ReportRef: make([]byte, 16), Revision: 3}, 0)},
		{{Verdict: pb.Verdict_VERDICT_QUARANTINED, Findings: finding(code.ReasonA02, "")}},
	} {
		data, err := proto.Marshal(&pb.Receipt{Verdicts: verdicts})
		must(f, err)
		f.Add(data, len(verdicts))
	}
	f.Fuzz(func(t *testing.T, data []byte, items int) {
		var r pb.Receipt
		if proto.Unmarshal(data, &r) != nil {
			return
		}
		sent := make([]filed, max(0, items%500))
		o, err := outcomeOf(&r, sent)
		if err != nil {
			return
		}
		if o.Received != o.Accepted+o.Duplicate+o.Withdrawn+o.Quarantined || len(sent) > 0 && o.Received != len(sent) {
			t.Errorf("%d items counted as %+v", len(sent), o)
		}
	})
}
