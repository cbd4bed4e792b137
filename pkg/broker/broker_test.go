package broker

import (
	"net"
	"testing"
)

// TestEveryAcknowledgedMessageIsOnDisk checks the one option that a power cut asks for.
func TestEveryAcknowledgedMessageIsOnDisk(t *testing.T) {
	s, err := Start(Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer Stop(s)
	o, err := s.Jsz(nil)
	if err != nil {
		t.Fatal(err)
	}
	if !o.Config.SyncAlways || o.Config.MaxStore != 64<<30 {
		t.Errorf("sync always %v, room %d", o.Config.SyncAlways, o.Config.MaxStore)
	}
}

func TestATakenPortIsSaidAtOnce(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	if s, err := Start(Config{Dir: t.TempDir(), Port: l.Addr().(*net.TCPAddr).Port}); err == nil {
		Stop(s)
		t.Error("the server started on a taken port")
	}
}
