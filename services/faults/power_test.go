package faults_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/gob"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/e2e/process"
)

// TestPowerCut runs nats-server and the services in a virtual machine that loses its page cache,
// as machines do when the power fails, and reads its disk afterwards. With sync_interval always
// nothing that was acknowledged may be lost. With the server's default the same cut must lose
// some: otherwise the test would prove nothing.
func TestPowerCut(t *testing.T) {
	n := times(t, 0, 3)
	m := newMachine(t)
	prepared := single(t).start(stages...)
	submissions := prepared.prepare(4 * time.Second)
	t.Run("sync_interval always loses nothing", func(t *testing.T) {
		for round := range n {
			disk, acked := m.cutPower(t, prepared, submissions, "sync_interval: always", uint64(500+round))
			h := newHub(t, prepared.keys, startServer(t, "guest", disk, "256MB", ""))
			h.drainAfterCut()
			v := h.check(historyOf(submissions, acked))
			report.add(t, row{id: "R3", fault: fmt.Sprintf("power cut, sync_interval always, cut %d", round+1), times: 1, verdict: v})
		}
	})
	t.Run("control: the default sync_interval loses", func(t *testing.T) {
		disk, acked := m.cutPower(t, prepared, submissions, "", 600)
		h := newHub(t, prepared.keys, startServer(t, "guest", disk, "256MB", ""))
		hist := historyOf(submissions, acked)
		l := newLedger()
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := stage.Read(ctx, h.js, bus.Reports, l.report); err != nil {
			t.Logf("REPORTS after the cut: %v", err) // the stream itself may be gone
		}
		v := verdict{Attempted: len(hist.attempted), Acknowledged: len(hist.acknowledged), Counted: len(l.stored), Lost: missing(hist.acknowledged, l.stored)}
		if v.Lost == 0 {
			t.Fatalf("the control has lost nothing, so the test proves nothing: %v", v)
		}
		report.add(t, row{id: "R3", fault: "control: power cut, default sync_interval", times: 1, verdict: v, note: "loses, as it must; counted are those in REPORTS"})
	})
}

// drainAfterCut starts the services on what the disk holds.
func (h *hub) drainAfterCut() {
	h.t.Helper()
	for _, s := range stages {
		h.parts[s] = process.Start(h.t, "corridor", h.args(s, h.url, false)...)
	}
	h.drain()
}

// submission is a message of REPORTS, as the guest gets it.
type submission struct {
	Subject string
	Data    []byte
}

// prepare lets focal points report for a while and returns what REPORTS holds then, the trust
// list first.
func (h *hub) prepare(d time.Duration) (all []submission) {
	h.t.Helper()
	load := h.report(seed())
	load.pace = 2 * time.Millisecond
	time.Sleep(d)
	load.halt()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	must(h.t, stage.Read(ctx, h.js, bus.Reports, func(m stage.Message) error {
		all = append(all, submission{m.Subject, m.Data})
		return nil
	}))
	return all
}

// historyOf is the history of a guest that has sent all and said of the first that they are
// acknowledged.
func historyOf(all []submission, acked int) *history {
	h := newHistory()
	for i, s := range all {
		l := newLedger()
		_ = l.report(stage.Message{Subject: s.Subject, Data: s.Data})
		for ref := range l.stored {
			h.attempted[ref]++
			if i < acked {
				h.acknowledged[ref]++
			}
		}
	}
	return h
}

// machine is what a virtual machine is made of.
type machine struct {
	kernel  string
	modules []string // in the order of loading
	guest   string
}

// drivers are the modules of the disk, each after those that it needs.
var drivers = []string{"virtio/virtio_ring", "virtio/virtio", "virtio/virtio_pci_modern_dev", "virtio/virtio_pci_legacy_dev", "virtio/virtio_pci", "block/virtio_blk"}

// newMachine looks for QEMU and a kernel of Debian's package linux-image-cloud-amd64, installed
// or downloaded. It skips the test where there are none.
func newMachine(t *testing.T) *machine {
	t.Helper()
	for _, program := range []string{"qemu-system-x86_64", "mkfs.ext4", "e2fsck", "debugfs"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not here: install qemu-system-x86 and e2fsprogs", program)
		}
	}
	root := "/"
	if found, _ := filepath.Glob("/boot/vmlinuz-*-cloud-amd64"); len(found) == 0 {
		root = download(t)
	}
	kernels, _ := filepath.Glob(filepath.Join(root, "boot/vmlinuz-*-cloud-amd64"))
	if len(kernels) == 0 {
		t.Skip("there is no kernel: install linux-image-cloud-amd64")
	}
	m := &machine{kernel: kernels[0], guest: filepath.Join(t.TempDir(), "guest")}
	version := strings.TrimPrefix(filepath.Base(m.kernel), "vmlinuz-")
	for _, d := range drivers {
		m.modules = append(m.modules, filepath.Join(root, "lib/modules", version, "kernel/drivers", d+".ko"))
	}
	build := exec.Command("go", "build", "-o", m.guest, "./guest")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return m
}

// download unpacks the kernel's package into a folder of the test, without installing it.
func download(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	script := `cd "$1" && name=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/.*Depends: \(linux-image-.*\)/\1/p') && apt-get download -q "$name" && dpkg-deb -x "$name"*.deb .`
	if out, err := exec.Command("bash", "-c", script, "download", dir).CombinedOutput(); err != nil {
		t.Skipf("the kernel cannot be had: %v\n%s", err, out)
	}
	return dir
}

