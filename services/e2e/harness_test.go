// Package e2e_test runs the built programs as a user would: each as a process of its own,
// against a real NATS server, killed at bad moments.
package e2e_test

import (
	"io"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/corridor-tip/corridor/services/e2e/process"
)

func TestMain(m *testing.M) {
	code := m.Run()
	process.Clean()
	os.Exit(code)
}

// How tests run programs.
var (
	program     = process.Path
	corridor    = process.Corridor
	tryCorridor = process.TryCorridor
	start       = process.Start
)

// eventually waits until ok holds; the bound is for a machine that hangs, not for a slow one.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("%s: not after two minutes", what)
}

// get returns the body of a page, or nothing while it does not answer with 200.
func get(url string) string {
	client := http.Client{Timeout: 5 * time.Second}
	resp, err := client.Get(url)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		return ""
	}
	return string(b)
}
