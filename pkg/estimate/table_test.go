package estimate

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

// three is an invented table of lists A, B, C that are independent, with 1,000 persons in all,
// of whom 120 are on none.
var three = Table{Lists: []string{"A", "B", "C"}, Counts: []int{0, 120, 180, 180, 80, 80, 120, 120}}

func TestTablesThatAreRefusedSayWhy(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"an empty file":                      {"", ErrShape},
		"one list":                           {"A,count\n1,4\n", ErrLists},
		"two lists of one name":              {"A,A,count\n1,0,4\n", ErrLists},
		"a list without a name":              {"A,,count\n1,0,4\n", ErrLists},
		"thirteen lists":                     {"a,b,c,d,e,f,g,h,i,j,k,l,m,count\n", ErrLists},
		"a negative count":                   {"A,B,count\n1,0,-4\n", ErrCount},
		"half a person":                      {"A,B,count\n1,0,4.5\n", ErrCount},
		"a count beyond all persons":         {"A,B,count\n1,0,1000000001\n", ErrCount},
		"counts that add up beyond":          {"A,B,count\n1,0,1000000000\n1,0,1\n", ErrCount},
		"a sign that is neither 0 nor 1":     {"A,B,count\n1,yes,4\n", ErrShape},
		"a short row":                        {"A,B,count\n1,4\n", ErrShape},
		"a person on no list":                {"A,B,count\n1,1,4\n0,0,9\n", ErrUnseen},
		"nobody":                             {"A,B,count\n1,1,0\n", ErrNobody},
		"no overlap":                         {"A,B,C,count\n1,0,0,4\n0,1,0,5\n0,0,1,6\n", ErrNoOverlap},
		"one list and an empty one":          {"A,B,count\n1,0,4\n", ErrFewLists},
		"two lists of the same persons":      {"A,B,count\n1,1,4\n", ErrFewLists},
		"a list that is in the other":        {"A,B,count\n1,0,4\n1,1,4\n", ErrFewLists},
		"three lists of which one says much": {"A,B,C,count\n1,0,1,4\n1,1,1,4\n", ErrFewLists},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := ReadCSV(strings.NewReader(c.file))
			if err == nil {
				_, err = Estimate(table, Options{Threshold: Threshold})
			}
			if !errors.Is(err, c.want) {
				t.Errorf("%v, not %v", err, c.want)
			}
		})
	}
}

func TestRowsOfOneHistoryAreAddedUp(t *testing.T) {
	for name, file := range map[string]string{
		"counts in two rows": "A,B,count\n1,0,2\n1,1,1\n1,0,1\n",
		"a row a person":     "A,B\n1,0\n1,0\n1,1\n1,0\n",
		"counts in front":    "\ufeffCount, A, B\n3,1,0\n0,0,0\n1,1,1\n",
	} {
		table, err := ReadCSV(strings.NewReader(file))
		if err != nil || !slices.Equal(table.Counts, []int{0, 3, 0, 1}) || !slices.Equal(table.Lists, []string{"A", "B"}) {
			t.Errorf("%s: %v, %v", name, table, err)
		}
	}
}

func TestListsThatTellNothingAreLeftOutAndNamed(t *testing.T) {
	for name, c := range map[string]struct {
		add  func(history int) bool // whether D has the history
		said string
	}{
		"an empty list":            {func(int) bool { return false }, "list D is empty"},
		"a list with everybody":    {func(int) bool { return true }, "everybody is on list D"},
		"a list like another list": {func(h int) bool { return h&1 != 0 }, "list D has the same persons as A"},
	} {
		four := Table{Lists: []string{"A", "B", "C", "D"}, Counts: make([]int, 16)}
		for h, n := range three.Counts {
			if c.add(h) {
				h |= 8
			}
			four.Counts[h] += n
		}
		clean, said, err := four.Clean()
		if err != nil || clean.Hash() != three.Hash() || len(said) != 1 || !strings.Contains(said[0], c.said) {
			t.Errorf("%s: %v, %q, %v", name, clean, said, err)
		}
	}
}

func TestIndependentListsGiveTheTrueNumber(t *testing.T) {
	fit, path, err := three.Stepwise(Threshold)
	if err != nil || len(fit.Pairs) != 0 || len(path) != 1 {
		t.Fatal(fit, path, err)
	}
	near(t, "estimate", fit.Estimate, 1000, 1e-9)
	two := Table{Lists: []string{"A", "B"}, Counts: []int{0, 20, 30, 30}}
	near(t, "Lincoln-Petersen", two.Two(Pair{0, 1}).LincolnPetersen, 100, 1e-12)
	near(t, "Chapman", two.Two(Pair{0, 1}).Chapman, 51.*61/31-1, 1e-12)
}

