package faults_test

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"sync"
	"time"
)

// difference is the metric that must be 0 at all times.
var difference = regexp.MustCompile(`(?m)^corridor_normalizer_identity_difference (\S+)$`)

// watchIdentity looks at the accounting identity of the normalizer again and again until stop
// is called, which says how often it could be seen. Any other value than 0 fails the test.
func (h *hub) watchIdentity() (stop func() string) {
	var watching sync.WaitGroup
	end, seen := make(chan struct{}), 0
	watching.Go(func() {
		for {
			select {
			case <-end:
				return
			case <-time.After(50 * time.Millisecond):
			}
			v := h.identityDifference()
			if v == "" {
				continue // it was killed, or is about to start
			}
			seen++
			if v != "0" {
				h.t.Errorf("received is not accepted + duplicate + withdrawn + quarantined: the difference is %s", v)
			}
		}
	})
	once := sync.OnceFunc(func() { close(end); watching.Wait() })
	h.t.Cleanup(once)
	return func() string {
		once()
		if seen == 0 {
			h.t.Error("the accounting identity was never seen")
		}
		return fmt.Sprintf("R13: accounting identity read %d times, always 0", seen)
	}
}

// identityDifference returns the metric's value; nothing while the normalizer does not answer.
func (h *hub) identityDifference() string {
	client := http.Client{Timeout: time.Second}
	resp, err := client.Get("http://" + h.metrics + "/metrics")
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	found := difference.FindSubmatch(body)
	if err != nil || found == nil {
		return ""
	}
	return string(found[1])
}
