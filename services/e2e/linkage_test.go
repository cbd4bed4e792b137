package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// figure returns the first number that a pattern finds in a summary.
func figure(t testing.TB, summary, pattern string) float64 {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(summary)
	if found == nil {
		t.Fatalf("the summary has nothing like %q:\n%s", pattern, summary)
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(found[1], ",", ""), 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// countsOnce checks what a demo at its default size says of linkage: the sum of national
// figures is off by a quarter or more, the persons by two hundredths at most.
func countsOnce(t *testing.T, summary string) {
	t.Helper()
	const number = `([\d,]+) `
	truth := figure(t, summary, number+`persons in truth`)
	sum := figure(t, summary, number+`sum of national figures`)/truth - 1
	persons := figure(t, summary, number+`persons after linkage`)/truth - 1
	if sum < .25 || persons < -.02 || persons > .02 {
		t.Errorf("the sum of national figures is off by %+.3f, the persons by %+.3f", sum, persons)
	}
}

// TestLinkedPersonsAreTheSameAfterKills kills everything at once at random moments while the
// victims of an invented world are published and linked, and gets the tables of a run that
// nothing disturbed.
func TestLinkedPersonsAreTheSameAfterKills(t *testing.T) {
	undisturbed, dir := t.TempDir(), t.TempDir()
	args := append([]string{"demo", "--headless", "--victims", "500", "--seed", "3"}, quiet...)
	corridor(t, append(args, "--keep", undisturbed)...)
	want := tables(t, "--keep", undisturbed)
	if err := os.CopyFS(filepath.Join(dir, "keys"), os.DirFS(filepath.Join(undisturbed, "keys"))); err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(13, 7))
	for i := range 5 {
		p := start(t, "corridor", append(args, "--keep", dir, "--batch", fmt.Sprint(1+dice.IntN(60)))...)
		time.Sleep(time.Duration(400+dice.IntN(800+300*i)) * time.Millisecond)
		p.Kill()
	}
	if out, _, err := tryCorridor(t, append(args, "--keep", dir)...); !strings.Contains(string(out), "persons after linkage") {
		t.Fatalf("the last run: %v\n%s", err, out) // it finds verdicts that are not those of a first run
	}
	sameBytes(t, tables(t, "--keep", dir), want)
	corridor(t, "recompute", "--keep", dir)
}
