package estimate

import "fmt"

// Clean leaves out lists that tell nothing or break every model, and says which and why: an
// empty list, one that is the same as an earlier one, and one that everybody is on. The error
// is ErrFewLists when fewer than two are left, ErrNobody, or ErrNoOverlap.
func (t Table) Clean() (Table, []string, error) {
	var said []string
	for {
		list, why := t.useless()
		if why == "" {
			break
		}
		said = append(said, why)
		if len(t.Lists) == 2 {
			return t, said, fmt.Errorf("%w: %s", ErrFewLists, why)
		}
		t = t.Without(list)
	}
	if t.Persons() == 0 {
		return t, said, ErrNobody
	}
	if t.Persons() == t.Frequencies()[0] {
		return t, said, ErrNoOverlap
	}
	return t, said, nil
}

// useless finds a list to leave out.
func (t Table) useless() (list int, why string) {
	for i, name := range t.Lists {
		switch t.Total(i) {
		case 0:
			return i, fmt.Sprintf("list %s is empty and was left out", name)
		case t.Persons():
			return i, fmt.Sprintf("everybody is on list %s; it was left out, and with it who is on no other list", name)
		}
		for j := range i {
			if both := t.Overlap(Pair{j, i}); both == t.Total(i) && both == t.Total(j) {
				return i, fmt.Sprintf("list %s has the same persons as %s and was left out", name, t.Lists[j])
			}
		}
	}
	return 0, ""
}
