package stage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
)

// partitions are the streams that several instances of an earlier stage write, each answering
// a part of one origin. They are read as one: in the order of the messages of the origin that
// their outputs were made of, which the marks tell. So the order is that of a single instance,
// whatever the instances' pace, and nothing has to be agreed on or stored but how far each
// partition was read.
//
// Each message of the origin has to be answered by at least one partition. Where several
// answer it, the second answer may come at any time, and the fold must pass over it.
type partitions []log

func openPartitions(ctx context.Context, js jetstream.JetStream, names []string) (partitions, error) {
	var all partitions
	for _, name := range names {
		l, err := openLog(ctx, js, name)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// formatPlace says where a record of a partitioned input stands: its partition, from 0, and
// how far each partition was read with it, e.g. "1:3,17".
func formatPlace(part int, at []uint64) string {
	b := strconv.AppendInt(nil, int64(part), 10)
	for i, n := range at {
		b = append(b, ":,"[min(i, 1)])
		b = strconv.AppendUint(b, n, 10)
	}
	return string(b)
}

// parsePlace reads what formatPlace wrote.
func parsePlace(s string) (part int, at []uint64, err error) {
	number, vector, _ := strings.Cut(s, ":")
	part, err = strconv.Atoi(number)
	for _, s := range strings.Split(vector, ",") {
		n, e := strconv.ParseUint(s, 10, 64)
		at, err = append(at, n), errors.Join(err, e)
	}
	if err != nil || part < 0 || part >= len(at) {
		return 0, nil, fmt.Errorf("%w: malformed place", ErrCorrupt)
	}
	return part, at, nil
}

// readUpTo returns how far a place says that a partition was read.
func readUpTo(place string, part int) (uint64, error) {
	_, at, err := parsePlace(place)
	if err != nil || part >= len(at) {
		return 0, errors.Join(err, fmt.Errorf("%w: no partition %d", ErrCorrupt, part))
	}
	return at[part], nil
}

// place reads where an input stands; input 0 is before the first one.
func (p partitions) place(from string, input uint64) (part int, at []uint64, err error) {
	if input == 0 {
		return 0, make([]uint64, len(p)), nil
	}
	part, at, err = parsePlace(from)
	if err != nil || len(at) != len(p) {
		return 0, nil, fmt.Errorf("%w: the output was not made of %d partitions", ErrLogRegression, len(p))
	}
	return part, at, nil
}

func (p partitions) get(ctx context.Context, seq uint64, from string) (*jetstream.RawStreamMsg, error) {
	part, at, err := p.place(from, seq)
	if err != nil {
		return nil, err
	}
	return p[part].get(ctx, at[part])
}

func (p partitions) check(ctx context.Context, pos position) (behind uint64, err error) {
	_, at, err := p.place(pos.from, pos.input)
	for i := 0; i < len(p) && err == nil; i++ {
		var n uint64
		n, err = p[i].behind(ctx, at[i])
		behind += n
	}
	return behind, err
}

// follow reads all partitions and merges them into one reader.
func (p partitions) follow(ctx context.Context, pos position) (*reader, error) {
	part, at, err := p.place(pos.from, pos.input)
	if err != nil {
		return nil, err
	}
	seq, _ := pos.nextInput()
	again := -1
	if seq == pos.input { // its next step
		at[part]--
		again = part
	}
	ctx, cancel := context.WithCancel(ctx)
	r := &reader{out: make(chan record, readAhead), cancel: cancel, done: make(chan struct{})}
	m := &merge{parts: p, at: at, seq: seq - 1, again: again, heads: make([]*head, len(p)), arrived: make(chan *head)}
	go func() {
		defer close(r.done)
		defer close(r.out)
		r.err = m.run(ctx, r.out)
	}()
	return r, nil
}

// lastOfEach returns the last record of each partition among inputs.
func lastOfEach(inputs []record) []record {
	var last []record
	for _, in := range slices.Backward(inputs) {
		if !slices.ContainsFunc(last, func(r record) bool { return r.part == in.part }) {
			last = append(last, in)
		}
	}
	return last
}
