package focalpoint

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// Evaluator makes tokens with the keys of both key-holders, in the order of the inputs.
type Evaluator interface {
	Tokens(ctx context.Context, epoch token.Epoch, inputs []token.Input) ([]token.Token, error)
}

// Linkage says how a focal point makes tokens: with the key-holders of every epoch in force,
// sealed to the deduplicator. Nil makes none, and the reports count unlinked.
type Linkage struct {
	Recipient []byte // the deduplicator's public key
	Epochs    []token.Epoch
	Evaluator Evaluator
}

// LinkageOf returns what the linkage of a trust list says; nil where it has none.
func LinkageOf(l *pb.Linkage, e Evaluator) *Linkage {
	if len(l.GetEpochs()) == 0 {
		return nil
	}
	linkage := &Linkage{Recipient: l.GetRecipient(), Evaluator: e}
	for _, epoch := range l.GetEpochs() {
		linkage.Epochs = append(linkage.Epochs, token.Epoch{Number: epoch.GetEpoch(), First: epoch.GetFirst(), Second: epoch.GetSecond()})
	}
	return linkage
}

// Person is a victim of a report with who she is. The identity is turned into tokens and goes
// no further.
type Person struct {
	Victim   tip.Victim
	Detected tip.Period // of the report
	Identity identity.Identity
}

// mostTokens is how many bytes the token sheets of a submission may come to, less than a hub
// takes, because they are sealed and padded by messages around them.
const mostTokens = 360 << 10

// sizeOfSheets is the most that the sheets of a filing come to.
func (l *Linkage) sizeOfSheets(people []Person) int {
	const sheet = linkage.Slots*token.Size + 96
	if l == nil {
		return 0
	}
	return len(people) * len(l.Epochs) * sheet
}

// tokenize makes the sheets of a batch in one go for each epoch, notes their digests in the
// items, and returns all of them sealed; nothing where there is nobody to link.
func (p *Publisher) tokenize(ctx context.Context, b *batch) ([]byte, error) {
	l := p.o.Linkage
	if l == nil {
		return nil, nil
	}
	sheets := make([][]*pb.TokenSheet, len(b.items))
	for _, epoch := range l.Epochs {
		if err := l.sheets(ctx, epoch, b, sheets); err != nil {
			return nil, err
		}
	}
	all := &pb.TokenSheets{}
	for i, it := range b.items {
		it.TokensDigest = nil
		if len(sheets[i]) > 0 {
			digest := wire.SheetsDigest(p.id.Country.String(), tip.Ref(it.GetReportRef()), sheets[i])
			it.TokensDigest = digest[:]
			all.Sheets = append(all.Sheets, sheets[i]...)
		}
	}
	if len(all.Sheets) == 0 {
		return nil, nil
	}
	plain, err := proto.Marshal(all)
	if err != nil {
		return nil, fmt.Errorf("encoding tokens: %w", err)
	}
	return token.Seal(l.Recipient, p.id.Country.String(), plain)
}

// sheets appends the sheets of one epoch to those of each item.
func (l *Linkage) sheets(ctx context.Context, epoch token.Epoch, b *batch, sheets [][]*pb.TokenSheet) error {
	var inputs []token.Input
	var made []*pb.TokenSheet
	var counts []int
	for i, people := range b.people {
		for _, person := range people {
			own := person.Identity.Inputs()
			if len(own) == 0 {
				continue
			}
			s := person.sheet(uint32(i), epoch.Number)
			for _, in := range own {
				s.Slots |= 1 << in.Slot
				inputs = append(inputs, token.Input{Family: in.Family, Value: in.Value})
			}
			made, counts = append(made, s), append(counts, len(own))
			sheets[i] = append(sheets[i], s)
		}
	}
	if len(inputs) == 0 {
		return nil
	}
	tokens, err := l.Evaluator.Tokens(ctx, epoch, inputs)
	if err != nil {
		return fmt.Errorf("making tokens: %w", err)
	}
	for i, s := range made {
		for _, t := range tokens[:counts[i]] {
			s.Tokens = append(s.Tokens, t[:]...)
		}
		tokens = tokens[counts[i]:]
	}
	return nil
}

// sheet returns a sheet without tokens: what the report says of the person as well.
func (p *Person) sheet(position, epoch uint32) *pb.TokenSheet {
	s := &pb.TokenSheet{
		Position: position, VictimRef: p.Victim.Ref, Scheme: linkage.Scheme, Epoch: epoch,
		Sex: pb.Sex(p.Victim.Sex), Age: pb.AgeBand(p.Victim.AgeRegistration),
	}
	if p.Detected != 0 {
		s.DetectionPeriod = p.Detected.String()
	}
	for _, a := range p.Victim.Citizenships.List() {
		s.Citizenships = append(s.Citizenships, a.String())
	}
	return s
}
