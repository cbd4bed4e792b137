package deduplicator

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/linkage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// TestABookReadsOnFromWhereItWas fills PERSONS as the deduplicator does, and reads it twice.
func TestABookReadsOnFromWhereItWas(t *testing.T) {
	_, js := bustest.Start(t)
	ctx, f, hub := context.Background(), linker(t), key(t, 1)
	path := filepath.Join(t.TempDir(), "link.key")
	must(t, os.WriteFile(path, hub.File(), 0o600))
	b, err := Config{LinkKey: path}.Book()
	must(t, err)
	must(t, b.Read(ctx, js))
	if b.fold.Len() != 0 || len(b.Queue(0)) != 0 || !b.Links() {
		t.Error("an empty stream has records")
	}
	publish := func(subject string, n *pb.Normalized) {
		for _, m := range apply(t, f, subject, n) {
			_, err := js.Publish(ctx, m.Subject, m.Data)
			must(t, err)
		}
		must(t, b.Read(ctx, js))
		must(t, b.Read(ctx, js))
	}
	first := sent(t, "UKR", hub, one(sheet(0, 1, 1, 7)))
	publish(bus.NormalizedPrefix+"UKR", first)
	publish(bus.NormalizedPrefix+"POL", sent(t, "POL", hub, one(sheet(0, 1, 1, 7))))
	ukr, pol := keyOf(t, "UKR", first), keyOf(t, "POL", first)
	if e, ok := b.Explain(pol, ukr); !ok || len(e.Chain) != 2 || !b.Together(ukr, pol) || !b.Has(ukr) || b.fold.Len() != 2 {
		t.Errorf("got %+v, %v", e, ok)
	}
	d, _ := linkage.NewDecision(ukr, pol, linkage.Different, 4)
	publish(bus.ReviewAcceptedSubject, accepted(t, ReviewBody(d)))
	if got, ok := b.Decision(pol, ukr); !ok || got != d || b.Together(ukr, pol) {
		t.Errorf("got %+v, %v", got, ok)
	}
	plain, err := Config{}.Book()
	must(t, err)
	if err := plain.Read(ctx, js); err == nil || !strings.Contains(err.Error(), "E-LINKAGE") || plain.Links() {
		t.Errorf("without a key: %v", err)
	}
	if _, ok := plain.Explain(pol, ukr); ok || plain.Queue(0) != nil {
		t.Error("a book without a key explains")
	}
	if _, ok := plain.Decision(pol, ukr); ok {
		t.Error("a book without a key knows decisions")
	}
}

func keyOf(t *testing.T, country string, n *pb.Normalized) linkage.Key {
	t.Helper()
	var s shapes
	k := s.victim(&pb.VictimId{Country: country, ReportRef: n.Items[0].ReportRef, VictimRef: 1})
	must(t, s.err())
	return k
}

func TestABookWithABadKeyIsNotOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "link.key")
	must(t, os.WriteFile(path, []byte("corridor-link-key 00 00\n"), 0o600))
	for name, c := range map[string]Config{"a file that is no key": {LinkKey: path}, "no file": {LinkKey: path + "x"}} {
		if _, err := c.Book(); err == nil {
			t.Errorf("%s: was opened", name)
		}
	}
}
