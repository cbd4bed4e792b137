package keyholder

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/holder"
	"github.com/corridor-tip/corridor/pkg/obs"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

const (
	malformed = pb.EvaluationRefusal_EVALUATION_REFUSAL_MALFORMED
	untrusted = pb.EvaluationRefusal_EVALUATION_REFUSAL_UNTRUSTED
	stale     = pb.EvaluationRefusal_EVALUATION_REFUSAL_STALE
	unknown   = pb.EvaluationRefusal_EVALUATION_REFUSAL_UNKNOWN_EPOCH
	quota     = pb.EvaluationRefusal_EVALUATION_REFUSAL_QUOTA
	away      = pb.EvaluationRefusal_EVALUATION_REFUSAL_UNAVAILABLE
)

// TestTwoHoldersGiveTheTokensOfDirectEvaluation is the whole way over NATS, and looks for its
// inputs and tokens wherever operators look.
func TestTwoHoldersGiveTheTokensOfDirectEvaluation(t *testing.T) {
	w := newWorld(t)
	w.both(t)
	in := append(inputs(60), inputs(20)...) // the last ones again
	want, err := local(t, 7).Tokens(soon(t), epochOf(t, 7), in)
	must(t, err)
	c := w.client(italy)
	for range 2 { // the second time from memory
		got, err := c.Tokens(soon(t), epochOf(t, 7), in)
		must(t, err)
		if !slices.Equal(got, want) {
			t.Fatal("other tokens than by direct evaluation")
		}
	}
	all, raw := w.entries(t)
	if len(all) != 1 || all[0].GetElements() != 60 || all[0].GetCountry() != "ITA" || all[0].GetEpoch() != 7 {
		t.Errorf("the audit says %v", all)
	}
	response := httptest.NewRecorder()
	obs.Handler(w.reg, &obs.Health{}).ServeHTTP(response, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if !strings.Contains(response.Body.String(), "corridor_keyholder_evaluations_total") || strings.Contains(response.Body.String(), "ITA") {
		t.Error("the metrics are missing, or tell a country")
	}
	seen := strings.Join([]string{w.log.String(), response.Body.String(), string(bytes.Join(raw, nil))}, "\n")
	noCanary(t, seen, in, want)
}

// noCanary fails where an input or a token shows, in any usual form.
func noCanary(t testing.TB, seen string, in []token.Input, tokens []token.Token) {
	t.Helper()
	secrets := [][]byte{[]byte("Zzyzx")}
	for i := range in {
		secrets = append(secrets, in[i].Value, tokens[i][:], tokens[i][:8])
	}
	for _, s := range secrets {
		for _, form := range []string{string(s), hex.EncodeToString(s), strings.ToUpper(hex.EncodeToString(s)), base64.StdEncoding.EncodeToString(s)[:len(s)]} {
			if strings.Contains(seen, form) {
				t.Fatal("an input or a token shows in audit, log or metrics")
			}
		}
	}
}

func TestRequestsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	w.run(t, w.config(1))
	stranger := signer(t)
	now := w.clock.now()
	identity := [][]byte{make([]byte, token.ElementSize)}
	good := w.signed(t, ask{})
	flipped := bytes.Clone(good)
	flipped[len(flipped)-1] ^= 1
	for name, c := range map[string]struct {
		data []byte
		want pb.EvaluationRefusal
	}{
		"a good one is answered":                   {good, granted},
		"noise is refused":                         {[]byte{0xff, 0xff, 0xff}, malformed},
		"nothing is refused":                       {nil, untrusted},
		"a stranger's key is refused":              {w.signed(t, ask{key: stranger}), untrusted},
		"another signature is refused":             {flipped, untrusted},
		"a signature for another use is refused":   {w.signed(t, ask{kind: sign.SubmissionType}), untrusted},
		"another country's name is refused":        {w.signed(t, ask{named: "POL"}), untrusted},
		"no country is refused":                    {w.signed(t, ask{named: "ZZZ"}), malformed},
		"an unknown country is refused":            {w.signed(t, ask{named: "_U"}), malformed},
		"a random id is refused":                   {w.signed(t, ask{id: "8f14e45f-ceea-467f-a8b0-5c1d8e9a1b2c"}), malformed},
		"an id in another form is refused":         {w.signed(t, ask{id: "urn:uuid:" + idAt(now)}), malformed},
		"an id in capitals is refused":             {w.signed(t, ask{id: strings.ToUpper(idAt(now))}), malformed},
		"six minutes ago is refused":               {w.signed(t, ask{id: idAt(now.Add(-6 * time.Minute))}), stale},
		"in six minutes is refused":                {w.signed(t, ask{id: idAt(now.Add(6 * time.Minute))}), stale},
		"four minutes ago is answered":             {w.signed(t, ask{id: idAt(now.Add(-4 * time.Minute))}), granted},
		"in four minutes is answered":              {w.signed(t, ask{id: idAt(now.Add(4 * time.Minute))}), granted},
		"an epoch without a key is refused":        {w.signed(t, ask{epoch: 9}), unknown},
		"more elements than the burst are refused": {w.signed(t, ask{blinded: blinded(t, 101)}), malformed},
		"as many elements as the burst are taken":  {w.signed(t, ask{blinded: blinded(t, 100)}), granted},
		"no element is refused":                    {w.signed(t, ask{blinded: [][]byte{}}), malformed},
		"the identity is refused":                  {w.signed(t, ask{blinded: identity}), malformed},
		"an element in a second form is refused":   {w.signed(t, ask{blinded: append(blinded(t, 1), append(bytes.Repeat([]byte{0xff}, 31), 0x7f))}), malformed},
		"an element that is too short is refused":  {w.signed(t, ask{blinded: [][]byte{{1, 2, 3}}}), malformed},
	} {
		t.Run(name, func(t *testing.T) { w.wants(t, name, c.data, c.want) })
	}
	chain, err := VerifyAudit(soon(t), w.js, 1)
	must(t, err)
	if chain.Evaluations != 103 || chain.Entries <= chain.Refusals || !strings.Contains(chain.String(), "103 evaluations") {
		t.Errorf("the audit says %s", chain)
	}
}

