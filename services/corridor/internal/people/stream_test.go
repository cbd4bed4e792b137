package people

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/identity"
)

func TestAStreamHasTheRepeatsAskedFor(t *testing.T) {
	const persons = 20_000
	for repeats, tolerance := range map[int]int{0: 0, 30: 10, 75: 0} {
		reports, seen := 0, map[uint64]int{}
		Stream(3, persons, repeats, func(s Sighting) {
			reports++
			seen[s.Person]++
			if s.Person >= persons || seen[s.Person] > mostReports {
				t.Fatalf("report %d on person %d", seen[s.Person], s.Person)
			}
		})
		share := (reports - persons) * 1000 / reports
		if len(seen) != persons || share < repeats*10-tolerance || share > repeats*10+tolerance {
			t.Errorf("%d reports on %d persons: %d per mille are repeats, want %d percent", reports, len(seen), share, repeats)
		}
	}
}

func TestTheSeedDecidesAStream(t *testing.T) {
	read := func(seed uint64) (list []Sighting) {
		Stream(seed, 500, 30, func(s Sighting) { list = append(list, s) })
		return list
	}
	a, b, c := read(1), read(1), read(2)
	if len(a) != len(b) {
		t.Fatalf("one seed made %d and %d reports", len(a), len(b))
	}
	same := len(a) == len(c)
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("report %d differs", i)
		}
		same = same && a[i] == c[i]
	}
	if same {
		t.Error("two seeds made one stream")
	}
}

func TestReportsOnAPersonAgreeMoreThanThoseOnOthers(t *testing.T) {
	first := map[uint64]Sighting{}
	pairs, dates, unnamed, all := 0, 0, 0, 0
	Stream(5, 20_000, 30, func(s Sighting) {
		all++
		was, again := first[s.Person]
		switch {
		case s.Identity == identity.Identity{}:
			unnamed++
		case !again:
			first[s.Person] = s
		default:
			pairs++
			if was.Identity.Birth == s.Identity.Birth {
				dates++
			}
		}
	})
	if dates*100 < 85*pairs || dates == pairs {
		t.Errorf("%d of %d pairs agree in the date", dates, pairs)
	}
	if share := unnamed * 1000 / all; share < 20 || share > 40 {
		t.Errorf("%d of %d reports are unnamed", unnamed, all)
	}
}

func TestManyShareAName(t *testing.T) {
	type name struct{ given, family string }
	holders := map[name]map[uint64]bool{}
	Stream(6, 50_000, 0, func(s Sighting) {
		n := name{s.Identity.Given, s.Identity.Family}
		if holders[n] == nil {
			holders[n] = map[uint64]bool{}
		}
		holders[n][s.Person] = true
	})
	sharing := 0
	for _, persons := range holders {
		if len(persons) > 1 {
			sharing += len(persons)
		}
	}
	if share := sharing * 100 / 50_000; share < 8 || share > 40 {
		t.Errorf("%d percent share their names with somebody", share)
	}
}

func TestShufflingVisitsEveryNumberOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Uint64Range(0, 3000).Draw(t, "n")
		seen := make([]bool, n)
		count := uint64(0)
		shuffled(rapid.Uint64().Draw(t, "seed"), n, func(x uint64) {
			if x >= n || seen[x] {
				t.Fatalf("%d of %d visited again", x, n)
			}
			seen[x] = true
			count++
		})
		if count != n {
			t.Fatalf("%d of %d visited", count, n)
		}
	})
}

func BenchmarkStream(b *testing.B) {
	n := 0
	for range b.N {
		Stream(1, 100_000, 30, func(Sighting) { n++ })
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "reports/s")
}
