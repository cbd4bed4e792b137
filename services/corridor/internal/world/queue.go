package world

import (
	"cmp"
	"container/heap"

	"github.com/corridor-tip/corridor/pkg/code"
)

// pending is a filing that waits for its turn.
type pending struct {
	due    int
	serial uint64 // settles ties, so the order is always the same
	again  bool   // already a repeat
	filing *Filing
}

// queue holds filings by the time they are due; time is counted in cases.
type queue struct {
	heap   []pending
	serial uint64
}

// Len is part of heap.Interface.
func (q *queue) Len() int { return len(q.heap) }

// Less is part of heap.Interface.
func (q *queue) Less(i, j int) bool {
	a, b := &q.heap[i], &q.heap[j]
	return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(a.serial, b.serial)) < 0
}

// Swap is part of heap.Interface.
func (q *queue) Swap(i, j int) { q.heap[i], q.heap[j] = q.heap[j], q.heap[i] }

// Push is part of heap.Interface.
func (q *queue) Push(x any) { q.heap = append(q.heap, x.(pending)) }

// Pop is part of heap.Interface.
func (q *queue) Pop() any {
	last := len(q.heap) - 1
	p := q.heap[last]
	q.heap[last] = pending{}
	q.heap = q.heap[:last]
	return p
}

func (q *queue) add(p pending) {
	q.serial++
	p.serial = q.serial
	heap.Push(q, p)
}

// deliver hands out what is due until now, and lets some of it come a second time.
func (w *world) deliver(now int, each func(Filing) error) error {
	for w.queue.Len() > 0 && w.queue.heap[0].due <= now {
		p := heap.Pop(&w.queue).(pending)
		w.truth.count(p.filing)
		if err := each(*p.filing); err != nil {
			return err
		}
		if !p.again && p.filing.Reason == code.ReasonUnspecified && w.perMille(repeatRate) {
			w.repeat(p)
		}
	}
	return nil
}

func (w *world) repeat(p pending) {
	copied := *p.filing
	copied.Verdict = code.VerdictDuplicate
	w.truth.Repeats++
	w.queue.add(pending{due: p.due + w.delay(), again: true, filing: &copied})
}

// delay is how many cases pass before a focal point comes back to one: 1 or more, so that
// the filings of a case keep their order.
func (w *world) delay() int { return 1 + w.IntN(longestDelay) }
