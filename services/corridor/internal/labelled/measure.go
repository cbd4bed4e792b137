package labelled

// Quality says how well a partition of records into persons fits the truth.
type Quality struct {
	Pairs    Fit // of records of one person
	Clusters Fit // whole persons, exactly as they are
}

// Fit counts what is right among what was found and what there is.
type Fit struct{ Right, Found, True int }

// Precision is the share of what was found that is right, 1 where nothing was found.
func (f Fit) Precision() float64 { return share(f.Right, f.Found) }

// Recall is the share of what there is that was found, 1 where there is nothing.
func (f Fit) Recall() float64 { return share(f.Right, f.True) }

// F1 is the harmonic mean of precision and recall.
func (f Fit) F1() float64 { return share(2*f.Right, f.Found+f.True) }

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// Measure compares the group of each record with the person it is of. Both are any numbers
// that are equal for records of one group or person.
func Measure(group, person []uint64) Quality {
	type both struct{ group, person uint64 }
	groups, persons, cells := map[uint64]int{}, map[uint64]int{}, map[both]int{}
	for i := range group {
		groups[group[i]]++
		persons[person[i]]++
		cells[both{group[i], person[i]}]++
	}
	var q Quality
	for c, n := range cells {
		q.Pairs.Right += pairs(n)
		if n == groups[c.group] && n == persons[c.person] {
			q.Clusters.Right++
		}
	}
	for _, n := range groups {
		q.Pairs.Found += pairs(n)
	}
	for _, n := range persons {
		q.Pairs.True += pairs(n)
	}
	q.Clusters.Found, q.Clusters.True = len(groups), len(persons)
	return q
}

func pairs(n int) int { return n * (n - 1) / 2 }
