package linkage

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the default model
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

//go:embed model.json
var standard []byte

// Model is what the decision rests on. It is a file with a version: another model decides
// otherwise about old records, so a log is decided by one model from its start to its end.
type Model struct {
	Version string  // of the file
	Source  string  // what the probabilities were fitted on
	Scheme  int     // of the families
	Corpus  float64 // reports that the deployment is made for
	Repeats float64 // pairs of one person that a report brings along on average
	Link    float64 // least posterior probability at which two records are linked
	Strong  float64 // least posterior at which one edge may join two persons with another such
	Review  float64 // least posterior that a person should look at
	Fields  map[string]Probabilities
	Traits  map[string]Probabilities

	// SameDistrict is the probability that the districts of two persons agree whose places do:
	// a town lies in one district, but many towns have one name.
	SameDistrict float64
}

// Probabilities are those of the levels of a field: M among pairs of one person, U among pairs
// of two, of those where both records have the field. Compatriots share names and places more
// often than others do: where Among is given it takes the place of U among pairs of two of one
// nationality.
type Probabilities struct {
	M, U  []float64
	Among []float64 `json:",omitempty"`
}

// fieldNames are the keys of Model.Fields.
var fieldNames = [Fields]string{"given", "surname", "birth", "place", "district", "nationality", "document"}

// Standard returns the model that this version of Corridor comes with.
func Standard() *Model {
	m, err := ParseModel(standard)
	if err != nil {
		panic("the built-in linkage model: " + err.Error())
	}
	return m
}

// ParseModel reads a model file and checks it.
func ParseModel(file []byte) (*Model, error) {
	d := json.NewDecoder(bytes.NewReader(file))
	d.DisallowUnknownFields()
	var m Model
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("reading a linkage model: %w", err)
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("reading a linkage model: %w", err)
	}
	return &m, nil
}

// File returns the model as a file that ParseModel reads.
func (m *Model) File() ([]byte, error) {
	b, err := json.MarshalIndent(m, "", "  ")
	return append(b, '\n'), err
}

// Digest identifies the model: 16 bytes of SHA-256 over all that decides.
func (m *Model) Digest() [16]byte {
	decides := *m
	decides.Source = ""
	b, err := json.Marshal(decides)
	if err != nil {
		panic("encoding a model that was checked: " + err.Error())
	}
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}

func (m *Model) check() error {
	if m.Scheme != Scheme {
		return fmt.Errorf("it is for scheme %d of the token families, this program makes scheme %d", m.Scheme, Scheme)
	}
	if !(m.Corpus >= 2) || !(m.Repeats > 0) || math.IsInf(m.Corpus, 0) || m.Repeats >= m.Corpus/2 {
		return errors.New("corpus must be 2 or more, and repeats above 0 and far below corpus")
	}
	if !(0 < m.Review && m.Review <= m.Link && m.Link <= m.Strong && m.Strong < 1) {
		return errors.New("it must be that 0 < review <= link <= strong < 1")
	}
	if !(0 < m.SameDistrict && m.SameDistrict < 1) {
		return errors.New("samedistrict must be between 0 and 1")
	}
	for f, name := range fieldNames {
		if err := m.Fields[name].check(levels[f]); err != nil {
			return fmt.Errorf("field %s: %w", name, err)
		}
	}
	for _, name := range traitNames {
		if err := m.Traits[name].check(2); err != nil {
			return fmt.Errorf("trait %s: %w", name, err)
		}
	}
	if len(m.Fields) != Fields || len(m.Traits) != len(traitNames) {
		return errors.New("it has a field or trait that there is not")
	}
	return nil
}

func (p Probabilities) check(levels int) error {
	for _, list := range [][]float64{p.M, p.U, p.among()} {
		sum := 0.0
		for _, x := range list {
			if !(x > 0 && x < 1) {
				return errors.New("a probability is not between 0 and 1")
			}
			sum += x
		}
		if len(list) != levels || math.Abs(sum-1) > 1e-6 {
			return fmt.Errorf("%d probabilities that add up to %.6f, want %d that add up to 1", len(list), sum, levels)
		}
	}
	return nil
}

// among returns the probabilities among pairs of two persons of one nationality.
func (p Probabilities) among() []float64 {
	if len(p.Among) == 0 {
		return p.U
	}
	return p.Among
}

// prior returns the logarithm to base 2 of the odds that two records out of the corpus are of
// one person, before anything is known of them.
func (m *Model) prior() float64 {
	p := m.Repeats * 2 / (m.Corpus - 1)
	return math.Log2(p / (1 - p))
}

// linkOfFew is the least posterior at which records of a corpus that is not large are linked.
// So few strangers look alike there that all links together are as precise as those of a large
// corpus at a higher one; see docs/benchmarks.md.
const linkOfFew = .6

// For returns the model for a corpus of another size.
func (m *Model) For(corpus int) *Model {
	other := *m
	other.Corpus = float64(corpus)
	if other.Corpus < large {
		other.Link, other.Review = min(m.Link, linkOfFew), min(m.Review, linkOfFew)
	}
	return &other
}
