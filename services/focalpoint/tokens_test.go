package focalpoint

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func TestTokensAreThoseOfTheKeyHolders(t *testing.T) {
	o, _ := linked(t, 1)
	body := sent(t, o, upsert("a", 1), with("b", ana(1), eva(2)))[0]
	sheets := sheetsIn(t, body)
	if len(sheets) != 2 {
		t.Fatalf("%d sheets", len(sheets))
	}
	for i, person := range []Person{ana(1), eva(2)} {
		keys, s := local(t, 1), sheets[i]
		var want []byte
		var slots uint32
		for _, in := range person.Identity.Inputs() {
			tokens, err := token.Direct(keys.First, keys.Second, []token.Input{{Family: in.Family, Value: in.Value}})
			must(t, err)
			want, slots = append(want, tokens[0][:]...), slots|1<<in.Slot
		}
		if !bytes.Equal(s.GetTokens(), want) || s.GetSlots() != slots || s.GetScheme() != linkage.Scheme || s.GetEpoch() != 1 || s.GetPosition() != 1 || s.GetVictimRef() != person.Victim.Ref {
			t.Errorf("sheet %d: slots %b, want %b, or other tokens", i, s.GetSlots(), slots)
		}
	}
	if s := sheets[0]; s.GetSex() != pb.Sex_SEX_FEMALE || s.GetDetectionPeriod() != "2024-12" || len(s.GetCitizenships()) != 5 ||
		s.GetAge() != pb.AgeBand(code.AgeBandY21To23) {
		t.Error("the sheet does not say what the report says")
	}
	digest := wire.SheetsDigest("ITA", tip.Ref(body.GetItems()[1].GetReportRef()), sheets)
	if len(body.GetItems()[0].GetTokensDigest()) > 0 || !bytes.Equal(body.GetItems()[1].GetTokensDigest(), digest[:]) {
		t.Error("the digests are not bound to the items")
	}
}

