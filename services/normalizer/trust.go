package normalizer

import (
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/normalizer/internal/ledger"
)

// trust puts a trust list in force if the anchor signed it and it is newer than the one in
// force. A refused list is quarantined and the old one stays.
func (f *fold) trust(in stage.Message) ([]stage.Message, error) {
	t, err := f.verifyTrust(in.Data)
	if err == nil && f.SetTrust(t) {
		return encodeAll(output{f.partition.TrustInForce(), &pb.Normalized{TrustList: in.Data}})
	}
	if !f.partition.First() {
		return nil, nil
	}
	s := newSubmission(in, geo.None)
	s.refuseWhole(code.ReasonA04)
	return encodeAll(output{bus.TrustRefusedSubject, s.quarantined()})
}

func (f *fold) verifyTrust(data []byte) (ledger.Trust, error) {
	var list pb.TrustList
	if err := proto.Unmarshal(data, &list); err != nil {
		return ledger.Trust{}, err
	}
	if list.GetPublicKey() != f.anchor {
		return ledger.Trust{}, errors.New("not signed by the anchor")
	}
	if err := sign.Verify(f.anchor, sign.TrustListType, list.GetBody(), list.GetSignature()); err != nil {
		return ledger.Trust{}, err
	}
	return decodeTrust(list.GetBody())
}

func decodeTrust(body []byte) (ledger.Trust, error) {
	var b pb.TrustListBody
	if err := proto.Unmarshal(body, &b); err != nil {
		return ledger.Trust{}, err
	}
	t := ledger.Trust{Version: b.GetVersion(), Keys: map[string]ledger.TrustedKey{}}
	for _, k := range b.GetKeys() {
		country, ok := geo.ParseAlpha3(k.GetCountry())
		if !ok || !country.Known() {
			return ledger.Trust{}, errors.New("a key of an unknown country")
		}
		if !sign.Valid(k.GetPublicKey()) {
			return ledger.Trust{}, errors.New("a key that is none")
		}
		if _, twice := t.Keys[k.GetPublicKey()]; twice {
			return ledger.Trust{}, errors.New("a key for two countries")
		}
		t.Keys[k.GetPublicKey()] = ledger.TrustedKey{Country: country, FinestPeriod: code.PeriodGrain(k.GetFinestPeriod())}
	}
	return t, setLinkage(&t, b.GetLinkage())
}

// setLinkage reads who may review, and checks what focal points will make tokens with.
func setLinkage(t *ledger.Trust, l *pb.Linkage) error {
	for _, key := range l.GetReviewers() {
		if !sign.Valid(key) || slices.Contains(t.Reviewers, key) {
			return errors.New("a reviewer's key that is none, or stands twice")
		}
		t.Reviewers = append(t.Reviewers, key)
	}
	slices.Sort(t.Reviewers)
	var epochs []uint32
	for _, e := range l.GetEpochs() {
		if e.GetEpoch() == 0 || e.GetEpoch() > mostEpoch || slices.Contains(epochs, e.GetEpoch()) ||
			len(e.GetFirst()) != token.ElementSize || len(e.GetSecond()) != token.ElementSize {
			return errors.New("a key epoch without a number or a key, or twice")
		}
		epochs = append(epochs, e.GetEpoch())
	}
	if len(epochs) > 0 && len(l.GetRecipient()) != token.PublicSize {
		return errors.New("key epochs, and nobody to seal tokens to")
	}
	return nil
}

// mostEpoch is the highest number of an epoch: the hub keeps it in two bytes.
const mostEpoch = 1<<16 - 1

// restoreTrust folds a list that was accepted when it came.
func (f *fold) restoreTrust(data []byte) error {
	var list pb.TrustList
	if err := proto.Unmarshal(data, &list); err != nil {
		return fmt.Errorf("decoding TrustList: %w", err)
	}
	t, err := decodeTrust(list.GetBody())
	if err != nil {
		return fmt.Errorf("decoding TrustListBody: %w", err)
	}
	if !f.SetTrust(t) {
		return errors.New("a trust list that is not newer was put in force")
	}
	return nil
}
