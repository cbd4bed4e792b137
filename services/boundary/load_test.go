package boundary_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
)

// pack is what go list tells about a package of ours; Deps are all dependencies of its
// non-test files, those of others included.
type pack struct {
	ImportPath, Dir                    string
	GoFiles                            []string
	Imports, TestImports, XTestImports []string
	Deps                               []string
}

// folder returns the folder of the package, seen from the root of the project.
func (p pack) folder() string { return strings.TrimPrefix(p.ImportPath, module+"/") }

var listed = sync.OnceValues(func() ([]pack, error) {
	list := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports,TestImports,XTestImports,Deps", module+"/...")
	var problem bytes.Buffer
	list.Stderr = &problem
	out, err := list.Output()
	if err != nil {
		return nil, errors.Join(err, errors.New(problem.String()))
	}
	return decode(bytes.NewReader(out))
})

func decode(r io.Reader) (packages []pack, err error) {
	for dec := json.NewDecoder(r); ; {
		var p pack
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
}

// load returns all packages of all modules of ours.
func load(t *testing.T) []pack {
	t.Helper()
	packages, err := listed()
	if err != nil {
		t.Fatalf("listing our packages: %v", err)
	}
	return packages
}

// scope is the list of files of a linter rule: folders that it is for, and folders left out.
type scope struct{ in, out []string }

func (s scope) holds(folder string) bool {
	fits := func(pattern string) bool {
		parts := strings.Split(folder, "/")
		n := min(len(parts), strings.Count(pattern, "/")+1)
		ok, err := path.Match(pattern, path.Join(parts[:n]...))
		return ok && err == nil
	}
	return slices.ContainsFunc(s.in, fits) && !slices.ContainsFunc(s.out, fits)
}

// parseScope reads the lines of the rule "domain" such as "${config-path}/pkg/{a,b}/**".
func parseScope(config string) (s scope) {
	_, rule, _ := strings.Cut(config, "\n        domain:\n")
	files, _, _ := strings.Cut(rule, "deny:")
	for line := range strings.Lines(files) {
		_, quoted, _ := strings.Cut(line, `- "`)
		pattern, _, ok := strings.Cut(quoted, `/**"`)
		switch out, left := strings.CutPrefix(pattern, "!"); {
		case !ok:
		case left:
			s.out = append(s.out, strings.TrimPrefix(out, "${config-path}/"))
		default:
			s.in = append(s.in, alternatives(strings.TrimPrefix(pattern, "${config-path}/"))...)
		}
	}
	return s
}

// alternatives turns pkg/{a,b} into pkg/a and pkg/b.
func alternatives(pattern string) (all []string) {
	before, rest, found := strings.Cut(pattern, "{")
	inside, after, closed := strings.Cut(rest, "}")
	if !found || !closed {
		return []string{pattern}
	}
	for one := range strings.SplitSeq(inside, ",") {
		all = append(all, before+one+after)
	}
	return all
}

func readConfig(t *testing.T) string {
	t.Helper()
	config, err := os.ReadFile(root + "/.golangci.yml")
	if err != nil {
		t.Fatal(err)
	}
	return string(config)
}

func readScope(t *testing.T) scope {
	t.Helper()
	return parseScope(readConfig(t))
}
