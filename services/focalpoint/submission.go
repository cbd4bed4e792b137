package focalpoint

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/sign"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// The versions that this focal point was built with.
const (
	schemaVersion   = "1.0.0"
	codelistVersion = "1.0.0"
)

// overhead is more than a submission has in bytes beside its items.
const overhead = 2 << 10

// filed is what must be known of a filing to read its receipt.
type filed struct {
	caseKey  string
	revision uint32
}

// batch is the filings of the next submission.
type batch struct {
	items  []*pb.Item
	people [][]Person // of each item
	filed  []filed
	size   int // bytes of the items and of their tokens
	tokens int // bytes of the tokens
}

func (b *batch) add(it *pb.Item, people []Person, size, tokens int, f filed) {
	b.items, b.people, b.filed = append(b.items, it), append(b.people, people), append(b.filed, f)
	b.size, b.tokens = b.size+size+tokens, b.tokens+tokens
}

// sizeOf returns the bytes of an item in a submission, and room for the digest of its tokens.
func sizeOf(it *pb.Item) int {
	const digest = 2 + 16
	return 1 + protowire.SizeBytes(proto.Size(it)+digest)
}

func (p *Publisher) item(f Filing) *pb.Item {
	ref := p.id.Ref(f.CaseKey)
	it := &pb.Item{ReportRef: ref[:], Revision: f.Revision, Action: pb.Action(f.Action), Content: f.Content}
	if f.Action == code.ActionUpsert {
		it.Kind = pb.ItemKind_ITEM_KIND_INCIDENT_REPORT
	}
	return it
}

// submission is a signed message and the filings in it, none where these are not known.
type submission struct {
	data   []byte
	digest [sha256.Size]byte
	filed  []filed
}

// id is the same at every attempt, so that the broker stores the submission once.
func (s *submission) id() string { return hex.EncodeToString(s.digest[:]) }

// seal makes the tokens of the batch and signs its filings.
func (p *Publisher) seal(ctx context.Context) (*submission, error) {
	tokens, err := p.tokenize(ctx, &p.batch)
	if err != nil {
		return nil, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return nil, fmt.Errorf("numbering a submission: %w", err)
	}
	body, err := proto.MarshalOptions{Deterministic: true}.Marshal(&pb.SubmissionBody{
		SubmissionId: id.String(), SchemaVersion: schemaVersion, CodelistVersion: codelistVersion,
		SenderCountry: p.id.Country.String(), ProducedPeriod: p.o.Produced.String(), Items: p.batch.items, SealedTokens: tokens,
	})
	if err != nil {
		return nil, fmt.Errorf("encoding a submission: %w", err)
	}
	signature, err := p.id.Key.Sign(sign.SubmissionType, body)
	if err != nil {
		return nil, err
	}
	data, err := proto.Marshal(&pb.Submission{Body: body, PublicKey: p.id.Key.Public(), Signature: signature})
	if err != nil {
		return nil, fmt.Errorf("encoding a submission: %w", err)
	}
	return &submission{data: data, digest: sha256.Sum256(data), filed: p.batch.filed}, nil
}
