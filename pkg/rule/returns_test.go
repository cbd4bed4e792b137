package rule

import (
	"slices"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

func TestReturnsAreAboutTheSenderAndThePast(t *testing.T) {
	italy, _ := geo.ParseAlpha3("ITA")
	spain, _ := geo.ParseAlpha3("ESP")
	ctx := Context{Sender: italy, Produced: tip.QuarterPeriod(2024, 2)}
	for name, c := range map[string]struct {
		country geo.Area
		year    tip.Period
		want    []code.Reason
	}{
		"the sender's own past":  {italy, tip.YearPeriod(2023), nil},
		"the year that goes on":  {italy, tip.YearPeriod(2024), nil},
		"another country":        {spain, tip.YearPeriod(2023), []code.Reason{code.ReasonA03}},
		"no country and no year": {geo.None, 0, []code.Reason{code.ReasonA03, code.ReasonV26}},
		"a year to come":         {italy, tip.YearPeriod(2025), []code.Reason{code.ReasonV27}},
	} {
		var got []code.Reason
		for _, f := range CheckReturn(c.country, c.year, ctx) {
			got = append(got, f.Reason)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}
