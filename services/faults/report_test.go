// Package faults_test breaks a running hub in every way that one machine allows, and compares
// what is left with what the focal points saw and with a batch recomputation.
//
// FAULTS=full runs everything and writes docs/faults.md; FAULTS=ci runs a few
// minutes of it; without it only the checker is tested. FAULTS_SEED repeats a run's
// random moments, as far as the machine repeats its own.
package faults_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/corridor-tip/corridor/services/e2e/process"
)

func TestMain(m *testing.M) {
	code := m.Run()
	process.Clean()
	if code == 0 && os.Getenv("FAULTS") == "full" {
		code = report.write("../../docs/faults.md")
	}
	os.Exit(code)
}

// seed is of this run.
var seed = sync.OnceValue(func() uint64 {
	s, err := strconv.ParseUint(os.Getenv("FAULTS_SEED"), 10, 64)
	if err != nil {
		s = rand.Uint64N(1_000_000)
	}
	fmt.Printf("FAULTS_SEED=%d\n", s)
	return s
})

// times returns how often a case is repeated in the run that was asked for. It skips the test
// when none was; never is for what the short run leaves out.
func times(t testing.TB, ci, full int) int {
	t.Helper()
	n := map[string]int{"ci": ci, "full": full}[os.Getenv("FAULTS")]
	if n == 0 {
		t.Skip("not part of this run: set FAULTS to full, or to ci for the short one")
	}
	seed()
	return n
}

// dice are random for this run and the same for its seed.
func dice(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seed(), stream)) }

// row is one case of the report.
type row struct {
	id, fault string
	times     int
	verdict   verdict
	recovered recoveries
	note      string // what a control showed, or what else was checked
}

// rows are the cases that have run.
type rows struct {
	mu  sync.Mutex
	all []row
}

var report rows

// add notes a case. The recovery must stay below five seconds where there is one.
func (r *rows) add(t testing.TB, c row) {
	t.Helper()
	t.Logf("%s %s, %d times: %v; recovery median %v, max %v; %s", c.id, c.fault, c.times, c.verdict, c.recovered.median(), c.recovered.max(), c.note)
	if t.Failed() {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, c)
}

// someTime sleeps for a random part of a bound.
func someTime(r *rand.Rand, bound time.Duration) { time.Sleep(time.Duration(r.Int64N(int64(bound)))) }
