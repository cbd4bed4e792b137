package code

import (
	"iter"
	"math/bits"
)

// Set is a set of codes below 128. It has no order and holds nothing twice, so two reports
// that list the same codes in another order are equal, and it is comparable with ==.
type Set[C ~uint16] [2]uint64

// SetOf returns the set of the given codes; codes of 128 and above are left out.
func SetOf[C ~uint16](codes ...C) Set[C] {
	var s Set[C]
	for _, c := range codes {
		s = s.With(c)
	}
	return s
}

// With returns the set with c added.
func (s Set[C]) With(c C) Set[C] {
	if c < 128 {
		s[c/64] |= 1 << (c % 64)
	}
	return s
}

// Without returns the set with c taken out.
func (s Set[C]) Without(c C) Set[C] {
	if c < 128 {
		s[c/64] &^= 1 << (c % 64)
	}
	return s
}

// Has reports whether c is in the set.
func (s Set[C]) Has(c C) bool { return c < 128 && s[c/64]>>(c%64)&1 == 1 }

// Len returns the number of codes.
func (s Set[C]) Len() int { return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) }

// Empty reports whether the set holds nothing.
func (s Set[C]) Empty() bool { return s[0]|s[1] == 0 }

// All yields the codes in rising order.
func (s Set[C]) All() iter.Seq[C] {
	return func(yield func(C) bool) {
		for word, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(C(word*64 + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}
