package name

import "strings"

// maxSkeleton is the most letters that a skeleton has.
const maxSkeleton = 16

// Skeleton returns what is left of a word of the letters a to z when spellings that people
// mix up are made one: a letter for each consonant, an a for a vowel at the start and, where
// this leaves at most one consonant, one more letter for the kind of the last vowel (a, e,
// o). It has 1 to 16 letters, but is "" for ""; whatever is not a letter from a to z is
// passed over.
func Skeleton(word string) string {
	var room [maxSkeleton + 8]byte
	out, closed := room[:0], false // closed: the last letter is that of the last sound
	for i := 0; i < len(word) && len(out) < maxSkeleton; {
		s := soundAt(word, i)
		is := s.is
		switch {
		case is == "" && s.vowel && i == 0:
			is = "a"
		case is != "" && closed && is[0] == out[len(out)-1]:
			is = is[1:] // a double letter
		}
		out = append(out, is...)
		closed = !s.vowel && (s.is != "" || closed)
		i += len(s.spelling)
	}
	if word != "" && short(out) {
		out = append(out, lastVowel(word)...)
	}
	return string(out[:min(len(out), maxSkeleton)])
}

// short tells whether a skeleton has at most one consonant.
func short(skeleton []byte) bool {
	if len(skeleton) > 0 && skeleton[0] == 'a' {
		skeleton = skeleton[1:]
	}
	return len(skeleton) < 2
}

// lastVowel returns the kind of the last vowels of a word: e when one is at the front of the
// mouth, else o when one is at the back, else a.
func lastVowel(word string) string {
	const all = "aeiouyw"
	end := strings.LastIndexAny(word, all) + 1
	start := end
	for start > 0 && strings.IndexByte(all, word[start-1]) >= 0 {
		start--
	}
	switch v := word[start:end]; {
	case v == "oe", v == "ue":
		return "o"
	case strings.ContainsAny(v, "eiy"):
		return "e"
	case strings.ContainsAny(v, "ouw"):
		return "o"
	}
	return "a"
}
