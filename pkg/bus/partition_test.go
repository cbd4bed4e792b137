package bus_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/geo"
)

func TestPartitionsAreWrittenAsNumberAndCount(t *testing.T) {
	for text, want := range map[string]bus.Partition{"1/1": {}, "1/2": {Number: 1, Of: 2}, "3/3": {Number: 3, Of: 3}} {
		got, err := bus.ParsePartition(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("%s: got %v (%s) %v", text, got, got, err)
		}
	}
	for _, bad := range []string{"", "1", "0/2", "3/2", "-1/2", "a/b", "1/65", "1/0", "1/2/3"} {
		if p, err := bus.ParsePartition(bad); err == nil {
			t.Errorf("%q was taken for %v", bad, p)
		}
	}
}

// TestEveryCountryHasOnePartition also holds the rule to what it was: streams were written by it.
func TestEveryCountryHasOnePartition(t *testing.T) {
	for _, of := range []int{2, 3, 8} {
		size := make([]int, of)
		for _, c := range append(geo.Countries(), geo.Unknown) {
			owners := 0
			for i := range of {
				if (bus.Partition{Number: i + 1, Of: of}).Owns(c) {
					owners++
					size[i]++
				}
			}
			if owners != 1 {
				t.Errorf("%s has %d of %d partitions", c, owners, of)
			}
		}
		if least := len(geo.Countries()) / of / 2; slices.Min(size) < least {
			t.Errorf("of %d partitions one has less than %d countries: %v", of, least, size)
		}
	}
	for alpha3, want := range map[string]int{"UKR": 2, "POL": 1, "MMR": 2, "THA": 1, "XCT": 1} {
		c, _ := geo.ParseAlpha3(alpha3)
		if !(bus.Partition{Number: want, Of: 2}).Owns(c) {
			t.Errorf("%s has moved out of partition %d/2", alpha3, want)
		}
	}
}

func partition(t testing.TB, text string) bus.Partition {
	t.Helper()
	p, err := bus.ParsePartition(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestANumberOfPartitionsStays begins a hub with one number of partitions and goes on with
// another: the streams themselves refuse it.
func TestANumberOfPartitionsStays(t *testing.T) {
	for name, c := range map[string]struct {
		first, then string
		ok          bool
	}{
		"the same again":               {"1/2", "1/2", true},
		"the other half":               {"1/2", "2/2", true},
		"the second comes first":       {"2/2", "1/2", true},
		"one, then halves":             {"1/1", "1/2", false},
		"one, then the second half":    {"1/1", "2/2", false},
		"a half, then one":             {"1/2", "1/1", false},
		"the second half, then one":    {"2/2", "1/1", false},
		"halves, then thirds":          {"1/2", "1/3", false},
		"a half, then the last third":  {"1/2", "3/3", false},
		"second half and second third": {"2/2", "2/3", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := bustest.Server(t, t.TempDir(), 0)
			js, ctx := bustest.Connect(t, s.ClientURL()), context.Background()
			for range 2 { // a restart changes nothing
				if err := bus.EnsurePartition(ctx, js, bus.Options{}, partition(t, c.first)); err != nil {
					t.Fatal(err)
				}
			}
			err := bus.EnsurePartition(ctx, js, bus.Options{}, partition(t, c.then))
			if c.ok && err != nil || !c.ok && !errors.Is(err, bus.ErrPartition) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestAnswersOfACountryAreFound checks where readers look, before and after all are there.
func TestAnswersOfACountryAreFound(t *testing.T) {
	s := bustest.Server(t, t.TempDir(), 0)
	js, ctx := bustest.Connect(t, s.ClientURL()), context.Background()
	if err := bus.EnsurePartition(ctx, js, bus.Options{}, partition(t, "1/2")); err != nil {
		t.Fatal(err)
	}
	var waited error
	short, cancel := context.WithCancel(ctx)
	if got := bus.AwaitPartitions(short, js, func(err error) { waited = err; cancel() }); got != nil || waited == nil {
		t.Errorf("half of the partitions: got %v, waited for %v", got, waited)
	}
	if err := bus.EnsurePartition(ctx, js, bus.Options{}, partition(t, "2/2")); err != nil {
		t.Fatal(err)
	}
	long, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if got := bus.AwaitPartitions(long, js, func(error) {}); !slices.Equal(got, []string{"NORMALIZED", "NORMALIZED_2"}) {
		t.Errorf("got %v", got)
	}
	for _, c := range append(geo.Countries(), geo.Unknown) {
		name, err := bus.StreamOf(ctx, js, c)
		if err != nil {
			t.Fatal(err)
		}
		for _, subject := range []string{bus.NormalizedSubject(c), bus.ReceiptsSubject(c), bus.QuarantineSubject(c)} {
			if held, err := js.StreamNameBySubject(ctx, subject); err != nil || held != name {
				t.Fatalf("%s: %s %v, want %s", subject, held, err, name)
			}
		}
	}
}
