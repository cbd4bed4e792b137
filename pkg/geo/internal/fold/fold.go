// Package fold brings a country name to the one form under which names are compared.
package fold

import (
	"slices"
	"strings"
	"unicode"
)

const (
	accented = "àáâãäåāăąçćčďđèéêëēėęěğìíîïīıłñńňòóôõöøōőřśşšșťțùúûüūůűýÿźżžёйأإآ"
	plain    = "aaaaaaaaacccddeeeeeeeegiiiiiilnnnoooooooorssssttuuuuuuuyyzzzеиااا"
)

var bare = pairs(accented, plain)

func pairs(from, to string) map[rune]rune {
	m := map[rune]rune{}
	plain := []rune(to)
	for i, r := range []rune(from) {
		m[r] = plain[i]
	}
	return m
}

// articles stand at an end of many official names: "la République de", "Congo (the)".
var articles = []string{"the", "la", "le", "les", "l'", "el", "los", "las"}

// Name returns s in small letters without diacritics, punctuation, articles at its ends and
// repeated spaces; "St." becomes "saint" and "&" becomes "and". Two names of a country that
// differ in nothing else fold to the same string.
func Name(s string) string {
	words := strings.Fields(strings.Map(letter, strings.ToLower(s)))
	for i, w := range words {
		switch w {
		case "st":
			words[i] = "saint"
		case "&":
			words[i] = "and"
		}
	}
	return strings.Join(trimArticles(words), " ")
}

// letter maps one small letter: -1 drops it, a space ends a word.
func letter(r rune) rune {
	switch {
	case r == '.' || unicode.Is(unicode.Mn, r):
		return -1
	case r == '’' || r == '‘' || r == 'ʼ' || r == '`':
		return '\''
	case r == '\'' || r == '&':
		return r
	case unicode.IsPunct(r) || unicode.IsSymbol(r):
		return ' '
	}
	if b, ok := bare[r]; ok {
		return b
	}
	return r
}

// trimArticles leaves at least one word, so that the codes LA and EL survive.
func trimArticles(words []string) []string {
	if len(words) > 1 && slices.Contains(articles, words[0]) {
		words = words[1:]
	}
	if n := len(words) - 1; n > 0 && slices.Contains(articles, words[n]) {
		words = words[:n]
	}
	if len(words) > 0 && len(words[0]) > len("l'") {
		words[0] = strings.TrimPrefix(words[0], "l'")
	}
	return words
}
