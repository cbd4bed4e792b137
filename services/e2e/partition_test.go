package e2e_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/wire"
)

// TestNormalizersShareTheCountries runs two normalizers, each for its countries, and kills each
// of them and the deduplicator under load. Persons and statistics are those of one normalizer
// that read the same reports, message by message, and everything is as recomputed.
func TestNormalizersShareTheCountries(t *testing.T) {
	d := newDeployment(t, "UKR", "POL", "MMR", "THA")
	page := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	linkKey := filepath.Join(d.keys, "link.key")
	d.service("analyst", "--listen", page, "--small-cells", "exact")
	deduplicator := d.service("deduplicator", "--link-key", linkKey) // waits for the partitions
	d.service("aggregator")
	parts := []*instance{
		d.service("normalizer", "--anchor", d.anchor, "--partition", "1/2"),
		d.service("normalizer", "--anchor", d.anchor, "--partition", "2/2"),
		deduplicator,
	}
	d.trust()
	var all []*traffic
	for country := range d.points {
		all = append(all, d.publish(country, 7, 4*time.Millisecond))
	}
	dice := rand.New(rand.NewPCG(3, 3))
	for _, p := range parts {
		time.Sleep(time.Duration(300+dice.IntN(400)) * time.Millisecond)
		p.Kill()
		time.Sleep(time.Duration(dice.IntN(500)) * time.Millisecond) // the others go on as far as they can
		p.Run()
	}
	sent := 0
	for _, a := range all {
		a.stop(t)
		sent += a.sent
	}
	d.counted(page, sent)
	d.wrongNumber()

	single := newDeployment(t)
	single.service("normalizer", "--anchor", d.anchor)
	single.service("deduplicator", "--link-key", linkKey)
	single.service("aggregator")
	d.copyReports(single)
	want := d.messages(bus.Persons)
	eventually(t, "PERSONS is complete", func() bool { return len(single.messages(bus.Persons)) == len(want) })
	for i, m := range single.messages(bus.Persons) {
		if m.Subject != want[i].Subject || !bytes.Equal(m.Data, want[i].Data) {
			t.Fatalf("message %d of PERSONS differs from that of one normalizer", i+1)
		}
	}
	eventually(t, "the statistics are those of one normalizer", func() bool { return maps.Equal(single.cells(), d.cells()) })
	t.Logf("%d changes of persons and %d cells of %d reports are those of one normalizer", len(want), len(d.cells()), sent)
}

// cells returns the value of every cell of the statistics.
func (d *deployment) cells() map[string]int64 {
	d.t.Helper()
	all := map[string]int64{}
	for _, m := range d.messages(bus.Statistics) {
		def, cells, err := wire.DecodeTableChange(m.Data)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, c := range cells {
			k := fmt.Sprint(def.ID, def.Names(c.Key))
			if all[k] = c.Value; c.Value == 0 {
				delete(all, k)
			}
		}
	}
	return all
}

// wrongNumber starts normalizers that were told another number of partitions.
func (d *deployment) wrongNumber() {
	d.t.Helper()
	for _, partition := range []string{"1/1", "1/3", "3/3"} {
		_, stderr, err := tryCorridor(d.t, "normalizer", "--nats", d.url, "--metrics", "", "--anchor", d.anchor, "--partition", partition)
		if err == nil || !strings.Contains(string(stderr), "E-PARTITION: this hub was begun with 2 partition(s)") {
			d.t.Errorf("%s: got %v: %s", partition, err, stderr)
		}
	}
}

// copyReports publishes what the hub has of REPORTS to another one, in its order.
func (d *deployment) copyReports(to *deployment) {
	d.t.Helper()
	for _, m := range d.messages(bus.Reports) {
		var err error
		eventually(d.t, "the other hub takes reports", func() bool {
			_, err = to.js.PublishMsg(d.t.Context(), &nats.Msg{Subject: m.Subject, Data: m.Data})
			return err == nil
		})
	}
}

// messages returns all that a stream holds.
func (d *deployment) messages(stream string) (all []stage.Message) {
	d.t.Helper()
	if _, err := d.js.Stream(d.t.Context(), stream); err != nil {
		return nil // not created yet
	}
	err := stage.Read(d.t.Context(), d.js, stream, func(m stage.Message) error {
		all = append(all, m)
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}
