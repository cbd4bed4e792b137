package fold

import "testing"

func TestName(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"capitals and spaces do not matter":          {"  VIET   Nam ", "viet nam"},
		"diacritics do not matter":                   {"São Tomé & Príncipe", "sao tome and principe"},
		"decomposed diacritics do not matter":        {"Pe\u0301rou", "perou"},
		"every apostrophe is one apostrophe":         {"Côte d’Ivoire", "cote d'ivoire"},
		"a comma and brackets read the same":         {"Bolivia (Plurinational State of)", "bolivia plurinational state of"},
		"an article in front is dropped":             {"the Gambia", "gambia"},
		"an article in brackets behind is dropped":   {"Congo (le)", "congo"},
		"an elided article is dropped":               {"l'Ukraine", "ukraine"},
		"a code that looks like an article survives": {"LA", "la"},
		"saint may be short":                         {"St. Lucia", "saint lucia"},
		"points in an abbreviation are dropped":      {"U.S.A.", "usa"},
		"other scripts lose only their case":         {"Республика Корея", "республика корея"},
		"nothing stays nothing":                      {" .,* ", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Name(c.in); got != c.want {
				t.Errorf("Name(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestEveryAccentedLetterHasItsPlainOne(t *testing.T) {
	if a, b := len([]rune(accented)), len([]rune(plain)); a != b {
		t.Fatalf("%d accented letters, %d plain ones", a, b)
	}
	for from, to := range bare {
		if _, again := bare[to]; again {
			t.Errorf("%c folds to %c, which folds again", from, to)
		}
	}
}
