package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/corridor-tip/corridor/pkg/geo/internal/fold"
)

type country struct {
	alpha3, alpha2, name   string
	m49, subregion, region int
	aliases                []string
}

type region struct {
	m49, parent int
	name        string
}

// world is what the table holds, countries by alpha-3 and regions by number.
type world struct {
	countries []country
	regions   []region
}

// nameColumns hold the names a country goes by, in the six languages of the United Nations.
var nameColumns = []string{
	"CLDR display name",
	"official_name_en", "UNTERM English Short", "UNTERM English Formal",
	"official_name_fr", "UNTERM French Short", "UNTERM French Formal",
	"official_name_es", "UNTERM Spanish Short", "UNTERM Spanish Formal",
	"official_name_ru", "UNTERM Russian Short", "UNTERM Russian Formal",
	"official_name_ar", "UNTERM Arabic Short", "UNTERM Arabic Formal",
	"official_name_cn", "UNTERM Chinese Short", "UNTERM Chinese Formal",
}

func read(r io.Reader) (world, error) {
	records, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return world{}, fmt.Errorf("reading country codes: %w", err)
	}
	if len(records) == 0 {
		return world{}, fmt.Errorf("reading country codes: no header")
	}
	w := world{countries: slices.Clone(unlisted)}
	regions := map[int]region{}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = strings.TrimSpace(record[i])
		}
		w.countries = append(w.countries, countryOf(row, regions))
	}
	slices.SortFunc(w.countries, func(a, b country) int { return cmp.Compare(a.alpha3, b.alpha3) })
	for _, m49 := range slices.Sorted(maps.Keys(regions)) {
		w.regions = append(w.regions, regions[m49])
	}
	return w, disjoin(w.countries)
}

// countryOf reads one country and notes its regions. The sub-region is the intermediate
// region where there is one: sub-Saharan Africa and Latin America are too wide otherwise.
func countryOf(row map[string]string, regions map[int]region) country {
	c := country{
		alpha3: row["ISO3166-1-Alpha-3"], alpha2: row["ISO3166-1-Alpha-2"],
		m49: number(row["M49"]), region: number(row["Region Code"]),
	}
	column := "Sub-region"
	if row["Intermediate Region Code"] != "" {
		column = "Intermediate Region"
	}
	c.subregion = number(row[column+" Code"])
	if c.region != 0 {
		regions[c.region] = region{c.region, 0, row["Region Name"]}
		regions[c.subregion] = region{c.subregion, c.region, row[column+" Name"]}
	}
	c.name = displayName(c.alpha3, row["CLDR display name"])
	names := append([]string{c.name}, others[c.alpha3]...)
	for _, column := range nameColumns {
		names = append(names, row[column])
	}
	c.aliases = folded(names)
	return c
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // an empty cell is 0: none
	return n
}

// displayName is CLDR's name, written out, unless this package prefers another.
func displayName(alpha3, cldr string) string {
	if name, ok := preferred[alpha3]; ok {
		return name
	}
	return strings.NewReplacer(" & ", " and ", "St. ", "Saint ").Replace(cldr)
}

func folded(names []string) []string {
	var out []string
	for _, name := range names {
		if alias := fold.Name(name); alias != "" {
			out = append(out, alias)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// disjoin refuses a table in which one name or code would stand for two countries.
func disjoin(countries []country) error {
	owner := map[string]string{}
	for _, c := range countries {
		for _, key := range append(folded([]string{c.alpha3, c.alpha2}), c.aliases...) {
			if o, taken := owner[key]; taken && o != c.alpha3 {
				return fmt.Errorf("%q stands for %s and %s", key, o, c.alpha3)
			}
			owner[key] = c.alpha3
		}
	}
	return nil
}
