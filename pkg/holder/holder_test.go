package holder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"go.uber.org/goleak"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	_ Evaluator = Local{}
	_ Evaluator = (*Client)(nil)
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func local(t testing.TB, epoch uint32) (Local, token.Epoch) {
	t.Helper()
	first, err := token.HolderKeyFromSeed(token.First, epoch, bytes.Repeat([]byte{1}, token.SeedSize))
	must(t, err)
	second, err := token.HolderKeyFromSeed(token.Second, epoch, bytes.Repeat([]byte{2}, token.SeedSize))
	must(t, err)
	e, err := token.EpochOf(first, second)
	must(t, err)
	return Local{First: first, Second: second}, e
}

func inputs(n int) []token.Input {
	in := make([]token.Input, n)
	for i := range in {
		in[i] = token.Input{Family: i % 7, Value: fmt.Appendf(nil, "invented person %d", i)}
	}
	return in
}

func TestLocal(t *testing.T) {
	l, epoch := local(t, 7)
	got, err := l.Tokens(t.Context(), epoch, inputs(3*perTask+1))
	must(t, err)
	want, err := token.Direct(l.First, l.Second, inputs(3*perTask+1))
	must(t, err)
	if !slices.Equal(got, want) {
		t.Error("other tokens, or in another order, than one after the other")
	}
	if _, other := local(t, 8); true {
		if _, err := l.Tokens(t.Context(), other, inputs(1)); !errors.Is(err, ErrEpoch) {
			t.Errorf("another epoch: %v", err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Tokens(ended, epoch, inputs(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("after its context: %v", err)
	}
	if none, err := l.Tokens(t.Context(), epoch, nil); err != nil || len(none) != 0 {
		t.Errorf("nothing: %v", err)
	}
}

// standIn answers as a key-holder does, but for what a test makes of it.
type standIn struct {
	mu       sync.Mutex
	ids      []string
	elements int
}

func (s *standIn) note(b *pb.EvaluationRequestBody) (nth int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids = append(s.ids, b.GetRequestId())
	s.elements += len(b.GetBlinded())
	return len(s.ids)
}

// run answers for a key until the test ends; change may say something else, or nothing at all.
func (s *standIn) run(t testing.TB, nc *nats.Conn, key *token.HolderKey, change func(nth int, r *pb.EvaluationReply) (answer bool)) {
	t.Helper()
	sub, err := nc.Subscribe(bus.Evaluations(key.Holder()), func(msg *nats.Msg) {
		var r pb.EvaluationRequest
		var b pb.EvaluationRequestBody
		if proto.Unmarshal(msg.Data, &r) != nil || proto.Unmarshal(r.GetBody(), &b) != nil ||
			sign.Verify(r.GetPublicKey(), sign.EvaluationRequestType, r.GetBody(), r.GetSignature()) != nil {
			t.Error("a request that cannot be read, or is not signed")
		}
		e, err := key.Evaluate(b.GetBlinded())
		if err != nil {
			t.Error(err)
		}
		reply := &pb.EvaluationReply{Evaluated: e.Elements, Proof: e.Proof}
		if !change(s.note(&b), reply) {
			return
		}
		data, err := proto.Marshal(reply)
		if err != nil || msg.Respond(data) != nil {
			t.Error("a reply was not sent")
		}
	})
	must(t, err)
	must(t, nc.Flush())
	t.Cleanup(func() { _ = sub.Unsubscribe() })
}

func honest(int, *pb.EvaluationReply) bool { return true }

func client(t testing.TB) (*Client, *nats.Conn) {
	t.Helper()
	_, js := bustest.Start(t)
	key, err := sign.NewKey()
	must(t, err)
	italy, _ := geo.ParseAlpha3("ITA")
	c := New(bustest.Connect(t, js.Conn().ConnectedUrl()).Conn(), key, italy)
	c.patience = time.Second
	return c, js.Conn()
}

func TestTheClientAsksInBatchesAndOnce(t *testing.T) {
	c, nc := client(t)
	l, epoch := local(t, 7)
	var one, two standIn
	one.run(t, nc, l.First, honest)
	two.run(t, nc, l.Second, honest)
	c.patience = patience
	in := append(inputs(batch+50), inputs(30)...)
	got, err := c.Tokens(t.Context(), epoch, in)
	must(t, err)
	want, err := l.Tokens(t.Context(), epoch, in)
	must(t, err)
	if !slices.Equal(got, want) {
		t.Error("other tokens than by direct evaluation")
	}
	if _, err := c.Tokens(t.Context(), epoch, inputs(100)); err != nil {
		t.Error(err)
	}
	if one.elements != batch+50 || two.elements != batch+50 || len(one.ids) != 2 {
		t.Errorf("asked for %d and %d elements in %d requests", one.elements, two.elements, len(one.ids))
	}
}

func TestTheClientAsksAgainWithANewRequest(t *testing.T) {
	c, nc := client(t)
	l, epoch := local(t, 7)
	var one, two standIn
	one.run(t, nc, l.First, func(nth int, r *pb.EvaluationReply) bool {
		if nth == 2 {
			proto.Reset(r)
			r.Refusal = pb.EvaluationRefusal_EVALUATION_REFUSAL_UNAVAILABLE
		}
		return nth > 1
	})
	two.run(t, nc, l.Second, honest)
	_, err := c.Tokens(t.Context(), epoch, inputs(3))
	must(t, err)
	slices.Sort(one.ids)
	if len(one.ids) != 3 || len(slices.Compact(one.ids)) != 3 || len(two.ids) != 1 {
		t.Errorf("%d requests to one holder, %d to the other", len(one.ids), len(two.ids))
	}
}

func TestTheClientGivesUp(t *testing.T) {
	c, nc := client(t)
	l, epoch := local(t, 7)
	var one standIn
	one.run(t, nc, l.First, honest)
	if _, err := c.Tokens(t.Context(), epoch, inputs(3)); !errors.Is(err, ErrUnavailable) || !strings.Contains(err.Error(), "key-holder 2") {
		t.Errorf("without the second holder: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := c.Tokens(ctx, epoch, inputs(3)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after its context: %v", err)
	}
}

func TestTheClientTakesNoWrongAnswer(t *testing.T) {
	c, nc := client(t)
	l, epoch := local(t, 7)
	var change func(r *pb.EvaluationReply)
	var one, two standIn
	one.run(t, nc, l.First, honest)
	two.run(t, nc, l.Second, func(_ int, r *pb.EvaluationReply) bool { change(r); return true })
	for name, tt := range map[string]struct {
		change func(r *pb.EvaluationReply)
		want   error
	}{
		"an element too few":  {func(r *pb.EvaluationReply) { r.Evaluated = r.Evaluated[1:] }, token.ErrProof},
		"another order":       {func(r *pb.EvaluationReply) { slices.Reverse(r.Evaluated) }, token.ErrProof},
		"no proof":            {func(r *pb.EvaluationReply) { r.Proof = nil }, token.ErrProof},
		"nothing":             {func(r *pb.EvaluationReply) { r.Evaluated, r.Proof = nil, nil }, token.ErrProof},
		"a quota":             {func(r *pb.EvaluationReply) { r.Refusal = pb.EvaluationRefusal_EVALUATION_REFUSAL_QUOTA }, ErrQuota},
		"a refusal not known": {func(r *pb.EvaluationReply) { r.Refusal = 77 }, ErrAnswer},
	} {
		change = tt.change
		if _, err := c.Tokens(t.Context(), epoch, inputs(3)); !errors.Is(err, tt.want) || strings.Contains(err.Error(), "invented") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for r := range pb.EvaluationRefusal_name {
		if refusal := pb.EvaluationRefusal(r); r != 0 && refusals[refusal] == nil {
			t.Errorf("%s has no error", refusal)
		}
	}
}

func FuzzDecodeReply(f *testing.F) {
	good, err := proto.Marshal(&pb.EvaluationReply{Evaluated: [][]byte{make([]byte, 32)}, Proof: make([]byte, 64)})
	must(f, err)
	f.Add(good)
	f.Add([]byte{8, 77})
	f.Add([]byte{0xff})
	l, epoch := local(f, 7)
	b, err := token.Blind(epoch, inputs(1))
	must(f, err)
	first, err := l.First.Evaluate(b.First())
	must(f, err)
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := decodeReply(data)
		if err != nil {
			return
		}
		if _, err := b.Finish(first, e); !errors.Is(err, token.ErrProof) {
			t.Errorf("anything passes for an answer: %v", err)
		}
	})
}
