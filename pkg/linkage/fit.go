package linkage

// Comparison is how far the fields of two records agree, seen in the clear by whoever may see
// them. Known says which fields both records have.
type Comparison struct {
	Levels [Fields]Level
	Known  [Fields]bool
}

// Tally counts comparisons, to fit a model on pairs of which the truth is known.
type Tally struct{ n [Fields][5]float64 }

// Add counts a comparison.
func (t *Tally) Add(c Comparison) {
	for f, known := range c.Known {
		if known {
			t.n[f][c.Levels[f]]++
		}
	}
}

// Fit returns the base model with the probabilities that pairs of one person and pairs of two
// give. A field that was seen in neither keeps those of the base. Half a pair is added to each
// level, so that none is impossible because a sample has none.
func Fit(base *Model, same, different *Tally) *Model {
	m := *base
	m.Fields = map[string]Probabilities{}
	for f, name := range fieldNames {
		p := base.Fields[name]
		if list, ok := same.share(f); ok {
			p.M = list
		}
		if list, ok := different.share(f); ok {
			p.U = list
		}
		m.Fields[name] = p
	}
	return &m
}

// share returns how the levels of a field are shared out; false where it was never seen.
func (t *Tally) share(f int) (list []float64, seen bool) {
	const prior = .5
	sum := 0.0
	for _, n := range t.n[f][:levels[f]] {
		sum += n + prior
		seen = seen || n > 0
	}
	for _, n := range t.n[f][:levels[f]] {
		list = append(list, (n+prior)/sum)
	}
	return list, seen
}
