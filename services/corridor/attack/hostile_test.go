package attack_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/replay"
	"github.com/corridor-tip/corridor/services/deduplicator"
)

// target is a deduplicator, and a focal point that is trusted and seals what it likes.
type target struct {
	t       testing.TB
	linkKey string // path
	key     *token.HubKey
	log     replay.Stream // NORMALIZED
}

func newTarget(t testing.TB) *target {
	t.Helper()
	key, err := token.NewHubKey()
	must(t, err)
	path := filepath.Join(t.TempDir(), "link.key")
	must(t, os.WriteFile(path, key.File(), 0o600))
	return &target{t: t, linkKey: path, key: key}
}

func (g *target) fold() stage.Fold {
	g.t.Helper()
	f, err := deduplicator.Config{LinkKey: g.linkKey}.Fold()
	must(g.t, err)
	return f
}

// submit adds reports with a victim each to the log, and sheets, sealed, with the digests that
// belong to them.
func (g *target) submit(reports int, sheets ...*pb.TokenSheet) {
	g.t.Helper()
	plain, err := proto.Marshal(&pb.TokenSheets{Sheets: sheets})
	must(g.t, err)
	sealed, err := token.Seal(g.key.Public(), "UKR", plain)
	must(g.t, err)
	g.sealed(reports, sealed, sheets...)
}

func (g *target) sealed(reports int, sealed []byte, sheets ...*pb.TokenSheet) {
	g.t.Helper()
	seq := len(g.log) + 1
	n := &pb.Normalized{Country: "UKR", Quality: &pb.Quality{}, SealedTokens: sealed}
	at := map[uint32][]*pb.TokenSheet{}
	for _, s := range sheets {
		at[s.GetPosition()] = append(at[s.GetPosition()], s)
	}
	for i := range reports {
		it := &pb.NormalizedItem{ReportRef: fmt.Appendf(nil, "%08d%08d", seq, i), Revision: 1, Action: pb.Action_ACTION_UPSERT,
			Digest: make([]byte, 16), Position: uint32(i),
			Records: []*pb.Record{{Kind: pb.RecordKind_RECORD_KIND_VICTIM, Ref: 1, Content: bytes.Repeat([]byte{1}, 100)}}}
		digest := wire.SheetsDigest("UKR", tip.Ref(it.GetReportRef()), at[uint32(i)])
		it.TokensDigest = digest[:]
		n.Items = append(n.Items, it)
	}
	data, err := proto.Marshal(n)
	must(g.t, err)
	g.log = append(g.log, stage.Message{Seq: uint64(seq), Subject: bus.NormalizedPrefix + "UKR", Data: data})
}

// holds runs the log, and checks that whatever was sealed, every output fits into a message,
// and that outputs and snapshots bring the same state back: else the service would not start
// again, for a log cannot be mended. It returns the number of persons.
func (g *target) holds() int {
	g.t.Helper()
	f := g.fold()
	out, err := replay.Run(f, g.log, nil)
	must(g.t, err)
	again, persons := g.fold(), map[string]bool{}
	for _, m := range out {
		if len(m.Data) > bus.MaxPayload-4096 {
			g.t.Errorf("an output has %d bytes: it cannot be published", len(m.Data))
		}
		if err := again.Restore(m); err != nil {
			g.t.Fatalf("the output cannot be restored: %v", err)
		}
		for _, p := range unmarshal(g.t, m.Data, &pb.PersonChanges{}).GetPersons() {
			persons[string(p.GetPersonId())] = len(p.GetAfter()) > 0
		}
	}
	want, err := f.AppendBinary(nil)
	must(g.t, err)
	got, err := again.AppendBinary(nil)
	must(g.t, err)
	loaded := g.fold()
	if !bytes.Equal(got, want) || loaded.UnmarshalBinary(want) != nil {
		g.t.Error("outputs or a snapshot bring another state back")
	}
	for id, there := range persons {
		if !there {
			delete(persons, id)
		}
	}
	return len(persons)
}

