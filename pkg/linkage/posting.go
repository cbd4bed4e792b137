package linkage

// Crowd is the most records that may share a code. A code that more of them have says little
// about any: it makes no pairs then, not even between the first of them.
const Crowd = 64

// postings say which rows have a code.
type postings struct {
	rows    *arena
	entries gapped                          // by half of their code, see half
	crowded map[uint64]map[entryID]struct{} // the entries of codes that are over Crowd
}

// mark stands in entries for a code that is a crowd.
const mark = ^entryID(0)

func newPostings(rows *arena) postings {
	return postings{rows: rows, entries: newGapped(), crowded: map[uint64]map[entryID]struct{}{}}
}

// half returns bits of a code that spread evenly: those of a keyed hash do, and the product
// makes sure of it for others.
func half(code uint64) uint32 { return uint32(code * 0x9e3779b97f4a7c15 >> 32) }

// near appends the rows that have a code to list, unless they are a crowd, and the few that
// have another with the same half.
func (p *postings) near(list []id, code uint64) []id {
	from, to := p.entries.span(half(code))
	for _, slot := range p.entries.slots[from:to] {
		if e := entryID(slot); e != mark {
			list = append(list, e.row())
		}
	}
	return list
}

// add enters a code of a row. It returns the entries that have become a crowd by that, the new
// one among them, as they are no pairs any longer.
func (p *postings) add(e entryID, code uint64) (crowd []entryID) {
	from, to := p.entries.span(half(code))
	if over := p.over(code, from, to); over != nil {
		over[e] = struct{}{}
		return nil
	}
	many := to-from >= Crowd
	p.entries.putAt(to, half(code), uint32(e))
	if many {
		return p.close(code)
	}
	return nil
}

// over returns the entries of a code, which has a stretch of slots, if they are a crowd.
func (p *postings) over(code uint64, from, to int) map[entryID]struct{} {
	for _, slot := range p.entries.slots[from:to] {
		if entryID(slot) == mark {
			return p.crowded[code]
		}
	}
	return nil
}

// close takes the entries of a code out if they are a crowd, and returns them then.
func (p *postings) close(code uint64) (crowd []entryID) {
	from, to := p.entries.span(half(code))
	for _, slot := range p.entries.slots[from:to] {
		if e := entryID(slot); e != mark && p.rows.at(e.row()).sheet.Codes[e.slot()] == code {
			crowd = append(crowd, e)
		}
	}
	if len(crowd) <= Crowd {
		return nil
	}
	over := make(map[entryID]struct{}, len(crowd))
	for _, e := range crowd {
		p.entries.remove(half(code), uint32(e))
		over[e] = struct{}{}
	}
	p.crowded[code] = over
	p.entries.put(half(code), uint32(mark))
	return crowd
}

// remove takes a code of a row out. It returns the entries that are no crowd any longer by
// that, as they are pairs now.
func (p *postings) remove(e entryID, code uint64) (pairs []entryID) {
	from, to := p.entries.span(half(code))
	over := p.over(code, from, to)
	if over == nil {
		p.entries.remove(half(code), uint32(e))
		return nil
	}
	delete(over, e)
	if len(over) > Crowd {
		return nil
	}
	delete(p.crowded, code)
	p.entries.remove(half(code), uint32(mark))
	for h := range over {
		p.entries.put(half(code), uint32(h))
		pairs = append(pairs, h)
	}
	return pairs
}
