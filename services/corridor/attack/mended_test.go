package attack_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// These attacks worked once.

// TestASheetWithoutTokensDoesNotStopTheHub: one sheet with no slot is enough.
func TestASheetWithoutTokensDoesNotStopTheHub(t *testing.T) {
	g := newTarget(t)
	g.submit(1, sheet(0, 1, 0))
	g.holds()
}

// TestPersonsWithManyRecordsFitIntoMessages reports 500 persons again and again, as a country
// does that gives its cases new references.
func TestPersonsWithManyRecordsFitIntoMessages(t *testing.T) {
	g := newTarget(t)
	for range 12 {
		var sheets []*pb.TokenSheet
		for position := range uint32(500) {
			sheets = append(sheets, full(position, 1, uint64(position)))
		}
		g.submit(500, sheets...)
	}
	if n := g.holds(); n != 500 {
		t.Errorf("500 persons are %d", n)
	}
}

// TestDigestsOfTokensAnswerNoGuess has a focal point and a thief of the hub's disk work together,
// without the link key.
func TestDigestsOfTokensAnswerNoGuess(t *testing.T) {
	r := newRig(t, zerolog.Nop(), []uint32{1}, "POL", "ITA")
	at := tip.QuarterPeriod(2023, 1)
	r.send(r.focalPoint("POL", 1), "case", tellings(t, "POL", at, anna)...)
	item := r.submission("POL").GetItems()[0]
	epoch, err := token.EpochOf(r.holderKey(token.First, 1), r.holderKey(token.Second, 1))
	must(t, err)
	// Italy asks for her tokens within its quota, and reads POL's reports on the hub's disk:
	// traits of the sheet are those of the report, in the clear beside it.
	tokens, err := r.client("ITA").Tokens(soon(t), epoch, inputs(anna))
	must(t, err)
	s := &pb.TokenSheet{VictimRef: 1, Scheme: 1, Epoch: 1, Sex: pb.Sex(report(t, "POL", at).Victims[0].Sex),
		Age: pb.AgeBand(report(t, "POL", at).Victims[0].AgeRegistration), DetectionPeriod: at.String(), Citizenships: []string{"UKR"}}
	for i, in := range anna.Inputs() {
		s.Slots |= 1 << in.Slot
		s.Tokens = append(s.Tokens, tokens[i][:]...)
	}
	if d := wire.SheetsDigest("POL", tip.Ref(item.GetReportRef()), []*pb.TokenSheet{s}); bytes.Equal(d[:], item.GetTokensDigest()) {
		t.Error("the digest in REPORTS confirms who she is, without the hub's key")
	}
}

// TestIdentitiesDoNotPrint formats an identity with every verb that somebody may use.
func TestIdentitiesDoNotPrint(t *testing.T) {
	for _, v := range []any{anna, &anna, []identity.Identity{anna}, focalpoint.Person{Identity: anna}, anna.Inputs(), focalpoint.Filing{People: []focalpoint.Person{{Identity: anna}}}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
			if s := fmt.Sprintf(verb, v); strings.Contains(s, "Qwyx") || strings.Contains(s, "1999") {
				t.Errorf("%s prints %T", verb, v)
			}
		}
	}
}
