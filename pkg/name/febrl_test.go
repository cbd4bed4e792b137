package name

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// published opens a file of the test data, which are not part of the project, or skips.
func published(t *testing.T, name string) *os.File {
	t.Helper()
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	folders := []string{os.Getenv("CORRIDOR_DATA")}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		folders = append(folders, filepath.Join(dir, "../shared/data"))
	}
	for _, folder := range folders {
		if folder == "" {
			continue
		}
		if f, err := os.Open(filepath.Join(folder, name)); err == nil {
			t.Cleanup(func() { _ = f.Close() })
			return f
		}
	}
	t.Skipf("%s is not here; set CORRIDOR_DATA to the folder of the test data", name)
	return nil
}

// A person is the names of the records of one person.
type person struct{ given, family []string }

// persons reads the names of a FEBRL file, grouped by whose they are.
func persons(t *testing.T, file string) map[string]*person {
	t.Helper()
	all := map[string]*person{}
	in := bufio.NewScanner(published(t, file))
	in.Scan() // the header
	for in.Scan() {
		fields := strings.Split(in.Text(), ", ")
		id := strings.Split(fields[0], "-")[1]
		if all[id] == nil {
			all[id] = &person{}
		}
		all[id].given = append(all[id].given, strings.TrimSpace(fields[1]))
		all[id].family = append(all[id].family, strings.TrimSpace(fields[2]))
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestTypingErrorsOfFEBRL measures names of one person that were mistyped by its generator,
// most with letters that sound nothing alike, and distinct surnames that collide.
func TestTypingErrorsOfFEBRL(t *testing.T) {
	for _, file := range []string{"febrl/febrl_dataset1.csv", "febrl/febrl_dataset3.csv"} {
		var given, family share
		surnames := map[string]bool{}
		for _, p := range persons(t, file) {
			mistyped(&given, p.given)
			mistyped(&family, p.family)
			for _, s := range p.family {
				surnames[s] = s != ""
			}
		}
		alike := collisions(surnames)
		t.Logf("%s: same skeleton in %.3f of %d mistyped given names, %.3f of %d surnames; %.5f of %d pairs of surnames collide",
			file, given.of(), given.all, family.of(), family.all, alike.of(), alike.all)
		if given.of() < leastMistyped || family.of() < leastMistyped || alike.of() > mostAlike {
			t.Error("a figure is out of bounds")
		}
	}
}

// leastMistyped is the least share of mistyped names that keep their skeleton.
const leastMistyped = .14

// mistyped adds the pairs of differing spellings of one name.
func mistyped(s *share, names []string) {
	for i, a := range names {
		for _, b := range names[i+1:] {
			if a != b && a != "" && b != "" {
				s.add(key(a), key(b))
			}
		}
	}
}

// collisions compares all pairs of different names.
func collisions(names map[string]bool) share {
	n, bySkeleton := 0, map[string]int{}
	for s, ok := range names {
		if ok {
			bySkeleton[key(s)]++
			n++
		}
	}
	s := share{all: n * (n - 1) / 2}
	for _, c := range bySkeleton {
		s.agree += c * (c - 1) / 2
	}
	return s
}
