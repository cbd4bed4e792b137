// Package estimate tells how many were never seen from who was seen by which lists: multiple-
// systems estimation after Bales, Hesketh and Silverman (2015) and Chan, Silverman and Vincent
// (2021), with the checks without which such a figure must not be shown.
package estimate

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// Why a table is refused.
var (
	ErrLists     = errors.New("between 2 and 12 lists with different names are needed")
	ErrFewLists  = errors.New("too few lists are left that tell anything")
	ErrCount     = errors.New("a count is no whole number from 0 to 1,000,000,000")
	ErrUnseen    = errors.New("somebody is on no list; who was not seen cannot be counted")
	ErrNobody    = errors.New("nobody is on any list")
	ErrNoOverlap = errors.New("nobody is on two lists; without overlap nothing can be said of the unseen")
)

const (
	maxLists = 12
	maxCount = 1_000_000_000
)

// Table says how many persons have each capture history. A history is a set of lists, with
// bit i for list i; Counts has one number of persons for each of the 2^len(Lists) histories.
type Table struct {
	Lists  []string
	Counts []int
}

// NewTable makes a table and checks it. The error is ErrLists, ErrCount, ErrUnseen or ErrNobody.
func NewTable(lists []string, counts []int) (Table, error) {
	t := Table{Lists: lists, Counts: counts}
	names := slices.Sorted(slices.Values(lists))
	if len(lists) < 2 || len(lists) > maxLists || len(slices.Compact(names)) < len(lists) || len(counts) != 1<<len(lists) {
		return t, ErrLists
	}
	sum := 0
	for _, n := range counts {
		if sum += n; n < 0 || sum > maxCount {
			return t, ErrCount
		}
	}
	switch {
	case counts[0] > 0:
		return t, ErrUnseen
	case sum == 0:
		return t, ErrNobody
	}
	return t, nil
}

// Persons is how many are on at least one list.
func (t Table) Persons() int { return t.on(0) }

// Total is how many are on a list.
func (t Table) Total(list int) int { return t.on(1 << list) }

// Overlap is how many are on both lists of a pair.
func (t Table) Overlap(p Pair) int { return t.on(p.mask()) }

// on counts persons who are on all lists of a set.
func (t Table) on(set int) (n int) {
	for h, c := range t.Counts {
		if h&set == set {
			n += c
		}
	}
	return n
}

// Frequencies counts persons by the number of lists that they are on, from 1 list on.
func (t Table) Frequencies() []int {
	f := make([]int, len(t.Lists))
	for h, c := range t.Counts[1:] {
		f[bits.OnesCount(uint(h+1))-1] += c
	}
	return f
}

// Hash identifies the table: names of lists, and counts of histories, in the order of the lists.
func (t Table) Hash() string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q\n", t.Lists)
	for h, c := range t.Counts {
		if c > 0 {
			fmt.Fprintf(sum, "%d %d\n", h, c)
		}
	}
	return fmt.Sprintf("sha256:%x", sum.Sum(nil))
}

// Merged makes one list of two; a person is on it who was on either.
func (t Table) Merged(p Pair) Table {
	m := t.mapped(func(h int) int {
		if h&p.mask() != 0 {
			h |= 1 << p.A
		}
		return without(h, p.B)
	}, p.B)
	m.Lists[p.A] = strings.Join([]string{t.Lists[p.A], t.Lists[p.B]}, "+")
	return m
}

// Without leaves a list out, and those who are on no other.
func (t Table) Without(list int) Table {
	return t.mapped(func(h int) int { return without(h, list) }, list)
}

func (t Table) mapped(to func(history int) int, gone int) Table {
	m := Table{Lists: slices.Delete(slices.Clone(t.Lists), gone, gone+1), Counts: make([]int, len(t.Counts)/2)}
	for h, c := range t.Counts {
		m.Counts[to(h)] += c
	}
	m.Counts[0] = 0
	return m
}

// without takes a list out of a history, and closes the gap.
func without(history, list int) int {
	low := history & (1<<list - 1)
	return low | history>>(list+1)<<list
}
