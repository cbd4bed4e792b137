// Package replay recomputes everything from the log of reports, in one pass and without a
// broker: what the streams must say, if nothing was lost, repeated or decided twice.
package replay

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/aggregator"
	"github.com/corridor-tip/corridor/services/deduplicator"
	"github.com/corridor-tip/corridor/services/normalizer"
)

// Stream is the messages of a stream in order, each with its sequence.
type Stream []stage.Message

// All returns what the stages must have published for the given reports, when the normalizers
// of these partitions were given this anchor and the deduplicator this configuration. Which
// inputs the aggregator answered together is its own affair, so that is taken from what it
// published.
func All(reports Stream, anchor string, partitions []bus.Partition, persons deduplicator.Config, statistics Stream) (map[string]Stream, error) {
	link, err := persons.Fold()
	if err != nil {
		return nil, err
	}
	all, in, err := normalized(reports, anchor, partitions)
	if err != nil {
		return nil, err
	}
	for _, s := range []struct {
		output string
		fold   stage.Fold
	}{
		{bus.Persons, link},
		{bus.Statistics, aggregator.Config{}.Fold()},
	} {
		out, err := Run(s.fold, in, statistics.answered())
		if err != nil {
			return nil, fmt.Errorf("recomputing %s: %w", s.output, err)
		}
		all[s.output], in = out, out
	}
	return all, nil
}

// answered returns the inputs that the messages of a stream answer, as its stage says.
func (s Stream) answered() map[uint64]bool {
	ends := map[uint64]bool{}
	for _, m := range s {
		ends[m.Input] = true
	}
	return ends
}

// normalized returns the stream of each partition, by its name, and all of them in the order
// in which the deduplicator reads them: that of the reports.
func normalized(reports Stream, anchor string, partitions []bus.Partition) (all map[string]Stream, merged Stream, err error) {
	all = map[string]Stream{}
	folds := make([]stage.Fold, len(partitions))
	for i, p := range partitions {
		folds[i] = normalizer.Config{Anchor: anchor, Partition: p}.Fold()
	}
	for _, m := range reports {
		for i, p := range partitions {
			out, err := answer(folds[i], m)
			if err != nil {
				return nil, nil, fmt.Errorf("recomputing %s: %w", p.Stream(), err)
			}
			all[p.Stream()] = all[p.Stream()].with(out)
			merged = merged.with(out)
		}
	}
	return all, merged, nil
}

// Run applies a fold to a whole stream and returns what it publishes. A stage.Settler settles
// after each of the given inputs and after the last, or after every input where none is given.
func Run(f stage.Fold, in Stream, ends map[uint64]bool) (Stream, error) {
	var out Stream
	settler, _ := f.(stage.Settler)
	for i, m := range in {
		msgs, err := answer(f, m)
		if err != nil {
			return nil, err
		}
		out = out.with(msgs)
		if settler == nil || len(ends) > 0 && !ends[m.Seq] && i < len(in)-1 {
			continue
		}
		if msgs, err = settler.Settle(); err != nil {
			return nil, fmt.Errorf("messages up to %d: %w", m.Seq, err)
		}
		out = out.with(msgs)
	}
	return out, nil
}

// answer applies a fold to one message, all steps of it.
func answer(f stage.Fold, m stage.Message) (out []stage.Message, err error) {
	for step, more := 0, true; more; {
		msgs, next, err := f.Apply(m, step)
		if err != nil {
			return nil, fmt.Errorf("message %d: %w", m.Seq, err)
		}
		out, step, more = append(out, msgs...), next, next > 0
	}
	return out, nil
}

// with appends messages and numbers them.
func (s Stream) with(msgs []stage.Message) Stream {
	for _, m := range msgs {
		m.Seq = uint64(len(s) + 1)
		s = append(s, m)
	}
	return s
}

// Anchor returns the trust anchor of the first trust list in the reports. Only the deployment
// knows which anchor is the right one; here the question is whether the log was followed.
func Anchor(reports Stream) string {
	for _, m := range reports {
		var list pb.TrustList
		if m.Subject == bus.TrustOfferedSubject && proto.Unmarshal(m.Data, &list) == nil {
			return list.GetPublicKey()
		}
	}
	return ""
}

// Difference returns the sequence of the first message in which two streams differ, 0 where
// they are the same.
func Difference(a, b Stream) int {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i].Subject != b[i].Subject || !bytes.Equal(a[i].Data, b[i].Data) {
			return i + 1
		}
	}
	return 0
}

// Digest returns SHA-256 over the subjects and data of a stream, in hexadecimal.
func Digest(s Stream) string {
	h := sha256.New()
	var n [8]byte
	for _, m := range s {
		for _, part := range [][]byte{[]byte(m.Subject), m.Data} {
			binary.BigEndian.PutUint64(n[:], uint64(len(part)))
			h.Write(n[:])
			h.Write(part)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
