package count

import (
	"math/rand/v2"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// submission returns n persons that one country reports: a few years, a dozen origins of
// which some are frequent, every sex, age and form.
func submission(r *rand.Rand, n int) []Change {
	all := geo.Countries()
	sender := all[r.IntN(len(all))]
	var origins []geo.Area
	for range 12 {
		origins = append(origins, all[r.IntN(len(all))])
	}
	changes := make([]Change, n)
	for i := range changes {
		origin := origins[min(r.IntN(12), r.IntN(12))]
		m := victim(func(m *Member) {
			m.Country, m.VictimRef = sender, uint32(i)
			in, v := &m.Record.Incident, &m.Record.Victim
			in.Origin, in.Detection, in.Destination = origin, sender, sender
			in.DetectionPeriod = tip.QuarterPeriod(2020+r.IntN(4), 1+r.IntN(4))
			in.Acts, in.Means = code.SetOf(code.TraffickingActHarbouring), code.SetOf(code.PalermoMeansFraud)
			if r.IntN(5) == 0 {
				in.Transit, _ = tip.AreasOf(origins[r.IntN(3)])
			}
			v.Citizenships, _ = tip.AreasOf(origin)
			v.Sex = code.Sex(1 + r.IntN(2))
			v.AgeRegistration = code.AgeBand(1 + r.IntN(12))
			v.PrimaryForm = code.ExploitationForm(1 + r.IntN(15))
			v.Status = code.TraffickingStatus(1 + r.IntN(2))
			v.StatusAuthority = code.IdentifyingAuthority(1 + r.IntN(3))
		})
		changes[i].After = []Member{m}
	}
	return changes
}

// relink gives every third person a second record, of another country and the year after.
func relink(changes []Change) {
	for i := 0; i < len(changes); i += 3 {
		m := changes[i].After[0]
		m.Country, m.Record.Incident.Detection = area("DEU"), area("DEU")
		m.Record.Incident.DetectionPeriod = tip.YearPeriod(m.Record.Incident.DetectionPeriod.Year() + 1)
		changes[i].After = append(changes[i].After, m)
	}
}

func BenchmarkApplyBatchesOf500(b *testing.B) {
	b.Run("apart", func(b *testing.B) { benchmarkApply(b, func([]Change) {}) })
	b.Run("linked", func(b *testing.B) { benchmarkApply(b, relink) })
}

func benchmarkApply(b *testing.B, change func([]Change)) {
	b.Helper()
	const size, batches = 500, 100
	r := rand.New(rand.NewPCG(1, 2))
	var input [][]Change
	for range batches {
		input = append(input, submission(r, size))
		change(input[len(input)-1])
	}
	tables, cells, i := New(), 0, 0
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range mustApply(b, tables, input[i%batches], Quality{Received: size}) {
			cells += len(d.Cells)
		}
		i++
	}
	b.ReportMetric(float64(i*size)/b.Elapsed().Seconds(), "persons/s")
	b.ReportMetric(float64(cells)/float64(i), "cells/batch")
}