func TestAnIDIsAnsweredOnce(t *testing.T) {
	w := newWorld(t)
	stop := w.run(t, w.config(1))
	data := w.signed(t, ask{})
	w.wants(t, "the first time", data, granted)
	w.wants(t, "the second time", data, stale)
	stop()
	w.run(t, w.config(1))
	w.wants(t, "after a restart", data, stale)
	w.run(t, w.config(1)) // and one that shares the work
	for range 10 {
		w.wants(t, "by either of two instances", data, stale)
	}
	w.wants(t, "another one", w.signed(t, ask{}), granted)
}

func TestQuota(t *testing.T) {
	w := newWorld(t)
	c := w.config(1)
	c.Quota = 10
	w.clock.move(time.Until(time.Now().UTC().Truncate(24 * time.Hour).Add(36 * time.Hour))) // noon
	stop := w.run(t, c)
	reply := w.send(t, w.signed(t, ask{blinded: blinded(t, 7)}))
	if reply.GetRefusal() != granted || reply.GetRemaining() != 3 {
		t.Errorf("7 of 10: %s, %d left", reason(reply.GetRefusal()), reply.GetRemaining())
	}
	w.wants(t, "4 more are too many", w.signed(t, ask{blinded: blinded(t, 4)}), quota)
	w.wants(t, "as Poland, Italy spends nothing", w.signed(t, ask{named: "POL", blinded: blinded(t, 3)}), untrusted)
	w.wants(t, "Poland has its own", w.signed(t, ask{country: poland, blinded: blinded(t, 10)}), granted)
	stop()
	stop = w.run(t, c)
	w.wants(t, "4 more are too many after a restart", w.signed(t, ask{blinded: blinded(t, 4)}), quota)
	w.wants(t, "3 more are not", w.signed(t, ask{blinded: blinded(t, 3)}), granted)
	w.wants(t, "and that was all", w.signed(t, ask{}), quota)
	w.clock.move(24 * time.Hour)
	w.wants(t, "the next day is a new one", w.signed(t, ask{blinded: blinded(t, 6)}), granted)
	stop()
	w.clock.move(24 * time.Hour)
	stop = w.run(t, c)
	w.wants(t, "and the next after a restart", w.signed(t, ask{blinded: blinded(t, 10)}), granted)
	stop()
	w.run(t, c)
	w.wants(t, "which keeps it too", w.signed(t, ask{}), quota)
	_, err := VerifyAudit(soon(t), w.js, 1)
	must(t, err)
}

