package linkage

import "testing"

// values are what a pattern can say of a family.
func (f *Family) values() []pattern {
	if f.Width == 1 {
		return []pattern{absent, none, one}
	}
	return []pattern{absent, none, one, two, noneHalf, oneHalf}
}

func (p pattern) with(family int, v pattern) pattern {
	return p&^(familyMask<<(familyBits*family)) | v<<(familyBits*family)
}

// upToOne calls each with all patterns in which at most one token agrees.
func upToOne(p pattern, i int, each func(pattern)) {
	if i == len(families) {
		each(p)
		return
	}
	for _, v := range families[i].values() {
		if q := p.with(i, v); q.tokens() < 2 {
			upToOne(q, i+1, each)
		}
	}
}

func TestNothingLinksOnOneTokenAloneAtScale(t *testing.T) {
	for _, corpus := range []int{large, 10_000_000} {
		s := newScorer(Standard().For(corpus))
		worst := never
		upToOne(0, 0, func(p pattern) {
			for n := untold; n <= halfTold; n++ {
				worst = max(worst, s.weigh(p|n<<nationalityAt))
			}
		})
		if worst >= s.link || worst < s.review {
			t.Errorf("of %d reports: one token has a score of up to %d; %d is looked at, %d links", corpus, worst, s.review, s.link)
		}
	}
}

func TestMoreEvidenceNeverScoresLess(t *testing.T) {
	s := newScorer(Standard())
	for _, c := range []struct{ less, more pattern }{
		{absent, one}, {none, one}, {one, two}, {none, absent},
	} {
		p := pattern(0).with(4, one) // date and place of birth agree
		if less, more := s.weigh(p.with(0, c.less)), s.weigh(p.with(0, c.more)); less >= more {
			t.Errorf("names go from %d to %d: the score goes from %d to %d", c.less, c.more, less, more)
		}
	}
}
