package e2e_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/corridor-tip/corridor/pkg/bus"
)

// TestTakeover runs two processes a stage under load, kills the one in charge of each stage and
// stops another with SIGSTOP. The other takes over, the one that wakes steps down, and every
// report counts once. It prints how long each takeover took, from the signal to the first
// message of the new instance in the stage's stream.
func TestTakeover(t *testing.T) {
	d := newDeployment(t, "UKR")
	page := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	d.service("analyst", "--listen", page, "--small-cells", "exact")
	stages := []*pair{
		d.pair("normalizer", bus.Normalized, "--anchor", d.anchor),
		d.pair("deduplicator", bus.Persons, "--link-key", filepath.Join(d.keys, "link.key")),
		d.pair("aggregator", bus.Statistics),
	}
	d.trust()
	load := d.publish("UKR", 10, 5*time.Millisecond)
	for _, s := range stages {
		t.Logf("%-12s killed:  %v", s.name, s.killed())
		t.Logf("%-12s stopped: %v", s.name, s.stopped())
	}
	load.stop(t)
	d.counted(page, load.sent)
	t.Logf("%d reports, each counted once", load.sent)
}

// pair is a stage with its hot standby.
type pair struct {
	d         *deployment
	name      string
	output    string
	instances [2]*instance
}

func (d *deployment) pair(name, output string, args ...string) *pair {
	d.t.Helper()
	return &pair{d, name, output, [2]*instance{d.service(name, args...), d.service(name, args...)}}
}

// lead waits until one instance is in charge and the other stands by, and returns the first.
func (p *pair) lead() (active *instance) {
	p.d.t.Helper()
	up := fmt.Sprintf("corridor_stage_active{stage=%q} 1", p.name)
	eventually(p.d.t, "one "+p.name+" is in charge, the other stands by", func() bool {
		standby := p.instances[1]
		active = p.instances[0]
		if standby.says(up) {
			active, standby = standby, active
		}
		return active.says(up) && !standby.says(up) && get(standby.page+"/readyz") != ""
	})
	return active
}

// killed kills the one in charge, starts it again once the other has taken over and returns
// how long that took.
func (p *pair) killed() time.Duration {
	p.d.t.Helper()
	active := p.lead()
	took := p.takeover(active.Kill)
	active.Run()
	return took
}

// stopped freezes the one in charge and wakes it once the other has taken over: it has to find
// that out and step down.
func (p *pair) stopped() time.Duration {
	p.d.t.Helper()
	active := p.lead()
	took := p.takeover(active.Pause)
	active.Resume()
	eventually(p.d.t, "the "+p.name+" that woke steps down", func() bool {
		return active.says(fmt.Sprintf("corridor_stage_active{stage=%q} 0", p.name))
	})
	return took
}

// takeover returns the time from end to the first output of another instance.
func (p *pair) takeover(end func()) time.Duration {
	p.d.t.Helper()
	var old string
	eventually(p.d.t, p.name+" has written", func() bool { old = p.writer(); return old != "" })
	begin := time.Now()
	end()
	for time.Since(begin) < time.Minute {
		if w := p.writer(); w != old && w != "" {
			return time.Since(begin).Round(10 * time.Millisecond)
		}
		time.Sleep(10 * time.Millisecond)
	}
	p.d.t.Fatalf("no other %s has taken over in a minute", p.name)
	return 0
}

// writer returns the instance that wrote the last output, which its mark ends with.
func (p *pair) writer() string {
	s, err := p.d.js.Stream(p.d.t.Context(), p.output)
	if err != nil {
		return ""
	}
	msg, err := s.GetMsg(p.d.t.Context(), s.CachedInfo().State.LastSeq)
	if err != nil {
		return ""
	}
	mark := strings.Fields(msg.Header.Get("Corridor-Mark"))
	return mark[len(mark)-1]
}
