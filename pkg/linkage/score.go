package linkage

import "math"

// Score is the evidence that two records are of one person: the logarithm to base 2 of the
// odds, in thousandths, so that it is the same number on every machine.
type Score int32

// never is the score of a pair that the model holds impossible.
const never Score = -60_000

func toScore(bits float64) Score {
	if math.IsNaN(bits) || bits < float64(never)/1000 {
		return never
	}
	return Score(math.Round(min(bits, -float64(never)/1000) * 1000))
}

// scoreOf returns the score of a posterior probability.
func scoreOf(posterior float64) Score { return toScore(math.Log2(posterior / (1 - posterior))) }

// Posterior returns the probability that a score stands for.
func (s Score) Posterior() float64 { return 1 / (1 + math.Exp2(-float64(s)/1000)) }

// pattern is what a comparison sees, three bits a family and two more for the nationality.
type pattern uint32

// What a pattern says of a family. Of two the one side may have only one token, because one of
// the names is missing: then at least one name agrees, or none of those there.
const (
	absent   pattern = iota // one side has no token of it
	none                    // both have, and none agrees
	one                     // one of two agrees, or the only one
	two                     // two agree
	noneHalf                // one side has only one of two, and it does not agree
	oneHalf                 // or it does
)

const (
	familyBits = 3
	familyMask = 1<<familyBits - 1
)

func (p pattern) family(i int) pattern { return p >> (familyBits * i) & familyMask }

// nationalityAt is where the pattern says what is known of nationalities.
const nationalityAt = familyBits * 9

// What a pattern says of nationalities.
const (
	untold     pattern = iota // by neither
	foreigners                // they differ
	compatriots
	halfTold // one side has none
)

func (p pattern) nationality() pattern { return p >> nationalityAt & 3 }

// fits reports whether a pair in a state shows this pattern.
func (p pattern) fits(s *state) bool {
	for i := range families {
		seen, f := p.family(i), &families[i]
		if seen == absent || f.Names == Initials && min(s[Given], s[Surname]) >= Part {
			continue // words other than those that agree may have given the initials
		}
		n := f.agrees(s)
		switch {
		case seen <= two && n != int(seen-none), seen == noneHalf && n == 2, seen == oneHalf && n == 0:
			return false
		}
	}
	n := p.nationality()
	return n == untold || n == halfTold || s[Nationality] == Level(n-foreigners)
}

// tokens returns how many tokens agree, of a name each where a family has several.
func (p pattern) tokens() (n int) {
	for i := range families {
		switch p.family(i) {
		case one, oneHalf:
			n++
		case two:
			n += 2
		}
	}
	return n
}

// large is the least corpus in which one token alone, whatever it is made of, agrees by chance
// too often to link.
const large = 100_000

// scorer weighs patterns by a model. It keeps what it has weighed.
type scorer struct {
	m        [Fields][]float64
	u        [2][Fields][]float64 // by whether nationalities agree
	district [2]float64           // of two persons from one place
	prior    float64
	large    bool
	known    map[pattern]Score
	traits   [len(traitNames)][2]Score
	link     Score
	strong   Score
	review   Score
}

func newScorer(m *Model) *scorer {
	s := &scorer{prior: m.prior(), large: m.Corpus >= large, district: [2]float64{1 - m.SameDistrict, m.SameDistrict}, known: map[pattern]Score{},
		link: scoreOf(m.Link), strong: scoreOf(m.Strong), review: scoreOf(m.Review)}
	for f, name := range fieldNames {
		p := m.Fields[name]
		s.m[f], s.u[Differ][f], s.u[Agree][f] = p.M, p.U, p.among()
	}
	for i, name := range traitNames {
		p := m.Traits[name]
		s.traits[i][0] = toScore(math.Log2(p.M[0] / p.U[0]))
	}
	return s
}

// weigh returns the score of a pattern: the sum over all states of the fields that show it, of
// their probabilities in a pair of one person, over the same in a pair of two (Fellegi and
// Sunter 1969, with the comparison of the fields as a hidden variable).
func (s *scorer) weigh(p pattern) Score {
	if score, ok := s.known[p]; ok {
		return score
	}
	m, u := s.sum(p, nil)
	score := never
	if m > 0 {
		score = toScore(s.prior + math.Log2(m/u))
	}
	if s.large && p.tokens() < 2 {
		score = min(score, s.link-1) // nothing links on one token alone, whatever the model says
	}
	s.known[p] = score
	return score
}

// sum adds up the probabilities of the states that show a pattern; each is told their share.
func (s *scorer) sum(p pattern, each func(*state, float64)) (m, u float64) {
	var st state
	for more := true; more; more = st.next() {
		if !p.fits(&st) {
			continue
		}
		pm, pu := 1.0, 1.0
		for f, level := range st {
			pm *= s.m[f][level]
			pu *= s.different(p, &st, Field(f))[level]
		}
		m += pm
		u += pu
		if each != nil {
			each(&st, pm)
		}
	}
	return m, u
}

// different returns the probabilities of a field in a pair of two persons who are in a state.
// Where no record tells a nationality, U is of all pairs.
func (s *scorer) different(p pattern, st *state, f Field) []float64 {
	switch {
	case f == District && st[Place] == Agree:
		return s.district[:]
	case p.nationality() == untold:
		return s.u[Differ][f]
	}
	return s.u[st[Nationality]][f]
}

// next moves on to the next state, and reports whether there is one.
func (s *state) next() bool {
	for f := range s {
		if int(s[f])+1 < levels[f] {
			s[f]++
			return true
		}
		s[f] = 0
	}
	return false
}