// The overlap of A and B is taken out of three independent lists of 1,000 persons.
func TestAPairWithoutOverlapIsMinusInfinityAndCounted(t *testing.T) {
	table := Table{Lists: three.Lists, Counts: slices.Clone(three.Counts)}
	table.Counts[3], table.Counts[7] = 0, 0
	fit, err := table.Fit([]Pair{{0, 1}})
	if err != nil || len(fit.Absent) != 1 || fit.Params != 5 || fit.Cells != 5 || fit.DF() != 1 {
		t.Fatalf("%+v, %v", fit, err)
	}
	near(t, "unseen", math.Exp(fit.LogDark), 120, 1e-9)
}

func TestModelsWithoutABestFitAreRefusedWithTheirCode(t *testing.T) {
	table := Table{Lists: []string{"A", "B", "C"}, Counts: []int{0, 40, 30, 6, 20, 0, 0, 0}}
	for code, pairs := range map[Code][]Pair{
		NoMaximum:       {{0, 1}},
		NotIdentifiable: {{0, 1}, {0, 2}, {1, 2}},
		0:               {{0, 2}, {1, 2}},
	} {
		_, err := table.Fit(pairs)
		var coded CodeError
		if got := table.Check(pairs); got != code || errors.As(err, &coded) != (code != 0) || coded.Code != code {
			t.Errorf("%v: code %d (%v), not %d", pairs, got, err, code)
		}
	}
	if c := (Table{Lists: three.Lists, Counts: []int{0, 1, 0, 1, 0, 0, 0, 0}}).Check(nil); c&NoMaximum == 0 {
		t.Errorf("with an empty list: %d", c)
	}
}

func TestTailsThatAreTinyAreNotZero(t *testing.T) {
	if a, b := tail(60, 1), tail(70, 1); !(a > b && b > 0) {
		t.Errorf("%g, %g", a, b)
	}
	near(t, "nobody where 2 are expected", tail(0, 2), math.Exp(-2), 1e-12)
}

func TestAReportIsARangeWithoutSmallCounts(t *testing.T) {
	table := Table{Lists: three.Lists, Counts: []int{0, 120, 180, 7, 80, 0, 13, 0}}
	r, err := Estimate(table, Options{Threshold: Threshold, Replicates: 50, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`{"pair":"A:B","persons":"under 11"}`, `{"pair":"B:C","persons":13}`, `{"pair":"A:C","persons":0}`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s is not in %s", want, b)
		}
	}
	if r.Range.High == nil || !(r.Range.Low < r.Model.Estimate && r.Model.Estimate < *r.Range.High) {
		t.Errorf("%s", b)
	}
	again, err := Estimate(table, Options{Threshold: Threshold, Replicates: 50, Seed: 3})
	if c, _ := json.Marshal(again); err != nil || string(c) != string(b) {
		t.Errorf("the same seed gives\n%s and\n%s", b, c)
	}
}

func TestTwoListsGiveChapmanAndAWarning(t *testing.T) {
	r, err := Estimate(Table{Lists: []string{"A", "B"}, Counts: []int{0, 20, 30, 30}}, Options{Threshold: Threshold, Recall: .9})
	if err != nil || r.Model != nil || r.Two == nil || *r.Recall != .9 {
		t.Fatalf("%+v, %v", r, err)
	}
	if !strings.Contains(strings.Join(r.Warnings, " "), "cannot be tested") || !(r.Range.Low >= 80 && *r.Range.High > r.Two.Chapman) {
		t.Errorf("%+v", r)
	}
}

func TestABootstrapOnOneSideGivesNoInterval(t *testing.T) {
	if _, err := three.Bootstrap([]float64{2000, 3000}, 0, Threshold); !errors.Is(err, ErrOneSided) {
		t.Error(err)
	}
	if _, err := three.Bootstrap(nil, 9, Threshold); !errors.Is(err, ErrOneSided) {
		t.Error(err)
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{"A,B,count\n1,0,2\n1,1,1\n", "A,B\n1,1\n0,1\n1,0\n", "\ufeffcount,A,B,C\n1,1,1,0\n", "A,\"B\n", "A,B,count\n1,1,99999999999999999999\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file string) {
		table, err := ReadCSV(strings.NewReader(file))
		if err != nil {
			return
		}
		if _, err := NewTable(table.Lists, table.Counts); err != nil {
			t.Errorf("a table was read that is none: %v", err)
		}
		if len(table.Lists) > 5 {
			return
		}
		if r, err := Estimate(table, Options{Threshold: Threshold}); err == nil && !(r.Range.Low >= float64(r.Persons)) {
			t.Errorf("fewer than were seen: %+v", r.Range)
		}
	})
}
