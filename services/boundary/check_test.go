package boundary_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/corridor-tip/corridor"

// unreachable are the beginnings of packages that a domain package may not depend on, not
// even through others.
var unreachable = []string{
	"github.com/nats-io", "github.com/synadia-io", "net/http", "google.golang.org/protobuf",
	module + "/proto", "github.com/rs/zerolog", "github.com/prometheus",
}

// unimportable are the packages that a domain package may not import itself. Others that it
// imports may use them inside (fmt uses os), so their own dependencies don't count.
var unimportable = []string{"log", "log/slog", "math/rand", "net", "os", "os/exec", "syscall"}

// clock are the functions of package time that read the clock or wait for it.
var clock = []string{
	"After", "AfterFunc", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until",
}

// seesAll are the folders of services that may import several of them.
var seesAll = []string{"corridor", "e2e", "faults", "boundary"}

// beneath reports whether the folder or package path is dir or lies in it.
func beneath(dir, folder string) bool {
	return folder == dir || strings.HasPrefix(folder, dir+"/")
}

// reached returns one fault for each dependency that a domain package may not have.
func reached(deps []string) (faults []string) {
	for _, dep := range deps {
		if slices.ContainsFunc(unreachable, func(u string) bool { return beneath(u, dep) }) {
			faults = append(faults, "depends on "+dep)
		}
	}
	return faults
}

// imported returns one fault for each import that a domain package may not have itself.
func imported(imports []string) (faults []string) {
	for _, imp := range imports {
		if slices.Contains(unimportable, imp) {
			faults = append(faults, "imports "+imp)
		}
	}
	return faults
}

// clocks returns one fault for each place in the package's own source that uses a clock.
func clocks(t *testing.T, p pack) (faults []string) {
	t.Helper()
	for _, name := range p.GoFiles {
		found, err := clocksIn(path.Join(p.Dir, name), nil)
		if err != nil {
			t.Fatal(err)
		}
		faults = append(faults, found...)
	}
	return faults
}

// clocksIn looks into one file, whose source is src unless that is nil. Taking a clock along
// as a value (now: time.Now) counts as well as calling it.
func clocksIn(name string, src any) (faults []string, err error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("looking for clocks: %w", err)
	}
	called := nameOfTime(file)
	if called == "." {
		return []string{"imports time without a name"}, nil
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && slices.Contains(clock, sel.Sel.Name) {
			if x, ok := sel.X.(*ast.Ident); ok && called != "" && x.Name == called {
				at := fset.Position(sel.Pos())
				faults = append(faults, fmt.Sprintf("uses time.%s at %s:%d", sel.Sel.Name, path.Base(at.Filename), at.Line))
			}
		}
		return true
	})
	return faults, nil
}

// nameOfTime returns what the file calls package time, and "" where it does not import it.
func nameOfTime(file *ast.File) string {
	for _, imp := range file.Imports {
		if of, err := strconv.Unquote(imp.Path.Value); err != nil || of != "time" {
			continue
		}
		if imp.Name != nil {
			return imp.Name.Name
		}
		return "time"
	}
	return ""
}

// mayImport tells by their folders whether a package of ours may import another: proto knows
// nobody, pkg no service, and a service no other service.
func mayImport(from, to string) bool {
	switch top, rest, _ := strings.Cut(from, "/"); top {
	case "proto":
		return beneath("proto", to)
	case "pkg":
		return !beneath("services", to)
	default:
		service, _, _ := strings.Cut(rest, "/")
		return !beneath("services", to) || slices.Contains(seesAll, service) || beneath("services/"+service, to)
	}
}
