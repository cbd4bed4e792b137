package corridor

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/rs/zerolog"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/analyst"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/deduplicator"
)

// linked is a running hub that links, with the keys of everybody in it.
type linked struct {
	t    testing.TB
	dir  string
	hub  *hub.Hub
	js   jetstream.JetStream
	keys *keyring.Keyring
	key  *token.HubKey
	book *deduplicator.Book
	log  *shared
	said bytes.Buffer // all that was printed for a reviewer
	sent [][]byte     // all tokens
}

// shared is a buffer that several goroutines may write to.
type shared struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// soon is a context that a hanging test ends with.
func soon(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// newLinked starts a hub in which three countries and a reviewer are trusted.
func newLinked(t *testing.T) *linked {
	t.Helper()
	w := &linked{t: t, dir: t.TempDir(), log: &shared{}}
	var path string
	var err error
	w.keys, err = keyring.Open(keysDir(w.dir))
	must(t, err)
	w.key, path, err = w.keys.Link()
	must(t, err)
	persons := deduplicator.Config{LinkKey: path}
	w.hub, err = hub.Start(context.Background(), hub.Config{
		Dir: streamsDir(w.dir), Metrics: "127.0.0.1:0", Anchor: w.keys.Anchor.Public(), Persons: persons,
		Analyst: analyst.Config{Listen: "127.0.0.1:0"}, Log: zerolog.New(w.log),
	})
	must(t, err)
	t.Cleanup(func() { w.stop() })
	w.js = w.hub.JetStream
	w.book, err = persons.Book()
	must(t, err)
	public := map[geo.Area]string{}
	for _, country := range []string{"DEU", "POL", "ROU", "UKR"} {
		public[area(country)] = w.identity(country).Public()
	}
	linkage, err := w.keys.Linkage(1)
	must(t, err)
	_, err = hub.Trust(soon(t), w.js, w.keys, hub.Countries(public), hub.Linkage(linkage))
	must(t, err)
	return w
}

func (w *linked) stop() {
	if w.hub != nil {
		must(w.t, w.hub.Stop())
		w.hub = nil
	}
}

func area(alpha3 string) geo.Area {
	a, ok := geo.ParseAlpha3(alpha3)
	if !ok {
		panic("no country: " + alpha3)
	}
	return a
}

func (w *linked) identity(country string) *sign.Key {
	w.t.Helper()
	id, err := w.keys.Identity(area(country))
	must(w.t, err)
	return id.Key
}

// tokensOf returns the sheet of one person in an epoch with the slots of a mask.
func (w *linked) tokensOf(epoch uint32, mask uint32) *pb.TokenSheet {
	s := &pb.TokenSheet{VictimRef: 1, Scheme: linkage.Scheme, Epoch: epoch, Slots: mask, Sex: pb.Sex(code.SexFemale), Age: pb.AgeBand(code.AgeBandY24To26),
		DetectionPeriod: "2023-Q4", Citizenships: []string{"MMR"}}
	for slot := range linkage.Slots {
		if mask>>slot&1 == 1 {
			sum := sha256.Sum256([]byte{byte(epoch), byte(slot)})
			s.Tokens = append(s.Tokens, sum[:token.Size]...)
			w.sent = append(w.sent, sum[:token.Size])
		}
	}
	return s
}

const whole = 1<<linkage.Slots - 1

// reportOf is a report of one victim, detected in Poland in 2023.
func reportOf() tip.Report {
	return tip.Report{
		ConsentScope: code.DataConsentScopeCrossBorderAnonymised, SharingLabel: code.SharingLabelAmber,
		Incident: tip.Incident{
			Origin: area("MMR"), OriginBasis: code.OriginBasisCitizenship, Destination: area("POL"), Detection: area("POL"),
			DetectionPeriod: tip.QuarterPeriod(2023, 4),
			Acts:            code.SetOf(code.TraffickingActRecruitment), Means: code.SetOf(code.PalermoMeansDeception),
		},
		Victims: []tip.Victim{{
			Ref: 1, Status: code.TraffickingStatusConfirmed, StatusAuthority: code.IdentifyingAuthorityPolice,
			Sex: code.SexFemale, AgeRegistration: code.AgeBandY24To26, Forms: code.SetOf(code.ExploitationFormForcedLabour),
			PrimaryForm: code.ExploitationFormForcedLabour,
		}},
	}
}

// report publishes a report of one victim with sheets, and returns her.
func (w *linked) report(country string, ref byte, sheets ...*pb.TokenSheet) linkage.Key {
	w.t.Helper()
	it := &pb.Item{ReportRef: bytes.Repeat([]byte{ref}, 16), Revision: 1, Action: pb.Action_ACTION_UPSERT,
		Kind: pb.ItemKind_ITEM_KIND_INCIDENT_REPORT, Content: wire.EncodeReport(reportOf())}
	digest := wire.SheetsDigest(country, tip.Ref(it.ReportRef), sheets)
	it.TokensDigest = digest[:]
	plain, err := proto.Marshal(&pb.TokenSheets{Sheets: sheets})
	must(w.t, err)
	sealed, err := token.Seal(w.key.Public(), country, plain)
	must(w.t, err)
	body, err := proto.Marshal(&pb.SubmissionBody{SenderCountry: country, ProducedPeriod: "2024-Q2", Items: []*pb.Item{it}, SealedTokens: sealed})
	must(w.t, err)
	key := w.identity(country)
	signature, err := key.Sign(sign.SubmissionType, body)
	must(w.t, err)
	data, err := proto.Marshal(&pb.Submission{Body: body, PublicKey: key.Public(), Signature: signature})
	must(w.t, err)
	_, err = w.js.Publish(soon(w.t), bus.ReportsSubject(area(country)), data)
	must(w.t, err)
	var k linkage.Key
	binary.BigEndian.PutUint16(k[:], uint16(area(country)))
	copy(k[2:], it.ReportRef)
	k[21] = 1
	return k
}

// settle waits until all that was published is in the statistics, and reads the book on.
func (w *linked) settle() {
	w.t.Helper()
	must(w.t, hub.Drained(soon(w.t), w.js, func(uint64) {}))
	for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		s, err := w.js.Stream(soon(w.t), bus.Persons)
		must(w.t, err)
		at, err := stage.Checkpoint(soon(w.t), w.js, bus.Statistics)
		must(w.t, err)
		if at == s.CachedInfo().State.LastSeq {
			break
		}
		if time.Now().After(end) {
			w.t.Fatal("the statistics do not follow")
		}
	}
	must(w.t, w.book.Read(soon(w.t), w.js))
}

