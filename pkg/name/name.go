// Package name turns the names of people, in any script and spelling, into forms that are
// equal as often as possible for two spellings of one name and different for two names.
// Linkage tokens are keyed hashes of these forms, so a change to any rule or table here
// makes old and new tokens of one person different: it asks for a new Version.
package name

import (
	"slices"
	"strings"
)

// Version numbers the rules of this package. Tokens made under different versions do not
// match, so it belongs in what a token is made of.
const Version = 1

// The limits that keep the work and the forms of any input small.
const (
	maxText = 256 // runes read of a text, and letters and spaces given out
	maxWord = 32  // letters of a word
)

// Words splits a name, in any script, into words of the letters a to z: at most 256 letters
// and spaces in all and 32 letters a word; the rest is cut. Hyphens, full stops and other
// marks separate words, apostrophes do not, digits are dropped. Compounds that some write
// in one word are parted (Abdulrahman, Nasiruddin), and titles, articles and other words
// that some countries write and others leave out are dropped as long as a word remains.
// The words of these words, joined by spaces, are the same words. It is empty for a text
// without letters.
func Words(s string) []string {
	var words []string
	for _, unit := range strings.Fields(latin(s)) {
		for _, part := range parts(unit) {
			words = expand(words, part[:min(len(part), maxWord)])
		}
	}
	return bounded(meaningful(words))
}

// Canonical returns the words of a name in alphabetical order, joined by single spaces: the
// same for any order of the words, and "" for a name without letters.
func Canonical(s string) string {
	words := Words(s)
	slices.Sort(words)
	return strings.Join(words, " ")
}

// Skeletons returns the skeletons of the words of a name, sorted and each once.
func Skeletons(s string) []string {
	words := Words(s)
	for i, w := range words {
		words[i] = Skeleton(w)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// bounded leaves out the words that come after too many letters.
func bounded(words []string) []string {
	room := maxText + 1
	for i, w := range words {
		if room -= len(w) + 1; room < 0 {
			return words[:i]
		}
	}
	return words
}
