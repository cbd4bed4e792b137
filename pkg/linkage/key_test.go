package linkage_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/linkage"
)

const written = "UKR-000102030405060708090a0b0c0d0eff-7"

func TestKeysAreWrittenAndRead(t *testing.T) {
	tests := map[string]struct {
		text string
		ok   bool
	}{
		"a record":                           {written, true},
		"the highest number":                 {"POL-000102030405060708090a0b0c0d0eff-4294967295", true},
		"a number that is too high":          {"POL-000102030405060708090a0b0c0d0eff-4294967296", false},
		"a number with a zero before it":     {"POL-000102030405060708090a0b0c0d0eff-07", false},
		"a number with a sign":               {"POL-000102030405060708090a0b0c0d0eff-+7", false},
		"no number":                          {"POL-000102030405060708090a0b0c0d0eff", false},
		"a country that is none":             {"QQQ-000102030405060708090a0b0c0d0eff-7", false},
		"a country in small letters":         {"ukr-000102030405060708090a0b0c0d0eff-7", false},
		"a reference that is short":          {"UKR-000102030405060708090a0b0c0d0e-7", false},
		"a reference that is long":           {"UKR-000102030405060708090a0b0c0d0eff00-7", false},
		"a reference in capital letters":     {"UKR-000102030405060708090A0B0C0D0EFF-7", false},
		"a reference that is no hexadecimal": {"UKR-00010203040506070809xx0b0c0d0eff-7", false},
		"nothing":                            {"", false},
		"something behind":                   {written + "-1", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			k, ok := linkage.ParseKey(tt.text)
			if ok != tt.ok || ok && k.String() != tt.text || !ok && k != (linkage.Key{}) {
				t.Errorf("got %v and %v", k, ok)
			}
		})
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	countries := geo.Countries()
	rapid.Check(t, func(t *rapid.T) {
		var k linkage.Key
		copy(k[:], rapid.SliceOfN(rapid.Byte(), len(k), len(k)).Draw(t, "key"))
		country := rapid.SampledFrom(countries).Draw(t, "country")
		k[0], k[1] = byte(country>>8), byte(country)
		if got, ok := linkage.ParseKey(k.String()); !ok || got != k {
			t.Errorf("%v is read as %v, %v", k, got, ok)
		}
	})
}

// FuzzParseKey reads any text: what is taken is written the same way.
func FuzzParseKey(f *testing.F) {
	f.Add(written)
	f.Fuzz(func(t *testing.T, text string) {
		if k, ok := linkage.ParseKey(text); ok && k.String() != text {
			t.Error("one record has two names")
		}
	})
}
