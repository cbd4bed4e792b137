package linkage

// Comparison is how far the fields of two records agree, seen in the clear by whoever may see
// them. Known says which fields both records have.
type Comparison struct {
	Levels [Fields]Level
	Known  [Fields]bool
}

// Tally counts comparisons, to fit a model on pairs of which the truth is known.
type Tally struct{ all, among counts }

// counts are how many pairs agree in a field to a level.
type counts [Fields][5]float64

// Add counts a comparison: apart where the two are known to be of one nationality.
func (t *Tally) Add(c Comparison) {
	if c.Known[Nationality] && c.Levels[Nationality] == Agree {
		t.among.add(c)
		return
	}
	t.all.add(c)
}

func (n *counts) add(c Comparison) {
	for f, known := range c.Known {
		if known {
			n[f][c.Levels[f]]++
		}
	}
}

// Fit returns the base model with the probabilities that pairs of one person and pairs of two
// give: U from pairs that are not known to be of one nationality, Among from those that are, so
// U of the nationality itself stays the base's. A sample without nationalities has no Among. A
// field that was not seen keeps what the base has. Half a pair is added to each
// level, so that none is impossible because a sample has none.
func Fit(base *Model, same, different *Tally) *Model {
	m := *base
	m.Fields = map[string]Probabilities{}
	for f, name := range fieldNames {
		p := base.Fields[name]
		both := same.all.plus(&same.among)
		if list, ok := both.share(f); ok {
			p.M = list
		}
		if list, ok := different.all.share(f); ok && Field(f) != Nationality {
			p.U, p.Among = list, nil
		}
		if list, ok := different.among.share(f); ok && Field(f) != Nationality {
			p.Among = list
		}
		m.Fields[name] = p
	}
	return &m
}

func (n *counts) plus(o *counts) counts {
	sum := *n
	for f := range sum {
		for l := range sum[f] {
			sum[f][l] += o[f][l]
		}
	}
	return sum
}

// share returns how the levels of a field are shared out; false where it was never seen.
func (n *counts) share(f int) (list []float64, seen bool) {
	const prior = .5
	sum := 0.0
	for _, pairs := range n[f][:levels[f]] {
		sum += pairs + prior
		seen = seen || pairs > 0
	}
	for _, pairs := range n[f][:levels[f]] {
		list = append(list, (pairs+prior)/sum)
	}
	return list, seen
}
