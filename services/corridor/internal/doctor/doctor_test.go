package doctor

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

var (
	now     = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	errLost = errors.New("message not found")
)

const day = 24 * time.Hour

func servers(s ...Server) []Finding { return Servers(s, 1<<20, now) }

// good is a server with which nothing is wrong.
var good = Server{Name: "n1", SyncAlways: true, Used: 69, Limit: 100, MaxPayload: 1 << 20}

func with(change func(*Server)) []Finding {
	s := good
	change(&s)
	return servers(s)
}

func TestEveryCheckSaysWhatIsWrongAndWhatToDo(t *testing.T) {
	whole := Stream{Name: "REPORTS", First: 1, Last: 9, Messages: 9, Replicas: 1}
	still := Stage{Name: "normalizer", Input: "REPORTS", Output: "NORMALIZED", InputEnds: 9, Decided: 9}
	key := Key{Path: "link.key", Mode: 0o600}
	trusted := Trust{Version: 3, Countries: 30, Epochs: []uint32{1, 2}}
	for name, c := range map[string]struct {
		found []Finding
		worst Level
		says  string
	}{
		"a good server":                         {servers(good), Fine, "n1: always"},
		"no server was seen":                    {servers(), Failure, "not seen"},
		"a server that writes later":            {with(func(s *Server) { s.SyncAlways = false }), Failure, "ACKNOWLEDGES BEFORE IT WRITES"},
		"one of two servers writes later":       {servers(good, Server{Name: "n2", Limit: 1}), Failure, "n2 ACKNOWLEDGES"},
		"a server without a limit":              {with(func(s *Server) { s.Limit = 0 }), Failure, "no limit"},
		"a server at 70 %":                      {with(func(s *Server) { s.Used = 70 }), Warning, "70 B of 100 B used"},
		"a server at 85 %":                      {with(func(s *Server) { s.Used = 85 }), Failure, "85 B of 100 B used"},
		"a file says nothing of what is used":   {with(func(s *Server) { s.Used = Unknown }), Fine, "n1: 100 B"},
		"a server with another payload":         {with(func(s *Server) { s.MaxPayload = 64 << 10 }), Failure, "65536 bytes"},
		"a certificate of a month":              {with(func(s *Server) { s.CertificateEnds = now.Add(30 * day) }), Fine, "in 30 days"},
		"a certificate of twenty days":          {with(func(s *Server) { s.CertificateEnds = now.Add(20 * day) }), Warning, "in 20 days"},
		"a certificate of two days":             {with(func(s *Server) { s.CertificateEnds = now.Add(2 * day) }), Failure, "in 2 days"},
		"a certificate that has ended":          {with(func(s *Server) { s.CertificateEnds = now.Add(-day) }), Failure, "in -1 days"},
		"a roomy disk":                          {one(Disk{"d", 50 << 30, 100 << 30}.Judge(20 << 30)), Fine, "50.0 GiB free of 100.0 GiB"},
		"a disk smaller than max_file":          {one(Disk{"d", 50 << 30, 100 << 30}.Judge(60 << 30)), Warning, "max_file allows 60.0 GiB more"},
		"a disk at 75 %":                        {one(Disk{"d", 25, 100}.Judge(0)), Warning, "25 B free"},
		"a disk at 90 %, whatever max_file is":  {one(Disk{"d", 10, 100}.Judge(90)), Failure, "10 B free"},
		"clocks that agree":                     {one(Clock(-20*time.Millisecond, -day)), Fine, "20ms"},
		"clocks that differ by a second":        {one(Clock(-time.Second, 0)), Warning, "1s"},
		"clocks that differ by a minute":        {one(Clock(-time.Minute, 0)), Failure, "1m0s"},
		"a message from the future":             {one(Clock(0, time.Hour)), Failure, "1h0m0s from now"},
		"a whole stream":                        {whole.Judge(), Fine, "9 messages, none missing"},
		"an empty stream":                       {Stream{Name: "REPORTS"}.Judge(), Fine, "0 messages"},
		"a stream without its beginning":        {Stream{Name: "REPORTS", First: 4, Last: 9, Messages: 6}.Judge(), Failure, "6 messages of 4 to 9"},
		"a stream with a hole":                  {Stream{Name: "REPORTS", First: 1, Last: 9, Messages: 8}.Judge(), Failure, "8 messages of 1 to 9"},
		"a stream that was emptied":             {Stream{Name: "REPORTS", First: 10, Last: 9}.Judge(), Failure, "0 messages of 10 to 9"},
		"a stream whose end cannot be read":     {Stream{Name: "REPORTS", First: 1, Last: 9, Messages: 9, Error: errLost}.Judge(), Failure, "message not found"},
		"a stream that forgets":                 {Stream{Name: "REPORTS", Forgets: "max_age"}.Judge(), Failure, "max_age"},
		"a stream at 70 %":                      {Stream{Name: "REPORTS", Bytes: 70, Limit: 100}.Judge(), Warning, "70 B of its 100 B"},
		"a stream at 85 %":                      {Stream{Name: "REPORTS", Bytes: 85, Limit: 100}.Judge(), Failure, "85 B of its 100 B"},
		"one copy on one server":                {one(Replicas([]Stream{whole}, 1)), Fine, "1 of each"},
		"one copy on three servers":             {one(Replicas([]Stream{{Replicas: 3}, whole}, 3)), Warning, "3 servers, and a stream with 1"},
		"a stage with nothing to do":            {still.Judge(), Fine, "nothing waits"},
		"a stage ahead of its input":            {Stage{Name: "normalizer", Input: "REPORTS", InputEnds: 5, Decided: 9}.Judge(), Failure, "has decided 9 of REPORTS, which ends at 5"},
		"a stage whose output cannot be read":   {Stage{Name: "normalizer", Output: "NORMALIZED", Error: errLost}.Judge(), Failure, "the end of NORMALIZED"},
		"a stage that works":                    {Stage{Running: true, InputEnds: 9, Decided: 5, DecidedBefore: 4, Before: 5, Waiting: 4}.Judge(), Fine, "4 messages"},
		"a stage that stands still":             {Stage{Running: true, InputEnds: 9, Decided: 5, DecidedBefore: 5, Before: 4, Waiting: 4}.Judge(), Failure, "decides none"},
		"a stage that just got something to do": {Stage{Running: true, InputEnds: 9, Decided: 5, DecidedBefore: 5, Waiting: 4}.Judge(), Fine, "4 messages"},
		"a stage that falls far behind":         {Stage{Running: true, InputEnds: 90_000, Decided: 5, DecidedBefore: 4, Before: 80_000, Waiting: 89_995}.Judge(), Warning, "89995 messages"},
		"a stage that was stopped with work":    {Stage{InputEnds: 9, Decided: 5, Waiting: 4}.Judge(), Warning, "4 messages"},
		"books that balance":                    {Identity(9, 9, 0, 0, 1), Fine, "9 submissions"},
		"books while work is under way":         {Identity(9, 5, 4, 0, 1), Fine, "5 submissions"},
		"a submission without a receipt":        {Identity(9, 8, 0, 0, 0), Failure, "9 submissions and 8 receipts"},
		"a receipt without a submission":        {Identity(8, 9, 0, 0, 0), Failure, "8 submissions and 9 receipts"},
		"a normalizer that lost an item":        {Identity(9, 9, 0, 1, 1), Failure, "all verdicts is 1"},
		"services that are ready":               {Ready(4, nil), Fine, "4 services"},
		"services that were not seen":           {Ready(0, nil), Warning, "no service answers"},
		"a service that waits":                  {Ready(4, map[string]string{"a:9465": "streams"}), Failure, "a:9465 waits for streams"},
		"key files for their owner":             {Keys([]Key{key}), Fine, "1 files"},
		"a key file for everybody":              {Keys([]Key{key, {Path: "a.seed", Mode: 0o644}}), Failure, "a.seed can be read by others (mode 644)"},
		"a key file that is none":               {Keys([]Key{key, {Path: "a.seed", Mode: 0o600, Error: errLost}}), Failure, "a.seed cannot be used"},
		"a trust list":                          {one(trusted.Judge()), Fine, "version 3, 30 countries, key epochs [1 2]"},
		"no trust list":                         {one(Trust{None: true, Error: errLost}.Judge()), Warning, "none is in force"},
		"a trust list of another anchor":        {one(Trust{Error: errLost}.Judge()), Failure, "message not found"},
		"a trust list of nobody":                {one(Trust{Version: 1}.Judge()), Warning, "0 countries"},
		"a trust list with another link key":    {one(Trust{Version: 1, Countries: 1, Foreign: true}.Judge()), Failure, "another key than link.key"},
		"a trust list with three epochs":        {one(Trust{Version: 1, Countries: 1, Epochs: []uint32{1, 2, 3}}.Judge()), Warning, "[1 2 3]"},
	} {
		r := Report(c.found)
		if r.Worst() != c.worst || len(r) == 0 {
			t.Errorf("%s: %v, want %v: %+v", name, r.Worst(), c.worst, r)
		}
		var said bool
		for _, f := range r {
			said = said || strings.Contains(f.Found, c.says) && f.Level == c.worst
			if (f.Do == "") != (f.Level == Fine) {
				t.Errorf("%s: %v, and to do: %q", name, f.Level, f.Do)
			}
		}
		if !said {
			t.Errorf("%s: nothing says %q: %+v", name, c.says, r)
		}
	}
}

func one(f Finding) []Finding { return []Finding{f} }

func TestAReportIsReadByPeopleAndPrograms(t *testing.T) {
	var r Report
	r.Add(fine("clock", "right"), fine("disk", "full").fail("Make room."), fine("lag", "some").warn("Wait."))
	var out strings.Builder
	if err := r.Print(&out); err != nil {
		t.Fatal(err)
	}
	want := "ok    clock           right\n" +
		"fail  disk            full\n                      → Make room.\n" +
		"warn  lag             some\n                      → Wait.\n" +
		"1 ok, 1 warn, 1 fail\n"
	if out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
	got, err := json.Marshal(r[:2])
	if err != nil || string(got) != `[{"check":"clock","level":"ok","found":"right"},{"check":"disk","level":"fail","found":"full","do":"Make room."}]` {
		t.Errorf("got %s, %v", got, err)
	}
}
