package linkage

// Crowd is the most records that may share a code. A code that more of them have says little
// about any: it makes no pairs then, not even between the first of them.
const Crowd = 64

// postings say which rows have a code. Codes are keyed hashes, so their bits spread evenly.
type postings struct {
	rows    *arena
	buckets []entryID // a power of two
	entries int       // in chains
	crowded map[uint64]map[entryID]struct{}
}

func newPostings(rows *arena) postings {
	return postings{rows: rows, buckets: make([]entryID, 1024), crowded: map[uint64]map[entryID]struct{}{}}
}

func (p *postings) bucket(code uint64) *entryID { return &p.buckets[code&uint64(len(p.buckets)-1)] }

func (p *postings) next(e entryID) *entryID { return &p.rows.at(e.row()).next[e.slot()] }

// members appends the entries of a code to list, unless they are a crowd.
func (p *postings) members(list []entryID, code uint64) []entryID {
	for e := *p.bucket(code); e != 0; {
		r, slot := p.rows.at(e.row()), e.slot()
		if r.sheet.Codes[slot] == code {
			list = append(list, e)
		}
		e = r.next[slot]
	}
	return list
}

// add enters a code of a row. It returns the entries that have become a crowd by that, the new
// one among them, as they are no pairs any longer.
func (p *postings) add(e entryID, code uint64) (crowd []entryID) {
	if over := p.crowded[code]; over != nil {
		over[e] = struct{}{}
		*p.next(e) = crowded
		return nil
	}
	var few [Crowd]entryID
	held := p.members(few[:0], code)
	if len(held) < Crowd {
		p.chain(e, code)
		return nil
	}
	over := make(map[entryID]struct{}, Crowd+1)
	for _, h := range held {
		p.unchain(h, code)
	}
	crowd = append(held, e)
	for _, h := range crowd {
		over[h] = struct{}{}
		*p.next(h) = crowded
	}
	p.crowded[code] = over
	return crowd
}

// remove takes a code of a row out. It returns the entries that are no crowd any longer by
// that, as they are pairs now.
func (p *postings) remove(e entryID, code uint64) (pairs []entryID) {
	over := p.crowded[code]
	if over == nil {
		p.unchain(e, code)
		return nil
	}
	delete(over, e)
	if len(over) > Crowd {
		return nil
	}
	delete(p.crowded, code)
	for h := range over {
		p.chain(h, code)
		pairs = append(pairs, h)
	}
	return pairs
}

func (p *postings) chain(e entryID, code uint64) {
	if p.entries >= len(p.buckets)*2 {
		p.grow()
	}
	p.link(e, code)
	p.entries++
}

func (p *postings) link(e entryID, code uint64) {
	b := p.bucket(code)
	*p.next(e), *b = *b, e
}

func (p *postings) unchain(e entryID, code uint64) {
	for at := p.bucket(code); *at != 0; at = p.next(*at) {
		if *at == e {
			*at = *p.next(e)
			p.entries--
			return
		}
	}
}

// grow doubles the buckets. It reads the rows in their order, as memory is read faster from
// one end to the other than in jumps.
func (p *postings) grow() {
	p.buckets = make([]entryID, 2*len(p.buckets))
	for r := id(1); r <= p.rows.used; r++ {
		row := p.rows.at(r)
		for slot, code := range &row.sheet.Codes {
			if code != 0 && row.next[slot] != crowded {
				p.link(entryOf(r, slot), code)
			}
		}
	}
}
