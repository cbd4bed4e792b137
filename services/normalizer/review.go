package normalizer

import (
	"errors"
	"slices"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// review passes a decision on if a reviewer of the trust list in force signed it. Which of
// several decisions counts is for the deduplicator to say.
func (f *fold) review(in stage.Message) ([]stage.Message, error) {
	reason := f.verifyReview(in.Data)
	if reason == 0 {
		return encodeAll(output{bus.ReviewAcceptedSubject, &pb.Normalized{Review: in.Data}})
	}
	s := newSubmission(in, geo.None)
	s.refuseWhole(reason)
	return encodeAll(output{bus.ReviewRefusedSubject, s.quarantined()})
}

func (f *fold) verifyReview(data []byte) code.Reason {
	var review pb.Review
	if proto.Unmarshal(data, &review) != nil || len(review.ProtoReflect().GetUnknown()) > 0 {
		return code.ReasonD01
	}
	if !slices.Contains(f.Trust().Reviewers, review.GetPublicKey()) {
		return code.ReasonA01
	}
	if sign.Verify(review.GetPublicKey(), sign.ReviewType, review.GetBody(), review.GetSignature()) != nil {
		return code.ReasonA02
	}
	if checkReview(review.GetBody()) != nil {
		return code.ReasonD01
	}
	return 0
}

// checkReview refuses a body that names no two victims or no decision.
func checkReview(data []byte) error {
	var body pb.ReviewBody
	if err := proto.Unmarshal(data, &body); err != nil {
		return err
	}
	if len(body.ProtoReflect().GetUnknown()) > 0 || body.GetRevision() == 0 || proto.Equal(body.GetFirst(), body.GetSecond()) {
		return errors.New("a field that is not known, no revision, or one victim twice")
	}
	if v := body.GetVerdict(); v == pb.ReviewVerdict_REVIEW_VERDICT_UNSPECIFIED || pb.ReviewVerdict_name[int32(v)] == "" {
		return errors.New("no verdict")
	}
	for _, v := range []*pb.VictimId{body.GetFirst(), body.GetSecond()} {
		if area, ok := geo.ParseAlpha3(v.GetCountry()); !ok || !area.Known() || len(v.GetReportRef()) != refSize || len(v.ProtoReflect().GetUnknown()) > 0 {
			return errors.New("no victim")
		}
	}
	return nil
}
