package bus_test

import (
	"context"
	"testing"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/geo"
)

// TestTheLogsKeepEverything checks on a real server that no stream ages out, overwrites or
// lets anybody delete, and that creating them again changes nothing.
func TestTheLogsKeepEverything(t *testing.T) {
	_, js := bustest.Start(t)
	ctx := context.Background()
	if err := bus.Ensure(ctx, js, bus.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, name := range bus.Streams() {
		s, err := js.Stream(ctx, name)
		if err != nil {
			t.Fatal(err)
		}
		c := s.CachedInfo().Config
		if c.Discard != jetstream.DiscardNew || !c.DenyDelete || !c.DenyPurge || c.MaxAge != 0 || c.MaxMsgs > 0 ||
			c.MaxMsgsPerSubject > 0 || c.Storage != jetstream.FileStorage || c.Retention != jetstream.LimitsPolicy || !c.AllowAtomicPublish {
			t.Errorf("%s can lose messages: %+v", name, c)
		}
		if err := s.Purge(ctx); err == nil {
			t.Errorf("%s can be purged", name)
		}
	}
}

// TestAServiceThatStartsKeepsTheSources checks that a stream goes on fetching what a leaf node
// holds after a service has made sure of its streams.
func TestAServiceThatStartsKeepsTheSources(t *testing.T) {
	_, js := bustest.Start(t)
	ctx := context.Background()
	s, err := js.Stream(ctx, bus.Reports)
	if err != nil {
		t.Fatal(err)
	}
	c := s.CachedInfo().Config
	c.Sources = []*jetstream.StreamSource{{Name: "OUTBOX", Domain: "UKR"}}
	if _, err := js.UpdateStream(ctx, c); err != nil {
		t.Fatal(err)
	}
	if err := bus.Ensure(ctx, js, bus.Options{}); err != nil {
		t.Fatal(err)
	}
	info, err := s.Info(ctx)
	if err != nil || len(info.Config.Sources) != 1 {
		t.Errorf("%d sources are left: %v", len(info.Config.Sources), err)
	}
}

// TestEverySubjectHasItsStream publishes on each subject and looks where it is stored.
func TestEverySubjectHasItsStream(t *testing.T) {
	_, js := bustest.Start(t)
	ukraine, _ := geo.ParseAlpha3("UKR")
	for subject, want := range map[string]string{
		bus.ReportsSubject(ukraine):    bus.Reports,
		bus.TrustOfferedSubject:        bus.Reports,
		bus.NormalizedSubject(ukraine): bus.Normalized,
		bus.ReceiptsSubject(ukraine):   bus.Normalized,
		bus.QuarantineSubject(ukraine): bus.Normalized,
		bus.TrustInForceSubject:        bus.Normalized,
		bus.TrustRefusedSubject:        bus.Normalized,
		bus.PersonsSubject:             bus.Persons,
		bus.PartnerSubject("T09"):      bus.Statistics,
	} {
		ack, err := js.Publish(context.Background(), subject, []byte("x"))
		if err != nil || ack.Stream != want {
			t.Errorf("%s: %v %v, want %s", subject, ack, err, want)
		}
	}
}

func TestCountryOfASubject(t *testing.T) {
	for subject, want := range map[string]string{
		"reports.v1.UKR": "UKR", "reports.v1.XCT": "XCT",
		"reports.v1.ukr": "", "reports.v1.ZZZ": "", "reports.v1._U": "", "reports.v1.": "", "receipts.v1.UKR": "", "trust.v1.offered": "",
	} {
		got, ok := bus.Country(subject)
		if got.String() != want && ok || ok != (want != "") {
			t.Errorf("%s: got %s %v, want %q", subject, got, ok, want)
		}
	}
}

// TestAddressHidesPasswords checks what log lines say of where a connection goes.
func TestAddressHidesPasswords(t *testing.T) {
	s, _ := bustest.Start(t)
	host := s.Addr().String()
	nc, _, err := bus.Connect("nats://user:secret@"+host+",nats://token@"+host, "test")
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	if got := bus.Address(nc); got != host+","+host {
		t.Errorf("got %q", got)
	}
}