// unique returns how many unique victims the statistics have.
func (w *linked) unique() string {
	w.t.Helper()
	w.settle()
	board, err := analyst.Read(soon(w.t), w.js)
	must(w.t, err)
	def, _ := table.Find("T01")
	rows, _ := analyst.Rows(board, def, analyst.Filters{}, table.Options{Exact: true})
	for _, r := range rows {
		if r.Key[0] == "VIC_UNQ" && r.Key[1] == "_T" && r.Key[2] == "_T" && r.Key[3] == "_T" && r.Key[4] == "_T" {
			return r.Value
		}
	}
	return ""
}

// decide makes a decision as the reviewer, or with another key, and returns what it says.
func (w *linked) decide(a, b linkage.Key, v linkage.Verdict, key *sign.Key) (string, error) {
	w.t.Helper()
	if key == nil {
		var err error
		key, err = w.keys.Reviewer()
		must(w.t, err)
	}
	var out bytes.Buffer
	r := reviewing{js: w.js, book: w.book, key: key}
	err := r.decide(soon(w.t), &out, a, b, v)
	w.said.Write(out.Bytes())
	return out.String(), err
}

// queue returns the review queue, printed and read again.
func (w *linked) queue() []linkage.Candidate {
	w.t.Helper()
	w.settle()
	list := w.book.Queue(0)
	must(w.t, printQueue(&w.said, "table", list))
	must(w.t, printQueue(&w.said, "json", list))
	return list
}

// explain returns the explanation of a pair, printed in both ways.
func (w *linked) explain(a, b linkage.Key) linkage.Explanation {
	w.t.Helper()
	e, ok := w.book.Explain(a, b)
	if !ok {
		w.t.Fatal("no explanation")
	}
	must(w.t, printExplanation(&w.said, e))
	must(w.t, indented(&w.said, explanationOf(e)))
	return e
}

// unclearMask returns slots that leave it unclear whether two who agree in them, and have no
// others, are one person.
func unclearMask(t testing.TB) uint32 {
	t.Helper()
	x := linkage.New(linkage.Standard())
	var entries []linkage.Entry
	for mask := range uint64(whole) {
		s := linkage.Sheet{Epoch: 1, Traits: linkage.Traits{Nationality: area("MMR")}}
		for slot := range s.Codes {
			if mask>>slot&1 == 1 {
				s.Codes[slot] = mask<<8 | uint64(slot) + 1
			}
		}
		for side := range byte(2) {
			k := linkage.Key{0: side}
			binary.BigEndian.PutUint64(k[2:], mask)
			entries = append(entries, linkage.Entry{Key: k, Sheets: []linkage.Sheet{s}})
		}
	}
	x.Regroup(nil, entries)
	for _, c := range x.Queue(0) {
		if c.Cause == linkage.Unclear {
			return uint32(binary.BigEndian.Uint64(c.A[2:]))
		}
	}
	t.Fatal("the built-in model leaves nothing unclear")
	return 0
}

func keepOf(w *linked) bookFlags { return bookFlags{Place: Place{Keep: filepath.Clean(w.dir)}} }

// otherKey returns the path of a link key that nothing was decided with.
func otherKey(t testing.TB) string {
	t.Helper()
	k, err := keyring.At(t.TempDir())
	must(t, err)
	_, path, err := k.Link()
	must(t, err)
	return path
}
