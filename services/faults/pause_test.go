package faults_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/services/e2e/process"
)

// TestZombie stops the instance in charge as SIGSTOP does, lets the standby take over and wakes
// the other: it believes that it is in charge, and what it has in hand must not be written.
func TestZombie(t *testing.T) {
	n := times(t, 1, 15)
	for i, service := range stages {
		t.Run(service, func(t *testing.T) {
			dice := dice(uint64(400 + i))
			h := single(t).start(stages...)
			pair := []*process.Process{h.parts[service], process.Start(t, "corridor", h.args(service, h.url, true)...)}
			load := h.report(seed())
			load.recover(h, time.Now())
			var took recoveries
			for round := range n {
				time.Sleep(time.Second) // for the standby to have caught up
				someTime(dice, 500*time.Millisecond)
				zombie := pair[round%2]
				fault := time.Now()
				zombie.Pause()
				took = append(took, load.recover(h, fault))
				zombie.Resume()
				eventually(t, "the zombie stands by", func() bool {
					return strings.Count(zombie.Output(), "standing by") >= round/2+1
				})
			}
			load.halt()
			report.add(t, row{id: "R19", fault: "SIGSTOP of the " + service + " in charge, SIGCONT after the takeover", times: n, verdict: h.check(load.hist), recovered: took})
		})
	}
}

// TestControlWriteWithoutAFence is the control of the fencing tests: an output that is written
// without saying where the stream must end gets in, and the comparison must see it.
func TestControlWriteWithoutAFence(t *testing.T) {
	times(t, 1, 1)
	h := single(t).start(stages...)
	load := h.report(seed())
	load.recover(h, time.Now())
	load.halt()
	v := h.check(load.hist)
	h.parts["deduplicator"].Kill()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := h.js.Stream(ctx, bus.Persons)
	must(t, err)
	old, err := s.GetLastMsgForSubject(ctx, bus.PersonsSubject)
	must(t, err)
	h.parts["aggregator"].Kill()
	_, err = h.js.Publish(ctx, bus.PersonsSubject, old.Data)
	must(t, err)
	if digests, err := h.recomputed(); err == nil {
		t.Fatalf("an output that was written twice has not been found: %v", digests)
	}
	l, err := readLedger(ctx, h.js)
	must(t, err)
	if compare(load.hist, l).Duplicated == 0 {
		t.Fatal("the checker has not found the output that was written twice")
	}
	report.add(t, row{id: "R19", fault: "control: an output written twice past the fence", times: 1, verdict: v,
		note: "fails as it must: the recomputation differs and the checker finds duplicates"})
}
