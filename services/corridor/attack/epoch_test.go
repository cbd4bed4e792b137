package attack_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// persons returns the countries that report each person, as PERSONS says it: for everybody
// who may read that stream.
func (r *rig) persons() (list []string) {
	r.t.Helper()
	all := map[string]string{}
	for _, m := range r.stored(bus.Persons, bus.PersonsSubject) {
		for _, p := range unmarshal(r.t, m.Data, &pb.PersonChanges{}).GetPersons() {
			var countries []string
			for _, member := range p.GetAfter() {
				countries = append(countries, member.GetCountry())
			}
			all[string(p.GetPersonId())] = strings.Join(countries, "+")
		}
	}
	for _, countries := range all {
		if countries != "" {
			list = append(list, countries)
		}
	}
	slices.Sort(list)
	return list
}

// TestKeyEpochsShareNothing reports one woman from three countries: one that still makes tokens
// of the old epoch, one that already makes those of the new, and one that makes both, as all
// do while keys change.
func TestKeyEpochsShareNothing(t *testing.T) {
	r := newRig(t, zerolog.Nop(), []uint32{1, 2}, "POL", "ITA", "DEU")
	at := tip.QuarterPeriod(2023, 1)
	r.send(r.focalPoint("POL", 1), "old", tellings(t, "POL", at, anna)...)
	r.send(r.focalPoint("ITA", 2), "new", tellings(t, "ITA", at, anna)...)
	if got := r.persons(); !slices.Equal(got, []string{"ITA", "POL"}) {
		t.Errorf("tokens of two epochs make the persons %v", got)
	}
	l := r.loot()
	old := map[token.Token]bool{}
	for epoch := range uint32(2) {
		tokens, err := token.Direct(r.holderKey(token.First, epoch+1), r.holderKey(token.Second, epoch+1), inputs(anna))
		must(t, err)
		for _, tok := range tokens {
			if !l.tokens[tok] || !l.codes[r.linkKey().Code(tok)] || old[tok] {
				t.Fatalf("a token of epoch %d did not arrive, or is one of epoch 1 too", epoch+1)
			}
			old[tok] = true
		}
	}
	if len(l.tokens) != len(old) || len(l.codes) != len(old) {
		t.Errorf("%d tokens became %d and %d codes", len(old), len(l.tokens), len(l.codes))
	}
	r.send(r.focalPoint("DEU", 1, 2), "both", tellings(t, "DEU", at, anna)...)
	if got := r.persons(); !slices.Equal(got, []string{"ITA+POL+DEU"}) && !slices.Equal(got, []string{"DEU+ITA+POL"}) {
		t.Errorf("with tokens of both epochs the persons are %v", got)
	}
}
