package estimate

import "slices"

// Chao fits the lower bound for lists of different size and persons who differ in how likely
// they are seen (Mth of Chao 1987, as a log-linear model): main effects and a column for each
// number of lists from 3 on. Columns that come out negative are left out and the rest is fitted
// again. The error is that of the fit.
func (t Table) Chao() (Fit, error) {
	var orders []int
	for k, f := range t.Frequencies() {
		if k >= 2 && f > 0 {
			orders = append(orders, k+1)
		}
	}
	for {
		d := t.layout(nil, excess(orders))
		if c := d.check(); c != 0 {
			return Fit{}, CodeError{c}
		}
		f, err := t.fit(nil, d)
		if err != nil {
			return f, err
		}
		s, err := d.solve()
		if err != nil {
			return f, err
		}
		etas := s.beta[len(s.beta)-len(orders):]
		kept := slices.Clone(orders)
		for i := len(etas) - 1; i >= 0; i-- {
			if etas[i] < 0 {
				kept = slices.Delete(kept, i, i+1)
			}
		}
		if len(kept) == len(orders) {
			return f, nil
		}
		orders = kept
	}
}
