package labelled

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRecordsOfOnePersonAreKnownByTheirNumber(t *testing.T) {
	list, err := Read(strings.NewReader("rec_id, given_name, surname, date_of_birth, suburb, postcode, soc_sec_id\n" +
		"rec-7-org, Ana, Invented, 19900203, Oldtown, 1234, 999\n" +
		"rec-7-dup-0, Anna, Invented, 19900203, Oldtown, 1234, 999\n" +
		"anyone-at-all, Ben, Invented, , , , 999\n"))
	if err != nil {
		t.Fatal(err)
	}
	var persons []string
	for _, r := range list {
		persons = append(persons, r.Person)
	}
	if got := strings.Join(persons, " "); got != "7 7 anyone-at-all" {
		t.Errorf("got %q", got)
	}
	if list[0].Identity.Document != "" {
		t.Error("soc_sec_id was read")
	}
}

func TestMeasure(t *testing.T) {
	for about, c := range map[string]struct {
		group, person   []uint32
		pairs, clusters Fit
	}{
		"nothing":       {},
		"all right":     {[]uint32{1, 1, 2}, []uint32{8, 8, 9}, Fit{1, 1, 1}, Fit{2, 2, 2}},
		"a missed pair": {[]uint32{1, 2, 3}, []uint32{8, 8, 9}, Fit{0, 0, 1}, Fit{1, 3, 2}},
		"a false one":   {[]uint32{1, 1, 1}, []uint32{8, 8, 9}, Fit{1, 3, 1}, Fit{0, 1, 2}},
	} {
		t.Run(about, func(t *testing.T) {
			if got := Measure(c.group, c.person); got.Pairs != c.pairs || got.Clusters != c.clusters {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestMeasureCountsAllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(rapid.Uint32Range(0, 5), 12, 12)
		group, person := numbers.Draw(t, "group"), numbers.Draw(t, "person")
		var want Fit
		for i := range group {
			for j := range i {
				found, is := group[i] == group[j], person[i] == person[j]
				want.Found += bit(found)
				want.True += bit(is)
				want.Right += bit(found && is)
			}
		}
		if got := Measure(group, person).Pairs; got != want {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	})
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
