package linkage

import (
	"cmp"
	"hash/maphash"
	"slices"
)

// Index holds the evidence on records and keeps their partition into persons. It is not safe
// for concurrent use.
type Index struct {
	scorer  *scorer
	rows    arena
	codes   postings
	keys    gapped // the first row of each record by the hash of its key
	seed    maphash.Seed
	records int
	reviews reviews

	near  []id   // scratch of neighbours
	list  []id   // scratch of postings
	links []link // scratch of linked

	fetched uint64 // keeps fetch from being optimised away
}

// New returns an empty index that decides by a model that was checked.
func New(m *Model) *Index {
	return newIndex(newScorer(m))
}

func newIndex(s *scorer) *Index {
	x := &Index{scorer: s, keys: newGapped(), seed: maphash.MakeSeed(), reviews: reviews{}}
	x.codes = newPostings(&x.rows)
	return x
}

// Len returns the number of records with evidence.
func (x *Index) Len() int { return x.records }

// Crowded returns how many codes have too many records to make pairs.
func (x *Index) Crowded() int { return len(x.codes.crowded) }

// hash spreads keys evenly, whatever references a sender chooses.
func (x *Index) hash(k *Key) uint32 { return uint32(maphash.Bytes(x.seed, k[:])) }

// find returns the first row of a record, 0 where there is none.
func (x *Index) find(k Key) id {
	from, to := x.keys.span(x.hash(&k))
	for _, slot := range x.keys.slots[from:to] {
		if r := id(slot); x.rows.at(r).key == k {
			return r
		}
	}
	return 0
}

// head returns the first row of the record that a row belongs to.
func (x *Index) head(r id) id {
	if row := x.rows.at(r); !row.first {
		return x.find(row.key)
	}
	return r
}

// sheets returns the sheets of a record in the order of their epochs.
func (x *Index) sheets(r id) (list []Sheet) {
	for ; r != 0; r = x.rows.at(r).sibling {
		list = append(list, x.rows.at(r).sheet)
	}
	return list
}

// canonical returns the sheets that count: those with a code, of one epoch the first, in the
// order of epochs, and no code twice in a sheet.
func canonical(sheets []Sheet) []Sheet {
	if len(sheets) == 1 && sheets[0].canonical() {
		return sheets
	}
	list := slices.DeleteFunc(slices.Clone(sheets), func(s Sheet) bool { return s.Codes == [Slots]uint64{} })
	slices.SortStableFunc(list, func(a, b Sheet) int { return cmp.Compare(a.Epoch, b.Epoch) })
	list = slices.CompactFunc(list, func(a, b Sheet) bool { return a.Epoch == b.Epoch })
	for i := range list {
		codes := &list[i].Codes
		for s := range codes {
			if slices.Contains(codes[:s], codes[s]) {
				codes[s] = 0
			}
		}
	}
	return list
}

// canonical reports whether a sheet has a code and none twice.
func (s *Sheet) canonical() bool {
	for i, code := range &s.Codes {
		if code != 0 && slices.Contains(s.Codes[:i], code) {
			return false
		}
	}
	return s.Codes != [Slots]uint64{}
}

// put enters a record that is not there, and returns the records whose pairs change by that,
// besides its own.
func (x *Index) put(k Key, sheets []Sheet) (touched []Key) {
	var first id
	for i := len(sheets) - 1; i >= 0; i-- {
		r := x.rows.take()
		row := x.rows.at(r)
		row.key, row.sibling = k, first
		row.sheet.Traits, row.sheet.Epoch = sheets[i].Traits, sheets[i].Epoch
		first = r
		for slot, code := range &sheets[i].Codes {
			if code != 0 {
				row.sheet.Codes[slot] = code
				touched = x.keysOf(touched, x.codes.add(entryOf(r, slot), code))
			}
		}
	}
	if first == 0 {
		return nil
	}
	x.rows.at(first).first = true
	x.records++
	x.keys.put(x.hash(&k), uint32(first))
	return touched
}

// drop takes a record out, and returns the records whose pairs change by that.
func (x *Index) drop(k Key) (touched []Key) {
	r := x.find(k)
	if r == 0 {
		return nil
	}
	x.keys.remove(x.hash(&k), uint32(r))
	x.records--
	for r != 0 {
		for slot, code := range x.rows.at(r).sheet.Codes {
			if code != 0 {
				x.rows.at(r).sheet.Codes[slot] = 0
				touched = x.keysOf(touched, x.codes.remove(entryOf(r, slot), code))
			}
		}
		next := x.rows.at(r).sibling
		x.rows.release(r)
		r = next
	}
	return touched
}

// keysOf appends the records of entries to list.
func (x *Index) keysOf(list []Key, entries []entryID) []Key {
	for _, e := range entries {
		list = append(list, x.rows.at(e.row()).key)
	}
	return list
}

// neighbours returns the records that share a code with one, each once, in no order, and a few
// that only seem to. The list is good until the next call.
func (x *Index) neighbours(r id) []id {
	x.list = x.list[:0]
	for own := r; own != 0; own = x.rows.at(own).sibling {
		for _, code := range &x.rows.at(own).sheet.Codes {
			if code != 0 {
				x.list = x.codes.near(x.list, code)
			}
		}
	}
	slices.Sort(x.list)
	x.near = x.near[:0]
	for i, n := range x.list {
		if i > 0 && n == x.list[i-1] {
			continue
		}
		if h := x.head(n); h != r {
			x.near = append(x.near, h)
		}
	}
	slices.Sort(x.near) // records with sheets of several epochs may be there twice
	x.near = slices.Compact(x.near)
	return x.near
}

// score returns the evidence that two records are of one person: that of the key epoch that
// speaks most clearly for it.
func (x *Index) score(a, b id) (best Score) {
	best = never
	for ; a != 0; a = x.rows.at(a).sibling {
		for o := b; o != 0; o = x.rows.at(o).sibling {
			if s, t := &x.rows.at(a).sheet, &x.rows.at(o).sheet; s.Epoch == t.Epoch {
				p, extra := x.scorer.compare(s, t)
				best = max(best, x.scorer.weigh(p)+extra)
			}
		}
	}
	return best
}
