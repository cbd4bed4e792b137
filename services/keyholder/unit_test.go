package keyholder

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/rs/zerolog"
	"google.golang.org/protobuf/proto"

	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func zerologOf(l *log) zerolog.Logger { return zerolog.New(l) }

func TestConfigRefusesWhatBoundsNothing(t *testing.T) {
	anchor := signer(t).Public()
	good := Config{Holder: 1, Anchor: anchor, Quota: 1, Burst: 1}
	must(t, good.Validate())
	for name, change := range map[string]func(*Config){
		"a third holder": func(c *Config) { c.Holder = 3 },
		"no holder":      func(c *Config) { c.Holder = 0 },
		"no anchor":      func(c *Config) { c.Anchor = "" },
		"no quota":       func(c *Config) { c.Quota = 0 },
		"no burst":       func(c *Config) { c.Burst = 0 },
		"a huge burst":   func(c *Config) { c.Burst = MaxBurst + 1 },
	} {
		c := good
		if change(&c); c.Validate() == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func TestTheDirectoryOfKeys(t *testing.T) {
	dir, out := t.TempDir(), &log{}
	open := func() (*keys, error) { return openKeys(dir, 1, newMetrics(nil, 1), zerologOf(out)) }
	if _, err := open(); err == nil {
		t.Error("an empty directory was taken")
	}
	write := func(name string, content []byte) { must(t, os.WriteFile(filepath.Join(dir, name), content, 0o600)) }
	write("a.key", keyOf(t, 1, 7).File())
	write("b.key", keyOf(t, 2, 8).File())
	write("c.key", []byte("corridor-holder-key 1 9 secret secret"))
	write("d.txt", keyOf(t, 1, 10).File())
	k, err := open()
	must(t, err)
	for epoch, want := range map[uint32]bool{7: true, 8: false, 9: false, 10: false} {
		if (k.of(epoch) != nil) != want {
			t.Errorf("epoch %d is served: %v", epoch, !want)
		}
	}
	if s := out.String(); !strings.Contains(s, "c.key") || strings.Contains(s, "b.key") || strings.Contains(s, "secret") {
		t.Errorf("the log says %s", s)
	}
	write("a.key", []byte("damaged"))
	must(t, k.load())
	if k.of(7) != nil {
		t.Error("the key of a damaged file is still served")
	}
	k.dir = filepath.Join(dir, "gone")
	if k.load() == nil {
		t.Error("a directory that is gone was read")
	}
}

// TestABookForgetsIDsInTimeAndNotBefore walks the clock past an id's time.
func TestABookForgetsIDsInTimeAndNotBefore(t *testing.T) {
	b, now := newBook(10), time.Unix(1_800_000_000, 0)
	r := asked{request: request{id: uuid.MustParse(idAt(now.Add(skew))), country: italy, blinded: make([][]byte, 1)}}
	add := func(r asked, at time.Time) { b.add(entry(r, granted, at)) }
	add(r, now)
	for at := now; !at.After(now.Add(3 * skew)); at = at.Add(20 * time.Second) {
		if b.judge(r, at) != stale {
			t.Fatalf("answered again after %s", at.Sub(now))
		}
		add(asked{request: request{id: uuid.MustParse(idAt(at)), country: poland}}, at)
	}
	if n := len(b.ids); n > 14 {
		t.Errorf("%d minutes of ids are remembered", n)
	}
}

func TestABookHasABound(t *testing.T) {
	b, now := newBook(1<<40), time.Unix(1_800_000_000, 0)
	var last pb.EvaluationRefusal
	for range maxIDs + 1 {
		r := asked{request: request{id: uuid.MustParse(idAt(now)), country: italy, blinded: make([][]byte, 1)}}
		if last = b.judge(r, now); last == granted {
			b.add(entry(r, last, now))
		}
	}
	if last != quota {
		t.Errorf("the last of too many: %s", reason(last))
	}
}

// TestAClockThatGoesBackGivesNoNewQuota sets it back over midnight.
func TestAClockThatGoesBackGivesNoNewQuota(t *testing.T) {
	b, now := newBook(10), time.Unix(1_800_000_000, 0)
	b.add(&pb.EvaluationAudit{Country: "ITA", AtSeconds: now.Unix(), Elements: 4})
	b.add(&pb.EvaluationAudit{Country: "ITA", AtSeconds: now.Add(-24 * time.Hour).Unix(), Elements: 5})
	if got := b.remaining(italy, now.Add(-24*time.Hour)); got != 1 {
		t.Errorf("%d left the day before", got)
	}
	if got := b.least(now); got != 1 {
		t.Errorf("%d left", got)
	}
	if got := b.remaining(italy, now.Add(24*time.Hour)); got != 10 {
		t.Errorf("%d left the day after", got)
	}
}

func FuzzDecodeBody(f *testing.F) {
	seed := func(b *pb.EvaluationRequestBody) {
		data, err := proto.Marshal(b)
		must(f, err)
		f.Add(data)
	}
	seed(&pb.EvaluationRequestBody{RequestId: idAt(time.Unix(1_800_000_000, 0)), Country: "ITA", Epoch: 7, Blinded: [][]byte{make([]byte, 32)}})
	seed(&pb.EvaluationRequestBody{RequestId: "x", Country: "_U"})
	f.Add([]byte{0xff})
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := decodeBody(body, 3)
		if err != nil {
			if err.Error() != errBody.Error() {
				t.Errorf("an error of its own: %v", err)
			}
			return
		}
		if !r.country.Known() || len(r.blinded) == 0 || len(r.blinded) > 3 || r.id.Version() != 7 {
			t.Error("taken without country, elements or id")
		}
		if made(r.id).Before(time.Unix(0, 0)) {
			t.Error("made before 1970")
		}
	})
}

// FuzzRead sends anything to the whole reader, signed by nobody.
func FuzzRead(f *testing.F) {
	k := signer(f)
	f.Add([]byte{}, k.Public())
	f.Add([]byte{0xff}, "")
	s := &server{Config: Config{Burst: 3, Now: time.Now}, trust: &trust{keys: nil}}
	f.Fuzz(func(t *testing.T, body []byte, public string) {
		s.newTrust = &refresher{least: time.Hour, loaded: time.Now()}
		data, err := proto.Marshal(&pb.EvaluationRequest{Body: body, PublicKey: strings.ToValidUTF8(public, "?"), Signature: body})
		must(t, err)
		for _, d := range [][]byte{data, body} {
			if a, key := s.read(t.Context(), d); a.refusal == granted || key != nil || a.country.Known() {
				t.Error(fmt.Errorf("nobody's request was taken"))
			}
		}
	})
}