// TestEpochsOverlap puts keys into the directory and takes them out while requests come.
func TestEpochsOverlap(t *testing.T) {
	w := newWorld(t)
	w.both(t)
	tokens := func(epoch uint32) ([]token.Token, error) {
		return w.client(italy).Tokens(soon(t), epochOf(t, epoch), inputs(3))
	}
	old, err := tokens(7)
	must(t, err)
	if _, err := tokens(8); !errors.Is(err, holder.ErrEpoch) {
		t.Errorf("before its file is there: %v", err)
	}
	w.addEpoch(t, 8)
	var fresh []token.Token
	w.until(t, "the new epoch is served", func() bool { fresh, err = tokens(8); return err == nil })
	again, err := tokens(7)
	must(t, err)
	if !slices.Equal(again, old) || slices.Contains(fresh, old[0]) {
		t.Error("the old epoch changed, or the new one has its tokens")
	}
	must(t, os.Remove(w.keyFile(1, 7)))
	must(t, os.Remove(w.keyFile(2, 7)))
	w.until(t, "the old epoch ends", func() bool { _, err = tokens(7); return errors.Is(err, holder.ErrEpoch) })
	_, err = tokens(8)
	must(t, err)
}

func (w *world) until(t testing.TB, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !done(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within 30 s; log:\n%s", what, w.log)
		}
	}
}

func TestTrustIsTheAnchorsAlone(t *testing.T) {
	w := newWorld(t)
	w.run(t, w.config(1))
	w.wants(t, "Italy is trusted", w.signed(t, ask{}), granted)
	forged := maps.Clone(w.country)
	spain := signer(t)
	forged[area("ESP")] = spain
	w.publishTrust(t, trustList(t, signer(t), 5, forged))
	w.wants(t, "a list of another anchor", w.signed(t, ask{key: spain, named: "ESP"}), untrusted)
	w.country[area("ESP")] = spain
	w.trustAll(t, 2)
	w.until(t, "a new country is trusted", func() bool {
		return w.send(t, w.signed(t, ask{country: area("ESP")})).GetRefusal() == granted
	})
	only := maps.Clone(w.country)
	delete(only, italy)
	w.publishTrust(t, trustList(t, w.anchor, 3, only))
	w.until(t, "Italy is no longer trusted", func() bool { return w.send(t, w.signed(t, ask{})).GetRefusal() == untrusted })
	w.trustAll(t, 2)
	time.Sleep(trustLeast)
	w.wants(t, "an older list changes nothing", w.signed(t, ask{}), untrusted)
}

func TestTheClientTakesNoOtherKey(t *testing.T) {
	w := newWorld(t)
	wrong, err := token.NewHolderKey(2, 7)
	must(t, err)
	must(t, os.WriteFile(w.keyFile(2, 7), wrong.File(), 0o600))
	w.both(t)
	_, err = w.client(italy).Tokens(soon(t), epochOf(t, 7), inputs(3))
	if !errors.Is(err, token.ErrProof) || !strings.Contains(err.Error(), "holder 2") || strings.Contains(err.Error(), "Zzyzx") {
		t.Errorf("got %v", err)
	}
}

