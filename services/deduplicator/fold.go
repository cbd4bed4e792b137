package deduplicator

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/deduplicator/internal/link"
)

// most is how many bytes the reports of one step and their changes may come to, about, and how
// many a message holds: a small correction can replace many large records.
const most = 512 << 10

// fold turns normalized items and reviewers' decisions into changes of persons. Its state is
// link.State.
type fold struct {
	*link.State
	linking *linking
	pending link.Changes // of a step of which not all messages were restored
	persons int
	metrics *metrics
}

func newFold(l *linking, m *metrics) *fold {
	return &fold{State: link.New(l.linker()), linking: l, metrics: m}
}

// Apply answers every Normalized and every accepted review with at least one PersonChanges,
// and passes over receipts, quarantine and trust lists. A step is the position of the first
// item that it decides.
func (f *fold) Apply(in stage.Message, step int) ([]stage.Message, int, error) {
	submitted := strings.HasPrefix(in.Subject, bus.NormalizedPrefix)
	if !submitted && in.Subject != bus.ReviewAcceptedSubject {
		return nil, 0, nil
	}
	var n pb.Normalized
	if err := proto.Unmarshal(in.Data, &n); err != nil {
		return nil, 0, fmt.Errorf("decoding Normalized: %w", err)
	}
	if submitted {
		return f.items(&n, step)
	}
	return f.review(n.GetReview())
}

// items decides on as many items as fit into a message.
func (f *fold) items(n *pb.Normalized, step int) ([]stage.Message, int, error) {
	items, err := itemsOf(n, f.linking.evidence(n, f.metrics))
	if err != nil {
		return nil, 0, err
	}
	end := f.fits(items, step)
	out, err := f.publish(f.State.Apply(items[step:end]))
	if err != nil {
		return nil, 0, err
	}
	next := end
	if end == len(items) {
		next = 0
		out.Quality, out.Country = n.GetQuality(), n.GetCountry()
	}
	msgs, err := encode(out)
	return msgs, next, err
}

// review carries a decision out.
func (f *fold) review(data []byte) ([]stage.Message, int, error) {
	d, err := reviewOf(data)
	if err != nil {
		return nil, 0, err
	}
	out, err := f.publish(f.Decide(d))
	if err != nil {
		return nil, 0, err
	}
	msgs, err := encode(out)
	return msgs, 0, err
}

// publish returns changes as they are published.
func (f *fold) publish(c link.Changes) (*pb.PersonChanges, error) {
	f.count(c)
	out, err := changesPB(c, f.linking)
	out.Linkage = f.linking.identity()
	return out, err
}

// fits returns the end of the items from step on whose changes fit into one message.
func (f *fold) fits(items []link.Item, step int) int {
	size := 0
	for i := step; i < len(items); i++ {
		size += f.Weight(items[i])
		if size > most && i > step {
			return i
		}
	}
	return len(items)
}

// errLinkage stops a service that would go on with a log by another key or model.
var errLinkage = errors.New("E-LINKAGE: this log was decided with another link key or model, or without one; give those with which it began, or begin a new generation of PERSONS and STATISTICS")

// Restore folds changes of persons.
func (f *fold) Restore(out stage.Message) error {
	var c pb.PersonChanges
	if err := proto.Unmarshal(out.Data, &c); err != nil {
		return fmt.Errorf("decoding PersonChanges: %w", err)
	}
	if !bytes.Equal(c.GetLinkage(), f.linking.identity()) {
		return errLinkage
	}
	changes, err := changesOf(&c, f.linking)
	if err != nil {
		return err
	}
	join(&f.pending, changes)
	if c.GetMore() {
		return nil
	}
	if err := f.State.Restore(f.pending); err != nil {
		return err
	}
	f.count(f.pending)
	f.pending = link.Changes{}
	return nil
}

// snapshotOf is what a snapshot is bound to.
const snapshotOf = "corridor deduplicator snapshot"

// AppendBinary appends a snapshot of the state, encrypted where there are codes in it.
func (f *fold) AppendBinary(b []byte) ([]byte, error) {
	if f.linking == nil {
		return f.State.AppendBinary(b)
	}
	plain, err := f.State.AppendBinary(nil)
	if err != nil {
		return nil, err
	}
	sealed, err := f.linking.key.SealState(plain, []byte(snapshotOf))
	return append(b, sealed...), err
}

// UnmarshalBinary sets the state to one from a snapshot.
func (f *fold) UnmarshalBinary(b []byte) error {
	if f.linking != nil {
		plain, err := f.linking.key.OpenState(b, []byte(snapshotOf))
		if err != nil {
			return fmt.Errorf("opening a snapshot: %w", err)
		}
		b = plain
	}
	if err := f.State.UnmarshalBinary(b); err != nil {
		return err
	}
	f.persons = f.Persons()
	f.count(link.Changes{})
	return nil
}

// count keeps the number of persons beside the state, where metrics want it.
func (f *fold) count(c link.Changes) {
	for i := range c.Persons {
		f.persons += min(1, len(c.Persons[i].After)) - min(1, len(c.Persons[i].Before))
	}
	f.metrics.reviews.Add(float64(len(c.Decisions)))
	f.metrics.state(f.persons, f.State)
}
