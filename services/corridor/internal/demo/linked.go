package demo

import (
	"context"

	"google.golang.org/protobuf/proto"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/tip"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/labelled"
)

// record is a victim record as the hub knows it.
type record struct {
	country string
	ref     tip.Ref
	victim  uint32
}

// linked returns the person that the hub takes each record for, numbered as they come.
func linked(ctx context.Context, js jetstream.JetStream) (map[record]uint64, error) {
	persons, numbers := map[record]uint64{}, map[string]uint64{}
	err := stage.Read(ctx, js, bus.Persons, func(m stage.Message) error {
		var c pb.PersonChanges
		if err := proto.Unmarshal(m.Data, &c); err != nil {
			return err
		}
		for _, p := range c.GetPersons() {
			for _, m := range p.GetBefore() {
				delete(persons, recordOf(m))
			}
		}
		for _, p := range c.GetPersons() {
			id := string(p.GetPersonId())
			if _, known := numbers[id]; !known {
				numbers[id] = uint64(len(numbers))
			}
			for _, m := range p.GetAfter() {
				persons[recordOf(m)] = numbers[id]
			}
		}
		return nil
	})
	return persons, err
}

func recordOf(m *pb.Member) record {
	return record{m.GetCountry(), tip.Ref(m.GetReportRef()), m.GetVictimRef()}
}

// quality compares the hub's persons with who is really behind the records.
func (d *Demo) quality(ctx context.Context) (labelled.Quality, error) {
	persons, err := linked(ctx, d.JetStream)
	if err != nil {
		return labelled.Quality{}, err
	}
	var found, truth []uint64
	for sight, person := range d.feed.truth().Persons {
		id, err := d.sent.keys.Identity(sight.Country)
		if err != nil {
			return labelled.Quality{}, err
		}
		if p, ok := persons[record{sight.Country.String(), id.Ref(sight.CaseKey), sight.Ref}]; ok {
			found, truth = append(found, p), append(truth, person)
		}
	}
	return labelled.Measure(found, truth), nil
}
