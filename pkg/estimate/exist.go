package estimate

import (
	"fmt"
	"math"
)

// Code says whether a model can be fitted to a table at all: 0 when it can, else the sum of
// NoMaximum and NotIdentifiable. Programs that fit without asking say that they converged.
type Code int

// What keeps a model from being fitted.
const (
	NoMaximum       Code = 1 // the likelihood has no maximum, even with parameters of -inf
	NotIdentifiable Code = 2 // several values of the parameters fit equally well
)

// String says what the code means.
func (c Code) String() string {
	return [...]string{"a single best fit exists", "no best fit exists", "several fits are equally good",
		"no best fit exists, and several are equally good"}[c]
}

// CodeError is a model that has no single best fit.
type CodeError struct{ Code Code }

// Error says which code it is and what it means.
func (e CodeError) Error() string {
	return fmt.Sprintf("the model cannot be fitted: code %d, %s", int(e.Code), e.Code)
}

// Check tells whether main effects with the pairs can be fitted to the table. Only the
// parameter of a pair may be -inf: with an empty list there is no maximum.
func (t Table) Check(pairs []Pair) Code {
	d := t.layout(pairs, nil)
	c := d.check()
	if d.empty > 0 {
		c |= NoMaximum
	}
	return c
}

// check looks for the table with the same margins whose smallest cell is the largest: maximise
// s where X'y + s X'1 = X'counts and y, s >= 0. The fit exists if and only if s > 0. The
// margins that depend on others tell the rank.
func (d design) check() (c Code) {
	columns := len(d.x[0])
	l := program{rows: make([][]float64, columns)}
	for k := range columns {
		l.rows[k] = make([]float64, len(d.x)+2)
		for i, row := range d.x {
			l.rows[k][i] = row[k]
			l.rows[k][len(d.x)] += row[k]
			l.rows[k][len(d.x)+1] += row[k] * d.y[i]
		}
	}
	best, dependent := l.maximise()
	if dependent > 0 {
		c |= NotIdentifiable
	}
	if best < 1e-6 { // counts are whole: a cell that can be filled is far above this
		c |= NoMaximum
	}
	return c
}

// small is what counts as zero among coefficients, which are small fractions.
const small = 1e-9

// program is a linear program with equations in rows, the right side, which is not negative, in
// the last column, and the variable to maximise in the one before.
type program struct {
	rows  [][]float64 // the equations, then the aim, then the sum of what is not yet met
	basis []int       // of each equation; from the width on, not met yet
	width int         // variables
}

// maximise returns the largest value of the last variable and how many equations depend on
// others. The simplex method takes the first variable that helps (Bland's rule), which ends.
func (l *program) maximise() (best float64, dependent int) {
	m, n := len(l.rows), len(l.rows[0])
	l.width = n - 1
	aim, unmet := make([]float64, n), make([]float64, n)
	aim[n-2] = 1
	for i, row := range l.rows {
		l.basis = append(l.basis, l.width+i)
		for j, v := range row {
			unmet[j] += v
		}
	}
	l.rows = append(l.rows, aim, unmet)
	l.improve(m, m+1)
	for i := range m {
		if l.basis[i] >= l.width && !l.drive(i) {
			dependent++
		}
	}
	l.improve(m, m)
	return -aim[n-1], dependent
}

// improve pivots until no variable helps the row of an aim.
func (l *program) improve(m, aim int) {
	for {
		enter := 0
		for enter < l.width && l.rows[aim][enter] <= small {
			enter++
		}
		leave, least := -1, math.Inf(1)
		for i := range m {
			if enter == l.width || l.rows[i][enter] <= small {
				continue
			}
			ratio := l.rows[i][l.width] / l.rows[i][enter]
			if ratio < least-small || ratio < least+small && l.basis[i] < l.basis[leave] {
				leave, least = i, ratio
			}
		}
		if leave < 0 {
			return
		}
		l.pivot(leave, enter)
	}
}

// drive puts a variable into an equation that holds without one; where none can be put, the
// equation says nothing that others do not.
func (l *program) drive(i int) bool {
	for j := range l.width {
		if math.Abs(l.rows[i][j]) > small {
			l.pivot(i, j)
			return true
		}
	}
	clear(l.rows[i])
	return false
}

func (l *program) pivot(at, enter int) {
	by := l.rows[at][enter]
	for j := range l.rows[at] {
		l.rows[at][j] /= by
	}
	l.basis[at] = enter
	for i, row := range l.rows {
		if f := row[enter]; i != at && f != 0 {
			for j, v := range l.rows[at] {
				row[j] -= f * v
			}
			row[enter] = 0
		}
	}
}
