package count

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// area returns the country of an alpha-3 code.
func area(alpha3 string) geo.Area {
	a, ok := geo.ParseAlpha3(alpha3)
	if !ok {
		panic(alpha3)
	}
	return a
}

// Few values, so that random persons meet in cells, and every kind of missing one.
var (
	places = []geo.Area{area("ITA"), area("GRC"), area("DEU"), area("NGA"), area("GHA"), area("NPL"),
		area("ATA"), geo.Unknown, geo.None, area("ITA").Subregion()}
	periods = []tip.Period{0, tip.YearPeriod(2021), tip.YearPeriod(2022), tip.QuarterPeriod(2022, 3), tip.MonthPeriod(2023, 5)}
	forms   = []code.ExploitationForm{0, 1, 2, 3, 6, 7, 9, 14, 97, 98, 99, 120}
)

func drawAreas(t *rapid.T) tip.Areas {
	a, _ := tip.AreasOf(rapid.SliceOfN(rapid.SampledFrom(places), 0, 3).Draw(t, "areas")...)
	return a
}

func drawRecord(t *rapid.T) tip.Record {
	place := rapid.SampledFrom(places)
	return tip.Record{
		Incident: tip.Incident{
			Origin:          place.Draw(t, "origin"),
			Transit:         drawAreas(t),
			Destination:     place.Draw(t, "destination"),
			Detection:       place.Draw(t, "detection"),
			DetectionPeriod: rapid.SampledFrom(periods).Draw(t, "period"),
			DetectionStage:  code.CountryRole(rapid.Uint16Range(0, 4).Draw(t, "stage")),
			Acts:            code.SetOf(code.TraffickingAct(rapid.Uint16Range(1, 130).Draw(t, "act"))),
			Means:           code.SetOf(code.PalermoMeans(rapid.Uint16Range(1, 130).Draw(t, "means"))),
		},
		Victim: tip.Victim{
			Status:          code.TraffickingStatus(rapid.Uint16Range(0, 4).Draw(t, "status")),
			StatusAuthority: code.IdentifyingAuthority(rapid.SampledFrom([]uint16{0, 1, 4, 10, 77}).Draw(t, "authority")),
			Sex:             code.Sex(rapid.Uint16Range(0, 5).Draw(t, "sex")),
			AgeRegistration: code.AgeBand(rapid.Uint16Range(0, 13).Draw(t, "age")),
			Citizenships:    drawAreas(t),
			Forms:           code.SetOf(rapid.SliceOfN(rapid.SampledFrom(forms), 0, 3).Draw(t, "forms")...),
			PrimaryForm:     rapid.SampledFrom(forms).Draw(t, "primary"),
		},
	}
}

// drawPerson returns the members of a person; refs may tie in part, so that the canonical
// order has to look at all of it.
func drawPerson(t *rapid.T) []Member {
	var members []Member
	for i := range rapid.IntRange(1, 4).Draw(t, "members") {
		members = append(members, Member{
			Country:   rapid.SampledFrom(places[:2]).Draw(t, "sender"),
			Ref:       tip.Ref{rapid.ByteRange(0, 1).Draw(t, "ref")},
			VictimRef: uint32(i),
			Record:    drawRecord(t),
		})
	}
	return members
}

// world is a history: which persons there are after each step, by number.
type world struct {
	steps [][]Change
	alive map[int][]Member
}

// drawWorld draws a history in which persons come, change and go.
func drawWorld(t *rapid.T) world {
	w := world{alive: map[int][]Member{}}
	for range rapid.IntRange(1, 5).Draw(t, "steps") {
		var changes []Change
		for range rapid.IntRange(0, 8).Draw(t, "changes") {
			id := rapid.IntRange(0, 9).Draw(t, "person")
			var after []Member
			if rapid.IntRange(0, 3).Draw(t, "stays") > 0 {
				after = drawPerson(t)
			}
			changes = append(changes, Change{Before: w.alive[id], After: after})
			w.alive[id] = after
		}
		w.steps = append(w.steps, changes)
	}
	return w
}

// persons returns the surviving persons in the order of their numbers.
func (w world) persons() [][]Member {
	var list [][]Member
	for id := range 10 {
		if len(w.alive[id]) > 0 {
			list = append(list, w.alive[id])
		}
	}
	return list
}

// failer is a test of package testing or rapid.
type failer interface {
	Helper()
	Fatal(args ...any)
}

// apply runs the whole history.
func (w world) apply(t failer) (*Tables, [][]TableDelta) {
	t.Helper()
	tables := New()
	var outputs [][]TableDelta
	for _, changes := range w.steps {
		outputs = append(outputs, mustApply(t, tables, changes, Quality{}))
	}
	return tables, outputs
}

func mustApply(t failer, tables *Tables, changes []Change, q Quality) []TableDelta {
	t.Helper()
	deltas, err := tables.Apply(changes, q)
	if err != nil {
		t.Fatal(err)
	}
	return deltas
}

func snapshot(t failer, tables *Tables) string {
	t.Helper()
	b, err := tables.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// arrivals returns changes that add each person.
func arrivals(persons [][]Member) []Change {
	var changes []Change
	for _, p := range persons {
		changes = append(changes, Change{After: p})
	}
	return changes
}

// cell returns the value of a cell named by its ids.
func cell(t failer, tables *Tables, id string, names ...string) int64 {
	t.Helper()
	d, _ := table.Find(id)
	k, err := d.Parse(names)
	if err != nil {
		t.Fatal(err)
	}
	cells := tables.Cells(id)
	i, found := slices.BinarySearchFunc(cells, table.Cell{Key: k}, table.CompareCells)
	if !found {
		return 0
	}
	return cells[i].Value
}
