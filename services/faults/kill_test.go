package faults_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/corridor-tip/corridor/services/e2e/process"
)

// TestKillEachService kills one service after the other at random moments under load, now and
// then a second time before it has recovered, and starts it again as a supervisor would.
func TestKillEachService(t *testing.T) {
	n := times(t, 3, 200)
	for i, service := range append(stages, "analyst") {
		t.Run(service, func(t *testing.T) {
			dice := dice(uint64(100 + i))
			h := single(t).start(append(stages, "analyst")...)
			watch := h.watchIdentity()
			load := h.report(seed())
			load.recover(h, time.Now())
			var took recoveries
			for range n {
				someTime(dice, 400*time.Millisecond)
				fault := time.Now()
				h.parts[service].Restart()
				if dice.IntN(4) == 0 {
					someTime(dice, 150*time.Millisecond)
					h.parts[service].Restart()
				}
				took = append(took, h.back(load, service, fault))
			}
			load.halt()
			v := h.check(load.hist)
			report.add(t, row{id: "R1", fault: "kill -9 of the " + service, times: n, verdict: v, recovered: took, note: watch()})
		})
	}
}

// back waits until a service that was killed does its work again.
func (h *hub) back(l *load, service string, fault time.Time) time.Duration {
	h.t.Helper()
	if service != "analyst" {
		return l.recover(h, fault)
	}
	eventually(h.t, "the analyst service answers", func() bool {
		client := http.Client{Timeout: time.Second}
		resp, err := client.Get("http://" + h.page + "/v1/tables/T01?format=csv")
		if err != nil {
			return false
		}
		_ = resp.Body.Close()
		return resp.StatusCode == http.StatusOK
	})
	return time.Since(fault)
}

// TestStandbyTakesOver kills the instance in charge of each stage; the other goes on, and the
// killed one comes back as its standby.
func TestStandbyTakesOver(t *testing.T) {
	n := times(t, 1, 20)
	for i, service := range stages {
		t.Run(service, func(t *testing.T) {
			dice := dice(uint64(200 + i))
			h := single(t).start(stages...)
			pair := []*process.Process{h.parts[service], process.Start(t, "corridor", h.args(service, h.url, true)...)}
			load := h.report(seed())
			load.recover(h, time.Now())
			var took recoveries
			for round := range n {
				time.Sleep(time.Second) // for the standby to have caught up
				someTime(dice, 500*time.Millisecond)
				fault := time.Now()
				pair[round%2].Kill()
				took = append(took, load.recover(h, fault))
				pair[round%2].Run()
			}
			load.halt()
			report.add(t, row{id: "R1", fault: "kill -9 of the " + service + " in charge, standby takes over", times: n, verdict: h.check(load.hist), recovered: took})
		})
	}
}
