package link

import (
	"encoding/binary"
	"runtime"
	"testing"

	"github.com/corridor-tip/corridor/pkg/geo"
)

// BenchmarkApply folds batches of 500 new reports of one victim with 150 bytes of content,
// and tells what the state costs in memory.
func BenchmarkApply(b *testing.B) {
	const batch = 500
	var empty, full runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&empty)
	s := New(Alone{})
	b.ResetTimer()
	for n := 0; n < b.N; n += batch {
		items := make([]Item, batch)
		for i := range items {
			content := make([]byte, 150)
			binary.BigEndian.PutUint64(content, uint64(n+i))
			k := ReportKey{Country: geo.Area(i % 20)}
			binary.BigEndian.PutUint64(k.Ref[:], uint64(n+i)*0x9e3779b97f4a7c15)
			items[i] = Item{Key: k, Version: version(1, 1), Rows: []Row{{Victim, 1, content}}}
		}
		s.Apply(items)
	}
	b.StopTimer()
	runtime.GC()
	runtime.ReadMemStats(&full)
	b.ReportMetric(float64(full.HeapAlloc-empty.HeapAlloc)/float64(s.Len()), "B-held/report")
	runtime.KeepAlive(s)
}
