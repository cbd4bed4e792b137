package geo

import (
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
)

func TestReach(t *testing.T) {
	for name, c := range map[string]struct {
		origin, destination string
		want                code.FlowType
	}{
		"found at home":                             {"UKR", "UKR", code.FlowTypeDomestic},
		"over a border inside one sub-region":       {"UKR", "RUS", code.FlowTypeSubregional},
		"to another sub-region":                     {"UKR", "ITA", code.FlowTypeIntraregional},
		"to another region":                         {"UKR", "USA", code.FlowTypeTransregional},
		"sub-Saharan Africa is split":               {"KEN", "NGA", code.FlowTypeIntraregional},
		"Latin America is split":                    {"HTI", "BRA", code.FlowTypeIntraregional},
		"Northern America is in the Americas":       {"MEX", "USA", code.FlowTypeIntraregional},
		"Taiwan is in Asia":                         {"IDN", "TWN", code.FlowTypeIntraregional},
		"Taiwan is in Eastern Asia":                 {"CHN", "TWN", code.FlowTypeSubregional},
		"Kosovo is in Southern Europe":              {"XKX", "ALB", code.FlowTypeSubregional},
		"two countries without a region share none": {"ATA", "XCT", code.FlowTypeTransregional},
		"one country without a region":              {"XCT", "FRA", code.FlowTypeTransregional},
		"a country without a region is its own":     {"ATA", "ATA", code.FlowTypeDomestic},
		"origin not known":                          {"_U", "FRA", code.FlowTypeUnknown},
		"destination not known":                     {"FRA", "_U", code.FlowTypeUnknown},
		"neither known is not the same country":     {"_U", "_U", code.FlowTypeUnknown},
		"origin not sent":                           {"", "FRA", code.FlowTypeUnknown},
		"neither sent is not the same country":      {"", "", code.FlowTypeUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Reach(mustParse(t, c.origin), mustParse(t, c.destination)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestReachOfARegionIsUnknown(t *testing.T) {
	if got := Reach(regionOf(151), regionOf(151)); got != code.FlowTypeUnknown {
		t.Errorf("got %s", got)
	}
}

func TestReachIsTheSameBothWays(t *testing.T) {
	for _, a := range Countries() {
		for _, b := range Countries() {
			if Reach(a, b) != Reach(b, a) {
				t.Errorf("%s and %s differ by direction", a, b)
			}
		}
	}
}
