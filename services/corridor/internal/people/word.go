package people

import (
	"math"
	"strings"

	"github.com/corridor-tip/corridor/pkg/geo"
)

// word is one word of a name with the ways to write it.
type word struct {
	home   string   // as the home country writes it
	shared string   // as another country of the same script writes it
	abroad []string // in plain Latin letters, the most usual way first
}

// spelled returns the way to write the word abroad that some random bits choose.
func (w *word) spelled(bits byte) string {
	const usual = 154 // of 256
	if bits < usual || len(w.abroad) == 1 {
		return w.abroad[0]
	}
	return w.abroad[1+int(bits-usual)%(len(w.abroad)-1)]
}

// script says how the first form of a word becomes the others.
type script struct {
	marks   bool                  // plain Latin letters with marks
	writers []geo.Area            // other countries that write it
	shared  func(string) string   // as those write a word; nil: with the same letters
	abroad  func(string) []string // in Latin letters; nil: as listed
}

// word makes a word of its listed forms, home first.
func (s *script) word(forms []string) word {
	w := word{home: forms[0], shared: forms[0]}
	if s.shared != nil {
		w.shared = s.shared(forms[0])
	}
	if s.abroad != nil {
		w.add(s.abroad(forms[0])...)
	}
	for _, f := range forms[1:] {
		w.add(plain(f))
	}
	if len(w.abroad) == 0 {
		w.add(plain(forms[0]))
	}
	return w
}

func (w *word) add(forms ...string) {
	for _, f := range forms {
		known := false
		for _, a := range w.abroad {
			known = known || a == f
		}
		if !known {
			w.abroad = append(w.abroad, f)
		}
	}
}

// join returns the word that a and b make together.
func join(a, b *word, between string) word {
	w := word{home: a.home + between + b.home, shared: a.shared + between + b.shared}
	second := func(forms []string) string { return forms[min(1, len(forms)-1)] }
	w.add(a.abroad[0]+between+b.abroad[0], second(a.abroad)+between+second(b.abroad), second(a.abroad)+between+b.abroad[0])
	return w
}

// parse reads words separated by white space, their forms by slashes; an underscore is a
// space inside a word.
func (s *script) parse(text string) []word {
	fields := strings.Fields(text)
	words := make([]word, len(fields))
	for i, f := range fields {
		words[i] = s.word(strings.Split(strings.ReplaceAll(f, "_", " "), "/"))
	}
	return words
}

// deck draws words: the first ones often, as names are distributed.
type deck struct {
	words []word
	slots []uint16 // indexes of words, as often as their weight says
}

const deckBits = 14

// newDeck weighs the common words by rank, 1/(rank+flat)^0.9, and gives the rare ones so many
// per cent among them, all alike.
func newDeck(common, rare []word, share int, flat float64) deck {
	d := deck{words: append(common, rare...), slots: make([]uint16, 1<<deckBits)}
	weights, sum := make([]float64, len(d.words)), 0.0
	for i := range common {
		weights[i] = math.Pow(float64(i)+1+flat, -0.9)
		sum += weights[i]
	}
	if len(rare) > 0 {
		all := sum * 100 / float64(100-share)
		for i := len(common); i < len(weights); i++ {
			weights[i] = (all - sum) / float64(len(rare))
		}
		sum = all
	}
	d.fill(weights, sum)
	return d
}

func (d *deck) fill(weights []float64, sum float64) {
	at, passed := 0, weights[0]
	for i := range d.slots {
		for passed < (float64(i)+0.5)/float64(len(d.slots))*sum && at < len(weights)-1 {
			at++
			passed += weights[at]
		}
		d.slots[i] = uint16(at)
	}
}

// draw returns a word that 14 random bits choose.
func (d *deck) draw(bits uint32) *word { return &d.words[d.slots[bits>>(32-deckBits)]] }
