package name

import "strings"

// initials writes the consonants of Burmese, those of Pali as well.
var initials = map[rune]string{
	'က': "k", 'ခ': "kh", 'ဂ': "g", 'ဃ': "g", 'င': "ng", 'စ': "s", 'ဆ': "hs", 'ဇ': "z", 'ဈ': "z", 'ဉ': "ny",
	'ည': "ny", 'ဋ': "t", 'ဌ': "ht", 'ဍ': "d", 'ဎ': "d", 'ဏ': "n", 'တ': "t", 'ထ': "ht", 'ဒ': "d", 'ဓ': "d",
	'န': "n", 'ပ': "p", 'ဖ': "ph", 'ဗ': "b", 'ဘ': "b", 'မ': "m", 'ယ': "y", 'ရ': "y", 'လ': "l", 'ဝ': "w",
	'သ': "th", 'ဟ': "h", 'ဠ': "l", 'အ': "", 'ဿ': "th",
	'ဣ': "i", 'ဤ': "i", 'ဥ': "u", 'ဦ': "u", 'ဧ': "e", 'ဩ': "aw", 'ဪ': "aw",
}

// rhymes writes what follows the initial of a syllable: signs of vowels in the order of their
// code points, then the consonant that closes it. Tones are not written, but for two.
var rhymes = map[string]string{
	"": "a", "ာ": "ar", "ိ": "i", "ီ": "i", "ု": "u", "ူ": "u", "ေ": "ay", "ဲ": "e", "ော": "aw", "ို": "o",
	"ံ": "an", "ုံ": "on", "ိံ": "ein",
	"ောင": "aung", "ိုင": "aing", "ောက": "auk", "ိုက": "aik", "င": "in", "က": "et", "စ": "it", "ည": "i", "ဉ": "in",
	"တ": "at", "ပ": "at", "န": "an", "မ": "an", "ိတ": "eik", "ိပ": "eik", "ိန": "ein", "ိမ": "ein",
	"ုတ": "ok", "ုပ": "ok", "ုန": "on", "ုမ": "on", "ယ": "e", "ိ့": "i",
}

// Signs of Burmese.
const (
	asat    = '်' // the consonant before it closes its syllable
	stacker = '္' // so does the one before this, within a word
	creaky  = "့"
	visarga = "း"
)

// burmese writes a run of Burmese, in which words have no spaces: a syllable that is closed
// or has a mark of tone is a word, other syllables are one word together.
func burmese(run []rune, _ tongue) string {
	var out strings.Builder
	inside := false // the word that the last syllable is of may go on
	for len(run) > 0 {
		n := syllableEnd(run)
		s := syllable(run[:n])
		whole := strings.ContainsAny(string(run[:n]), string(asat)+creaky+visarga)
		switch {
		case whole || !inside:
			out.WriteByte(' ')
		case strings.HasPrefix(s, "t") && !strings.HasPrefix(s, "th"):
			s = "d" + s[1:] // voiced within a word
		case run[0] == 'ရ':
			s = "r" + s[1:] // not a y there
		}
		out.WriteString(s)
		inside, run = !whole, run[n:]
	}
	return out.String()
}

// syllableEnd returns where the first syllable ends: before the next consonant that neither
// closes it nor is stacked below it.
func syllableEnd(run []rune) int {
	for i := 1; i < len(run); i++ {
		if _, ok := initials[run[i]]; !ok {
			continue
		}
		killed := i+1 < len(run) && (run[i+1] == asat || string(run[i+1]) == creaky && i+2 < len(run) && run[i+2] == asat)
		stacks := i+1 < len(run) && run[i+1] == stacker
		if !killed && !stacks {
			return i
		}
	}
	return len(run)
}

// syllable writes one syllable.
func syllable(run []rune) string {
	head, ok := initials[run[0]]
	if !ok {
		return other(run, tongue{})
	}
	var signs []rune
	seen := map[rune]bool{}
	for _, r := range run[1:] {
		switch r {
		case 'ျ', 'ြ', 'ွ', 'ှ', asat, stacker, '့', 'း':
			seen[r] = true
		case 'ါ':
			signs = append(signs, 'ာ')
		default:
			signs = append(signs, r)
		}
	}
	return onset(head, seen) + rhyme(string(signs), seen)
}

// onset writes the consonants of a syllable with the signs below and around them.
func onset(head string, seen map[rune]bool) string {
	if seen['ျ'] || seen['ြ'] {
		switch head {
		case "kh":
			head = "ch"
		case "y":
		default:
			head += "y"
		}
	}
	if seen['ှ'] {
		switch head {
		case "y", "ly":
			head = "sh"
		default:
			head = "h" + head
		}
	}
	return head
}

// rhyme writes the vowels of a syllable and what closes it.
func rhyme(signs string, seen map[rune]bool) string {
	s, known := rhymes[signs]
	round := seen['ွ']
	switch {
	case !known:
		return other([]rune(signs), tongue{})
	case round && (signs == "န" || signs == "မ"):
		return "un"
	case round && (signs == "တ" || signs == "ပ"):
		return "ut"
	case round && signs == "ေ":
		return "we"
	case round:
		return "w" + s
	case seen['့'] && (signs == "င" || signs == "န"):
		return s + "t"
	case seen['း'] && signs == "ို":
		return "oe"
	}
	return s
}
