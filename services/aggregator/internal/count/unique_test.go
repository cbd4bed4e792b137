package count

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// in returns the victim as a country detected and sent her, changed as the test wants.
func in(alpha3 string, change func(*Member)) Member {
	return victim(func(m *Member) {
		m.Country, m.Record.Incident.Detection = area(alpha3), area(alpha3)
		change(m)
	})
}

func TestRecordsLessDuplicatesArePersons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		tables, _ := w.apply(t)
		began := map[string]int64{"_T": int64(len(w.persons()))} // persons by the year of their first record
		for _, p := range w.persons() {
			began[yearName(slices.MinFunc(p, before))]++
		}
		for _, year := range []string{"2021", "2022", "2023", "_U", "_T"} {
			n := func(series string) int64 { return cell(t, tables, "T30", series, "_T", "_T", "_T", year) }
			if got := n("DQ_RECORDS") - n("DQ_DUP_NAT") - n("DQ_DUP_XB"); got != began[year] {
				t.Errorf("records of %s less duplicates are %d, persons %d", year, got, began[year])
			}
		}
	})
}

func TestUniqueVictimsAreThePersonsWhomAnybodyJudgedToBeVictims(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		tables, _ := w.apply(t)
		want := map[string]int64{}
		for _, p := range w.persons() {
			want[statusName(p)]++
		}
		for series, status := range map[string]string{"VIC_UNQ": "CO", "VIC_UNQ_PRES": "PR"} {
			if n := cell(t, tables, "T01", series, "_T", "_T", "_T", "_T"); n != want[status] {
				t.Errorf("%s is %d, persons %d", series, n, want[status])
			}
		}
	})
}

// Every unique victim is one of the detections of a country and year.
func TestUniqueVictimsOfACountryAndYearAreAmongThoseItDetected(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables, _ := drawWorld(t).apply(t)
		def, _ := table.Find("T01")
		for _, c := range tables.Cells("T01") {
			names := def.Names(c.Key)
			if names[0] != "VIC_UNQ_ALL" || names[2] != "_T" || names[3] != "_T" {
				continue
			}
			if n := cell(t, tables, "T01", "VIC_ALL", names[1], "_T", "_T", names[4]); c.Value > n {
				t.Errorf("%v: %d unique victims of %d", names, c.Value, n)
			}
		}
	})
}

func TestDetectionsOfVictimsLessRepeatsAbroadAreUniqueVictims(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var persons [][]Member
		for range rapid.IntRange(0, 8).Draw(t, "persons") {
			p := drawPerson(t)
			for i := range p {
				p[i].Record.Victim.Status = rapid.SampledFrom([]code.TraffickingStatus{
					code.TraffickingStatusConfirmed, code.TraffickingStatusPresumed}).Draw(t, "status")
			}
			persons = append(persons, p)
		}
		tables := New()
		mustApply(t, tables, arrivals(persons), Quality{})
		detections := cell(t, tables, "T01", "VIC_ALL", "_T", "_T", "_T", "_T")
		repeats := cell(t, tables, "T30", "DQ_DUP_XB", "_T", "_T", "_T", "_T")
		if unique := cell(t, tables, "T01", "VIC_UNQ_ALL", "_T", "_T", "_T", "_T"); unique != detections-repeats {
			t.Errorf("%d unique victims, %d detections, %d repeats abroad", unique, detections, repeats)
		}
	})
}

func TestLinkingTwoPersonsCountsThemAsOneAndPartingThemAsTwo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, other := drawPerson(t), drawPerson(t), drawPerson(t)
		for i := range b {
			b[i].Ref[1] = 1 // another report than any of the first
		}
		both := slices.Concat(a, b)
		tables, linked, apart := New(), New(), New()
		mustApply(t, apart, arrivals([][]Member{a, b, other}), Quality{})
		mustApply(t, linked, arrivals([][]Member{both, other}), Quality{})
		mustApply(t, tables, arrivals([][]Member{a, b, other}), Quality{})
		mustApply(t, tables, []Change{{Before: b}, {Before: a, After: both}}, Quality{})
		if snapshot(t, tables) != snapshot(t, linked) {
			t.Fatal("two persons linked are not one")
		}
		mustApply(t, tables, []Change{{Before: both, After: a}, {After: b}}, Quality{})
		if snapshot(t, tables) != snapshot(t, apart) {
			t.Fatal("the linked person parted is not two")
		}
	})
}

// Without links the two kinds of series say the same, cell by cell.
func TestPersonsOfOneRecordAreAsManyUniqueVictimsAsDetections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables := New()
		for range rapid.IntRange(1, 8).Draw(t, "persons") {
			mustApply(t, tables, arrivals([][]Member{drawPerson(t)[:1]}), Quality{})
		}
		for _, d := range table.Definitions() {
			if d.Dimensions[0].Families == 0 {
				continue
			}
			cells := tables.Cells(d.ID)
			first, second := cells[:len(cells)/2], cells[len(cells)/2:]
			for i, c := range second {
				c.Key = c.Key.With(0, c.Key.At(0)&^table.Unique)
				if c != first[i] {
					t.Fatalf("%s: %v is %d, %v %d", d.ID, d.Names(second[i].Key), c.Value, d.Names(first[i].Key), first[i].Value)
				}
			}
		}
	})
}

