package people

import (
	"math/bits"
	"math/rand/v2"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/tip"
)

const (
	mostReports = 4  // on one person
	foundAtHome = 40 // per cent of a stream's persons
	firstYear   = 2015
	streamYears = 10
)

// Sighting is one report of a stream: an identity as a country tells it, zero where it does
// not know, and the attributes that a report holds beside it.
type Sighting struct {
	Person    uint64 // 0 to persons - 1: the truth
	Identity  identity.Identity
	Sex       code.Sex
	Band      code.AgeBand // at registration
	Detection tip.Period
	Country   geo.Area // that reports
}

// Stream tells so many persons in reports, in an order in which nothing is near. Of the
// reports, repeats per cent are on a person whom another report is on too; a person has at
// most four. It holds nothing but one report in memory, and the same arguments give the same
// reports. Repeats are 0 to 75.
func Stream(seed, persons uint64, repeats int, each func(Sighting)) {
	s := &stream{seed: seed, more: uint64(repeats) << 32 / uint64(100-repeats) / (mostReports - 1), pcg: rand.NewPCG(0, 0)}
	s.Rand = rand.New(s.pcg)
	s.countries = Countries()
	shuffled(seed, persons*mostReports, func(slot uint64) {
		person, k := slot/mostReports, slot%mostReports
		if s.reported(person, k) {
			each(s.sighting(person, int(k)))
		}
	})
}

type stream struct {
	dice
	pcg       *rand.PCG
	seed      uint64
	more      uint64 // chance of each further report, of 1<<32
	countries []geo.Area
}

// reported reports whether there is a k-th report on the person; always a first.
func (s *stream) reported(person, k uint64) bool {
	return k == 0 || scatter(s.seed^scatter(person*mostReports+k))>>32 < s.more
}

func (s *stream) once(person uint64) bool {
	for k := uint64(1); k < mostReports; k++ {
		if s.reported(person, k) {
			return false
		}
	}
	return true
}

// sighting invents the person again, always the same, and lets the k-th country tell her.
func (s *stream) sighting(person uint64, k int) Sighting {
	s.pcg.Seed(s.seed, person)
	country := func() geo.Area { return s.countries[s.IntN(len(s.countries))] }
	from, sex := country(), code.SexFemale+code.Sex(s.IntN(2))
	by := [mostReports]geo.Area{country(), from, country(), country()}
	if s.percent(foundAtHome) {
		by = [mostReports]geo.Area{from, from, from, from}
	}
	first := tip.QuarterPeriod(firstYear+s.IntN(streamYears), 1+s.IntN(4))
	p := Invent(s.Rand, from, sex, BirthAt(s.Rand, code.AgeBandY00To08+code.AgeBand(1+s.IntN(8)), first))

	s.pcg.Seed(s.seed, ^(person*mostReports + uint64(k)))
	told := Sighting{Person: person, Country: by[k], Detection: first}
	if k > 0 {
		told.Detection = tip.QuarterPeriod(first.Year()+s.IntN(2), 4)
	}
	told.Sex, told.Band = ToldSex(s.Rand, sex), ToldBand(s.Rand, BandAt(p.Birth, told.Detection))
	if !Unnamed(s.Rand, s.once(person)) {
		told.Identity = p.Told(s.Rand, by[k])
	}
	return told
}

// shuffled visits every number below n once: a Feistel network over the next power of four,
// of whose values those beyond n are left out.
func shuffled(seed, n uint64, visit func(uint64)) {
	half := (bits.Len64(max(n, 2)-1) + 1) / 2
	mask := uint64(1)<<half - 1
	for i := range uint64(1) << (2 * half) {
		left, right := i>>half, i&mask
		for round := range uint64(4) {
			left, right = right, left^scatter(seed+right<<3+round)&mask
		}
		if x := left<<half | right; x < n {
			visit(x)
		}
	}
}

// scatter is the finaliser of SplitMix64.
func scatter(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
