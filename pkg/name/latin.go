package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"
)

// latin writes a text in the letters a to z, with spaces and hyphens between its words.
func latin(s string) string {
	s = parted(cut(s))
	if !plain(s) {
		s = transliterate(s)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case r == '\'', r == '`', '0' <= r && r <= '9':
			return -1
		case r == '-':
			return '-'
		}
		return ' '
	}, s)
}

// cut keeps the first runes of a text.
func cut(s string) string {
	if len(s) <= maxText {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > maxText {
			return s[:i]
		}
	}
	return s
}

// leastParted is how many letters each of two names has that were run together, as in
// RosaElena; in MacDonald and DeLuca no space was forgotten.
const leastParted = 4

// parted puts a space before each capital that ends a run of small letters in a word.
func parted(s string) string {
	var out strings.Builder
	for word := range strings.FieldsFuncSeq(s, unicode.IsSpace) {
		text, from := []rune(word), 0
		for i := leastParted; i+leastParted <= len(text); i++ {
			if i-from >= leastParted && unicode.IsUpper(text[i]) && unicode.IsLower(text[i-1]) && unicode.IsLower(text[i+leastParted-1]) {
				out.WriteString(string(text[from:i]) + " ")
				from = i
			}
		}
		out.WriteString(string(text[from:]) + " ")
	}
	return out.String()
}

// plain tells whether a text is ASCII.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// transliterate writes each run of letters of one script by the rules of that script.
func transliterate(s string) string {
	text := []rune(strings.ToLower(norm.NFKC.String(strings.ReplaceAll(s, "´", ""))))
	in := tongueOf(text)
	var out strings.Builder
	for i := 0; i < len(text); {
		n, write := i+1, writerOf(text[i])
		for n < len(text) && writerOf(text[n]) == write {
			n++
		}
		out.WriteString(writers[write](text[i:n], in))
		i = n
	}
	return out.String()
}

// A script says which writer of Latin letters a rune asks for.
type script int

const (
	otherScript script = iota
	noScript
	arabicScript
	burmeseScript
	cyrillicScript
	hanScript
	indicScript
	thaiScript
)

// writers write a run of runes of a script in Latin letters. In is known from the whole text.
var writers = [...]func(run []rune, in tongue) string{
	otherScript:    other,
	noScript:       gap,
	arabicScript:   arabic,
	burmeseScript:  burmese,
	cyrillicScript: cyrillic,
	hanScript:      han,
	indicScript:    indic,
	thaiScript:     thai,
}

// writerOf returns the script of a rune as far as it has rules of its own.
func writerOf(r rune) script {
	switch {
	case !unicode.IsLetter(r) && !unicode.IsMark(r):
		return noScript
	case r < 0x0400:
		return otherScript
	case r < 0x0530:
		return cyrillicScript
	case 0x0600 <= r && r < 0x0780:
		return arabicScript
	case 0x0900 <= r && r < 0x0D80:
		return indicScript
	case 0x0E00 <= r && r < 0x0F00:
		return thaiScript
	case 0x1000 <= r && r < 0x10A0:
		return burmeseScript
	case unicode.Is(unicode.Han, r):
		return hanScript
	}
	return otherScript
}

// gap keeps hyphens and drops apostrophes, digits and what is not seen; all else is a space.
func gap(run []rune, _ tongue) string {
	var out strings.Builder
	for _, r := range run {
		switch {
		case strings.ContainsRune("'’‘`′", r), unicode.IsNumber(r), unicode.Is(unicode.Cf, r):
		case unicode.Is(unicode.Pd, r):
			out.WriteByte('-')
		default:
			out.WriteByte(' ')
		}
	}
	return out.String()
}

// letters corrects single letters: Azerbaijani, Georgian and Greek as their passports do.
var letters = map[rune]string{
	'ə': "a", 'ღ': "gh", 'ც': "ts", 'ძ': "dz", 'წ': "ts", 'ხ': "kh",
	'η': "i", 'ή': "i", 'υ': "y", 'ύ': "y", 'χ': "ch",
}

// other writes letters one by one.
func other(run []rune, _ tongue) string {
	var out strings.Builder
	for _, r := range run {
		s, ok := letters[r]
		if !ok {
			s = unidecode.Unidecode(string(r))
		}
		out.WriteString(s)
	}
	return out.String()
}

// thai puts vowels written before their consonant after it and drops silenced letters.
func thai(run []rune, in tongue) string {
	out := make([]rune, 0, len(run))
	for i, r := range run {
		switch {
		case r == '์' && len(out) > 0:
			out = out[:len(out)-1]
		case i > 0 && 'เ' <= run[i-1] && run[i-1] <= 'ไ':
			out = append(out, r, run[i-1])
		case 'เ' <= r && r <= 'ไ' && i+1 < len(run):
		default:
			out = append(out, r)
		}
	}
	return other(out, in)
}