func TestTheClientNamesRefusals(t *testing.T) {
	w := newWorld(t)
	w.both(t)
	ctx := soon(t)
	_, err := holder.New(w.js.Conn(), signer(t), italy).Tokens(ctx, epochOf(t, 7), inputs(3))
	if !errors.Is(err, holder.ErrUntrusted) {
		t.Errorf("a stranger: %v", err)
	}
	c := w.client(italy)
	if _, err = c.Tokens(ctx, epochOf(t, 9), inputs(3)); !errors.Is(err, holder.ErrEpoch) {
		t.Errorf("an unknown epoch: %v", err)
	}
	if _, err = c.Tokens(ctx, epochOf(t, 7), inputs(101)); !errors.Is(err, holder.ErrMalformed) {
		t.Errorf("more than this holder's burst: %v", err)
	}
	away := time.Hour
	if now := time.Now().UTC(); now.Add(away).Day() != now.Day() {
		away = -away // a new day would be a new quota
	}
	w.clock.move(away)
	if _, err = c.Tokens(ctx, epochOf(t, 7), inputs(3)); !errors.Is(err, holder.ErrStale) {
		t.Errorf("clocks an hour apart: %v", err)
	}
	w.clock.move(-away)
	for range 10 {
		w.wants(t, "filling up", w.signed(t, ask{blinded: blinded(t, 100)}), granted)
	}
	if _, err = c.Tokens(ctx, epochOf(t, 7), inputs(3)); !errors.Is(err, holder.ErrQuota) {
		t.Errorf("a spent quota: %v", err)
	}
}

// TestStrangersCannotFillTheAudit sends what anybody can send, and what anybody can repeat.
func TestStrangersCannotFillTheAudit(t *testing.T) {
	w := newWorld(t)
	w.run(t, w.config(1))
	stranger, known := signer(t), w.signed(t, ask{})
	w.wants(t, "the original", known, granted)
	start := time.Now()
	for range 100 {
		w.wants(t, "a stranger", w.signed(t, ask{key: stranger, blinded: [][]byte{{1}}}), untrusted)
		w.wants(t, "noise", []byte{0xff}, malformed)
		w.wants(t, "a repetition", known, stale)
	}
	seconds := int(time.Since(start)/time.Second) + 1
	all, _ := w.entries(t)
	if n := len(all); n > 1+3*seconds || n < 4 {
		t.Errorf("300 refusals in %d s left %d entries", seconds, n)
	}
	for _, e := range all {
		if e.GetRefusal() == untrusted && (e.GetCountry() != "_U" || e.GetRequestId() != "" || e.GetElements() != 0) {
			t.Error("what a stranger said is in the audit")
		}
	}
}

// TestTamperingIsFound changes a copy of the audit in each way that there is.
func TestTamperingIsFound(t *testing.T) {
	w := newWorld(t)
	stop := w.run(t, w.config(1))
	for range 6 {
		w.wants(t, "a request", w.signed(t, ask{}), granted)
	}
	stop()
	_, raw := w.entries(t)
	var changed pb.EvaluationAudit
	must(t, proto.Unmarshal(raw[2], &changed))
	changed.Elements = 99
	other, err := proto.Marshal(&changed)
	must(t, err)
	for name, c := range map[string]struct {
		entries [][]byte
		found   bool
	}{
		"as it was":                            {raw, false},
		"an entry changed":                     {slices.Concat(raw[:2], [][]byte{other}, raw[3:]), true},
		"an entry taken out":                   {slices.Concat(raw[:2], raw[3:]), true},
		"an entry put in":                      {slices.Concat(raw[:2], [][]byte{raw[1]}, raw[2:]), true},
		"two entries exchanged":                {slices.Concat(raw[:2], [][]byte{raw[3], raw[2]}, raw[4:]), true},
		"the beginning cut off":                {raw[1:], true},
		"noise in between":                     {slices.Concat(raw[:2], [][]byte{{0xff}}, raw[2:]), true},
		"the end cut off: only the head tells": {raw[:5], false},
	} {
		t.Run(name, func(t *testing.T) {
			_, js := bustest.Start(t)
			stream, subject := bus.Audit(1)
			_, err := js.CreateStream(soon(t), jetstream.StreamConfig{Name: stream, Subjects: []string{subject}})
			must(t, err)
			for _, e := range c.entries {
				_, err := js.Publish(soon(t), subject, e)
				must(t, err)
			}
			chain, err := VerifyAudit(soon(t), js, 1)
			if errors.Is(err, ErrAudit) != c.found || err != nil && !c.found {
				t.Errorf("got %v", err)
			}
			if err == nil && chain.Entries != uint64(len(c.entries)) {
				t.Errorf("got %s", chain)
			}
		})
	}
}