// sheet is one on victim 1 of the report at a position, with a token in each of its slots.
func sheet(position, epoch, slots uint32, tokens ...uint64) *pb.TokenSheet {
	s := &pb.TokenSheet{Position: position, VictimRef: 1, Scheme: linkage.Scheme, Epoch: epoch, Slots: slots}
	for _, n := range tokens {
		s.Tokens = append(binary.BigEndian.AppendUint64(s.Tokens, n), "12345678"...)
	}
	return s
}

// full is a sheet with a token in every slot; sheets of one number are of one person.
func full(position, epoch uint32, n uint64) *pb.TokenSheet {
	tokens := make([]uint64, linkage.Slots)
	for i := range tokens {
		tokens[i] = n*linkage.Slots + uint64(i)
	}
	return sheet(position, epoch, 1<<linkage.Slots-1, tokens...)
}

// with changes a sheet.
func with(s *pb.TokenSheet, change func(*pb.TokenSheet)) *pb.TokenSheet {
	change(s)
	return s
}

// TestSheetsThatAreNoneLinkNobody seals sheets of every wrong shape beside a good pair.
func TestSheetsThatAreNoneLinkNobody(t *testing.T) {
	for name, change := range map[string]func(*pb.TokenSheet){
		"more slots than there are":     func(s *pb.TokenSheet) { s.Slots = 1<<32 - 1 },
		"a slot too many":               func(s *pb.TokenSheet) { s.Slots = 1 << linkage.Slots; s.Tokens = s.Tokens[:token.Size] },
		"a token too few":               func(s *pb.TokenSheet) { s.Tokens = s.Tokens[token.Size:] },
		"half a token":                  func(s *pb.TokenSheet) { s.Tokens = s.Tokens[:len(s.Tokens)-8] },
		"half a megabyte of tokens":     func(s *pb.TokenSheet) { s.Tokens = make([]byte, 512<<10) },
		"no tokens":                     func(s *pb.TokenSheet) { s.Tokens = nil },
		"no epoch":                      func(s *pb.TokenSheet) { s.Epoch = 0 },
		"an epoch that is too high":     func(s *pb.TokenSheet) { s.Epoch = 1 << 16 },
		"an epoch that wraps around":    func(s *pb.TokenSheet) { s.Epoch = 1<<16 + 1 },
		"another scheme":                func(s *pb.TokenSheet) { s.Scheme++ },
		"a victim that is not there":    func(s *pb.TokenSheet) { s.VictimRef = 2 },
		"the highest victim":            func(s *pb.TokenSheet) { s.VictimRef = 1<<32 - 1 },
		"no victim":                     func(s *pb.TokenSheet) { s.VictimRef = 0 },
		"a report that is not there":    func(s *pb.TokenSheet) { s.Position = 77 },
		"the sheet of another position": func(s *pb.TokenSheet) { s.Position = 0 },
	} {
		t.Run(name, func(t *testing.T) {
			g := newTarget(t)
			g.submit(3, full(0, 1, 1), with(full(1, 1, 2), change), full(2, 1, 2))
			if n := g.holds(); n != 3 {
				t.Errorf("three victims are %d persons", n)
			}
		})
	}
	g := newTarget(t)
	g.submit(3, full(0, 1, 1), full(1, 1, 2), full(2, 1, 2))
	if n := g.holds(); n != 2 {
		t.Errorf("without a fault they are %d persons, want 2: nothing is tested", n)
	}
}

