package name

import "strings"

// consonants writes the consonants of Arabic, Persian, Urdu, Pashto and Uyghur; و and ی are
// vowels as well, and short vowels are seldom written.
var consonants = map[rune]string{
	'ب': "b", 'پ': "p", 'ت': "t", 'ٹ': "t", 'ټ': "t", 'ث': "s", 'ج': "j", 'چ': "ch", 'ح': "h",
	'خ': "kh", 'څ': "ts", 'ځ': "dz", 'د': "d", 'ڈ': "d", 'ډ': "d", 'ذ': "z", 'ر': "r", 'ڑ': "r",
	'ړ': "r", 'ز': "z", 'ژ': "zh", 'ږ': "zh", 'س': "s", 'ش': "sh", 'ښ': "sh", 'ص': "s", 'ض': "d",
	'ط': "t", 'ظ': "z", 'غ': "gh", 'ف': "f", 'ق': "q", 'ک': "k", 'ك': "k", 'گ': "g", 'ګ': "g",
	'ڭ': "ng", 'ل': "l", 'م': "m", 'ن': "n", 'ں': "n", 'ڼ': "n", 'ه': "h", 'ہ': "h", 'ۋ': "w",
}

// vowels writes what is always a vowel.
var vowels = map[rune]string{
	'ا': "a", 'آ': "a", 'أ': "a", 'ٱ': "a", 'إ': "i", 'ى': "a", 'ع': "a", 'ئ': "i", 'ؤ': "u", 'ة': "a",
	'ۃ': "a", 'ے': "e", 'ۓ': "e", 'ە': "a", 'ۆ': "o", 'ۇ': "u", 'ۈ': "u", 'ې': "e", 'ێ': "e",
	'\u064E': "a", '\u064F': "u", '\u0650': "i", '\u0670': "a",
}

// wholes are words that the rules would misread.
var wholes = map[string]string{
	"عبد": "abd", "بن": "bin", "ابن": "ibn", "بنت": "bint", "الله": "allah", "اللہ": "allah",
	"الياس": "ilyas", "الیاس": "ilyas", "الطاف": "altaf",
}

// arabicTails end compounds that some write apart: of God, of the faith.
var arabicTails = []string{"الله", "اللہ", "الدين", "الدین"}

// arabic writes a word of Arabic script, with an a for each short vowel that may be missing
// between two consonants, and parts the article from it.
func arabic(run []rune, in tongue) string {
	if s, ok := wholes[string(run)]; ok {
		return s
	}
	if rest, ok := strings.CutPrefix(string(run), "ال"); ok && len(run) > 4 {
		return "al " + arabic([]rune(rest), in)
	}
	for _, tail := range arabicTails {
		if rest, ok := strings.CutSuffix(string(run), tail); ok {
			return arabic([]rune(rest), in) + " " + arabic([]rune(tail), in)
		}
	}
	if rest, ok := strings.CutPrefix(string(run), "عبدال"); ok {
		return "abd " + arabic([]rune(rest), in)
	}
	var out strings.Builder
	bare := false // the last letter was a consonant
	for i := range run {
		s, consonant := voiced(run, i, in)
		if consonant && bare {
			out.WriteByte('a')
		}
		out.WriteString(s)
		bare = consonant || bare && s == ""
	}
	return out.String()
}

// voiced writes letter i of a word and tells whether it is a consonant there.
func voiced(run []rune, i int, in tongue) (s string, consonant bool) {
	last := i == len(run)-1
	switch r := run[i]; {
	case vowels[r] != "":
		return vowels[r], false
	case r == 'و' && (i == 0 || !last && vocal(run[i+1])):
		return "w", true
	case r == 'و':
		return "u", false
	case (r == 'ي' || r == 'ی') && i == 0:
		return "y", true
	case r == 'ي', r == 'ی':
		return "i", false
	case r == 'ھ':
		return "h", i == 0 // breathes the consonant before it
	case last && i > 0 && (r == 'ه' || r == 'ہ') && consonants[run[i-1]] != "":
		return "a", false
	case r == 'ض' && in.urdu:
		return "z", true
	default:
		return consonants[r], consonants[r] != ""
	}
}

// vocal tells whether a letter may be read as a vowel.
func vocal(r rune) bool {
	return vowels[r] != "" && r != 'ع' || r == 'و' || r == 'ي' || r == 'ی'
}
