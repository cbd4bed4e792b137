package linkage

import "bytes"

// Key is the identity of a record: two bytes of country, sixteen of reference, four of the
// number in the report. Its bytes give the canonical order.
type Key [22]byte

func compareKeys(a, b Key) int { return bytes.Compare(a[:], b[:]) }

// sameReport reports whether two records are of one report: then they are two persons, as the
// sender counted them apart.
func sameReport(a, b Key) bool { return [18]byte(a[:18]) == [18]byte(b[:18]) }

// Entry is a record with its evidence: one sheet for each key epoch, in any order.
type Entry struct {
	Key    Key
	Sheets []Sheet
}

// id is the place of a row in the index; 0 is none.
type id uint32

// row is a sheet in the index: 144 bytes.
type row struct {
	sheet   Sheet
	sibling id // the record's sheet of the next epoch
	key     Key
	first   bool // of the record's sheets
}

// entryID is a slot of a row: id times Slots plus slot. It is never 0, as no row has id 0.
type entryID uint32

func entryOf(r id, slot int) entryID { return entryID(r)*Slots + entryID(slot) }
func (e entryID) row() id            { return id(e / Slots) }
func (e entryID) slot() int          { return int(e % Slots) }

// arena keeps rows in chunks, so that growing moves none and wastes little.
type arena struct {
	chunks []*[chunkSize]row
	free   []id
	used   id // highest id ever given
}

const chunkSize = 4096

func (a *arena) at(r id) *row { return &a.chunks[r/chunkSize][r%chunkSize] }

// take returns a free row, empty.
func (a *arena) take() id {
	if n := len(a.free); n > 0 {
		r := a.free[n-1]
		a.free = a.free[:n-1]
		return r
	}
	a.used++
	if int(a.used/chunkSize) >= len(a.chunks) {
		a.chunks = append(a.chunks, new([chunkSize]row))
	}
	return a.used
}

func (a *arena) release(r id) {
	*a.at(r) = row{}
	a.free = append(a.free, r)
}
