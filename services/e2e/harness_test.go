// Package e2e_test runs the built programs as a user would: each as a process of its own,
// against a real NATS server, killed at bad moments.
package e2e_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// programs builds corridor and nats-server once for all tests and returns their directory.
var programs = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "corridor-e2e-")
	if err != nil {
		return "", err
	}
	for _, pkg := range []string{"github.com/corridor-tip/corridor/services/corridor/cmd/corridor", "github.com/nats-io/nats-server/v2"} {
		out, err := exec.Command("go", "build", "-o", dir+"/", pkg).CombinedOutput()
		if err != nil {
			return dir, fmt.Errorf("building %s: %w\n%s", pkg, err, out)
		}
	}
	return dir, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, _ := programs(); dir != "" {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

func program(t testing.TB, name string) string {
	t.Helper()
	dir, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, name)
}

// corridor runs a command to its end and returns its standard output.
func corridor(t testing.TB, args ...string) []byte {
	t.Helper()
	out, stderr, err := tryCorridor(t, args...)
	if err != nil {
		t.Fatalf("corridor %s: %v\n%s%s", strings.Join(args, " "), err, out, stderr)
	}
	return out
}

// tryCorridor runs a command that may fail.
func tryCorridor(t testing.TB, args ...string) (out, stderr []byte, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program(t, "corridor"), args...)
	var o, e bytes.Buffer
	cmd.Stdout, cmd.Stderr = &o, &e
	cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+filepath.Join(t.TempDir(), "state"))
	err = cmd.Run()
	return o.Bytes(), e.Bytes(), err
}

// process is a program that runs in the background and can be killed and started again.
type process struct {
	t    testing.TB
	name string
	args []string
	log  *os.File
	cmd  *exec.Cmd
	done chan struct{}
}

// start runs a program until the test ends. What it prints is shown if the test fails.
func start(t testing.TB, name string, args ...string) *process {
	t.Helper()
	log, err := os.CreateTemp(t.TempDir(), name)
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, name: name, args: args, log: log}
	p.run()
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("%s %s:\n%s", name, strings.Join(args, " "), p.output())
		}
		_ = log.Close()
	})
	return p
}

func (p *process) run() {
	p.t.Helper()
	p.cmd = exec.Command(program(p.t, p.name), p.args...)
	p.cmd.Stdout, p.cmd.Stderr = p.log, p.log
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	cmd, done := p.cmd, make(chan struct{})
	p.done = done
	go func() {
		_ = cmd.Wait()
		close(done)
	}()
}

// kill ends the process as a power switch would, and waits until it is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.done
}

func (p *process) restart() {
	p.t.Helper()
	p.kill()
	p.run()
}

// ended reports whether the process has ended by itself.
func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (p *process) output() string {
	b, _ := os.ReadFile(p.log.Name())
	return string(b[max(0, len(b)-4000):])
}

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
