package stage

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// merge brings the records of partitions into the order of their origin.
type merge struct {
	parts   partitions
	at      []uint64 // last record of each partition that was handed out
	seq     uint64   // number of the last record that was handed out, of all partitions
	next    uint64   // message of the origin whose answer comes next
	again   int      // partition whose record comes before all others, because it is half decided; -1 for none
	heads   []*head  // first record of each partition that was not handed out; nil where none has come
	arrived chan *head
}

// head is the first waiting record of a partition.
type head struct {
	record
	mark  mark
	taken chan struct{}
}

// run hands out records until ctx ends or a partition has regressed.
func (m *merge) run(ctx context.Context, out chan<- record) error {
	if err := m.begin(ctx); err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	for i := range m.parts {
		g.Go(func() error { return m.read(ctx, i) })
	}
	g.Go(func() error { return m.hand(ctx, out) })
	return g.Wait()
}

// begin finds out which message of the origin comes next: the one behind the last that any
// partition has answered as a whole.
func (m *merge) begin(ctx context.Context) error {
	m.next = 1
	for i, seq := range m.at {
		if seq == 0 {
			continue
		}
		last, err := m.markOf(ctx, i, seq)
		if err != nil {
			return err
		}
		m.next = max(m.next, last.behind())
	}
	return nil
}

// markOf reads a mark from the broker's store, however long it is away.
func (m *merge) markOf(ctx context.Context, part int, seq uint64) (mark, error) {
	for {
		msg, err := m.parts[part].get(ctx, seq)
		switch {
		case err == nil:
			return parseMark(msg.Header.Get(markHeader))
		case isNotFound(err):
			return mark{}, fmt.Errorf("%w: %s no longer holds %d, which is decided", ErrLogRegression, m.parts[part].name, seq)
		case !sleep(ctx, retryWait):
			return mark{}, ctx.Err()
		}
	}
}

// behind returns the input that comes after an output with this mark.
func (m mark) behind() uint64 {
	if m.part == m.parts && m.next == 0 {
		return m.input + 1
	}
	return m.input
}

// read hands the records of one partition to the merge, one at a time.
func (m *merge) read(ctx context.Context, part int) error {
	in, err := follow(ctx, m.parts[part], m.at[part]+1)
	if err != nil {
		return err
	}
	defer in.close()
	taken := make(chan struct{}, 1)
	for rec := range in.out {
		made, err := parseMark(rec.header.Get(markHeader))
		if err != nil {
			return fmt.Errorf("message %d of %s: %w", rec.Seq, m.parts[part].name, err)
		}
		rec.part = part
		select {
		case m.arrived <- &head{rec, made, taken}:
		case <-ctx.Done():
			return ctx.Err()
		}
		select {
		case <-taken:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return in.err
}

// hand hands out the record that comes next, as soon as it is there.
func (m *merge) hand(ctx context.Context, out chan<- record) error {
	for {
		for h := m.first(); h != nil; h = m.first() {
			select {
			case out <- m.take(h):
				h.taken <- struct{}{}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		select {
		case h := <-m.arrived:
			m.heads[h.part] = h
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// first returns the head that comes next, nil while it has not arrived: the one that answers
// the earliest message of the origin, but none behind the next one.
func (m *merge) first() (first *head) {
	for _, h := range m.heads {
		if m.again >= 0 && h != nil && h.part != m.again {
			continue
		}
		if h != nil && h.mark.input <= m.next && (first == nil || h.mark.input < first.mark.input) {
			first = h
		}
	}
	return first
}

// take numbers a head in the order of the merge.
func (m *merge) take(h *head) record {
	m.heads[h.part], m.at[h.part], m.again = nil, h.Seq, -1
	m.next = max(m.next, h.mark.behind())
	m.seq++
	rec := h.record
	rec.Seq, rec.from = m.seq, formatPlace(h.part, m.at)
	for _, other := range m.heads {
		if other != nil {
			rec.pending += 1 + other.pending
		}
	}
	return rec
}