// cutPower boots the machine, lets it publish, kills it at a random moment and returns the
// directory of the streams on its disk, and how many submissions it said were acknowledged.
func (m *machine) cutPower(t *testing.T, h *hub, all []submission, sync string, stream uint64) (store string, acked int) {
	t.Helper()
	dir := t.TempDir()
	image, initrd := filepath.Join(dir, "disk"), filepath.Join(dir, "initrd")
	command(t, "truncate", "-s", "512M", image)
	command(t, "mkfs.ext4", "-q", "-F", image)
	m.pack(t, initrd, h, all, sync)
	qemu := exec.Command("qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-smp", "2", "-m", "1536", "-nographic", "-no-reboot", "-nodefaults",
		"-serial", "stdio", "-kernel", m.kernel, "-initrd", initrd, "-append", "console=ttyS0 quiet panic=-1 rdinit=/init",
		"-drive", "file="+image+",format=raw,if=virtio,cache=writeback")
	out, err := qemu.StdoutPipe()
	must(t, err)
	qemu.Stderr = os.Stderr
	must(t, qemu.Start())
	limit := time.AfterFunc(4*time.Minute, func() { _ = qemu.Process.Kill() })
	defer limit.Stop()
	dice := dice(stream)
	var console bytes.Buffer
	for lines := bufio.NewScanner(io.TeeReader(out, &console)); lines.Scan(); {
		var i int
		if _, err := fmt.Sscanf(strings.TrimSpace(lines.Text()), "ACK %d", &i); err != nil {
			continue
		}
		if acked = i + 1; acked == 20 {
			moment := time.Duration(2000+dice.IntN(6000)) * time.Millisecond
			t.Logf("the power fails %v after the first submissions", moment)
			time.AfterFunc(moment, func() { _ = qemu.Process.Kill() })
		}
	}
	_ = qemu.Wait()
	if acked < 20 || acked == len(all) {
		t.Fatalf("%d of %d submissions acknowledged before the power failed\n%s", acked, len(all), tail(console.String()))
	}
	t.Logf("%d of %d submissions acknowledged before the power failed", acked, len(all))
	return unpack(t, image), acked
}

func tail(s string) string { return s[max(0, len(s)-3000):] }

// unpack has the file system replay its journal, as a boot would, and copies the streams out.
func unpack(t *testing.T, image string) string {
	t.Helper()
	_ = exec.Command("e2fsck", "-fy", image).Run() // its exit code says that it has replayed the journal
	dir := t.TempDir()
	command(t, "debugfs", "-R", "rdump /nats "+dir, image)
	return filepath.Join(dir, "nats")
}

func command(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// pack writes the machine's first file system.
func (m *machine) pack(t *testing.T, path string, h *hub, all []submission, sync string) {
	t.Helper()
	var submissions bytes.Buffer
	must(t, gob.NewEncoder(&submissions).Encode(all))
	link, err := os.ReadFile(filepath.Join(h.keys, "link.key"))
	must(t, err)
	conf := "listen: \"127.0.0.1:4222\"\nmax_payload: 1MB\njetstream { store_dir: \"/data/nats\", max_file: 256MB\n" + sync + "\n}\n"
	const at = " --nats nats://127.0.0.1:4222 --metrics= "
	programs := "/bin/nats-server -c /etc/nats.conf\n/bin/corridor normalizer" + at + "--anchor " + h.anchor +
		"\n/bin/corridor deduplicator" + at + "--link-key /etc/link.key\n/bin/corridor aggregator" + at + "\n"
	file, err := os.Create(path)
	must(t, err)
	zip, err := gzip.NewWriterLevel(file, gzip.BestSpeed)
	must(t, err)
	a := &archive{w: zip}
	for _, dir := range []string{"bin", "etc", "modules"} {
		a.add(dir, 0o40755, nil)
	}
	for name, content := range map[string][]byte{
		"etc/submissions": submissions.Bytes(), "etc/link.key": link, "etc/nats.conf": []byte(conf), "etc/programs": []byte(programs),
	} {
		a.add(name, 0o100600, content)
	}
	a.copy(t, "init", m.guest)
	a.copy(t, "bin/nats-server", process.Path(t, "nats-server"))
	a.copy(t, "bin/corridor", process.Path(t, "corridor"))
	for i, module := range m.modules {
		a.copy(t, fmt.Sprintf("modules/%d.ko", i), module)
	}
	a.add("TRAILER!!!", 0, nil)
	must(t, a.err)
	must(t, zip.Close())
	must(t, file.Close())
}

// archive writes cpio's format "newc", which the kernel unpacks.
type archive struct {
	w     io.Writer
	files int
	err   error
}

func (a *archive) add(name string, mode int, content []byte) {
	a.files++
	head := fmt.Sprintf("070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%s\x00",
		a.files, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(name)+1, 0, name)
	for _, part := range [][]byte{[]byte(head), content} {
		if a.err == nil {
			_, a.err = a.w.Write(append(part, make([]byte, -len(part)&3)...))
		}
	}
}

func (a *archive) copy(t *testing.T, name, from string) {
	t.Helper()
	content, err := os.ReadFile(from)
	must(t, err)
	a.add(name, 0o100755, content)
}

// TestWhatASubmissionHolds checks that the reports in a prepared submission are found.
func TestWhatASubmissionHolds(t *testing.T) {
	body, err := proto.Marshal(&pb.SubmissionBody{Items: []*pb.Item{{ReportRef: []byte("a")}, {ReportRef: []byte("b")}}})
	must(t, err)
	data, err := proto.Marshal(&pb.Submission{Body: body})
	must(t, err)
	h := historyOf([]submission{{bus.ReportsPrefix + "ITA", data}, {bus.ReportsPrefix + "MDA", data}}, 1)
	if len(h.attempted) != 4 || len(h.acknowledged) != 2 {
		t.Errorf("%d attempted and %d acknowledged", len(h.attempted), len(h.acknowledged))
	}
}
