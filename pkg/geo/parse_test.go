package geo

import (
	"strings"
	"testing"
)

func TestParseAlpha3TakesOnlyTheWireForm(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want Area
		ok   bool
	}{
		"a country":                      {"KEN", pack("KEN"), true},
		"nothing is not sent":            {"", None, true},
		"asked and not known":            {"_U", Unknown, true},
		"small letters are refused":      {"ken", None, false},
		"space is refused":               {" KEN", None, false},
		"a free code is refused":         {"XXX", None, false},
		"alpha-2 is refused":             {"KE", None, false},
		"a region is refused":            {"M49_151", None, false},
		"the total is refused":           {"_T", None, false},
		"bytes of letters are refused":   {"É!", None, false},
		"bytes beyond Z are refused":     {"AA[", None, false},
		"bytes before A are refused":     {"A@A", None, false},
		"the test jurisdiction is known": {"XCT", pack("XCT"), true},
	} {
		t.Run(name, func(t *testing.T) {
			if got, ok := ParseAlpha3(c.in); got != c.want || ok != c.ok {
				t.Errorf("ParseAlpha3(%q) = %v, %v", c.in, got, ok)
			}
		})
	}
}

// Every possible code is tried, so this holds for all of them and not only for a sample.
func TestAlpha3RoundTripsForCountriesAndForNothingElse(t *testing.T) {
	known := 0
	for a := Area(0); int(a) < len(position); a++ {
		if !a.Known() {
			continue
		}
		known++
		if got, ok := ParseAlpha3(a.String()); got != a || !ok {
			t.Errorf("%s reads as %s", a, got)
		}
	}
	if known != len(Countries()) {
		t.Errorf("%d codes are known, %d countries listed", known, len(Countries()))
	}
	for _, a := range Countries() {
		if !a.Known() {
			t.Errorf("%d is listed and not known", uint16(a))
		}
	}
}

func TestParseAlpha3AllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { _, _ = ParseAlpha3("UKR") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestParseReadsWhatPeopleWrite(t *testing.T) {
	for alpha3, spellings := range map[string][]string{
		"AFG": {"AF", "af", "AFG", "4", "004", "Afghanistan", " afghanistan ", "Афганистан", "阿富汗", "أفغانستان"},
		"BOL": {"Bolivia", "Bolivia (Plurinational State of)", "Bolivia, Plurinational State of"},
		"CIV": {"Côte d'Ivoire", "Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast", "COTE D'IVOIRE"},
		"COD": {"DRC", "DR Congo", "Congo - Kinshasa", "Democratic Republic of the Congo", "Congo, Democratic Republic of the"},
		"COG": {"Congo", "Congo (the)", "Congo-Brazzaville", "Republic of the Congo"},
		"CPV": {"Cape Verde", "Cabo Verde"},
		"CZE": {"Czech Republic", "Czechia", "Czech Rep.", "República Checa"},
		"GBR": {"UK", "U.K.", "GB", "United Kingdom", "England", "Reino Unido"},
		"GRC": {"EL", "GR", "Greece"},
		"KOR": {"South Korea", "Republic of Korea", "Korea, Republic of", "la República de Corea", "大韩民国"},
		"LAO": {"LA", "Laos", "Lao PDR"},
		"MDA": {"Moldova", "Republic of Moldova", "Moldova, Republic of"},
		"MKD": {"North Macedonia", "Macedonia, the former Yugoslav Republic of"},
		"MMR": {"Burma", "Myanmar"},
		"NAM": {"NA", "Namibia"},
		"NLD": {"the Netherlands", "Holland", "Pays-Bas"},
		"PRK": {"North Korea", "Korea, Democratic People's Republic of"},
		"SLV": {"El Salvador"},
		"STP": {"Sao Tome & Principe", "São Tomé and Príncipe"},
		"SWZ": {"Swaziland", "Eswatini"},
		"TUR": {"Turkey", "Türkiye", "Turkiye"},
		"TWN": {"Taiwan", "Taiwan, Province of China", "158"},
		"USA": {"US", "U.S.", "USA", "840", "United States", "United States of America", "États-Unis"},
		"VCT": {"St. Vincent and the Grenadines", "Saint Vincent & the Grenadines"},
		"VNM": {"Vietnam", "Viet Nam"},
		"XCT": {"xct"},
		"XKX": {"XK", "Kosovo"},
	} {
		for _, s := range spellings {
			if got, ok := Parse(s); got != mustParse(t, alpha3) || !ok {
				t.Errorf("Parse(%q) = %v, %v, want %s", s, got, ok, alpha3)
			}
		}
	}
}

func TestParseKnowsNothingFromUnknownFromWrong(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want Area
		ok   bool
	}{
		"nothing":                   {"", None, true},
		"spaces":                    {" \t", None, true},
		"the code of unknown":       {"_u", Unknown, true},
		"the word unknown":          {"Unknown", Unknown, true},
		"zero":                      {"0", None, false},
		"the CTDC code of unknown":  {"-99", None, false},
		"a number that is negative": {"-4", None, false},
		"a number that no one has":  {"999", None, false},
		"a region":                  {"Eastern Europe", None, false},
		"the number of a region":    {"151", None, false},
		"punctuation":               {"?!", None, false},
		"a name that two would fit": {"Korea", None, false},
		"a name longer than any":    {strings.Repeat("x", maxName+1), None, false},
		"an article on its own":     {"the", None, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got, ok := Parse(c.in); got != c.want || ok != c.ok {
				t.Errorf("Parse(%q) = %v, %v", c.in, got, ok)
			}
		})
	}
}

func TestParseReadsEveryCountryInEveryForm(t *testing.T) {
	for _, a := range Countries() {
		for _, s := range []string{a.String(), strings.ToLower(a.String()), a.Alpha2(), a.Name()} {
			if got, ok := Parse(s); s != "" && (got != a || !ok) {
				t.Errorf("Parse(%q) = %v, %v, want %s", s, got, ok, a)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "_U", "KE", "Côte d’Ivoire", "004", "la", "l'", "\xff", "St.", "İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, ok := Parse(s)
		if ok != (a.Known() || a == Unknown || strings.TrimSpace(s) == "") {
			t.Fatalf("area %d, %v", uint16(a), ok)
		}
		if again, _ := Parse(a.String()); again != a {
			t.Fatalf("%s reads as %s", a, again)
		}
		if strict, known := ParseAlpha3(s); known && strict != a {
			t.Fatalf("strictly %s, leniently %s", strict, a)
		}
	})
}
