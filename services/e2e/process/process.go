// Package process builds the programs and runs them as processes of a test, as a user would:
// they can be killed, stopped and started again.
package process

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// built are the programs that tests run.
var built = []string{"github.com/corridor-tip/corridor/services/corridor/cmd/corridor", "github.com/nats-io/nats-server/v2"}

// programs builds corridor and nats-server once for all tests of a package and returns their
// directory.
var programs = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "corridor-programs-")
	if err != nil {
		return "", err
	}
	made.Store(dir)
	for _, pkg := range built {
		build := exec.Command("go", "build", "-o", dir+"/", pkg)
		build.Env = append(os.Environ(), "CGO_ENABLED=0") // they run in a guest without libraries, too
		if out, err := build.CombinedOutput(); err != nil {
			return dir, fmt.Errorf("building %s: %w\n%s", pkg, err, out)
		}
	}
	return dir, nil
})

// made is the directory of the programs once there is one.
var made atomic.Value

// Clean removes what was built. A package's TestMain calls it last.
func Clean() {
	if dir, ok := made.Load().(string); ok {
		_ = os.RemoveAll(dir)
	}
}

// Path returns where a program is: corridor or nats-server.
func Path(t testing.TB, name string) string {
	t.Helper()
	dir, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, name)
}

// Corridor runs a command of corridor to its end and returns its standard output.
func Corridor(t testing.TB, args ...string) []byte {
	t.Helper()
	out, stderr, err := TryCorridor(t, args...)
	if err != nil {
		t.Fatalf("corridor %s: %v\n%s%s", strings.Join(args, " "), err, out, stderr)
	}
	return out
}

// TryCorridor runs a command of corridor that may fail.
func TryCorridor(t testing.TB, args ...string) (out, stderr []byte, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, Path(t, "corridor"), args...)
	var o, e bytes.Buffer
	cmd.Stdout, cmd.Stderr = &o, &e
	cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+filepath.Join(t.TempDir(), "state"))
	err = cmd.Run()
	return o.Bytes(), e.Bytes(), err
}

// Process is a program that runs in the background.
type Process struct {
	t    testing.TB
	name string
	args []string
	log  *os.File
	cmd  *exec.Cmd
	done chan struct{}
}

// Start runs a program until the test ends. What it prints is shown if the test fails.
func Start(t testing.TB, name string, args ...string) *Process {
	t.Helper()
	log, err := os.CreateTemp(t.TempDir(), filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	p := &Process{t: t, name: name, args: args, log: log}
	p.Run()
	t.Cleanup(func() {
		p.Kill()
		if t.Failed() {
			t.Logf("%s %s:\n%s", name, strings.Join(args, " "), p.Output())
		}
		_ = log.Close()
	})
	return p
}

// Run starts the program again, which has ended.
func (p *Process) Run() {
	p.t.Helper()
	path := p.name // one of the system's, by its path
	if !filepath.IsAbs(path) {
		path = Path(p.t, p.name)
	}
	p.cmd = exec.Command(path, p.args...)
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

// Kill ends the process as kill -9 would, and waits until it is gone.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill()
	<-p.done
}

// Restart kills the process and starts it again.
func (p *Process) Restart() {
	p.t.Helper()
	p.Kill()
	p.Run()
}

// Pause stops the process where it is, as SIGSTOP does.
func (p *Process) Pause() { _ = p.cmd.Process.Signal(syscall.SIGSTOP) }

// Resume lets a paused process go on.
func (p *Process) Resume() { _ = p.cmd.Process.Signal(syscall.SIGCONT) }

// Ended reports whether the process has ended by itself.
func (p *Process) Ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// Output returns the end of what the process has printed since the first start.
func (p *Process) Output() string {
	b, _ := os.ReadFile(p.log.Name())
	return string(b[max(0, len(b)-4000):])
}
