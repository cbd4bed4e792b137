// Package boundary_test holds the import rules of Corridor that neither the compiler nor one
// file at a time can tell: what a domain package reaches through others, its clock, and who
// imports whom. Each check is also shown to fail where it has to.
package boundary_test

import (
	"os"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// TestTheDomainIsPure holds for every package of the list of files of the rule "domain" in
// .golangci.yml, so a new package below services/*/internal is domain until that list says
// otherwise.
func TestTheDomainIsPure(t *testing.T) {
	list := readScope(t)
	var checked []string
	for _, p := range load(t) {
		if !list.holds(p.folder()) {
			continue
		}
		checked = append(checked, p.folder())
		for _, fault := range slices.Concat(reached(p.Deps), imported(p.Imports), clocks(t, p)) {
			t.Errorf("%s %s", p.folder(), fault)
		}
	}
	t.Logf("checked %d packages: %s", len(checked), strings.Join(checked, " "))
	for _, must := range []string{
		"pkg/code", "pkg/geo", "pkg/revision", "pkg/rule", "pkg/snapshot", "pkg/table", "pkg/tip",
		"services/normalizer/internal/ledger", "services/deduplicator/internal/link",
		"services/aggregator/internal/count", "services/corridor/internal/world",
	} {
		if !slices.Contains(checked, must) {
			t.Errorf("%s was not checked", must)
		}
	}
}

// TestWhatIsLeftOutOfTheDomainHasToBe keeps exceptions from outliving their reason.
func TestWhatIsLeftOutOfTheDomainHasToBe(t *testing.T) {
	packages := load(t)
	for _, out := range readScope(t).out {
		impure := slices.ContainsFunc(packages, func(p pack) bool {
			return beneath(out, p.folder()) &&
				len(slices.Concat(reached(p.Deps), imported(p.Imports), clocks(t, p))) > 0
		})
		if !impure {
			t.Errorf("%s is pure or gone: take it off the exceptions of the domain", out)
		}
	}
}

func TestImportsPointOneWay(t *testing.T) {
	for _, p := range load(t) {
		for _, imp := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if folder, ours := strings.CutPrefix(imp, module+"/"); ours && !mayImport(p.folder(), folder) {
				t.Errorf("%s imports %s", p.folder(), folder)
			}
		}
	}
}

// TestTheLinterKnowsEveryService finds a service without a rule of its own in .golangci.yml.
func TestTheLinterKnowsEveryService(t *testing.T) {
	config := readConfig(t)
	services, err := os.ReadDir(root + "/services")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range services {
		if name := s.Name(); s.IsDir() && !slices.Contains(seesAll, name) {
			files := `files: ["${config-path}/services/` + name + `/**"]`
			allow := "allow: [" + module + "/services/" + name + "]"
			if !strings.Contains(config, files+"\n          "+allow) {
				t.Errorf(".golangci.yml has no rule that keeps services/%s to itself", name)
			}
		}
	}
}
