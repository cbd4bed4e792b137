package name

import (
	"slices"
	"strings"
)

// noise are the words that some countries write and others leave out, by class. A class is
// dropped when another word remains, so that Ma is nothing before Thida and a name alone.
var noise = [][]string{
	{"mr", "mrs", "ms", "miss", "mme", "mlle", "dr", "prof", "haji", "hajji", "hadji", "hajj", "hajja", "hajjah",
		"mst", "mosammat", "mosammad", "musammat", "mosamat", "smt", "shri"},
	{"al", "el", "ul", "ur", "ud", "us", "uz", "bin", "bint", "binti", "binte", "bte", "ibn"},
	{"daw", "u", "ma", "ko"}, // Burmese honorifics
	{"thi"},                  // in the names of Vietnamese women
	{"van"},                  // in the names of Vietnamese men, and Dutch
}

// meaningful drops the noise, class by class, as long as a word remains.
func meaningful(words []string) []string {
	for _, class := range noise {
		in := func(w string) bool { return slices.Contains(class, w) }
		if slices.ContainsFunc(words, func(w string) bool { return !in(w) }) {
			words = slices.DeleteFunc(words, in)
		}
	}
	return words
}

// shorts writes out what is short for, or another spelling of, a word.
var shorts = map[string]string{
	"md": "mohammed", "mohd": "mohammed", "muhd": "mohammed", "mhd": "mohammed", "mg": "maung",
	"abdul": "abd", "abdel": "abd", "abdal": "abd", "abdol": "abd", "abdoul": "abd", "abdur": "abd", "abdus": "abd",
	"ullah": "allah", "ulla": "allah", "ollah": "allah",
	"uddin": "din", "eddin": "din", "eddine": "din", "udin": "din", "uddeen": "din", "aldin": "din", "deen": "din", "dine": "din",
}

// heads and tails are the words of compounds that some write apart.
var (
	heads = []string{"abdoul", "abdul", "abdel", "abdal", "abdol", "abdur", "abdus", "abdi"}
	tails = []string{"uddin", "eddine", "eddin", "aldin", "uddeen", "ullah", "allah", "ollah", "ulla"}
)

// Letters that a word keeps beside a head or a tail, so that short names stay whole.
const (
	leastBesideHead = 4
	leastBesideTail = 3
)

// expand appends a word, written out and parted from the words that it is made of. What it
// appends it would not change again.
func expand(words []string, w string) []string {
	if long, ok := shorts[w]; ok {
		w = long
	}
	for _, tail := range tails {
		if rest, ok := strings.CutSuffix(w, tail); ok && len(rest) >= leastBesideTail {
			return expand(expand(words, rest), tail)
		}
	}
	for _, head := range heads {
		if rest, ok := strings.CutPrefix(w, head); ok && len(rest) >= leastBesideHead {
			return expand(append(words, "abd"), rest)
		}
	}
	if joinedArticle(w) {
		return expand(words, w[2:])
	}
	return append(words, w)
}

// joinedArticle tells whether a word is Arabic and starts with its article, as Alhassan.
func joinedArticle(w string) bool {
	if len(w) < 7 || w[:2] != "al" && w[:2] != "el" {
		return false
	}
	return w[2] == 'h' || w[2] == 'q' || w[2:4] == "kh"
}

// parts splits a word at its hyphens and drops articles that sound like what they are
// before, as in ar-Rahman.
func parts(unit string) []string {
	all := strings.FieldsFunc(unit, func(r rune) bool { return r == '-' })
	kept := all[:0]
	for i, p := range all {
		article := len(p) > 1 && len(p) < 4 && strings.ContainsAny(p[:1], "aeu") && strings.ContainsAny(p[1:2], "rsznd")
		if article && i+1 < len(all) && strings.HasPrefix(all[i+1], p[1:]) {
			continue
		}
		kept = append(kept, p)
	}
	return kept
}