// TestOddSheetsOnlyCount seals what has the right shape and makes no sense.
func TestOddSheetsOnlyCount(t *testing.T) {
	for name, s := range map[string]*pb.TokenSheet{
		"one token in every slot":       sheet(0, 1, 1<<linkage.Slots-1, make([]uint64, linkage.Slots)...),
		"the last epoch":                sheet(0, 1<<16-1, 1, 5),
		"a sex and an age that are not": with(sheet(0, 1, 1, 5), func(s *pb.TokenSheet) { s.Sex, s.Age = 1<<30, -1<<31 }),
		"a period that is none":         with(sheet(0, 1, 1, 5), func(s *pb.TokenSheet) { s.DetectionPeriod = strings.Repeat("9", 100_000) }),
		"citizens of everywhere":        with(sheet(0, 1, 1, 5), func(s *pb.TokenSheet) { s.Citizenships = strings.Split(strings.Repeat("UKR,ZZZ,,", 30_000), ",") }),
	} {
		t.Run(name, func(t *testing.T) {
			g := newTarget(t)
			g.submit(2, s)
			if n := g.holds(); n != 2 {
				t.Errorf("two victims are %d persons", n)
			}
		})
	}
	g := newTarget(t)
	g.submit(1, sheet(0, 1, 1, 5), sheet(0, 1, 1, 6), sheet(0, 2, 1, 5))
	g.holds()
}

// TestCiphertextsThatDoNotOpenOnlyCount puts anything in the place of sealed tokens.
func TestCiphertextsThatDoNotOpenOnlyCount(t *testing.T) {
	g := newTarget(t)
	seal := func(country string, plain []byte) []byte {
		sealed, err := token.Seal(g.key.Public(), country, plain)
		must(t, err)
		return sealed
	}
	good := seal("UKR", nil)
	flipped := bytes.Clone(good)
	flipped[len(flipped)-1] ^= 1
	for _, sealed := range [][]byte{
		{1}, good, flipped, good[:len(good)-1], good[:100], append(bytes.Clone(good), 0), make([]byte, 900<<10),
		seal("POL", nil), seal("UKR", bytes.Repeat([]byte{0xff}, 900<<10)), seal("UKR", bytes.Repeat([]byte{0x0a, 0}, 450<<10)),
	} {
		g.sealed(2, sealed)
	}
	if n := g.holds(); n != 2*len(g.log) {
		t.Errorf("%d reports are %d persons", 2*len(g.log), n)
	}
}

// TestManyEpochsDoNotStopTheHub gives a victim a sheet in each of so many epochs.
func TestManyEpochsDoNotStopTheHub(t *testing.T) {
	for _, epochs := range []uint32{255, 256, 25_000} {
		g := newTarget(t)
		var sheets []*pb.TokenSheet
		for e := range epochs {
			sheets = append(sheets, sheet(0, e+1, 1, uint64(e)))
		}
		g.submit(1, sheets...)
		if n := g.holds(); n != 1 {
			t.Errorf("a victim with %d epochs is %d persons", epochs, n)
		}
	}
}

// TestACrowdLinksNobody gives all victims of many reports the tokens of one person, as a focal
// point does that fills a field with one value, or that wants to hide its victims in one.
func TestACrowdLinksNobody(t *testing.T) {
	g := newTarget(t)
	for range 2 {
		var sheets []*pb.TokenSheet
		for position := range uint32(500) {
			sheets = append(sheets, full(position, 1, 1))
		}
		g.submit(500, sheets...)
	}
	if n := g.holds(); n != 1000 {
		t.Errorf("1,000 victims with one set of tokens are %d persons", n)
	}
}

// TestAChainIsFollowedToItsEnd links each victim with the next one by one epoch and with the
// one before by another, so that all hang together. Whether they are persons of two or more,
// the state has to come back.
func TestAChainIsFollowedToItsEnd(t *testing.T) {
	g := newTarget(t)
	i := uint64(0)
	for range 2 {
		var sheets []*pb.TokenSheet
		for position := range uint32(500) {
			sheets = append(sheets, full(position, 1, i/2), full(position, 2, 1<<40+(i+1)/2))
			i++
		}
		g.submit(500, sheets...)
	}
	if n := g.holds(); n > 501 {
		t.Errorf("1,000 victims in a chain are %d persons: they were not linked, and nothing is tested", n)
	}
}
