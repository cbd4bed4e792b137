package deduplicator

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/deduplicator/internal/link"
)

// most is how many bytes the changes of one step may come to, about, so that they fit into a
// message: a small correction can replace many large records.
const most = 512 << 10

// fold turns normalized items into changes of persons. Its state is link.State.
type fold struct {
	*link.State
	persons int
	metrics *metrics
}

func newFold(m *metrics) *fold {
	return &fold{State: link.New(link.Identity{}), metrics: m}
}

// Apply answers every Normalized with at least one PersonChanges, and passes over receipts and
// quarantine. A step is the position of the first item that it decides.
func (f *fold) Apply(in stage.Message, step int) ([]stage.Message, int, error) {
	if !strings.HasPrefix(in.Subject, bus.NormalizedPrefix) {
		return nil, 0, nil
	}
	var n pb.Normalized
	if err := proto.Unmarshal(in.Data, &n); err != nil {
		return nil, 0, fmt.Errorf("decoding Normalized: %w", err)
	}
	items, err := itemsOf(&n)
	if err != nil {
		return nil, 0, err
	}
	end := f.fits(items, step)
	changes := f.State.Apply(items[step:end])
	f.count(changes)
	out := changesPB(changes)
	next := end
	if end == len(items) {
		next = 0
		out.Quality, out.Country = n.GetQuality(), n.GetCountry()
	}
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(out)
	return []stage.Message{{Subject: bus.PersonsSubject, Data: data}}, next, err
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

// Restore folds changes of persons.
func (f *fold) Restore(out stage.Message) error {
	var c pb.PersonChanges
	if err := proto.Unmarshal(out.Data, &c); err != nil {
		return fmt.Errorf("decoding PersonChanges: %w", err)
	}
	changes, err := changesOf(&c)
	if err != nil {
		return err
	}
	if err := f.State.Restore(changes); err != nil {
		return err
	}
	f.count(changes)
	return nil
}

// UnmarshalBinary sets the state to one from a snapshot.
func (f *fold) UnmarshalBinary(b []byte) error {
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
	f.metrics.state(f.persons, f.Len())
}
