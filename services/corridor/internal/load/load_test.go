package load

import (
	"testing"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/services/aggregator"
	"github.com/corridor-tip/corridor/services/corridor/internal/replay"
	"github.com/corridor-tip/corridor/services/normalizer"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// BenchmarkFolds measures the pure part of each stage, a report at a time of submissions of
// 500: what a hub costs without a broker.
func BenchmarkFolds(b *testing.B) {
	l, err := Make(b.Context(), b.TempDir(), 1, 40_000, 500)
	must(b, err)
	list, err := l.TrustList()
	must(b, err)
	in := append(replay.Stream{{Subject: bus.TrustOfferedSubject, Data: list}}, l.Submissions...)
	for i := range in {
		in[i].Seq = uint64(i + 1)
	}
	stages := []struct {
		name string
		fold func() stage.Fold
	}{
		{"normalizer", func() stage.Fold { return normalizer.Config{Anchor: l.Keys.Anchor.Public()}.Fold() }},
		{"deduplicator", func() stage.Fold {
			f, err := l.Persons.Fold()
			must(b, err)
			return f
		}},
		{"aggregator", func() stage.Fold { return aggregator.Config{}.Fold() }},
	}
	for _, s := range stages {
		var out replay.Stream
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var err error
				out, err = replay.Run(s.fold(), in, every(in, 8))
				must(b, err)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(l.Reports), "ns/report")
			bytes := 0
			for _, m := range out {
				bytes += len(m.Data)
			}
			b.ReportMetric(float64(bytes)/float64(l.Reports), "B-out/report")
		})
		in = out
	}
}

// every returns each n-th input, as a stage groups them under load.
func every(in replay.Stream, n int) map[uint64]bool {
	ends := map[uint64]bool{}
	for i := n - 1; i < len(in); i += n {
		ends[in[i].Seq] = true
	}
	return ends
}

// BenchmarkThrough measures a hub from the first submission to the last statistic.
func BenchmarkThrough(b *testing.B) {
	l, err := Make(b.Context(), b.TempDir(), 1, 60_000, 500)
	must(b, err)
	b.ResetTimer()
	for b.Loop() {
		r, err := Through(b.Context(), b.TempDir(), l, 500)
		must(b, err)
		b.ReportMetric(r.PerSecond, "reports/s")
	}
}
