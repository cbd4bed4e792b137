package focalpoint

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/bits"
	"slices"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/holder"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// ErrTokens says that the key-holders gave no tokens, so that nothing of a submission was sent.
var ErrTokens = errors.New("making tokens")

// Linkage says how a focal point makes tokens: with the key-holders of every epoch in force,
// sealed to the deduplicator. Nil makes none, and the reports count unlinked.
type Linkage struct {
	Recipient []byte // the deduplicator's public key
	Epochs    []token.Epoch
	Evaluator holder.Evaluator
}

// LinkageOf returns what the linkage of a trust list says, its epochs by number; nil where it
// has none.
func LinkageOf(l *pb.Linkage, e holder.Evaluator) *Linkage {
	if len(l.GetEpochs()) == 0 {
		return nil
	}
	linkage := &Linkage{Recipient: l.GetRecipient(), Evaluator: e}
	for _, epoch := range l.GetEpochs() {
		linkage.Epochs = append(linkage.Epochs, token.Epoch{Number: epoch.GetEpoch(), First: epoch.GetFirst(), Second: epoch.GetSecond()})
	}
	slices.SortFunc(linkage.Epochs, func(a, b token.Epoch) int { return cmp.Compare(a.Number, b.Number) })
	return linkage
}

// mostTokens is how many bytes the token sheets of a submission may come to, less than a hub
// takes, because they are sealed and padded by messages around them.
const mostTokens = 360 << 10

// sizeOfSheets is the most that the sheets of a filing come to.
func (l *Linkage) sizeOfSheets(people []Person) int {
	const sheet = linkage.Slots*token.Size + 112
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
	blanks, inputs := b.blanks()
	if len(blanks) == 0 {
		return nil, nil
	}
	var all pb.TokenSheets
	for _, epoch := range l.Epochs {
		made, err := l.fill(ctx, epoch, blanks, inputs)
		if err != nil {
			return nil, fmt.Errorf("%w of epoch %d: %w", ErrTokens, epoch.Number, err)
		}
		all.Sheets = append(all.Sheets, made...)
	}
	b.bind(p.id, all.Sheets)
	plain, err := proto.Marshal(&all)
	if err != nil {
		return nil, fmt.Errorf("encoding tokens: %w", err)
	}
	return token.Seal(l.Recipient, p.id.Country.String(), plain)
}

// blanks returns a sheet without tokens for each person of whom there is something to make
// tokens of, and the inputs of all of them in this order.
func (b *batch) blanks() (blanks []*pb.TokenSheet, inputs []token.Input) {
	for i, people := range b.people {
		for _, person := range people {
			blank, own := person.blank()
			if len(own) == 0 {
				continue
			}
			blank.Position = uint32(i)
			blanks, inputs = append(blanks, blank), append(inputs, own...)
		}
	}
	return blanks, inputs
}

// fill returns the sheets with the tokens of one epoch.
func (l *Linkage) fill(ctx context.Context, epoch token.Epoch, blanks []*pb.TokenSheet, inputs []token.Input) ([]*pb.TokenSheet, error) {
	tokens, err := l.Evaluator.Tokens(ctx, epoch, inputs)
	if err != nil {
		return nil, err
	}
	if len(tokens) != len(inputs) {
		return nil, errors.New("there are not as many tokens as inputs")
	}
	made := make([]*pb.TokenSheet, len(blanks))
	for i, blank := range blanks {
		made[i] = proto.CloneOf(blank)
		made[i].Epoch = epoch.Number
		n := bits.OnesCount32(blank.GetSlots())
		for _, t := range tokens[:n] {
			made[i].Tokens = append(made[i].Tokens, t[:]...)
		}
		tokens = tokens[n:]
	}
	return made, nil
}

// bind salts the sheets and notes in each item the digest of its own, in the order in which
// they are sent.
func (b *batch) bind(id Identity, sheets []*pb.TokenSheet) {
	of := make([][]*pb.TokenSheet, len(b.items))
	for _, s := range sheets {
		s.Salt = id.salt(b.items[s.GetPosition()].GetReportRef())
		of[s.GetPosition()] = append(of[s.GetPosition()], s)
	}
	for i, it := range b.items {
		if len(of[i]) > 0 {
			digest := wire.SheetsDigest(id.Country.String(), tip.Ref(it.GetReportRef()), of[i])
			it.TokensDigest = digest[:]
		}
	}
}
