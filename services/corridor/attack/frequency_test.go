package attack_test

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/name"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/services/corridor/internal/people"
)

// row is what a hub keeps of one record, still in the clear: a value in each column.
type row struct {
	nationality geo.Area // which a sheet tells in the clear
	values      map[int]string
}

// families is what Corridor makes tokens of. Equal values of one family have equal codes, in
// whatever slot.
func families(who identity.Identity) map[int]string {
	v := map[int]string{}
	for _, in := range who.Inputs() {
		v[in.Slot] = string(binary.BigEndian.AppendUint32(nil, uint32(in.Family))) + string(in.Value)
	}
	return v
}

// fields is what Corridor must never do: a code for each field by itself.
func fields(who identity.Identity) map[int]string {
	v := map[int]string{}
	for i, s := range []string{name.Canonical(who.Given), name.Canonical(who.Family), strconv.Itoa(who.Birth.Year), name.Canonical(who.Birthplace)} {
		if s != "" {
			v[i] = strconv.Itoa(i) + s
		}
	}
	return v
}

// keyed stands for the code of a value: a keyed hash in the place of the key-holders'
// function. An attack by frequency sees only which codes are equal, and those are the same.
func keyed(v string) uint64 {
	mac := hmac.New(sha256.New, []byte("the key-holders"))
	mac.Write([]byte(v))
	return binary.BigEndian.Uint64(mac.Sum(nil))
}

// invented returns people of a few nationalities, as registrars of all countries tell them:
// fewer nationalities than in life, so that every name is more frequent.
func invented(t testing.TB, seed uint64, each int) (list []identity.Identity) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 0))
	by := people.Countries()
	for _, from := range []string{"UKR", "VNM", "NGA", "PAK"} {
		for range each {
			birth := people.BirthAt(r, code.AgeBandY09To17+code.AgeBand(r.IntN(8)), tip.QuarterPeriod(2020, 1))
			p := people.Invent(r, area(t, from), code.SexFemale+code.Sex(r.IntN(2)), birth)
			list = append(list, p.Told(r, by[r.IntN(len(by))]))
		}
	}
	return list
}

func rows(list []identity.Identity, encode func(identity.Identity) map[int]string) (all []row) {
	for _, who := range list {
		all = append(all, row{who.Nationality, encode(who)})
	}
	return all
}

// column is a slot of the records of one nationality.
type column struct {
	nationality geo.Area
	slot        int
}

// ranked returns what each column holds, the commonest first, as it looks from outside.
func ranked[V cmp.Ordered](all []row, look func(string) V) map[column][]V {
	counts := map[column]map[V]int{}
	for _, r := range all {
		for slot, v := range r.values {
			c := column{r.nationality, slot}
			if counts[c] == nil {
				counts[c] = map[V]int{}
			}
			counts[c][look(v)]++
		}
	}
	columns := map[column][]V{}
	for c, n := range counts {
		columns[c] = slices.SortedFunc(maps.Keys(n), func(a, b V) int { return cmp.Or(n[b]-n[a], cmp.Compare(a, b)) })
	}
	return columns
}

// byFrequency takes the commonest code of a column for the commonest value that public lists
// have there, the second for the second, and so on. It returns of how many per cent of the
// records it finds a value out.
func byFrequency(stolen, public []row) float64 {
	codes, lists := ranked(stolen, keyed), ranked(public, func(v string) string { return v })
	guess := map[column]map[uint64]string{}
	for c, list := range codes {
		guess[c] = map[uint64]string{}
		for rank, code := range list[:min(len(list), len(lists[c]))] {
			guess[c][code] = lists[c][rank]
		}
	}
	found := 0
	for _, r := range stolen {
		for slot, v := range r.values {
			if guess[column{r.nationality, slot}][keyed(v)] == v {
				found++
				break
			}
		}
	}
	return 100 * float64(found) / float64(len(stolen))
}

// TestFrequenciesOfCodesNameNobody has a thief of the hub's disk compare how often codes occur
// with public lists of how often names, dates and places do. Even a list of the very same
// people, which no thief has who still wonders who they are, gives little away.
func TestFrequenciesOfCodesNameNobody(t *testing.T) {
	const most, mostOfTheSame, leastOfFields = .5, 10, 20 // per cent
	stolen, public := invented(t, 1, 2500), invented(t, 2, 2500)
	byField := byFrequency(rows(stolen, fields), rows(public, fields))
	byFamily := byFrequency(rows(stolen, families), rows(public, families))
	same := byFrequency(rows(stolen, families), rows(stolen, families))
	t.Logf("of %d records, codes of single fields give a value of %.1f %% away, Corridor's of %.2f %%, and of %.1f %% to who has them all in a list",
		len(stolen), byField, byFamily, same)
	if byField < leastOfFields {
		t.Errorf("codes of single fields give only %.1f %% away: the attack does not bite", byField)
	}
	if byFamily > most || same > mostOfTheSame {
		t.Errorf("%.2f %% of the records give a value away, %.1f %% to a list of the same people", byFamily, same)
	}
}

// TestCodesAreEqualWhereValuesAre compares what the attack by frequency saw with real tokens.
func TestCodesAreEqualWhereValuesAre(t *testing.T) {
	first, err := token.NewHolderKey(token.First, 1)
	must(t, err)
	second, err := token.NewHolderKey(token.Second, 1)
	must(t, err)
	hub, err := token.NewHubKey()
	must(t, err)
	codes, shared := map[uint64]uint64{}, 0
	for _, who := range append(invented(t, 3, 4), invented(t, 3, 4)...) {
		tokens, err := token.Direct(first, second, inputs(who))
		must(t, err)
		stands := families(who)
		for i, in := range who.Inputs() {
			code, want := hub.Code(tokens[i]), keyed(stands[in.Slot])
			held, known := codes[want]
			if known && held != code {
				t.Fatal("one value has two codes")
			}
			if known {
				shared++
			}
			codes[want] = code
		}
	}
	values := map[uint64]bool{}
	for _, code := range codes {
		values[code] = true
	}
	if len(values) != len(codes) || shared < len(codes) {
		t.Errorf("%d values have %d codes, %d of them shared", len(codes), len(values), shared)
	}
}