func TestAPersonOfSeveralCountriesIsOneUniqueVictim(t *testing.T) {
	presumed := func(m *Member) { m.Record.Victim.Status = code.TraffickingStatusPresumed }
	period := func(y int) func(*Member) {
		return func(m *Member) { m.Record.Incident.DetectionPeriod = tip.YearPeriod(y) }
	}
	all := func(changes ...func(*Member)) func(*Member) {
		return func(m *Member) {
			for _, c := range changes {
				c(m)
			}
		}
	}
	for name, c := range map[string]struct {
		members []Member
		ones    [][]string
		none    [][]string
		world   [2]int64 // VIC_ALL and VIC_UNQ_ALL
	}{
		"confirmed in the second country only, she is confirmed where she was first": {
			members: []Member{in("ITA", all(presumed, period(2021))), in("DEU", period(2023))},
			ones: [][]string{
				{"T01", "VIC_PRES", "ITA", "F", "Y_GE18", "2021"}, {"T01", "VIC_DET", "DEU", "F", "Y_GE18", "2023"},
				{"T01", "VIC_UNQ", "ITA", "F", "Y_GE18", "2021"}, {"T01", "VIC_UNQ", "_T", "_T", "_T", "_T"},
				{"T25", "VIC_UNQ", "ITA", "POL", "CO", "2021"}, {"T25", "VIC_UNQ_ALL", "ITA", "POL", "_T", "2021"},
				{"T30", "DQ_DUP_XB", "DEU", "_T", "_T", "2023"},
			},
			none:  [][]string{{"T01", "VIC_UNQ_PRES", "_T", "_T", "_T", "_T"}, {"T01", "VIC_UNQ_ALL", "DEU", "_T", "_T", "_T"}},
			world: [2]int64{2, 1},
		},
		"what the first country did not know another fills": {
			members: []Member{
				in("ITA", all(presumed, period(2021), func(m *Member) { m.Record.Victim.Sex = code.SexUnknown })),
				in("DEU", all(presumed, period(2022), func(m *Member) { m.Record.Victim.Sex = code.SexMale }))},
			ones: [][]string{
				{"T01", "VIC_PRES", "ITA", "_U", "Y_GE18", "2021"}, {"T01", "VIC_PRES", "DEU", "M", "Y_GE18", "2022"},
				{"T01", "VIC_UNQ_PRES", "ITA", "M", "Y_GE18", "2021"},
			},
			none:  [][]string{{"T01", "VIC_UNQ_ALL", "_T", "_U", "_T", "_T"}},
			world: [2]int64{2, 1},
		},
		"three countries and two records of one of them": {
			members: []Member{in("ITA", period(2021)), in("DEU", period(2022)), in("GRC", period(2022)),
				in("DEU", all(period(2023), func(m *Member) { m.VictimRef = 2 }))},
			ones:  [][]string{{"T30", "DQ_DUP_NAT", "DEU", "_T", "_T", "2023"}, {"T30", "DQ_DUP_NAT", "_T", "_T", "_T", "_T"}, {"T30", "DQ_DUP_XB", "GRC", "_T", "_T", "_T"}},
			none:  [][]string{{"T30", "DQ_DUP_XB", "ITA", "_T", "_T", "_T"}},
			world: [2]int64{3, 1},
		},
		"a country that judged her to be no victim is not where she counts": {
			members: []Member{
				in("ITA", all(period(2021), func(m *Member) { m.Record.Victim.Status = code.TraffickingStatusRejected })),
				in("DEU", period(2022))},
			ones:  [][]string{{"T01", "VIC_UNQ", "DEU", "F", "Y_GE18", "2022"}},
			none:  [][]string{{"T01", "VIC_UNQ_ALL", "ITA", "_T", "_T", "_T"}},
			world: [2]int64{1, 1},
		},
		"she is on one path, once, in flows as in reach": {
			members: []Member{in("ITA", period(2021)), in("GRC", period(2022))},
			ones: [][]string{{"T09", "VIC_UNQ_ALL", "_T", "_T", "_T", "_T", "_T"}, {"T10", "VIC_UNQ_ALL", "_T", "_T", "NUMBER", "_T"},
				{"T11", "VIC_UNQ_ALL", "_T", "_T", "_T"}, {"T05", "VIC_UNQ_ALL", "_T", "CITIZENSHIP_CLASS", "_T", "_T"}},
			world: [2]int64{2, 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			tables := New()
			mustApply(t, tables, arrivals([][]Member{c.members}), Quality{})
			world := [][]string{{"T01", "VIC_ALL", "_T", "_T", "_T", "_T"}, {"T01", "VIC_UNQ_ALL", "_T", "_T", "_T", "_T"}}
			for i, names := range world {
				if n := cell(t, tables, names[0], names[1:]...); n != c.world[i] {
					t.Errorf("%s is %d, want %d", names[1], n, c.world[i])
				}
			}
			for _, want := range c.ones {
				if n := cell(t, tables, want[0], want[1:]...); n != 1 {
					t.Errorf("%v is %d, want 1", want, n)
				}
			}
			for _, empty := range c.none {
				if n := cell(t, tables, empty[0], empty[1:]...); n != 0 {
					t.Errorf("%v is %d, want none", empty, n)
				}
			}
		})
	}
}
