package normalizer

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/normalizer/internal/ledger"
)

// trust puts a trust list in force if the anchor signed it and it is newer than the one in
// force. A refused list is quarantined and the old one stays.
func (f *fold) trust(in stage.Message) ([]stage.Message, error) {
	t, err := f.verifyTrust(in.Data)
	if err == nil && f.SetTrust(t) {
		return encodeAll(output{bus.TrustInForceSubject, &pb.Normalized{TrustList: in.Data}})
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
	return t, nil
}

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
