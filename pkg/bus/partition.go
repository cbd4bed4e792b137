package bus

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/geo"
)

// Partition is a share of the countries, which one normalizer answers into a stream of its
// own. The zero value is the only partition of a hub that has one.
type Partition struct {
	Number int // from 1; 0 for the only one
	Of     int // how many there are; 0 for one
}

// mostPartitions bounds their number, far above what one deduplicator can follow.
const mostPartitions = 64

// ErrPartition is returned for a number of partitions that is not the hub's.
var ErrPartition = errors.New("E-PARTITION")

// partitionKey is where the metadata of NORMALIZED and its fellows say their partition.
const partitionKey = "corridor-partition"

// ParsePartition reads e.g. "1/2", the first of two partitions. "1/1" is the zero value.
func ParsePartition(s string) (Partition, error) {
	number, of, ok := strings.Cut(s, "/")
	n, err1 := strconv.Atoi(number)
	o, err2 := strconv.Atoi(of)
	if !ok || err1 != nil || err2 != nil || n < 1 || n > o || o > mostPartitions {
		return Partition{}, fmt.Errorf("a partition is written as its number and how many there are, from 1/1 to %d/%[1]d", mostPartitions)
	}
	if o == 1 {
		return Partition{}, nil
	}
	return Partition{n, o}, nil
}

// UnmarshalText reads a partition as ParsePartition does.
func (p *Partition) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePartition(string(text))
	return err
}

// String returns e.g. "1/2".
func (p Partition) String() string { return fmt.Sprintf("%d/%d", max(1, p.Number), max(1, p.Of)) }

// First reports whether it is the partition that answers what is of no country, too.
func (p Partition) First() bool { return p.Number <= 1 }

// Owns reports whether the submissions of a country are this partition's. The rule must never
// change: streams were written by it.
func (p Partition) Owns(country geo.Area) bool {
	if p.Of <= 1 {
		return true
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(country.String()))
	return int(h.Sum32()%uint32(p.Of)) == p.Number-1
}

// Stream returns the stream that the partition's normalizer writes: NORMALIZED for the first,
// then NORMALIZED_2 and so on.
func (p Partition) Stream() string {
	if p.First() {
		return Normalized
	}
	return fmt.Sprintf("%s_%d", Normalized, p.Number)
}

// TrustInForce returns the subject on which the partition notes the trust list in force.
// Readers of the list look at the first one's, TrustInForceSubject.
func (p Partition) TrustInForce() string {
	if p.First() {
		return TrustInForceSubject
	}
	return fmt.Sprintf("%s.%d", TrustInForceSubject, p.Number)
}

// subjects of the partition's stream. One for each country, so that the broker lets no stream
// of another number of partitions stand beside it, and everybody finds a country's receipts.
func (p Partition) subjects() []string {
	if p.Of <= 1 {
		return subjects[Normalized]
	}
	list := []string{p.TrustInForce()}
	if p.First() {
		list = append(list, TrustRefusedSubject, ReviewAcceptedSubject, ReviewRefusedSubject)
	}
	for _, c := range append(geo.Countries(), geo.Unknown) {
		if p.Owns(c) {
			list = append(list, NormalizedSubject(c), ReceiptsSubject(c), QuarantineSubject(c))
		}
	}
	return list
}

// EnsurePartition creates the stream of a partition, or leaves it as it is. A hub that was
// begun with another number of partitions is refused with ErrPartition.
func EnsurePartition(ctx context.Context, js jetstream.JetStream, o Options, p Partition) error {
	c := config(p.Stream(), o)
	c.Subjects = p.subjects()
	if p.Of > 1 {
		c.Metadata = map[string]string{partitionKey: p.String()}
	}
	_, err := js.CreateStream(ctx, c)
	var api *jetstream.APIError
	switch {
	case errors.Is(err, jetstream.ErrStreamNameAlreadyInUse):
		return p.update(ctx, js, c)
	case errors.As(err, &api) && api.ErrorCode == subjectOverlap:
		return p.refused(ctx, js)
	case err != nil:
		return fmt.Errorf("creating stream %s: %w", c.Name, err)
	}
	return nil
}

// subjectOverlap is the broker's code for subjects that another stream has.
const subjectOverlap = 10065

// update brings the stream of the same partition up to date.
func (p Partition) update(ctx context.Context, js jetstream.JetStream, c jetstream.StreamConfig) error {
	held, err := partitionOf(ctx, js, c.Name)
	if err != nil {
		return err
	}
	if held != p {
		return p.refused(ctx, js)
	}
	if _, err := js.UpdateStream(ctx, c); err != nil {
		return fmt.Errorf("updating stream %s: %w", c.Name, err)
	}
	return nil
}

func (p Partition) refused(ctx context.Context, js jetstream.JetStream) error {
	held, err := partitionOf(ctx, js, Normalized)
	if err != nil {
		held = Partition{}
	}
	return fmt.Errorf("%w: this hub was begun with %d partition(s), and this normalizer is to be %s; their number stays as long as NORMALIZED does",
		ErrPartition, max(1, held.Of), p)
}

// partitionOf returns which partition a stream was made for.
func partitionOf(ctx context.Context, js jetstream.JetStream, stream string) (Partition, error) {
	s, err := js.Stream(ctx, stream)
	if err != nil {
		return Partition{}, fmt.Errorf("looking at stream %s: %w", stream, err)
	}
	text := s.CachedInfo().Config.Metadata[partitionKey]
	if text == "" {
		return Partition{}, nil
	}
	return ParsePartition(text)
}

// Partitions returns all partitions of the hub, as NORMALIZED says.
func Partitions(ctx context.Context, js jetstream.JetStream) ([]Partition, error) {
	first, err := partitionOf(ctx, js, Normalized)
	if err != nil || first.Of <= 1 {
		return []Partition{first}, err
	}
	list := make([]Partition, first.Of)
	for i := range list {
		list[i] = Partition{i + 1, first.Of}
	}
	return list, nil
}

// StreamOf returns the stream that holds what the hub answered to a country.
func StreamOf(ctx context.Context, js jetstream.JetStream, country geo.Area) (string, error) {
	all, err := Partitions(ctx, js)
	for _, p := range all {
		if p.Owns(country) {
			return p.Stream(), err
		}
	}
	return "", err
}

// AwaitPartitions returns the streams of all partitions once each has been created, none for a
// hub with one partition and when ctx ends. Until then it tells waiting what is missing.
func AwaitPartitions(ctx context.Context, js jetstream.JetStream, waiting func(err error)) []string {
	for {
		names, err := partitionStreams(ctx, js)
		switch {
		case err == nil && len(names) > 1:
			return names
		case err == nil || ctx.Err() != nil:
			return nil
		}
		waiting(err)
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
}

func partitionStreams(ctx context.Context, js jetstream.JetStream) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	all, err := Partitions(ctx, js)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range all {
		held, err := partitionOf(ctx, js, p.Stream())
		if err != nil {
			return nil, err
		}
		if held != p {
			return nil, fmt.Errorf("%w: stream %s is partition %s, and %s says that there are %d", ErrPartition, p.Stream(), held, Normalized, p.Of)
		}
		names = append(names, p.Stream())
	}
	return names, nil
}
