package name

import "strings"

// tongue is what the letters of a text tell of the language that it is written in.
type tongue struct {
	ukrainian bool // has letters that Russian lacks
	urdu      bool // has letters that Arabic lacks: Persian, Pashto, Urdu
}

// tongueOf looks at the whole text: one word often lacks the letters that tell.
func tongueOf(text []rune) tongue {
	s := string(text)
	return tongue{
		ukrainian: strings.ContainsAny(s, "іїєґ"),
		urdu:      strings.ContainsAny(s, "پچژگکیےہھںٹڈڑ"),
	}
}

// russian is how passports of Russia write letters (ICAO Doc 9303); other Cyrillic letters
// have no need of a correction.
var russian = map[rune]string{'ё': "e", 'ъ': "ie", 'є': "ie", 'ї': "i", 'ґ': "g", 'й': "i", 'ћ': "c", 'ў': "u"}

// ukrainian is how passports of Ukraine write what those of Russia write otherwise, and
// starts how they do at the start of a word.
var (
	ukrainian = map[rune]string{'г': "h", 'и': "y"}
	starts    = map[rune]string{'є': "ye", 'ї': "yi", 'й': "y", 'ю': "yu", 'я': "ya"}
)

// cyrillic writes Cyrillic letters as passports do.
func cyrillic(run []rune, in tongue) string {
	var out strings.Builder
	for i, r := range run {
		s, ok := "", false
		if in.ukrainian {
			if s, ok = starts[r]; !ok || i > 0 {
				s, ok = ukrainian[r]
			}
		}
		if !ok {
			s, ok = russian[r]
		}
		if !ok {
			s = other(run[i:i+1], in)
		}
		out.WriteString(s)
	}
	return out.String()
}
