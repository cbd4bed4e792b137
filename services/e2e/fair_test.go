package e2e_test

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// phase is how long each measurement takes: short in a test run, longer for figures.
var phase = flag.Duration("phase", time.Second, "how long TestOneCountryFloods measures each case")

// window is that of the focal point that floods; a huge one shows what it is good for.
var window = flag.Int("window", 0, "most submissions without a receipt, 0 for the focal point's default")

// quietPause is the time between two submissions of a country in its ordinary way.
const quietPause = 200 * time.Millisecond

// TestOneCountryFloods measures how long countries wait for their receipts while another one
// publishes at a hundred times its rate, or as fast as a focal point can. It prints the
// figures; what must hold at any speed is that every report of the flood counts once.
func TestOneCountryFloods(t *testing.T) {
	quiet := []string{"POL", "MMR", "THA", "DEU", "ITA", "IDN", "MYS", "PHL"}
	d := newDeployment(t, append(quiet, "UKR")...)
	page := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	d.service("analyst", "--listen", page, "--small-cells", "exact")
	d.service("normalizer", "--anchor", d.anchor)
	d.service("deduplicator", "--link-key", filepath.Join(d.keys, "link.key"))
	d.service("aggregator")
	d.trust()
	w := d.waits(quiet, 10)
	sent := 0
	for _, flood := range []struct {
		name    string
		reports int
		pause   time.Duration
	}{
		{"a country at 100 times its rate", 10, quietPause / 100},
		{"as fast as it can, 500 a submission", 500, 0},
		{"as fast as it can, 1 a submission", 1, 0},
	} {
		before := w.during(*phase)
		f := d.publish("UKR", flood.reports, flood.pause)
		during := w.during(*phase)
		f.stop(t)
		sent += f.sent
		t.Logf("%-37s %6d reports; others' p50 %5.1f ms before, %5.1f during; p99 %5.1f before, %5.1f during: %.1f times",
			flood.name, f.sent, before(.5), during(.5), before(.99), during(.99), during(.99)/before(.99))
	}
	sent += w.end()
	d.counted(page, sent)
}

// waits is countries that publish in their ordinary way, and how long each submission waited.
type waits struct {
	d       *deployment
	cancel  context.CancelFunc
	done    sync.WaitGroup
	mu      sync.Mutex
	sent    map[[sha256.Size]byte]time.Time
	took    []time.Duration // of those answered since the last call of during
	reports int
}

func (d *deployment) waits(countries []string, reports int) *waits {
	d.t.Helper()
	ctx, cancel := context.WithCancel(d.t.Context())
	w := &waits{d: d, cancel: cancel, sent: map[[sha256.Size]byte]time.Time{}}
	w.done.Go(func() { w.receipts(ctx) })
	for i, c := range countries {
		w.done.Go(func() {
			time.Sleep(quietPause * time.Duration(i) / time.Duration(len(countries)))
			for n := 0; ctx.Err() == nil; n++ {
				w.submit(c, n, reports)
				time.Sleep(quietPause)
			}
		})
	}
	return w
}

// submit publishes one signed submission and notes when.
func (w *waits) submit(country string, n, reports int) {
	id := w.d.points[country]
	body := &pb.SubmissionBody{SenderCountry: country, ProducedPeriod: "2024-Q3"}
	for i := range reports {
		ref := id.Ref(fmt.Sprint(n, "/", i))
		body.Items = append(body.Items, &pb.Item{ReportRef: ref[:], Revision: 1, Action: pb.Action_ACTION_UPSERT,
			Kind: pb.ItemKind_ITEM_KIND_INCIDENT_REPORT, Content: wire.EncodeReport(report())})
	}
	encoded, _ := proto.Marshal(body)
	signature, err := id.Key.Sign(sign.SubmissionType, encoded)
	if err != nil {
		w.d.t.Error(err)
		return
	}
	data, _ := proto.Marshal(&pb.Submission{Body: encoded, PublicKey: id.Key.Public(), Signature: signature})
	w.mu.Lock()
	w.sent[sha256.Sum256(data)] = time.Now()
	w.reports += reports
	w.mu.Unlock()
	if _, err := w.d.js.Publish(w.d.t.Context(), bus.ReportsSubject(id.Country), data); err != nil {
		w.d.t.Error(err)
	}
}

// receipts notes how long each submission waited for its receipt.
func (w *waits) receipts(ctx context.Context) {
	c, err := w.d.js.OrderedConsumer(ctx, bus.Normalized, jetstream.OrderedConsumerConfig{FilterSubjects: []string{bus.ReceiptsPrefix + "*"}})
	if err != nil {
		w.d.t.Error(err)
		return
	}
	it, err := c.Messages()
	if err != nil {
		w.d.t.Error(err)
		return
	}
	defer it.Stop()
	for {
		msg, err := it.Next(jetstream.NextContext(ctx))
		if err != nil {
			return
		}
		var r pb.Receipt
		if err := proto.Unmarshal(msg.Data(), &r); err != nil {
			w.d.t.Error(err)
		}
		w.mu.Lock()
		if at, ours := w.sent[[sha256.Size]byte(r.GetSubmissionDigest())]; ours {
			w.took = append(w.took, time.Since(at))
		}
		w.mu.Unlock()
	}
}

// during lets some time go by and returns the quantiles of what was answered in it, in
// milliseconds.
func (w *waits) during(span time.Duration) func(q float64) float64 {
	w.mu.Lock()
	w.took = nil
	w.mu.Unlock()
	time.Sleep(span)
	w.mu.Lock()
	defer w.mu.Unlock()
	took := slices.Clone(w.took)
	slices.Sort(took)
	return func(q float64) float64 {
		if len(took) == 0 {
			return 0
		}
		return float64(took[int(q*float64(len(took)-1))].Microseconds()) / 1000
	}
}

// end stops the countries and returns how many reports they have sent.
func (w *waits) end() int {
	w.cancel()
	w.done.Wait()
	return w.reports
}
