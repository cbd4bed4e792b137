package stage

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/synadia-io/orbit.go/jetstreamext"
)

// publishTimeout bounds one attempt to publish; what became of it is then read from the log.
const publishTimeout = 5 * time.Second

// beginTimeout bounds the wait for a broker to take the first message of a batch, which touches
// no disk. The library does not end that wait with the context.
const beginTimeout = time.Second

// store publishes the batch if the output still ends at r.at.output, and finds out what
// became of it when the answer is lost. It gives up only on errFenced, on a refusal that
// trying again cannot mend, and when ctx ends; an attempt under way is not cut off by that,
// so that a stop leaves no output in doubt.
func (r *runner) store(ctx context.Context, b *batch) error {
	if len(b.msgs) == 0 {
		return nil
	}
	begin := time.Now()
	for {
		err := r.attempt(context.WithoutCancel(ctx), b)
		if err == nil {
			r.metrics.publish.Observe(time.Since(begin).Seconds())
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		stored, settleErr := r.settle(ctx, b)
		if stored || settleErr != nil {
			return settleErr
		}
		if !retryable(err) {
			return fmt.Errorf("%w: publishing to %s: %w", ErrRefused, r.Output, err)
		}
		r.events.Warn().Err(err).Msg("output not stored; trying again")
		if !sleep(ctx, 100*time.Millisecond) {
			return ctx.Err()
		}
	}
}

// attempt publishes once. It works on copies: a library adds headers to what it sends.
func (r *runner) attempt(ctx context.Context, b *batch) error {
	ctx, cancel := context.WithTimeout(ctx, publishTimeout)
	defer cancel()
	ctx, uncut := untilCut(ctx, r.JetStream.Conn())
	defer uncut()
	msgs := make([]*nats.Msg, len(b.msgs))
	for i, m := range b.msgs {
		msgs[i] = &nats.Msg{Subject: m.Subject, Data: m.Data, Header: nats.Header{
			markHeader: m.Header[markHeader], bornHeader: m.Header[bornHeader],
		}}
		if context := m.Header[traceHeader]; context != nil {
			msgs[i].Header[traceHeader] = context
		}
	}
	msgs[0].Header.Set(jetstream.ExpectedLastSeqHeader, strconv.FormatUint(r.at.output, 10))
	msgs[0].Header.Set(jetstream.ExpectedStreamHeader, r.Output)
	if r.publish != nil {
		return r.publish(ctx, msgs)
	}
	return publish(ctx, r.JetStream, msgs)
}

// publish stores one message, or several as one atomic batch.
func publish(ctx context.Context, js jetstream.JetStream, msgs []*nats.Msg) error {
	if len(msgs) == 1 {
		_, err := js.PublishMsg(ctx, msgs[0], jetstream.WithRetryAttempts(0))
		return err
	}
	_, err := jetstreamext.PublishMsgBatch(ctx, js, msgs, jetstreamext.BatchFlowControl{AckFirst: true, AckTimeout: beginTimeout})
	return err
}

// settle reads the end of the output after an attempt with no clear answer: stored, free to
// try again, or errFenced because another instance wrote.
func (r *runner) settle(ctx context.Context, b *batch) (stored bool, err error) {
	for try := 0; ; try++ {
		last, m, err := lastOutput(ctx, r.out)
		switch {
		case err != nil && isFatal(err):
			return false, err
		case isNotFound(err):
			return false, fmt.Errorf("%w: %s does not hold its last message", ErrLogRegression, r.Output)
		case err != nil:
			if !sleep(ctx, settleWait) {
				return false, ctx.Err()
			}
			continue
		case last < r.at.output:
			return false, fmt.Errorf("%w: %s ends at %d, not at %d", ErrLogRegression, r.Output, last, r.at.output)
		case last == r.at.output:
			return false, nil
		case m == b.lastMark && last == r.at.output+uint64(len(b.msgs)):
			return true, nil
		case m.instance == r.instance && try < settleTries: // half of ours is visible
			if !sleep(ctx, settleWait) {
				return false, ctx.Err()
			}
			continue
		}
		return false, errFenced
	}
}

// lastOutput returns the sequence and mark of the last output; zero for an empty stream.
func lastOutput(ctx context.Context, out log) (uint64, mark, error) {
	s, err := out.state(ctx)
	if err != nil || s.LastSeq == 0 {
		return 0, mark{}, err
	}
	msg, err := out.get(ctx, s.LastSeq)
	if err != nil {
		return 0, mark{}, err
	}
	m, err := parseMark(msg.Header.Get(markHeader))
	return s.LastSeq, m, err
}

// retryable tells a broker that is away, moving or out of room from one that will never take
// the message.
func retryable(err error) bool {
	var api *jetstream.APIError
	if !errors.As(err, &api) {
		return !errors.Is(err, nats.ErrMaxPayload)
	}
	switch api.ErrorCode {
	case jetstream.JSErrCodeStreamWrongLastSequence, jetstream.JSErrCodeStreamWrongLastSequenceConstant,
		jetstreamext.JSErrCodeBatchPublishIncomplete:
		return true
	}
	return api.Code == http.StatusServiceUnavailable || api.Code == http.StatusTooManyRequests
}
