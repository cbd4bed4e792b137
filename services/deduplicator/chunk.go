package deduplicator

import (
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/deduplicator/internal/link"
)

// This file cuts the changes of a step into messages and puts them together again. A report
// can touch persons with many records, so one message does not always hold them.

// encode returns changes as messages. The last one carries how the submission fared, so that
// it counts once.
func encode(out *pb.PersonChanges) ([]stage.Message, error) {
	parts := split(out)
	msgs := make([]stage.Message, len(parts))
	for i, part := range parts {
		part.Linkage, part.More = out.GetLinkage(), i < len(parts)-1
		data, err := proto.MarshalOptions{Deterministic: true}.Marshal(part)
		if err != nil {
			return nil, err
		}
		msgs[i] = stage.Message{Subject: bus.PersonsSubject, Data: data}
	}
	return msgs, nil
}

// split shares changes out among parts of about most bytes, in their order.
func split(out *pb.PersonChanges) []*pb.PersonChanges {
	c := cutter{parts: []*pb.PersonChanges{{}}}
	for _, p := range out.GetPersons() {
		part := c.room(p)
		part.Persons = append(part.Persons, p)
	}
	for _, r := range out.GetCarried() {
		part := c.room(r)
		part.Carried = append(part.Carried, r)
	}
	for _, h := range out.GetHeads() {
		part := c.room(h)
		part.Heads = append(part.Heads, h)
	}
	for _, r := range out.GetReviews() {
		part := c.room(r)
		part.Reviews = append(part.Reviews, r)
	}
	last := c.parts[len(c.parts)-1]
	last.Quality, last.Country = out.GetQuality(), out.GetCountry()
	return c.parts
}

// cutter begins a new part when the last one is full.
type cutter struct {
	parts []*pb.PersonChanges
	size  int // of the last part
}

// room returns the part that a message still fits into.
func (c *cutter) room(m proto.Message) *pb.PersonChanges {
	n := proto.Size(m)
	if c.size > 0 && c.size+n > most {
		c.parts, c.size = append(c.parts, &pb.PersonChanges{}), 0
	}
	c.size += n
	return c.parts[len(c.parts)-1]
}

// join appends the changes of one message to those before it.
func join(all *link.Changes, c link.Changes) {
	all.Persons = append(all.Persons, c.Persons...)
	all.Carried = append(all.Carried, c.Carried...)
	all.Heads = append(all.Heads, c.Heads...)
	all.Decisions = append(all.Decisions, c.Decisions...)
}
