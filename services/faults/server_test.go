package faults_test

import (
	"context"
	"testing"
	"time"

	"github.com/corridor-tip/corridor/pkg/bus"
)

// TestKillTheServer kills the only nats-server under load. Services and focal points get over
// it by themselves.
func TestKillTheServer(t *testing.T) {
	n := times(t, 3, 200)
	dice := dice(300)
	h := single(t).start(stages...)
	load := h.report(seed())
	load.recover(h, time.Now())
	var took recoveries
	for range n {
		someTime(dice, 400*time.Millisecond)
		fault := time.Now()
		h.servers[0].Restart()
		took = append(took, load.recover(h, fault))
	}
	load.halt()
	report.add(t, row{id: "R2", fault: "kill -9 of the only nats-server", times: n, verdict: h.check(load.hist), recovered: took})
}

// TestKillEachServerOfACluster kills the three nats-servers in turn, and then always the leader
// of REPORTS; the killed one comes back when the other two have gone on.
func TestKillEachServerOfACluster(t *testing.T) {
	n := times(t, 1, 17)
	for i, c := range []struct {
		fault string
		pick  func(h *hub, round int) *server
		times int
	}{
		{"kill -9 of each of three nats-servers in turn", func(h *hub, round int) *server { return h.servers[round%3] }, 3 * n},
		{"kill -9 of the leader of REPORTS among three", func(h *hub, _ int) *server { return h.leader(bus.Reports) }, 2 * n},
	} {
		t.Run(c.fault, func(t *testing.T) {
			dice := dice(uint64(310 + i))
			h := cluster(t).start(stages...)
			load := h.report(seed())
			load.recover(h, time.Now())
			var took recoveries
			for round := range c.times {
				someTime(dice, 500*time.Millisecond)
				s := c.pick(h, round)
				fault := time.Now()
				s.Kill()
				took = append(took, load.recover(h, fault))
				s.Run()
				h.inStep()
			}
			load.halt()
			report.add(t, row{id: "R2", fault: c.fault, times: c.times, verdict: h.check(load.hist), recovered: took})
		})
	}
}

// leader returns the server that leads a stream.
func (h *hub) leader(stream string) (found *server) {
	h.t.Helper()
	eventually(h.t, stream+" has a leader", func() bool {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		s, err := h.js.Stream(ctx, stream)
		if err != nil || s.CachedInfo().Cluster == nil {
			return false
		}
		for _, one := range h.servers {
			if one.name == s.CachedInfo().Cluster.Leader {
				found = one
			}
		}
		return found != nil
	})
	return found
}

// inStep waits until every replica of every stream is there and current, so that the next kill
// leaves two of three.
func (h *hub) inStep() {
	h.t.Helper()
	eventually(h.t, "three replicas are in step", func() bool {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		for _, name := range bus.Streams() {
			s, err := h.js.Stream(ctx, name)
			if err != nil || s.CachedInfo().Cluster == nil || len(s.CachedInfo().Cluster.Replicas) != 2 {
				return false
			}
			for _, peer := range s.CachedInfo().Cluster.Replicas {
				if !peer.Current || peer.Offline {
					return false
				}
			}
		}
		return true
	})
}
