package name

import (
	"strings"
	"unicode"
)

// brahmic writes the letters of nine scripts of India, from Devanagari to Malayalam: Unicode
// lays out their blocks of 128 alike. A consonant without a sign of a vowel has an a.
var brahmic = [128]string{
	0x01: "n", 0x02: "n", 0x03: "h",
	0x05: "a", 0x06: "a", 0x07: "i", 0x08: "i", 0x09: "u", 0x0A: "u", 0x0B: "ri", 0x0C: "li", 0x0D: "e",
	0x0E: "e", 0x0F: "e", 0x10: "ai", 0x11: "o", 0x12: "o", 0x13: "o", 0x14: "au",
	0x15: "k", 0x16: "kh", 0x17: "g", 0x18: "gh", 0x19: "n", 0x1A: "ch", 0x1B: "chh", 0x1C: "j", 0x1D: "jh",
	0x1E: "n", 0x1F: "t", 0x20: "th", 0x21: "d", 0x22: "dh", 0x23: "n", 0x24: "t", 0x25: "th", 0x26: "d",
	0x27: "dh", 0x28: "n", 0x29: "n", 0x2A: "p", 0x2B: "ph", 0x2C: "b", 0x2D: "bh", 0x2E: "m", 0x2F: "y",
	0x30: "r", 0x31: "r", 0x32: "l", 0x33: "l", 0x34: "zh", 0x35: "v", 0x36: "sh", 0x37: "sh", 0x38: "s",
	0x39: "h", 0x3E: "a", 0x3F: "i", 0x40: "i", 0x41: "u", 0x42: "u", 0x43: "ri", 0x44: "ri", 0x45: "e",
	0x46: "e", 0x47: "e", 0x48: "ai", 0x49: "o", 0x4A: "o", 0x4B: "o", 0x4C: "au",
}

// dotted writes consonants that a dot below (nukta) makes others.
var dotted = map[rune]string{
	0x15: "q", 0x16: "kh", 0x17: "gh", 0x1C: "z", 0x21: "r", 0x22: "r", 0x2B: "f", 0x2F: "y",
}

// indic writes a word of a script of India, without the a of its last letter.
func indic(run []rune, _ tongue) string {
	var out strings.Builder
	for i := 0; i < len(run); i++ {
		at := run[i] & 0x7F
		s := brahmic[at]
		if i+1 < len(run) && run[i+1]&0x7F == 0x3C {
			i++
			if d, ok := dotted[at]; ok {
				s = d
			}
		}
		out.WriteString(s)
		if 0x15 <= at && at <= 0x39 && i+1 < len(run) && unicode.IsLetter(run[i+1]) {
			out.WriteByte('a')
		}
	}
	return out.String()
}
