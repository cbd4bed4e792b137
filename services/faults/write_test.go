package faults_test

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// page is docs/faults.md without its table.
//
//go:embed testdata/faults.md
var page string

// write writes the report of all cases and returns the exit code: a case that the page
// promises and that has not run fails the run.
func (r *rows) write(path string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	slices.SortStableFunc(r.all, func(a, b row) int { return number(a.id) - number(b.id) })
	var b bytes.Buffer
	b.WriteString("| test | what was done | times | acknowledged | counted | lost | unexpected | duplicated | back after, median | longest | also |\n")
	b.WriteString("|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, c := range r.all {
		b.WriteString(c.line())
	}
	text := strings.NewReplacer("{{table}}\n", b.String(), "{{seed}}", fmt.Sprint(seed()), "{{day}}", time.Now().UTC().Format(time.DateOnly)).Replace(page)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, "writing the report:", err)
		return 1
	}
	return 0
}

// number is the order of a case's id, such as R1.
func number(id string) (n int) {
	_, _ = fmt.Sscanf(id, "R%d", &n)
	return n
}

func (c row) line() string {
	v := c.verdict
	return fmt.Sprintf("| %s | %s | %d | %d | %d | %d | %d | %d | %s | %s | %s |\n", c.id, c.fault, c.times,
		v.Acknowledged, v.Counted, v.Lost, v.Unexpected, v.Duplicated, shown(c.recovered.median()), shown(c.recovered.max()), c.note)
}

// shown is a duration for people; nothing for none.
func shown(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}

func TestTheReportIsInTheOrderOfTheTests(t *testing.T) {
	r := rows{all: []row{{id: "R13"}, {id: "R2", fault: "x", times: 3, verdict: verdict{Acknowledged: 7, Counted: 7, Lost: 1}, recovered: recoveries{time.Second, 3 * time.Second}}}}
	path := t.TempDir() + "/report"
	seed = func() uint64 { return 1 }
	if code := r.write(path); code != 0 {
		t.Fatal(code)
	}
	got, err := os.ReadFile(path)
	must(t, err)
	first, second := bytes.Index(got, []byte("| R2 | x | 3 | 7 | 7 | 1 | 0 | 0 | 3.00 s | 3.00 s |")), bytes.Index(got, []byte("| R13 |"))
	if first < 0 || second < first {
		t.Errorf("rows at %d and %d of\n%s", first, second, got)
	}
}
