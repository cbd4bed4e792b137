package keyholder

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// ErrAudit says that an audit is not what its key-holder wrote: an entry was changed, put in
// or taken out.
var ErrAudit = errors.New("the audit is damaged")

// askTimeout bounds one question to the broker.
const askTimeout = 2 * time.Second

// slack is how far back a clock may have been set without a quota being forgotten.
const slack = time.Hour

// audit is the stream of a key-holder's entries, in one order. Several instances of one
// holder may share it: each entry is stored behind the last one that its writer knows, or not.
type audit struct {
	js     jetstream.JetStream
	name   string
	stream jetstream.Stream
	topic  string
	now    func() time.Time

	mu     sync.Mutex
	last   uint64 // sequence of the last entry known
	digest []byte // of that entry; nil before the first
	book   *book
}

// openAudit creates the stream where it is missing, with as many copies as NORMALIZED has,
// and takes in what today's quotas and the ids in use follow from.
func openAudit(ctx context.Context, js jetstream.JetStream, holder int, b *book, now func() time.Time) (*audit, error) {
	a := &audit{js: js, book: b, now: now}
	a.name, a.topic = bus.Audit(holder)
	replicas := 1
	if s, err := js.Stream(ctx, bus.Normalized); err == nil {
		replicas = s.CachedInfo().Config.Replicas
	}
	var err error
	a.stream, err = js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name: a.name, Subjects: []string{a.topic}, Storage: jetstream.FileStorage, Replicas: replicas,
		Retention: jetstream.LimitsPolicy, Discard: jetstream.DiscardNew,
		DenyDelete: true, DenyPurge: true, AllowDirect: true,
	})
	if err != nil {
		return nil, fmt.Errorf("creating stream %s: %w", a.name, err)
	}
	if a.last, err = a.before(ctx, now().UTC().Truncate(24*time.Hour).Add(-slack)); err != nil {
		return nil, err
	}
	return a, a.catchUp(ctx)
}

// before returns the sequence of the last entry before t, or of one before the last entry
// where all are: the next entry needs the digest of the last.
func (a *audit) before(ctx context.Context, t time.Time) (uint64, error) {
	info, err := a.stream.Info(ctx)
	if err != nil {
		return 0, fmt.Errorf("looking at stream %s: %w", a.name, err)
	}
	if info.State.Msgs != info.State.LastSeq {
		return 0, fmt.Errorf("%w: it has %d of %d entries", ErrAudit, info.State.Msgs, info.State.LastSeq)
	}
	n := sort.Search(int(info.State.LastSeq), func(i int) bool {
		var e pb.EvaluationAudit
		msg, failed := a.stream.GetMsg(ctx, uint64(i)+1)
		if failed == nil {
			failed = proto.Unmarshal(msg.Data, &e)
		}
		if failed != nil {
			err = fmt.Errorf("reading entry %d of %s: %w", i+1, a.name, failed)
		}
		return e.GetAtSeconds() >= t.Unix()
	})
	return uint64(max(0, min(n, int(info.State.LastSeq)-1))), err
}

// catchUp takes in the entries that are in the stream and not yet known.
func (a *audit) catchUp(ctx context.Context) error {
	info, err := a.stream.Info(ctx)
	if err != nil {
		return fmt.Errorf("looking at stream %s: %w", a.name, err)
	}
	end := info.State.LastSeq
	if end < a.last {
		return fmt.Errorf("%w: it ends at %d, and %d was there", ErrAudit, end, a.last)
	}
	if end == a.last {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	err = stage.Follow(ctx, a.js, a.name, a.last+1, func(m stage.Message) error {
		if err := a.accept(m); err != nil {
			return err
		}
		if m.Seq == end {
			cancel()
		}
		return nil
	})
	if err == nil && a.last < end {
		err = fmt.Errorf("reading stream %s: %w", a.name, context.Cause(ctx))
	}
	return err
}

// accept takes in one entry that was read.
func (a *audit) accept(m stage.Message) error {
	e, err := chained(m, a.last+1, a.digest, a.digest == nil && m.Seq > 1)
	if err != nil {
		return err
	}
	a.took(m.Seq, m.Data, e)
	return nil
}

func (a *audit) took(seq uint64, data []byte, e *pb.EvaluationAudit) {
	sum := sha256.Sum256(data)
	a.last, a.digest = seq, sum[:]
	a.book.add(e)
}

// chained decodes an entry and checks that it follows the one before; of the first that is
// read from the middle that is not known.
func chained(m stage.Message, want uint64, before []byte, middle bool) (*pb.EvaluationAudit, error) {
	var e pb.EvaluationAudit
	switch {
	case m.Seq != want:
		return nil, fmt.Errorf("%w: entry %d is missing", ErrAudit, want)
	case proto.Unmarshal(m.Data, &e) != nil:
		return nil, fmt.Errorf("%w: entry %d is none", ErrAudit, m.Seq)
	case !middle && !bytes.Equal(e.GetPrevious(), before):
		return nil, fmt.Errorf("%w: entry %d does not follow the one before", ErrAudit, m.Seq)
	}
	return &e, nil
}
