package people

import (
	"strings"
	"sync"

	"github.com/corridor-tip/corridor/pkg/geo"
)

var (
	latin      = &script{marks: true, abroad: func(s string) []string { return []string{plain(s)} }}
	german     = &script{marks: true, abroad: func(s string) []string { return []string{plain(umlauts.Replace(s)), plain(s)} }}
	arabic     = &script{writers: areas("ARE", "LBY", "SAU")}
	urdu       = &script{writers: areas("ARE", "LBY", "SAU"), shared: arabicLetters.Replace}
	burmese    = &script{}
	cyrillic   = &script{writers: areas("UKR"), abroad: romanise}
	vietnamese = &script{marks: true, abroad: func(s string) []string { return []string{plain(s)} }}
)

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "ß", "ss")

// arabicLetters writes Urdu with the letters that Arabic has.
var arabicLetters = strings.NewReplacer(
	"ک", "ك", "ی", "ي", "ے", "ي", "ہ", "ه", "ھ", "ه", "گ", "غ", "پ", "ب", "چ", "تش",
	"ٹ", "ت", "ڈ", "د", "ڑ", "ر", "ں", "ن", "ژ", "ج", "ٰ", "",
)

// marked holds Latin letters with marks, each group after its plain letter.
var marked = [...]string{
	"aàáảãạăằắẳẵặâầấẩẫậäåāą", "bḃ", "cçćčċ", "dđď", "eèéẻẽẹêềếểễệëēęě", "gğģ", "iìíỉĩịïîīį", "lłľ",
	"nñńňņ", "oòóỏõọôồốổỗộơờớởỡợöøőō", "rřŕ", "sśšșş", "tțťţ", "uùúủũụưừứửữựüűūůû", "yỳýỷỹỵÿ", "zźżž",
}

var unmarked = strings.NewReplacer(markPairs()...)

func markPairs() []string {
	pairs := []string{"ß", "ss"}
	for _, group := range marked {
		base := group[:1]
		for _, r := range group[1:] {
			m := string(r)
			pairs = append(pairs, m, base)
			if upper := strings.ToUpper(m); upper != m {
				pairs = append(pairs, upper, strings.ToUpper(base))
			}
		}
	}
	return pairs
}

// plain returns Latin text without marks.
func plain(s string) string { return unmarked.Replace(s) }

// The ways to write Ukrainian in Latin letters: the national system of 2010, the one that
// Russian passports have made usual, and by ear in Poland.
var romanisations = [...][2]string{
	{"а a б b в v г h ґ g д d е e є ie ж zh з z и y і i ї i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ь - ю iu я ia ' - ʼ -",
		"є ye ї yi й y ю yu я ya"},
	{"а a б b в v г g ґ g д d е e є e ж zh з z и i і i ї i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sch ь - ю yu я ya ' - ʼ -", ""},
	{"а a б b в w г h ґ g д d е e є je ж z з z и y і i ї ji й j к k л l м m н n о o п p р r с s т t у u ф f х ch ц c ч cz ш sz щ szcz ь - ю ju я ja ' - ʼ -", ""},
}

// romanise returns a Ukrainian word in every system.
func romanise(s string) []string {
	forms := make([]string, len(romanisations))
	lower := strings.ToLower(s)
	for i, system := range systems() {
		var b strings.Builder
		for at, r := range lower {
			if at == 0 {
				b.WriteString(system.initial[r])
			} else {
				b.WriteString(system.inside[r])
			}
		}
		forms[i] = title(b.String())
	}
	return forms
}

// system holds the letters of a romanisation at the start of a word and inside it.
type system struct{ initial, inside map[rune]string }

var systems = sync.OnceValue(func() (list [len(romanisations)]system) {
	for i, r := range romanisations {
		list[i] = system{letters(r[0] + " " + r[1]), letters(r[0])}
	}
	return list
})

func letters(table string) map[rune]string {
	m := map[rune]string{}
	fields := strings.Fields(table)
	for i := 0; i+1 < len(fields); i += 2 {
		m[[]rune(fields[i])[0]] = strings.TrimPrefix(fields[i+1], "-")
	}
	return m
}

func title(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// areas returns the countries of codes in the tables of this package; a wrong one there stops
// the program as it starts.
func areas(alpha3 ...string) []geo.Area {
	list := make([]geo.Area, len(alpha3))
	for i, s := range alpha3 {
		a, ok := geo.ParseAlpha3(s)
		if !ok {
			panic("people: no country " + s)
		}
		list[i] = a
	}
	return list
}
