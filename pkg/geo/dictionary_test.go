package geo

import (
	"strings"
	"testing"
)

// dictionary is the geography of the data dictionary, copied from it and not from the
// source of the table: sub-region, region, countries.
var dictionary = []struct{ subregion, region, countries string }{
	{"M49_014", "M49_002", "ATF BDI COM DJI ERI ETH IOT KEN MDG MOZ MUS MWI MYT REU RWA SOM SSD SYC TZA UGA ZMB ZWE"},
	{"M49_017", "M49_002", "AGO CAF CMR COD COG GAB GNQ STP TCD"},
	{"M49_015", "M49_002", "DZA EGY ESH LBY MAR SDN TUN"},
	{"M49_018", "M49_002", "BWA LSO NAM SWZ ZAF"},
	{"M49_011", "M49_002", "BEN BFA CIV CPV GHA GIN GMB GNB LBR MLI MRT NER NGA SEN SHN SLE TGO"},
	{"M49_029", "M49_019", "ABW AIA ATG BES BHS BLM BRB CUB CUW CYM DMA DOM GLP GRD HTI JAM KNA LCA MAF MSR MTQ PRI SXM TCA TTO VCT VGB VIR"},
	{"M49_013", "M49_019", "BLZ CRI GTM HND MEX NIC PAN SLV"},
	{"M49_021", "M49_019", "BMU CAN GRL SPM USA"},
	{"M49_005", "M49_019", "ARG BOL BRA BVT CHL COL ECU FLK GUF GUY PER PRY SGS SUR URY VEN"},
	{"M49_143", "M49_142", "KAZ KGZ TJK TKM UZB"},
	{"M49_030", "M49_142", "CHN HKG JPN KOR MAC MNG PRK"},
	{"M49_035", "M49_142", "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM"},
	{"M49_034", "M49_142", "AFG BGD BTN IND IRN LKA MDV NPL PAK"},
	{"M49_145", "M49_142", "ARE ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR YEM"},
	{"M49_151", "M49_150", "BGR BLR CZE HUN MDA POL ROU RUS SVK UKR"},
	{"M49_154", "M49_150", "ALA DNK EST FIN FRO GBR GGY IMN IRL ISL JEY LTU LVA NOR SJM SWE"},
	{"M49_039", "M49_150", "ALB AND BIH ESP GIB GRC HRV ITA MKD MLT MNE PRT SMR SRB SVN VAT"},
	{"M49_155", "M49_150", "AUT BEL CHE DEU FRA LIE LUX MCO NLD"},
	{"M49_053", "M49_009", "AUS CCK CXR HMD NFK NZL"},
	{"M49_054", "M49_009", "FJI NCL PNG SLB VUT"},
	{"M49_057", "M49_009", "FSM GUM KIR MHL MNP NRU PLW UMI"},
	{"M49_061", "M49_009", "ASM COK NIU PCN PYF TKL TON TUV WLF WSM"},
}

func mustParse(t *testing.T, alpha3 string) Area {
	t.Helper()
	a, ok := ParseAlpha3(alpha3)
	if !ok {
		t.Fatalf("%s is no country", alpha3)
	}
	return a
}

func TestEveryCountryStandsWhereTheDictionaryPutsIt(t *testing.T) {
	seen := 0
	for _, row := range dictionary {
		for alpha3 := range strings.FieldsSeq(row.countries) {
			seen++
			a := mustParse(t, alpha3)
			if got := a.Subregion().String(); got != row.subregion {
				t.Errorf("sub-region of %s is %s, want %s", alpha3, got, row.subregion)
			}
			if got := a.Region().String(); got != row.region {
				t.Errorf("region of %s is %s, want %s", alpha3, got, row.region)
			}
		}
	}
	// Beside these: ATA and XCT without a region, TWN and XKX placed by CLDR.
	if got := len(Countries()); got != seen+4 {
		t.Errorf("%d countries, the dictionary has %d and four are added", got, seen)
	}
}

func TestSubregionsAreThoseOfTheDictionary(t *testing.T) {
	if got := len(Subregions()); got != len(dictionary) {
		t.Errorf("%d sub-regions, want %d", got, len(dictionary))
	}
	want := map[string]string{}
	for _, row := range dictionary {
		want[row.subregion] = row.region
	}
	for _, s := range Subregions() {
		if got := s.Region().String(); want[s.String()] != got {
			t.Errorf("%s lies in %s, want %s", s, got, want[s.String()])
		}
		if s.Subregion() != s {
			t.Errorf("the sub-region of %s is not itself", s)
		}
		if s.Region().Region() != s.Region() || s.Region().Subregion() != Unknown {
			t.Errorf("%s is not a region", s.Region())
		}
		if s.Name() == "" || s.Region().Name() == "" || s.Known() || !s.IsRegion() {
			t.Errorf("%s is not a named region", s)
		}
	}
}

func TestCountriesOutsideM49HaveAPlaceOrNone(t *testing.T) {
	for alpha3, want := range map[string][2]string{
		"TWN": {"M49_030", "M49_142"},
		"XKX": {"M49_039", "M49_150"},
		"ATA": {"_U", "_U"},
		"XCT": {"_U", "_U"},
	} {
		a := mustParse(t, alpha3)
		if got := [2]string{a.Subregion().String(), a.Region().String()}; got != want {
			t.Errorf("%s stands in %v, want %v", alpha3, got, want)
		}
	}
}
