package world

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"pgregory.net/rapid"
)

const victims = 20_000

func generate(t testing.TB, p Params) ([]Filing, Truth) {
	t.Helper()
	var list []Filing
	truth, err := Generate(p, func(f Filing) error {
		list = append(list, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list, truth
}

func digest(t *testing.T, p Params) [32]byte {
	t.Helper()
	h := sha256.New()
	truth, err := Generate(p, func(f Filing) error {
		_, err := fmt.Fprintf(h, "%+v\n", f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(h, "%+v", truth)
	return [32]byte(h.Sum(nil))
}

func TestTheSeedDecidesTheWorld(t *testing.T) {
	first := digest(t, Params{Seed: 7, Victims: 3000})
	if first != digest(t, Params{Seed: 7, Victims: 3000}) {
		t.Error("one seed made two worlds")
	}
	if first == digest(t, Params{Seed: 8, Victims: 3000}) {
		t.Error("two seeds made one world")
	}
}

func TestAWorldHasTheVictimsAskedFor(t *testing.T) {
	for _, want := range []int{1, 2, 99, victims} {
		filings, truth := generate(t, Params{Seed: 1, Victims: want})
		got := 0
		for _, f := range filings {
			if f.Revision == 1 && f.Verdict == code.VerdictAccepted {
				got += len(f.Report.Victims)
			}
		}
		if truth.Victims != want || got > want || got < want*98/100 {
			t.Errorf("%d victims asked for: truth has %d, first revisions have %d", want, truth.Victims, got)
		}
	}
}

func TestAWorldWithoutVictimsIsRefused(t *testing.T) {
	for _, n := range []int{0, -1} {
		if _, err := Generate(Params{Victims: n}, func(Filing) error { return nil }); err == nil {
			t.Errorf("%d victims were accepted", n)
		}
	}
}

func TestAnErrorOfTheReaderStopsTheWorld(t *testing.T) {
	stop, calls := errors.New("outbox full"), 0
	_, err := Generate(Params{Victims: 100}, func(Filing) error {
		calls++
		return stop
	})
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("error %v after %d calls, want %v after 1", err, calls, stop)
	}
}

// ledger answers filings as the hub must, knowing nothing of how they were made.
type ledger map[string]Filing

func (l ledger) answer(f Filing, broken code.Reason) code.Verdict {
	key := f.Country.String() + f.CaseKey
	switch held, known := l[key]; {
	case f.Defect != DefectNone || broken != code.ReasonUnspecified:
		return code.VerdictQuarantined
	case known && f.Revision <= held.Revision:
		return code.VerdictDuplicate
	}
	l[key] = f
	if f.Action == code.ActionWithdraw {
		return code.VerdictWithdrawn
	}
	return code.VerdictAccepted
}

// recount works the truth out from the filings alone.
func recount(t rapid.TB, filings []Filing, truth Truth) Truth {
	t.Helper()
	l, people := ledger{}, map[uint64]bool{}
	got := Truth{Refused: map[code.Reason]int{}}
	for i, f := range filings {
		broken := firstBroken(&f)
		verdict := l.answer(f, broken)
		if verdict != f.Verdict {
			t.Fatalf("filing %d (%s revision %d): verdict %s told, %s found", i, f.CaseKey, f.Revision, f.Verdict.Name(), verdict.Name())
		}
		if f.Defect == DefectNone && broken != f.Reason {
			t.Fatalf("filing %d: reason %s told, %s found", i, f.Reason, broken)
		}
		got.count(&f)
		if f.Reason == code.ReasonUnspecified {
			for _, p := range f.People {
				people[p] = true
			}
		}
	}
	got.People = len(people)
	got.Persons, got.National = map[Sight]uint64{}, map[geo.Area]int{}
	survivors, national := map[uint64]bool{}, map[string]bool{}
	for _, f := range l {
		for i, v := range f.Report.Victims {
			got.Persons[Sight{f.Country, f.CaseKey, v.Ref}] = f.People[i]
			survivors[f.People[i]] = true
			if once := fmt.Sprint(f.Country, f.People[i]); !national[once] {
				national[once] = true
				got.National[f.Country]++
			}
			if v.Status == code.TraffickingStatusConfirmed {
				got.Confirmed++
			} else {
				got.Presumed++
			}
		}
	}
	got.Survivors, got.Records, got.NationalSum = len(survivors), len(got.Persons), len(national)
	got.Largest = recountCorridor(l, truth.Largest)
	return got
}

// recountCorridor counts a corridor in the reports that are left, and fails to confirm one
// that is not the largest. No report says where a person comes from whose origin is unknown to
// all, so the number of persons is taken as told where it is possible.
func recountCorridor(l ledger, told Corridor) Corridor {
	type pair struct{ origin, destination geo.Area }
	named, records := map[pair]map[uint64]bool{}, map[pair]int{}
	for _, f := range l {
		p := pair{f.Report.Incident.Origin, f.Report.Incident.Destination}
		if !p.origin.Known() || p.origin == p.destination {
			continue
		}
		if named[p] == nil {
			named[p] = map[uint64]bool{}
		}
		for _, person := range f.People {
			named[p][person] = true
			records[p]++
		}
	}
	got, this := told, pair{told.Origin, told.Destination}
	got.Named, got.Records = len(named[this]), records[this]
	got.Persons = max(got.Persons, got.Named)
	for _, persons := range named {
		got.Persons = max(got.Persons, len(persons))
	}
	return got
}

func checkTruth(t rapid.TB, filings []Filing, truth Truth) {
	t.Helper()
	got := recount(t, filings, truth)
	type sums [15]int
	of := func(x Truth) sums {
		return sums{x.Filings, x.Received, x.Accepted, x.Duplicate, x.Withdrawn, x.Quarantined, x.People, x.Presumed, x.Confirmed,
			x.Survivors, x.Records, x.NationalSum, x.Largest.Persons, x.Largest.Named, x.Largest.Records}
	}
	if of(got) != of(truth) || fmt.Sprint(got.Refused) != fmt.Sprint(truth.Refused) {
		t.Errorf("truth\n%+v\nfound\n%+v", truth, got)
	}
	if !maps.Equal(got.Persons, truth.Persons) || !maps.Equal(got.National, truth.National) {
		t.Error("the persons behind what is left differ")
	}
	if truth.Received != truth.Accepted+truth.Duplicate+truth.Withdrawn+truth.Quarantined {
		t.Errorf("the accounting identity does not hold: %+v", truth)
	}
	if truth.Duplicate != truth.Repeats+truth.Stale+truth.EarlyWithdrawals {
		t.Errorf("duplicates are not repeats, stale revisions and overtaken reports: %+v", truth)
	}
	if truth.Accepted != truth.Reports-truth.EarlyWithdrawals+truth.Corrections || truth.Withdrawn != truth.Withdrawals {
		t.Errorf("accepted and withdrawn do not follow from the cases: %+v", truth)
	}
}

func TestTheTruthIsWhatALedgerFinds(t *testing.T) {
	filings, truth := generate(t, Params{Seed: 1, Victims: victims})
	checkTruth(t, filings, truth)
}

func TestTheTruthHoldsForAnySeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Params{Seed: rapid.Uint64().Draw(t, "seed"), Victims: rapid.IntRange(1, 600).Draw(t, "victims")}
		var filings []Filing
		truth, err := Generate(p, func(f Filing) error {
			filings = append(filings, f)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		checkTruth(t, filings, truth)
	})
}

func TestWhatHappensToReportsHappensAtTheCommittedRates(t *testing.T) {
	_, truth := generate(t, Params{Seed: 1, Victims: victims})
	tests := map[string]struct{ got, of, low, high int }{ // low and high per mille
		"about 3 % of reports are corrected":                       {truth.Corrections, truth.Reports, 25, 35},
		"about 1 % of reports are withdrawn":                       {truth.Withdrawals, truth.Reports, 10, 20},
		"a few withdrawals come early":                             {truth.EarlyWithdrawals, truth.Reports, 1, 4},
		"about 2 % of filings are repeated":                        {truth.Repeats, truth.Filings, 16, 24},
		"some corrections are followed by stale":                   {truth.Stale, truth.Corrections, 80, 250},
		"about 0.5 % of filings are bad":                           {truth.Quarantined, truth.Filings, 3, 7},
		"fewer persons than victims":                               {truth.People, truth.Victims, 680, 760},
		"national figures add up to a third more than the persons": {truth.NationalSum - truth.Survivors, truth.Survivors, 300, 380},
		"some persons are reported twice by one country":           {truth.Records - truth.NationalSum, truth.Records, 30, 70},
		"some survivors are withdrawn by all":                      {truth.People - truth.Survivors, truth.People, 5, 20},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if rate := tt.got * 1000 / tt.of; rate < tt.low || rate > tt.high {
				t.Errorf("%d of %d is %d per mille, want %d to %d", tt.got, tt.of, rate, tt.low, tt.high)
			}
		})
	}
}

func TestEveryFaultOccurs(t *testing.T) {
	_, truth := generate(t, Params{Seed: 1, Victims: victims})
	for _, f := range faults {
		if truth.Refused[f.reason] == 0 {
			t.Errorf("no filing is refused for %s", f.reason)
		}
	}
}

func TestFocalPointsAreRealCountriesOnFourRegions(t *testing.T) {
	filings, _ := generate(t, Params{Seed: 1, Victims: victims})
	senders, regions := map[geo.Area]bool{}, map[geo.Area]bool{}
	for _, f := range filings {
		senders[f.Country], regions[f.Country.Region()] = true, true
	}
	if len(senders) != len(countries) || len(senders) < 16 || len(regions) < 4 {
		t.Errorf("%d countries file, of %d, on %d regions", len(senders), len(countries), len(regions))
	}
}

func TestEveryCountryThatFindsForeignersHasACorridorIntoIt(t *testing.T) {
	for _, c := range countries {
		if c.domestic < 100 && len(inbound[c.area]) == 0 {
			t.Errorf("%s has no corridor", c.area)
		}
	}
	for _, c := range corridors {
		if !sends(c.origin) || !sends(c.destination) || c.origin == c.destination {
			t.Errorf("corridor %s to %s is no way between two focal points", c.origin, c.destination)
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	for range b.N {
		if _, err := Generate(Params{Seed: 1, Victims: victims}, func(Filing) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
