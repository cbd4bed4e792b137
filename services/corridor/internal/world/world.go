// Package world invents a world in which countries report trafficking in persons: the input
// of `corridor demo` and of tests. Every figure in it is made up; only the country codes are
// real, so that reach and regions work. The same parameters give the same filings, and what
// the hub must make of them is told beside them, so that a test can compare: verdict by
// verdict, and person by person, as several countries may report one under several spellings.
package world

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Params says which world to invent.
type Params struct {
	Seed    uint64 // another seed, another world
	Victims int    // victims in sound reports, 1 or more
}

// Filing is one thing that a focal point does. The filings of one country must reach the hub
// in the order in which they are given; between countries the order does not matter. Reports
// share memory with later filings of the same case: read them, never write.
type Filing struct {
	Country  geo.Area    // the focal point that files
	CaseKey  string      // local key of the case, e.g. UKR-2019-000123
	Revision uint32      // 1 or more
	Action   code.Action // upsert or withdraw
	Report   tip.Report  // zero for a withdrawal and for garbage
	People   []uint64    // the person behind each victim, the same in every country's reports

	// Identities holds who the focal point takes each victim for, with all its errors; a zero
	// Identity where it does not know.
	Identities []identity.Identity

	Defect  Defect       // what the publisher must spoil in the encoded bytes
	Verdict code.Verdict // what the hub must answer
	Reason  code.Reason  // why it must refuse; unspecified where it must not
}

// Defect is a fault that a tip.Report cannot hold, so the publisher puts it into the bytes.
type Defect uint8

// The defects. Garbage and a foreign signature spoil a whole submission, so the publisher
// sends each of them as a submission of its own.
const (
	DefectNone             Defect = iota
	DefectUnknownCountry          // a country code that does not exist as origin: V01
	DefectUnknownField            // a field outside the schema, with text in it: V10
	DefectGarbage                 // a payload, as long as the limit allows, that is no submission: D01
	DefectForeignSignature        // signed with the key of another country: A03
)

// Produced returns the period in which all filings are made: the quarter after the last year.
func Produced() tip.Period { return tip.QuarterPeriod(lastYear+1, 1) }

// Generate hands every filing of the world to each, in order, and returns what the hub must
// end up with. It stops at the first error of each.
func Generate(p Params, each func(Filing) error) (Truth, error) {
	if p.Victims < 1 {
		return Truth{}, fmt.Errorf("inventing a world: %d victims, want 1 or more", p.Victims)
	}
	w := newWorld(p)
	for w.left > 0 {
		w.addCase()
		w.now++
		if err := w.deliver(w.now, each); err != nil {
			return Truth{}, err
		}
	}
	if err := w.deliver(math.MaxInt, each); err != nil {
		return Truth{}, err
	}
	w.truth.settle(w.kept)
	return w.truth, nil
}

// world is the state of one run.
type world struct {
	dice
	left     int // victims still to be invented
	now      int // cases invented so far: the clock of the queue
	bad      int // bad reports so far
	people   uint64
	lastCase map[caseYear]uint32
	queue    queue
	kept     []kept
	truth    Truth
}

type caseYear struct {
	country geo.Area
	year    int
}

func newWorld(p Params) *world {
	const stream = 0x636f727269646f72 // "corridor"
	return &world{
		dice:     dice{rand.New(rand.NewPCG(p.Seed, stream))},
		left:     p.Victims,
		lastCase: map[caseYear]uint32{},
		truth:    Truth{Refused: map[code.Reason]int{}},
	}
}

// addCase invents one path of trafficking with every report and filing that comes of it.
func (w *world) addCase() {
	if w.perMille(badRate) {
		w.fileBad()
	}
	route := w.route()
	stops := w.stops(route)
	s := w.invent(route, stops[0], min(w.draw(caseSizes), w.left), len(stops) == 1)
	w.truth.People += len(s.persons)
	w.fileSound(s)
	for _, at := range stops[1:] {
		if w.left == 0 {
			return
		}
		s = w.found(s, at, w.left)
		w.fileSound(s)
	}
}

// nextKey numbers the cases of a country by the year of detection.
func (w *world) nextKey(r *tip.Report) string {
	k := caseYear{r.Incident.Detection, r.Incident.DetectionPeriod.Year()}
	w.lastCase[k]++
	return fmt.Sprintf("%s-%d-%06d", k.country, k.year, w.lastCase[k])
}
