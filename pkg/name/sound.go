package name

import (
	"slices"
	"strings"
)

// rules are the sounds of Version, in pairs: a spelling and the letters of the skeleton that
// it is heard as. In spellings, ^ is the start and $ the end of a word, and what stands in
// parentheses must come next: one of the letters there, V a vowel, C a consonant, $ the end.
// In sounds, - is nothing and ~ a vowel, which parts the consonants around it. Of the rules
// that fit at a place, the one that asks for most counts.
//
// Skeletons know these classes: b; d; f with p, v and w; g with j, zh and y at the start;
// h with kh; k with hard c and q; l; m; n; r; s with z, sh, ch and soft c; t. At the end of a
// word b is f and d is t. The letters a and u stand for vowels that tell names apart.
const rules = singles + clusters + variants

// singles are letters alone.
const singles = `
	a ~  e ~  i ~  o ~  u ~  y ~  w ~
	^i(aeou) g  ^y(V) g  ^ou(aei) f  w(V) f  ^w f  awu(C) ~  awoo ~  awou ~
	b b  bb$ f  b$ f  c k  c(eiy) s  d d  dd$ t  d$ t  dt$ t  f f  g g
	h h  h$ -  ^h(lmnpst) -  ^h(r) g  j g  k k  l l  m m  n n  p f  q k  r r  s s  t t  v f
	x ks  ^x s  ^x(e) ks  z s
`

// clusters are letters that make one sound together.
const clusters = `
	bh b  ch s  chr kr  chae k~  cz s  dh d  dj g  dz g  dzh g  gh g  ght t
	igh(C$) ~  augh(C$) ~  ough(C$) ~  gue g  gui g  ^gn n  jh g  kh h  ^hk h  ^kn n
	lh l  mh m  nh n  ohn(C$) n  ^ohn(C$) an  ph f  ^ps s  qu k  rh r  sch s  sh s  sz s
	tch s  tsch s  th t  ts s  tz s  vh f  wh(V) f  ^wr r  wsk fsk  wts fs  wcz fs  zh g
`

// variants are parts of names that neighbours write with other consonants.
const variants = `
	anow$ nf  enow$ nf  inow$ nf  vic$ fs  fija$ f  lija$ l  nija$ n  rija$ r  tija$ t
	ej$ ~  ij$ ~  lj(a) l~  nj(a) n~  tj(a) t~
	^ekat kt  ^iekat kt  ^jekat kt  ^yekat kt  ^ye(fgklv) a  ^ie(fgklv) a  ^je(gklv) a
	bohd bgd  ^halyn gln  ^hennad gnd  ^heorh grg  ^ihor agr  ^oleh$ alg  ^olh alg
	serhe srg  serhi srg  serhy srg  vhen fgn  ^mykol nkl  ^mikol nkl
	bragi brh  kwo k~  kwu k~  ^khine$ hng  ^hline$ lng  ^nine$ nng
	^mahamou mhmu  ^mahamu mhmu  ^mahmoo mhmu  ^mahmou mhmu  ^mahmu mhmu  ^makhmu mhmu
	^hus(V) hus  ^huss(V) hus  ^hos(V) hus  ^hoss(V) hus  ^khus(V) hus  ^hasi(n) hus
	^othm asm  ^uthm asm  ramadan rmsn  ramadhan rmsn
`

// A sound is one rule.
type sound struct {
	spelling string
	first    bool   // only at the start of a word
	next     string // letters of which one must come next, $ for the end; any when empty
	is       string // letters of the skeleton
	vowel    bool
}

// byLetter holds the sounds by the first letter of their spelling, those that ask for most
// first.
var byLetter = func() (by [26][]sound) {
	fields := strings.Fields(rules)
	for i := 0; i < len(fields); i += 2 {
		s := parse(fields[i], fields[i+1])
		by[s.spelling[0]-'a'] = append(by[s.spelling[0]-'a'], s)
	}
	for _, list := range by {
		slices.SortStableFunc(list, func(a, b sound) int { return b.weight() - a.weight() })
	}
	return by
}()

// parse reads one pair of the rules.
func parse(pattern, is string) sound {
	var s sound
	pattern, s.first = strings.CutPrefix(pattern, "^")
	s.spelling, s.next, _ = strings.Cut(strings.TrimSuffix(pattern, ")"), "(")
	if rest, ok := strings.CutSuffix(s.spelling, "$"); ok {
		s.spelling, s.next = rest, "$"
	}
	s.next = strings.NewReplacer("V", "aeiouy", "C", "bcdfghjklmnpqrstvwxz").Replace(s.next)
	is, s.vowel = strings.CutSuffix(is, "~")
	s.is = strings.TrimPrefix(is, "-")
	return s
}

// weight orders sounds by how much they ask for: letters, then the start, then what is next.
func (s sound) weight() int {
	n := 4 * len(s.spelling)
	if s.first {
		n += 2
	}
	if s.next != "" {
		n++
	}
	return n
}

// soundAt returns the sound that a word has at place i.
func soundAt(word string, i int) sound {
	if c := word[i]; 'a' <= c && c <= 'z' {
		for _, s := range byLetter[c-'a'] {
			if s.fits(word, i) {
				return s
			}
		}
	}
	return sound{spelling: word[i : i+1]}
}

// fits tells whether a word has the sound at place i.
func (s sound) fits(word string, i int) bool {
	if s.first && i > 0 || !strings.HasPrefix(word[i:], s.spelling) {
		return false
	}
	end := i + len(s.spelling)
	if s.next == "" {
		return true
	}
	if end == len(word) {
		return s.next[len(s.next)-1] == '$'
	}
	return strings.IndexByte(s.next, word[end]) >= 0
}
