package rule

import (
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// CheckReturn judges the country and the year of a justice summary or an aggregate return: a
// country speaks for itself only, and about a year that has begun.
func CheckReturn(country geo.Area, year tip.Period, ctx Context) []Finding {
	var found []Finding
	if country != ctx.Sender {
		found = append(found, Finding{code.ReasonA03, "country"})
	}
	switch {
	case year == 0:
		found = append(found, Finding{code.ReasonV26, "year"})
	case year.StartsAfter(ctx.Produced):
		found = append(found, Finding{code.ReasonV27, "year"})
	}
	return found
}
