package bench

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"runtime"
	"time"

	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/corridor/internal/labelled"
	"github.com/corridor-tip/corridor/services/corridor/internal/people"
)

// Repeats is how many per cent of a world's reports are on somebody whom another is on too.
const Repeats = 30

// batch is how many reports come at once, as many as a submission holds at most.
const batch = 500

// World is what a hub knows of the reports of an invented world, and the truth beside it. It
// holds no identity.
type World struct {
	sheets  []linkage.Sheet
	persons []uint32 // the truth
}

// NewWorld invents so many reports, about, and keeps what a hub would know of them. A seed and
// a number always give the same.
func NewWorld(seed uint64, reports int) *World {
	w, c := &World{}, newCoder(seed)
	people.Stream(seed, uint64(reports)*(100-Repeats)/100, Repeats, func(s people.Sighting) {
		sheet := c.sheet(s.Identity)
		sheet.Traits.Sex, sheet.Traits.Nationality = s.Sex, s.Identity.Nationality
		sheet.Traits.BornFrom, sheet.Traits.BornTo = linkage.Born(s.Band, s.Detection.Year())
		w.sheets = append(w.sheets, sheet)
		w.persons = append(w.persons, uint32(s.Person))
	})
	return w
}

// Reports returns how many there are.
func (w *World) Reports() int { return len(w.sheets) }

// entry returns the evidence on the i-th report as it comes to an index.
func (w *World) entry(i int) linkage.Entry {
	return linkage.Entry{Key: keyOf(i), Sheets: w.sheets[i : i+1 : i+1]}
}

// Run says what indexing a world came to.
type Run struct {
	Took    time.Duration // in Regroup alone
	Bytes   float64       // of memory that the index holds, a report
	Quality labelled.Quality
}

// Link links a world, batch by batch, and measures the persons against the truth.
func (w *World) Link(m *linkage.Model) Run {
	var r Run
	group := make([]uint32, len(w.sheets))
	for i := range group {
		group[i] = uint32(i) // a report without evidence is in no answer
	}
	before := heap()
	x := linkage.New(m)
	for from := 0; from < len(w.sheets); from += batch {
		var entries [batch]linkage.Entry
		came := entries[:min(batch, len(w.sheets)-from)]
		for i := range came {
			came[i] = w.entry(from + i)
		}
		start := time.Now()
		persons := x.Regroup(nil, came)
		r.Took += time.Since(start)
		for _, person := range persons {
			for _, k := range person {
				group[position(k)] = uint32(position(person[0]))
			}
		}
	}
	r.Bytes = float64(heap()-before) / float64(max(1, len(w.sheets)))
	runtime.KeepAlive(x)
	r.Quality = labelled.Measure(group, w.persons)
	return r
}

// heap returns the bytes in use after a collection.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// coder makes codes of inputs by a keyed hash: it stands in for the two key-holders and the
// pepper of the hub, as its codes agree and differ in the same places.
type coder struct {
	mac hash.Hash
	sum []byte
}

func newCoder(seed uint64) *coder {
	return &coder{mac: hmac.New(sha256.New, binary.BigEndian.AppendUint64([]byte("corridor bench "), seed))}
}

// sheet returns the sheet that an identity gives, without traits.
func (c *coder) sheet(id identity.Identity) (s linkage.Sheet) {
	s.Epoch = 1
	for _, in := range id.Inputs() {
		c.mac.Reset()
		c.mac.Write([]byte{byte(in.Family)})
		c.mac.Write(in.Value)
		c.sum = c.mac.Sum(c.sum[:0])
		s.Codes[in.Slot] = binary.BigEndian.Uint64(c.sum) | 1
	}
	return s
}

// keyOf returns the key of the i-th record; each is a report of its own. References are hashes,
// so that they come in no order: these are the number, multiplied by an odd one, and scattered
// bits behind it.
func keyOf(i int) (k linkage.Key) {
	const odd = 0x9e3779b97f4a7c15
	binary.BigEndian.PutUint64(k[2:], uint64(i+1)*odd)
	binary.BigEndian.PutUint64(k[10:], (uint64(i)^0x2545f4914f6cdd1d)*odd)
	return k
}

// position returns which record a key is of.
func position(k linkage.Key) int {
	const inverse = 0xf1de83e19937733d
	return int(binary.BigEndian.Uint64(k[2:])*inverse) - 1
}
