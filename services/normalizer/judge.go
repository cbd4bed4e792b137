package normalizer

import (
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/normalizer/internal/ledger"
)

// A submission holds 1 to mostItems items.
const mostItems = 500

// mostTokens bounds the sealed tokens, which ride on a message of up to chunk bytes.
const mostTokens = 384 << 10

// judge verifies a submission and decides each of its items.
func (f *fold) judge(in []byte, s *submission) {
	body, key, reason := f.open(in, s.country)
	if reason != 0 {
		s.refuseWhole(reason)
		return
	}
	produced, ok := tip.ParsePeriod(body.GetProducedPeriod())
	if !ok || produced == 0 {
		s.refuseWhole(code.ReasonV26)
		return
	}
	s.id, s.tokens, s.tally.year = body.GetSubmissionId(), body.GetSealedTokens(), produced.Year()
	ctx := rule.Context{Sender: s.country, Produced: produced, FinestPeriod: key.FinestPeriod}
	for i, it := range body.GetItems() {
		f.item(s, ctx, it, i)
	}
}

// open verifies who signed the submission and decodes its body: first the signature, so that
// nobody without a key reaches the decoder, then that key, body and subject agree.
func (f *fold) open(in []byte, country geo.Area) (*pb.SubmissionBody, ledger.TrustedKey, code.Reason) {
	var signed pb.Submission
	if proto.Unmarshal(in, &signed) != nil || len(signed.ProtoReflect().GetUnknown()) > 0 {
		return nil, ledger.TrustedKey{}, code.ReasonD01
	}
	key, trusted := f.Trust().Keys[signed.GetPublicKey()]
	if !trusted {
		return nil, key, code.ReasonA01
	}
	if sign.Verify(signed.GetPublicKey(), sign.SubmissionType, signed.GetBody(), signed.GetSignature()) != nil {
		return nil, key, code.ReasonA02
	}
	body := &pb.SubmissionBody{}
	if proto.Unmarshal(signed.GetBody(), body) != nil {
		return nil, key, code.ReasonD01
	}
	sender, ok := geo.ParseAlpha3(body.GetSenderCountry())
	switch n := len(body.GetItems()); {
	case !ok || sender != key.Country || sender != country:
		return nil, key, code.ReasonA03
	case len(body.ProtoReflect().GetUnknown()) > 0:
		return nil, key, code.ReasonV10
	case !idOrNothing(body.GetSubmissionId()):
		return nil, key, code.ReasonD01
	case n < 1 || n > mostItems || len(body.GetSealedTokens()) > mostTokens:
		return nil, key, code.ReasonD03
	}
	return body, key, 0
}

// idOrNothing keeps text out of a field that goes back in the receipt.
func idOrNothing(s string) bool {
	return s == "" || (len(s) == len(uuid.Nil.String()) && uuid.Validate(s) == nil)
}
