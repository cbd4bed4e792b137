package faults_test

import (
	"context"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// history is what the focal points did, as they saw it: reports by country and reference.
type history struct {
	mu           sync.Mutex
	attempted    map[string]int // times that a submission with it was sent
	acknowledged map[string]int // times that the broker said that it is on disk
	answered     int            // items for which their senders have read a verdict
}

func newHistory() *history {
	return &history{attempted: map[string]int{}, acknowledged: map[string]int{}}
}

func (h *history) note(seen map[string]int, refs []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, ref := range refs {
		seen[ref]++
	}
}

func (h *history) answers(items int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answered += items
}

// ledger is what the streams of a hub say of each report.
type ledger struct {
	stored   map[string]int // submissions in REPORTS that hold it
	judged   map[string]int // verdicts in receipts
	accepted map[string]int // verdicts that are ACCEPTED
	counted  map[string]int // persons that it is counted in now
	records  int64          // victim records that the statistics count
	unequal  int            // submissions with received other than the sum of the verdicts
	cells    map[string]int64
}

func newLedger() *ledger {
	return &ledger{stored: map[string]int{}, judged: map[string]int{}, accepted: map[string]int{}, counted: map[string]int{}, cells: map[string]int64{}}
}

func name(country string, ref []byte) string { return country + "/" + hex.EncodeToString(ref) }

// readLedger reads all streams of a hub.
func readLedger(ctx context.Context, js jetstream.JetStream) (*ledger, error) {
	l := newLedger()
	for _, s := range []struct {
		stream string
		read   func(stage.Message) error
	}{{bus.Reports, l.report}, {bus.Normalized, l.normalized}, {bus.Persons, l.person}, {bus.Statistics, l.statistic}} {
		if err := stage.Read(ctx, js, s.stream, s.read); err != nil {
			return nil, fmt.Errorf("reading %s: %w", s.stream, err)
		}
	}
	for _, n := range l.cells {
		l.records += n
	}
	return l, nil
}

// report counts the reports of a submission; what is none, such as poison, holds none.
func (l *ledger) report(m stage.Message) error {
	country, ok := bus.Country(m.Subject)
	var s pb.Submission
	var body pb.SubmissionBody
	if ok && proto.Unmarshal(m.Data, &s) == nil && proto.Unmarshal(s.GetBody(), &body) == nil {
		for _, it := range body.GetItems() {
			l.stored[name(country.String(), it.GetReportRef())]++
		}
	}
	return nil
}

func (l *ledger) normalized(m stage.Message) error {
	switch m.Subject[:3] {
	case bus.ReceiptsPrefix[:3]:
		return l.receipt(m.Data)
	case bus.NormalizedPrefix[:3]:
		var n pb.Normalized
		if err := proto.Unmarshal(m.Data, &n); err != nil {
			return err
		}
		q := n.GetQuality()
		if q.GetReceived() != q.GetAccepted()+q.GetDuplicate()+q.GetWithdrawn()+q.GetQuarantined() {
			l.unequal++
		}
	}
	return nil
}

func (l *ledger) receipt(data []byte) error {
	var r pb.Receipt
	if err := proto.Unmarshal(data, &r); err != nil {
		return err
	}
	for _, v := range r.GetVerdicts() {
		if len(v.GetReportRef()) == 0 {
			continue // a submission that could not be opened
		}
		ref := name(r.GetCountry(), v.GetReportRef())
		l.judged[ref]++
		if v.GetVerdict() == pb.Verdict_VERDICT_ACCEPTED {
			l.accepted[ref]++
		}
	}
	return nil
}

func (l *ledger) person(m stage.Message) error {
	var c pb.PersonChanges
	if err := proto.Unmarshal(m.Data, &c); err != nil {
		return err
	}
	for _, p := range c.GetPersons() {
		for _, was := range p.GetBefore() {
			l.counted[name(was.GetCountry(), was.GetReportRef())]--
		}
		for _, is := range p.GetAfter() {
			l.counted[name(is.GetCountry(), is.GetReportRef())]++
		}
	}
	return nil
}

// statistic keeps the newest value of each cell of T30 that counts victim records of a country.
func (l *ledger) statistic(m stage.Message) error {
	var c pb.TableChange
	if err := proto.Unmarshal(m.Data, &c); err != nil {
		return err
	}
	if c.GetTable() != "T30" {
		return nil
	}
	for _, cell := range c.GetCells() {
		if k := cell.GetKey(); k[0] == "DQ_RECORDS" && k[1] != "_T" && k[2] == "_T" && k[3] == "_T" && k[4] != "_T" {
			l.cells[k[1]+" "+k[4]] = cell.GetValue()
		}
	}
	return nil
}

// verdict is what the comparison of a history with a ledger found.
type verdict struct {
	Attempted, Acknowledged, Receipted, Counted int
	Lost, Unexpected, Duplicated                int
	Unequal                                     int
}

func (v verdict) sound() bool {
	return v.Lost == 0 && v.Unexpected == 0 && v.Duplicated == 0 && v.Unequal == 0 && v.Acknowledged > 0
}

func (v verdict) String() string {
	return fmt.Sprintf("attempted %d, acknowledged %d, receipted %d, counted %d; lost %d, unexpected %d, duplicated %d, unequal %d",
		v.Attempted, v.Acknowledged, v.Receipted, v.Counted, v.Lost, v.Unexpected, v.Duplicated, v.Unequal)
}

// compare is the checker, after Jepsen's for queues. Lost is what was acknowledged, or accepted
// by a receipt, and does not count. Unexpected is what nobody ever tried to send. Duplicated is
// what was accepted or counts more than once, and what the statistics count beside the persons.
func compare(h *history, l *ledger) verdict {
	v := verdict{Attempted: len(h.attempted), Acknowledged: len(h.acknowledged), Receipted: len(l.judged), Unequal: l.unequal}
	counted := int64(0)
	for ref, n := range l.counted {
		if n > 0 {
			v.Counted++
			counted += int64(n)
		}
		if n > 1 || l.accepted[ref] > 1 {
			v.Duplicated++
		}
	}
	v.Lost = missing(h.acknowledged, l.counted) + missing(without(l.accepted, h.acknowledged), l.counted)
	v.Unexpected = missing(without(l.stored, nil), h.attempted) + missing(without(l.counted, l.stored), h.attempted)
	if l.records > counted {
		v.Duplicated += int(l.records - counted)
	} else {
		v.Lost += int(counted - l.records)
	}
	return v
}

// missing counts what some hold and others do not.
func missing(some, others map[string]int) (n int) {
	for ref, times := range some {
		if times > 0 && others[ref] <= 0 {
			n++
		}
	}
	return n
}

// without returns what some hold and others do not.
func without(some, others map[string]int) map[string]int {
	rest := map[string]int{}
	for ref, times := range some {
		if others[ref] <= 0 {
			rest[ref] = times
		}
	}
	return rest
}
