package keyholder

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// How often trust list and keys are looked at, and at most when requests ask for it.
const (
	trustEvery = time.Second
	trustLeast = 200 * time.Millisecond
	keysEvery  = 5 * time.Second
	keysLeast  = time.Second
)

// waiting is how many requests may wait in memory; more are dropped, and their senders ask
// again.
const waiting = 64

// server answers requests.
type server struct {
	Config
	keys    *keys
	trust   *trust
	audit   *audit
	metrics *metrics
	log     zerolog.Logger

	newTrust, newKeys *refresher
}

// serve answers until ctx ends or the audit is found damaged. It calls ready once requests
// arrive.
func (s *server) serve(ctx context.Context, nc *nats.Conn, ready func()) error {
	s.newTrust = &refresher{least: trustLeast, load: s.trust.load, log: s.log}
	s.newKeys = &refresher{least: keysLeast, load: func(context.Context) error { return s.keys.load() }, log: s.log}
	s.newTrust.now(ctx)
	requests := make(chan *nats.Msg, waiting)
	sub, err := nc.ChanQueueSubscribe(bus.Evaluations(s.Holder), Name, requests)
	if err == nil {
		err = nc.FlushTimeout(askTimeout)
	}
	if err != nil {
		return fmt.Errorf("subscribing to requests: %w", err)
	}
	defer func() { _ = sub.Unsubscribe() }() // fails only when the connection is gone, and then it is done
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return s.newTrust.run(ctx, trustEvery) })
	g.Go(func() error { return s.newKeys.run(ctx, keysEvery) })
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error { return s.work(ctx, requests) })
	}
	ready()
	s.log.Info().Int("holder", s.Holder).Uint64("quota", s.Quota).Msg("key-holder answers")
	return g.Wait()
}

// work answers one request after the other. The one in hand is finished when ctx ends: it may
// be in the audit.
func (s *server) work(ctx context.Context, requests <-chan *nats.Msg) error {
	for {
		select {
		case msg := <-requests:
			if err := s.respond(context.WithoutCancel(ctx), msg); errors.Is(err, ErrAudit) {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// respond answers a message; one that nobody waits for it leaves alone.
func (s *server) respond(ctx context.Context, msg *nats.Msg) error {
	if msg.Reply == "" {
		return nil
	}
	start := time.Now()
	reply, v, err := s.answer(ctx, msg.Data)
	s.metrics.answered(v, len(reply.GetEvaluated()), time.Since(start))
	if err != nil {
		s.log.Error().Err(err).Msg("the audit cannot be kept, so nothing is evaluated")
	}
	data, failed := proto.Marshal(reply)
	if failed == nil {
		failed = msg.Respond(data)
	}
	if failed != nil {
		s.log.Warn().Err(failed).Msg("an answer could not be sent")
	}
	return err
}

// answer evaluates a request if nothing speaks against it and its entry is in the audit.
func (s *server) answer(ctx context.Context, data []byte) (*pb.EvaluationReply, verdict, error) {
	r, key := s.read(ctx, data)
	v, err := s.audit.decide(ctx, r)
	reply := &pb.EvaluationReply{Refusal: v.refusal, Remaining: v.remaining}
	if v.refusal != granted {
		return reply, v, err
	}
	e, err := key.Evaluate(r.blinded)
	if err != nil { // the elements were checked: a defect of ours
		s.log.Error().Err(err).Msg("an evaluation failed")
		v.refusal = pb.EvaluationRefusal_EVALUATION_REFUSAL_UNAVAILABLE
		return &pb.EvaluationReply{Refusal: v.refusal, Remaining: v.remaining}, v, nil
	}
	reply.Evaluated, reply.Proof = e.Elements, e.Proof
	return reply, v, nil
}

// read takes a request as far as it can be trusted. Nothing that a stranger sent is looked at
// but for its signature, and elements are checked last, because that costs most.
func (s *server) read(ctx context.Context, data []byte) (asked, *token.HolderKey) {
	var a asked
	var envelope pb.EvaluationRequest
	if proto.Unmarshal(data, &envelope) != nil {
		return a.refuse(pb.EvaluationRefusal_EVALUATION_REFUSAL_MALFORMED), nil
	}
	country, trusted := s.trust.country(envelope.GetPublicKey())
	if !trusted && sign.Valid(envelope.GetPublicKey()) {
		s.newTrust.now(ctx)
		country, trusted = s.trust.country(envelope.GetPublicKey())
	}
	if !trusted || sign.Verify(envelope.GetPublicKey(), sign.EvaluationRequestType, envelope.GetBody(), envelope.GetSignature()) != nil {
		return a.refuse(pb.EvaluationRefusal_EVALUATION_REFUSAL_UNTRUSTED), nil
	}
	body, err := decodeBody(envelope.GetBody(), s.Burst)
	named := body.country
	a.request, a.country = body, country
	switch {
	case err != nil:
		return a.refuse(pb.EvaluationRefusal_EVALUATION_REFUSAL_MALFORMED), nil
	case named != country:
		return a.refuse(pb.EvaluationRefusal_EVALUATION_REFUSAL_UNTRUSTED), nil
	case !fresh(a.id, s.Now()):
		return a.refuse(pb.EvaluationRefusal_EVALUATION_REFUSAL_STALE), nil
	}
	return s.withKey(ctx, a)
}

// withKey adds the key of the epoch and checks the elements.
func (s *server) withKey(ctx context.Context, a asked) (asked, *token.HolderKey) {
	key := s.keys.of(a.epoch)
	if key == nil {
		s.newKeys.now(ctx)
		key = s.keys.of(a.epoch)
	}
	if key == nil {
		return a.refuse(pb.EvaluationRefusal_EVALUATION_REFUSAL_UNKNOWN_EPOCH), nil
	}
	if token.CheckElements(a.blinded) != nil {
		return a.refuse(pb.EvaluationRefusal_EVALUATION_REFUSAL_MALFORMED), nil
	}
	return a, key
}
