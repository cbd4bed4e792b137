package keyholder

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/holder"
	"github.com/corridor-tip/corridor/pkg/obs"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func area(alpha3 string) geo.Area {
	a, ok := geo.ParseAlpha3(alpha3)
	if !ok {
		panic("no country: " + alpha3)
	}
	return a
}

var italy, poland = area("ITA"), area("POL")

// soon is a context that a hanging test ends with.
func soon(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// log is a buffer that several goroutines may write to.
type log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// clock is the real one, moved.
type clock struct {
	mu    sync.Mutex
	moved time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.moved)
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved += d
}

// world is a broker with a trust list, and the keys of everybody in it.
type world struct {
	js      jetstream.JetStream
	anchor  *sign.Key
	country map[geo.Area]*sign.Key
	dirs    map[int]string
	clock   *clock
	log     *log
	reg     *prometheus.Registry
}

func newWorld(t testing.TB) *world {
	t.Helper()
	_, js := bustest.Start(t)
	w := &world{js: js, anchor: signer(t), country: map[geo.Area]*sign.Key{italy: signer(t), poland: signer(t)},
		dirs: map[int]string{1: t.TempDir(), 2: t.TempDir()}, clock: &clock{}, log: &log{}, reg: obs.NewRegistry()}
	w.addEpoch(t, 7)
	w.trustAll(t, 1)
	return w
}

func signer(t testing.TB) *sign.Key {
	t.Helper()
	k, err := sign.NewKey()
	must(t, err)
	return k
}

// addEpoch puts fixed keys of an epoch into both directories.
func (w *world) addEpoch(t testing.TB, epoch uint32) {
	t.Helper()
	for _, k := range []*token.HolderKey{keyOf(t, 1, epoch), keyOf(t, 2, epoch)} {
		must(t, os.WriteFile(w.keyFile(k.Holder(), epoch), k.File(), 0o600))
	}
}

func (w *world) keyFile(holder int, epoch uint32) string {
	return filepath.Join(w.dirs[holder], KeyFile(holder, epoch))
}

func keyOf(t testing.TB, holder int, epoch uint32) *token.HolderKey {
	t.Helper()
	k, err := token.HolderKeyFromSeed(holder, epoch, bytes.Repeat([]byte{byte(holder)}, token.SeedSize))
	must(t, err)
	return k
}

func epochOf(t testing.TB, number uint32) token.Epoch {
	t.Helper()
	e, err := token.EpochOf(keyOf(t, 1, number), keyOf(t, 2, number))
	must(t, err)
	return e
}

func local(t testing.TB, epoch uint32) holder.Local {
	t.Helper()
	return holder.Local{First: keyOf(t, 1, epoch), Second: keyOf(t, 2, epoch)}
}

func (w *world) trustAll(t testing.TB, version uint64) {
	t.Helper()
	w.publishTrust(t, trustList(t, w.anchor, version, w.country))
}

func trustList(t testing.TB, anchor *sign.Key, version uint64, keys map[geo.Area]*sign.Key) []byte {
	t.Helper()
	b := &pb.TrustListBody{Version: version}
	for c, k := range keys {
		b.Keys = append(b.Keys, &pb.TrustedKey{Country: c.String(), PublicKey: k.Public()})
	}
	body, err := proto.Marshal(b)
	must(t, err)
	signature, err := anchor.Sign(sign.TrustListType, body)
	must(t, err)
	list, err := proto.Marshal(&pb.TrustList{Body: body, PublicKey: anchor.Public(), Signature: signature})
	must(t, err)
	return list
}

func (w *world) publishTrust(t testing.TB, list []byte) {
	t.Helper()
	data, err := proto.Marshal(&pb.Normalized{TrustList: list})
	must(t, err)
	_, err = w.js.Publish(soon(t), bus.TrustInForceSubject, data)
	must(t, err)
}

func (w *world) config(number int) Config {
	return Config{Holder: number, Keys: w.dirs[number], Anchor: w.anchor.Public(), Quota: 1000, Burst: 100, Now: w.clock.now}
}