func TestTokensOpenForTheHubAsTheSendersAlone(t *testing.T) {
	o, _ := linked(t, 1)
	sealed := sent(t, o, with("a", ana(1)))[0].GetSealedTokens()
	for name, tt := range map[string]struct {
		seed    byte
		country string
		opens   bool
	}{
		"the hub, from the sender":       {3, "ITA", true},
		"the hub, from another country":  {3, "FRA", false},
		"another hub, from the sender":   {4, "ITA", false},
		"the hub, from no country named": {3, "", false},
	} {
		if _, err := hubKey(t, tt.seed).Open(tt.country, sealed); (err == nil) != tt.opens {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEachEpochInForceGetsASheetAndOneRequest(t *testing.T) {
	o, h := linked(t, 2, 1)
	o.Batch = 2
	bodies := sent(t, o, with("a", ana(1)), with("b", eva(1)), with("c", ana(1), eva(2)))
	if !slices.Equal(h.asked, []uint32{1, 2, 1, 2}) {
		t.Errorf("asked in epochs %v", h.asked)
	}
	var got []string
	for i, body := range bodies {
		for _, s := range sheetsIn(t, body) {
			got = append(got, fmt.Sprint(i, s.GetPosition(), s.GetVictimRef(), s.GetEpoch()))
		}
	}
	want := []string{"0 0 1 1", "0 1 1 1", "0 0 1 2", "0 1 1 2", "1 0 1 1", "1 0 2 1", "1 0 1 2", "1 0 2 2"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if one, two := sheetsIn(t, bodies[1])[0], sheetsIn(t, bodies[1])[2]; bytes.Equal(one.GetTokens(), two.GetTokens()) {
		t.Error("two epochs give the same tokens")
	}
}

func TestWhoHasNothingToLinkSendsNoTokens(t *testing.T) {
	linking, asked := linked(t, 1)
	for name, tt := range map[string]struct {
		o      Options
		people []Person
	}{
		"a country that links nothing":          {options(), []Person{ana(1)}},
		"a hub that links nothing":              {Options{Produced: options().Produced, Linkage: LinkageOf(&pb.Linkage{Recipient: []byte{1}}, asked)}, []Person{ana(1)}},
		"a report without people":               {linking, nil},
		"a person of whom nothing is known":     {linking, []Person{{Victim: tip.Victim{Ref: 1}}}},
		"a person of whom the sex is known":     {linking, []Person{{Victim: ana(1).Victim}}},
		"a person of whom one property is said": {linking, []Person{{Identity: identity.Identity{Family: "Rusu"}}}},
	} {
		body := sent(t, tt.o, with("a", tt.people...))[0]
		if len(body.GetSealedTokens()) > 0 || len(body.GetItems()[0].GetTokensDigest()) > 0 {
			t.Errorf("%s sends tokens", name)
		}
	}
	if len(asked.asked) > 0 {
		t.Error("key-holders were asked for nothing")
	}
}

// digests returns the digests of all items by their reference.
func digests(bodies []*pb.SubmissionBody) map[string]string {
	list := map[string]string{}
	for _, body := range bodies {
		for _, it := range body.GetItems() {
			list[fmt.Sprintf("%x", it.GetReportRef())] = fmt.Sprintf("%x", it.GetTokensDigest())
		}
	}
	return list
}

func TestARerunGivesTheSameDigests(t *testing.T) {
	o, _ := linked(t, 1, 2)
	first := digests(sent(t, o, with("a", ana(1), eva(2)), with("b", eva(1)), upsert("c", 1)))
	again, _ := linked(t, 2, 1)
	again.Batch = 1
	second := digests(sent(t, again, with("b", eva(1)), upsert("c", 1), with("a", eva(2), ana(1))))
	if fmt.Sprint(first) != fmt.Sprint(second) || len(first) != 3 {
		t.Errorf("first %v, then %v", first, second)
	}
	other, _ := linked(t, 2)
	if fmt.Sprint(digests(sent(t, other, with("a", ana(1), eva(2))))) == fmt.Sprint(digests(sent(t, o, with("a", ana(1), eva(2))))) {
		t.Error("other tokens have the same digest")
	}
}

func TestWithoutAnAnswerOfTheKeyHoldersNothingIsSent(t *testing.T) {
	o, h := linked(t, 1)
	o.Batch = 2
	p, s := into(t, o)
	must(t, p.Send(soon(t), with("a", ana(1))))
	h.fails = 2
	for range 2 {
		if err := p.Send(soon(t), with("b", eva(1))); !errors.Is(err, ErrTokens) || !errors.Is(err, errAway) {
			t.Fatalf("no tokens: %v", err)
		}
	}
	if len(s.sent) > 0 {
		t.Fatal("something was sent")
	}
	must(t, p.Send(soon(t), with("b", eva(1))))
	must(t, p.Flush(soon(t)))
	sizes := []int{}
	for _, data := range s.sent {
		body := opened(data)
		sizes = append(sizes, len(body.GetItems()))
		for _, it := range body.GetItems() {
			if len(it.GetTokensDigest()) == 0 {
				t.Error("an item goes without its tokens")
			}
		}
	}
	if !slices.Equal(sizes, []int{2, 1}) {
		t.Errorf("submissions of %v", sizes)
	}
}

func TestTooFewTokensAreRefused(t *testing.T) {
	o, h := linked(t, 1)
	h.loses = 1
	p, s := into(t, o)
	must(t, p.Send(soon(t), with("a", ana(1))))
	if err := p.Flush(soon(t)); !errors.Is(err, ErrTokens) || len(s.sent) > 0 {
		t.Errorf("got %v", err)
	}
}

func TestAPersonIsNeverPrinted(t *testing.T) {
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
		if out := fmt.Sprintf(verb, with("a", ana(1))); strings.Contains(out, "Ana") || strings.Contains(out, "416e61") {
			t.Errorf("%s prints %s", verb, out)
		}
	}
}
