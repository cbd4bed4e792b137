// Command guest is the first process of a machine that a test switches off. It mounts the
// disk, runs nats-server and the services on it, publishes submissions that the test has
// prepared, and says on the console which were acknowledged.
package main

import (
	"context"
	"encoding/gob"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
)

// address is where nats-server listens.
const address = "nats://127.0.0.1:4222"

func main() {
	if err := run(); err != nil {
		fmt.Println("FAILED", err)
	}
	time.Sleep(time.Second) // for the console to have shown it
	_ = syscall.Reboot(syscall.LINUX_REBOOT_CMD_POWER_OFF)
}

func run() error {
	for _, step := range []func() error{modules, mounts, loopback, programs} {
		if err := step(); err != nil {
			return err
		}
	}
	return publish()
}

// modules loads the drivers of the disk, in the order of their names.
func modules() error {
	files, err := filepath.Glob("/modules/*.ko")
	for _, file := range files {
		code, readErr := os.ReadFile(file)
		if readErr != nil {
			return readErr
		}
		empty := []byte{0}
		_, _, no := syscall.Syscall(syscall.SYS_INIT_MODULE, uintptr(unsafe.Pointer(&code[0])), uintptr(len(code)), uintptr(unsafe.Pointer(&empty[0])))
		if no != 0 {
			return fmt.Errorf("loading %s: %w", file, no)
		}
	}
	return err
}

func mounts() error {
	for _, m := range []struct{ source, target, kind string }{
		{"proc", "/proc", "proc"}, {"dev", "/dev", "devtmpfs"}, {"tmp", "/tmp", "tmpfs"}, {"/dev/vda", "/data", "ext4"},
	} {
		if err := os.MkdirAll(m.target, 0o755); err != nil {
			return err
		}
		if err := mount(m.source, m.target, m.kind); err != nil {
			return fmt.Errorf("mounting %s: %w", m.target, err)
		}
	}
	return nil
}

// mount tries for a while, because the kernel may not have found the disk yet.
func mount(source, target, kind string) (err error) {
	for range 100 {
		if err = syscall.Mount(source, target, kind, 0, ""); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}

// loopback brings up the interface on which everything talks.
func loopback() error {
	s, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer func() { _ = syscall.Close(s) }()
	request := struct { // ifreq of Linux
		name  [16]byte
		flags uint16
		_     [22]byte
	}{name: [16]byte{'l', 'o'}, flags: syscall.IFF_UP}
	if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, uintptr(s), syscall.SIOCSIFFLAGS, uintptr(unsafe.Pointer(&request))); no != 0 {
		return fmt.Errorf("bringing up the loopback interface: %w", no)
	}
	return nil
}

// programs starts what /etc/programs lists, one command a line.
func programs() error {
	list, err := os.ReadFile("/etc/programs")
	if err != nil {
		return err
	}
	for i, line := range strings.Split(strings.TrimSpace(string(list)), "\n") {
		words := strings.Fields(line)
		log, err := os.Create(fmt.Sprintf("/tmp/program-%d", i))
		if err != nil {
			return err
		}
		cmd := exec.Command(words[0], words[1:]...)
		cmd.Stdout, cmd.Stderr = log, log
		if err := cmd.Start(); err != nil {
			return err
		}
	}
	return nil
}

// publish sends the prepared submissions one by one, each after the one before is acknowledged.
func publish() error {
	file, err := os.Open("/etc/submissions")
	if err != nil {
		return err
	}
	var submissions []struct {
		Subject string
		Data    []byte
	}
	if err := gob.NewDecoder(file).Decode(&submissions); err != nil {
		return err
	}
	nc, js, err := bus.Connect(address, "guest")
	if err != nil {
		return err
	}
	defer nc.Close()
	if err := ensure(js); err != nil {
		return err
	}
	for i, s := range submissions {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		_, err := js.PublishMsg(ctx, &nats.Msg{Subject: s.Subject, Data: s.Data})
		cancel()
		if err != nil {
			return err
		}
		fmt.Printf("ACK %d\n", i)
	}
	fmt.Println("ALL SENT")
	return nil
}

// ensure waits for the server and creates the streams.
func ensure(js jetstream.JetStream) (err error) {
	for range 120 {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		err = bus.Ensure(ctx, js, bus.Options{})
		cancel()
		if err == nil {
			return nil
		}
		time.Sleep(500 * time.Millisecond)
	}
	return err
}
