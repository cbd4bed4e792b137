package people

import (
	"strings"
	"testing"
	"unicode"
)

func TestEveryCultureHasEnoughNames(t *testing.T) {
	for name, r := range recipes {
		for what, tt := range map[string]struct {
			text  string
			least int
		}{
			"women's names": {r.female, 60}, "men's names": {r.male, 60}, "family names": {r.family, 80},
		} {
			n := len(strings.Fields(tt.text))
			if n < tt.least && tt.text != "" {
				t.Errorf("%s: %d %s, want %d", name, n, what, tt.least)
			}
		}
		if n := len(r.places()); n < 200 {
			t.Errorf("%s: %d places", name, n)
		}
	}
}

func TestNoNameIsListedTwice(t *testing.T) {
	for name, r := range recipes {
		for _, text := range []string{r.female, r.male, r.family} {
			seen := map[string]bool{}
			for _, w := range r.script.parse(text) {
				if seen[w.home] {
					t.Errorf("%s: %q is listed twice", name, w.home)
				}
				seen[w.home] = true
			}
		}
	}
}

// alphabets are the scripts that are not Latin.
var alphabets = map[*script]*unicode.RangeTable{
	arabic: unicode.Arabic, urdu: unicode.Arabic, cyrillic: unicode.Cyrillic, burmese: unicode.Myanmar,
}

func TestNamesAreWrittenInTheirScripts(t *testing.T) {
	for name, r := range recipes {
		native := alphabets[r.script]
		if native == nil {
			native = unicode.Latin
		}
		for _, text := range []string{r.female, r.male, r.family, r.rare(), r.middleFemale, r.middleMale, r.heads, r.tails} {
			for _, w := range r.script.parse(text) {
				if !spelledIn(w.home, native) || !spelledIn(w.shared, native) {
					t.Errorf("%s: %q or %q is not in its script", name, w.home, w.shared)
				}
				if native != unicode.Latin && len(w.abroad) < 1 {
					t.Errorf("%s: %q has no Latin form", name, w.home)
				}
				for _, a := range w.abroad {
					if a == "" || strings.ContainsFunc(a, func(r rune) bool { return r > unicode.MaxASCII }) {
						t.Errorf("%s: %q is not plain Latin", name, a)
					}
				}
			}
		}
	}
}

// spelledIn reports whether all letters are of a script.
func spelledIn(s string, script *unicode.RangeTable) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) && !unicode.Is(script, r) && r != 'ʼ'
	})
}

func TestNamesThatAreNotLatinHaveSeveralSpellings(t *testing.T) {
	for name, r := range recipes {
		if alphabets[r.script] == nil {
			continue
		}
		for _, text := range []string{r.female, r.male, r.family} {
			words, several := r.script.parse(text), 0
			for _, w := range words {
				if len(w.abroad) > 1 {
					several++
				}
			}
			if several*100 < 75*len(words) {
				t.Errorf("%s: %d of %d names have two spellings or more", name, several, len(words))
			}
		}
	}
}

func TestWordsInOtherLetters(t *testing.T) {
	tests := map[string]struct{ got, want string }{
		"the national system of Ukraine":  {romanise("Євгенія")[0], "Yevheniia"},
		"as on Russian passports":         {romanise("Сергій")[1], "Sergiy"},
		"by ear in Poland":                {romanise("Шевченко")[2], "Szewczenko"},
		"Vietnamese loses its marks":      {plain("Nguyễn Thị Hường"), "Nguyen Thi Huong"},
		"Polish too":                      {plain("Łukasz Żółć"), "Lukasz Zolc"},
		"Romanian too":                    {plain("Ștefăniță Țîrle"), "Stefanita Tirle"},
		"German first spells its umlauts": {german.word([]string{"Jürgen"}).abroad[0], "Juergen"},
		"Arabs have no letter for P":      {arabicLetters.Replace("پروین"), "بروين"},
		"a Ukrainian woman's family name": {feminine("Вишневський"), "Вишневська"},
		"a Polish one":                    {feminine("Kowalski"), "Kowalska"},
		"one that does not change":        {feminine("Шевченко"), "Шевченко"},
		"fathers' names":                  {patronymics("Андрій/Andrey Петро Іван", "івна"), "Андріївна Петрівна Іванівна"},
		"of sons":                         {patronymics("Андрій/Andrey Петро Іван", "ович"), "Андрійович Петрович Іванович"},
		"stems and endings go together":   {compound("Chai/Shai", "wat/vat"), "Chaiwat/Shaivat"},
	}
	for name, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", name, tt.got, tt.want)
		}
	}
}
