package replay

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/aggregator"
	"github.com/corridor-tip/corridor/services/corridor/internal/world"
	"github.com/corridor-tip/corridor/services/deduplicator"
	"github.com/corridor-tip/corridor/services/normalizer"
)

func TestMain(m *testing.M) {
	_ = flag.Set("rapid.checks", "25") // each check runs the whole pipeline
	os.Exit(m.Run())
}

// log builds streams of reports out of filings, signed by one key a country.
type log struct {
	t      testing.TB
	anchor *sign.Key
	keys   map[geo.Area]*sign.Key
}

func newLog(t testing.TB, filings []world.Filing) *log {
	t.Helper()
	l := &log{t: t, anchor: newKey(t), keys: map[geo.Area]*sign.Key{}}
	for _, f := range filings {
		if l.keys[f.Country] == nil {
			l.keys[f.Country] = newKey(t)
		}
	}
	return l
}

func newKey(t testing.TB) *sign.Key {
	t.Helper()
	k, err := sign.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (l *log) marshal(m proto.Message) []byte {
	l.t.Helper()
	b, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	if err != nil {
		l.t.Fatal(err)
	}
	return b
}

func (l *log) signed(k *sign.Key, kind string, body []byte) []byte {
	l.t.Helper()
	s, err := k.Sign(kind, body)
	if err != nil {
		l.t.Fatal(err)
	}
	return s
}

func (l *log) trust() stage.Message {
	list := &pb.TrustListBody{Version: 1}
	for country, k := range l.keys {
		list.Keys = append(list.Keys, &pb.TrustedKey{Country: country.String(), PublicKey: k.Public()})
	}
	slices.SortFunc(list.Keys, func(a, b *pb.TrustedKey) int { return bytes.Compare([]byte(a.Country), []byte(b.Country)) })
	body := l.marshal(list)
	return stage.Message{Subject: bus.TrustOfferedSubject, Data: l.marshal(&pb.TrustList{
		Body: body, PublicKey: l.anchor.Public(), Signature: l.signed(l.anchor, sign.TrustListType, body),
	})}
}

// stream sends the filings in their order, up to batch of one country in a submission.
func (l *log) stream(filings []world.Filing, batch int) Stream {
	s := Stream{l.trust()}
	held := map[geo.Area][]*pb.Item{}
	var order []geo.Area
	flush := func(c geo.Area) {
		body := l.marshal(&pb.SubmissionBody{SenderCountry: c.String(), ProducedPeriod: world.Produced().String(), Items: held[c]})
		s = append(s, stage.Message{Subject: bus.ReportsSubject(c), Data: l.marshal(&pb.Submission{
			Body: body, PublicKey: l.keys[c].Public(), Signature: l.signed(l.keys[c], sign.SubmissionType, body),
		})})
		held[c] = nil
	}
	for _, f := range filings {
		if f.Defect != world.DefectNone {
			continue
		}
		if held[f.Country] == nil {
			order = append(order, f.Country)
		}
		held[f.Country] = append(held[f.Country], itemOf(f))
		if len(held[f.Country]) == batch {
			flush(f.Country)
		}
	}
	for _, c := range order {
		if len(held[c]) > 0 {
			flush(c)
		}
	}
	for i := range s {
		s[i].Seq = uint64(i + 1)
	}
	return s
}

func itemOf(f world.Filing) *pb.Item {
	ref := sha256.Sum256([]byte(f.CaseKey))
	it := &pb.Item{ReportRef: ref[:16], Revision: f.Revision, Action: pb.Action(f.Action)}
	if f.Action == code.ActionUpsert {
		it.Kind, it.Content = pb.ItemKind_ITEM_KIND_INCIDENT_REPORT, wire.EncodeReport(f.Report)
	}
	return it
}

func filings(t testing.TB, seed uint64, victims int) []world.Filing {
	t.Helper()
	var all []world.Filing
	if _, err := world.Generate(world.Params{Seed: seed, Victims: victims}, func(f world.Filing) error {
		all = append(all, f)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// tables returns the cells that STATISTICS leaves, without processing counts.
func tables(t testing.TB, statistics Stream) map[string]int64 {
	t.Helper()
	cells := map[string]int64{}
	for _, m := range statistics {
		var c pb.TableChange
		if err := proto.Unmarshal(m.Data, &c); err != nil {
			t.Fatal(err)
		}
		for _, cell := range c.GetCells() {
			if c.GetTable() == "T30" && table.Processing(cell.GetKey()[0]) {
				continue
			}
			key := c.GetTable()
			for _, k := range cell.GetKey() {
				key += "|" + k
			}
			if cells[key] = cell.GetValue(); cell.GetValue() == 0 {
				delete(cells, key)
			}
		}
	}
	return cells
}

func run(t testing.TB, l *log, s Stream) map[string]Stream {
	t.Helper()
	all, err := All(s, l.anchor.Public(), []bus.Partition{{}}, deduplicator.Config{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func sameTables(t interface {
	Helper()
	Fatalf(string, ...any)
}, got, want map[string]int64) {
	t.Helper()
	for k, v := range want {
		if got[k] != v {
			t.Fatalf("cell %s: got %d, want %d", k, got[k], v)
		}
	}
	if len(got) != len(want) {
		t.Fatalf("got %d cells, want %d", len(got), len(want))
	}
}

// TestOrderRepeatsAndBatchesDoNotMatter permutes a history with repeats and cuts it into other
// submissions: the tables stay the same, cell by cell.
func TestOrderRepeatsAndBatchesDoNotMatter(t *testing.T) {
	all := filings(t, 3, 400)
	l := newLog(t, all)
	want := tables(t, run(t, l, l.stream(all, 100))[bus.Statistics])
	if len(want) < 1000 {
		t.Fatalf("the world has only %d cells", len(want))
	}
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		dice := rand.New(rand.NewPCG(seed, 1))
		other := slices.Clone(all)
		for range len(all) / 10 {
			other = append(other, all[dice.IntN(len(all))])
		}
		dice.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
		batch := rapid.SampledFrom([]int{1, 3, 50, 500}).Draw(rt, "batch")
		sameTables(rt, tables(t, run(t, l, l.stream(other, batch))[bus.Statistics]), want)
	})
}

// TestWithdrawnIsAsNeverSent withdraws a random half of the reports in random order: what is
// left is what those that stayed give on their own.
func TestWithdrawnIsAsNeverSent(t *testing.T) {
	all := slices.DeleteFunc(filings(t, 5, 300), func(f world.Filing) bool { return f.Action == code.ActionWithdraw })
	l := newLog(t, all)
	rapid.Check(t, func(rt *rapid.T) {
		dice := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 2))
		gone := map[string]bool{}
		for _, f := range all {
			if _, drawn := gone[f.CaseKey]; !drawn {
				gone[f.CaseKey] = dice.IntN(2) == 0
			}
		}
		history := slices.Clone(all)
		for i, f := range all {
			if first := slices.IndexFunc(all, func(o world.Filing) bool { return o.CaseKey == f.CaseKey }); gone[f.CaseKey] && first == i {
				history = append(history, world.Filing{Country: f.Country, CaseKey: f.CaseKey, Revision: 9, Action: code.ActionWithdraw})
			}
		}
		dice.Shuffle(len(history), func(i, j int) { history[i], history[j] = history[j], history[i] })
		stayed := slices.DeleteFunc(slices.Clone(all), func(f world.Filing) bool { return gone[f.CaseKey] })
		got := tables(t, run(t, l, l.stream(history, 20))[bus.Statistics])
		sameTables(rt, got, tables(t, run(t, l, l.stream(stayed, 20))[bus.Statistics]))
	})
}

// TestOutputsAloneRebuildEveryStage restores each fold from what it published and compares the
// states, byte for byte; and goes on from a snapshot as from the whole log.
func TestOutputsAloneRebuildEveryStage(t *testing.T) {
	all := filings(t, 7, 500)
	l := newLog(t, all)
	reports := l.stream(all, 25)
	streams := run(t, l, reports)
	in := reports
	for _, s := range []struct {
		output string
		fold   func() stage.Fold
	}{
		{bus.Normalized, normalizer.Config{Anchor: l.anchor.Public()}.Fold},
		{bus.Persons, func() stage.Fold {
			f, _ := deduplicator.Config{}.Fold()
			return f
		}},
		{bus.Statistics, aggregator.Config{}.Fold},
	} {
		applied, restored := s.fold(), s.fold()
		if _, err := Run(applied, in, nil); err != nil {
			t.Fatal(err)
		}
		for _, m := range streams[s.output] {
			if err := restored.Restore(m); err != nil {
				t.Fatalf("%s: %v", s.output, err)
			}
		}
		want := snapshot(t, applied)
		if !bytes.Equal(snapshot(t, restored), want) {
			t.Errorf("%s: the restored state differs from the applied one", s.output)
		}
		again := s.fold()
		if err := again.UnmarshalBinary(want); err != nil {
			t.Fatalf("%s: %v", s.output, err)
		}
		if !bytes.Equal(snapshot(t, again), want) {
			t.Errorf("%s: a snapshot does not survive", s.output)
		}
		in = streams[s.output]
	}
}

func snapshot(t testing.TB, f stage.Fold) []byte {
	t.Helper()
	b, err := f.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestDifferenceIsFound checks the comparison itself.
func TestDifferenceIsFound(t *testing.T) {
	a := Stream{{Subject: "x", Data: []byte("1")}, {Subject: "x", Data: []byte("2")}}
	for name, c := range map[string]struct {
		b    Stream
		want int
	}{
		"the same":        {Stream{{Subject: "x", Data: []byte("1")}, {Subject: "x", Data: []byte("2")}}, 0},
		"other data":      {Stream{{Subject: "x", Data: []byte("1")}, {Subject: "x", Data: []byte("3")}}, 2},
		"another subject": {Stream{{Subject: "y", Data: []byte("1")}, {Subject: "x", Data: []byte("2")}}, 1},
		"one is missing":  {Stream{{Subject: "x", Data: []byte("1")}}, 2},
		"nothing":         {nil, 1},
	} {
		if got := Difference(a, c.b); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}