// run starts a key-holder and returns what stops it; the end of the test stops it otherwise.
func (w *world) run(t testing.TB, c Config) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	health := &obs.Health{}
	env := app.Env{JetStream: bustest.Connect(t, w.js.Conn().ConnectedUrl()), Health: health, Log: zerolog.New(w.log),
		Registry: prometheus.WrapRegistererWith(prometheus.Labels{"instance": uuid.NewString()}, w.reg)}
	health.Set(Name+"-"+strconv.Itoa(c.Holder), false) // as Run does, but before anybody looks
	done := make(chan error, 1)
	go func() { done <- c.Run(ctx, env) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the key-holder ended: %v", err)
		}
	})
	t.Cleanup(stop)
	for end := time.Now().Add(30 * time.Second); len(health.Waiting()) > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the key-holder is not ready")
		}
	}
	return stop
}

// both starts the two key-holders.
func (w *world) both(t testing.TB) {
	t.Helper()
	w.run(t, w.config(1))
	w.run(t, w.config(2))
}

func (w *world) client(country geo.Area) *holder.Client {
	return holder.New(w.js.Conn(), w.country[country], country)
}

// ask is a request by hand; a field that is not set is as it should be.
type ask struct {
	country geo.Area // whose key signs; Italy
	named   string   // in the body
	id      string
	epoch   uint32
	blinded [][]byte
	key     *sign.Key
	kind    string // what the signature says it is
}

// idAt returns an id of a time, as the focal point whose clock says so makes it.
func idAt(at time.Time) string {
	id := uuid.Must(uuid.NewV7())
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(at.UnixMilli()))
	copy(id[:6], ms[2:])
	return id.String()
}

// blinded returns n elements.
func blinded(t testing.TB, n int) [][]byte {
	t.Helper()
	b, err := token.Blind(epochOf(t, 7), inputs(n))
	must(t, err)
	return b.First()
}

func inputs(n int) []token.Input {
	in := make([]token.Input, n)
	for i := range in {
		in[i] = token.Input{Family: i % 5, Value: fmt.Appendf(nil, "canary-Zzyzx-%d", i)}
	}
	return in
}

func (w *world) signed(t testing.TB, a ask) []byte {
	t.Helper()
	if a.country == geo.None {
		a.country = italy
	}
	a.key = cmp.Or(a.key, w.country[a.country])
	if a.blinded == nil {
		a.blinded = blinded(t, 1)
	}
	body, err := proto.Marshal(&pb.EvaluationRequestBody{RequestId: cmp.Or(a.id, idAt(w.clock.now())), Country: cmp.Or(a.named, a.country.String()),
		Epoch: cmp.Or(a.epoch, 7), Blinded: a.blinded})
	must(t, err)
	signature, err := a.key.Sign(cmp.Or(a.kind, sign.EvaluationRequestType), body)
	must(t, err)
	data, err := proto.Marshal(&pb.EvaluationRequest{Body: body, PublicKey: a.key.Public(), Signature: signature})
	must(t, err)
	return data
}

func (w *world) send(t testing.TB, data []byte) *pb.EvaluationReply {
	t.Helper()
	msg, err := w.js.Conn().RequestWithContext(soon(t), bus.Evaluations(1), data)
	must(t, err)
	var reply pb.EvaluationReply
	must(t, proto.Unmarshal(msg.Data, &reply))
	if (reply.GetRefusal() == granted) != (len(reply.GetEvaluated()) > 0) || (reply.GetRefusal() == granted) != (len(reply.GetProof()) > 0) {
		t.Fatal("a refusal with an evaluation, or the other way round")
	}
	return &reply
}

func (w *world) wants(t testing.TB, name string, data []byte, want pb.EvaluationRefusal) {
	t.Helper()
	if got := w.send(t, data).GetRefusal(); got != want {
		t.Errorf("%s: got %s, want %s", name, reason(got), reason(want))
	}
}

// entries returns the audit of holder 1 as it was stored.
func (w *world) entries(t testing.TB) (all []*pb.EvaluationAudit, raw [][]byte) {
	t.Helper()
	name, _ := bus.Audit(1)
	must(t, stage.Read(soon(t), w.js, name, func(m stage.Message) error {
		var e pb.EvaluationAudit
		all, raw = append(all, &e), append(raw, m.Data)
		return proto.Unmarshal(m.Data, &e)
	}))
	return all, raw
}