func TestTheAuditCannotBeDeleted(t *testing.T) {
	w := newWorld(t)
	w.run(t, w.config(1))
	name, _ := bus.Audit(1)
	s, err := w.js.Stream(soon(t), name)
	must(t, err)
	if c := s.CachedInfo().Config; !c.DenyDelete || !c.DenyPurge || c.Storage != jetstream.FileStorage || c.Discard != jetstream.DiscardNew || c.MaxAge != 0 {
		t.Errorf("it can lose entries: %+v", c)
	}
	if chain, err := VerifyAudit(soon(t), w.js, 1); err != nil || chain.String() != "no entry yet" {
		t.Errorf("an empty audit: %s, %v", chain, err)
	}
}

// TestAForeignEntryStopsTheHolder puts an entry behind the holder's back.
func TestAForeignEntryStopsTheHolder(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(soon(t))
	defer cancel()
	done := make(chan error, 1)
	s := w.server(t)
	go func() { done <- s.serve(ctx, w.js.Conn(), func() {}) }()
	w.until(t, "the holder answers", func() bool {
		msg, err := w.js.Conn().Request(bus.Evaluations(1), w.signed(t, ask{}), time.Second)
		return err == nil && len(msg.Data) > 0
	})
	_, subject := bus.Audit(1)
	forged, err := proto.Marshal(&pb.EvaluationAudit{Country: "ITA"})
	must(t, err)
	_, err = w.js.Publish(ctx, subject, forged)
	must(t, err)
	w.wants(t, "after it", w.signed(t, ask{}), away)
	if err := <-done; !errors.Is(err, ErrAudit) {
		t.Errorf("the holder ended with %v", err)
	}
}

func (w *world) server(t testing.TB) *server {
	t.Helper()
	c := w.config(1)
	m := newMetrics(nil, 1)
	log := zerologOf(w.log)
	k, err := openKeys(c.Keys, 1, m, log)
	must(t, err)
	a, err := openAudit(soon(t), w.js, 1, newBook(c.Quota), c.Now)
	must(t, err)
	return &server{Config: c, keys: k, audit: a, metrics: m, log: log, trust: newTrust(w.js, c.Anchor, log)}
}

// TestNoAuditNoEvaluation fills the stream up.
func TestNoAuditNoEvaluation(t *testing.T) {
	w := newWorld(t)
	w.run(t, w.config(1))
	w.wants(t, "with room", w.signed(t, ask{}), granted)
	name, _ := bus.Audit(1)
	s, err := w.js.Stream(soon(t), name)
	must(t, err)
	full := s.CachedInfo().Config
	full.MaxMsgs = 1
	_, err = w.js.UpdateStream(soon(t), full)
	must(t, err)
	for range 3 {
		w.wants(t, "without room", w.signed(t, ask{}), away)
	}
	full.MaxMsgs = -1
	_, err = w.js.UpdateStream(soon(t), full)
	must(t, err)
	w.wants(t, "with room again", w.signed(t, ask{}), granted)
	_, err = VerifyAudit(soon(t), w.js, 1)
	must(t, err)
}

// TestManyAtOnce asks from many goroutines, of two instances of one holder.
func TestManyAtOnce(t *testing.T) {
	w := newWorld(t)
	w.both(t)
	w.run(t, w.config(1))
	epoch := epochOf(t, 7)
	errs := make(chan error, 8)
	for range 8 {
		go func() {
			c := w.client(italy)
			for i := range 5 {
				if _, err := c.Tokens(soon(t), epoch, inputs(3*(i+1))); err != nil {
					errs <- err
					return
				}
			}
			errs <- nil
		}()
	}
	for range 8 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	chain, err := VerifyAudit(soon(t), w.js, 1)
	must(t, err)
	if chain.Evaluations != 8*15 {
		t.Errorf("got %s", chain)
	}
}
