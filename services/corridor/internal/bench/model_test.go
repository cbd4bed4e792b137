package bench

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/corridor/internal/labelled"
)

var update = flag.Bool("update", false, "write the built-in model anew")

// modelFile is the built-in model, from this folder.
const modelFile = "../../../../pkg/linkage/model.json"

func TestTheBuiltInModelCanBeMadeAgain(t *testing.T) {
	file, err := Standard(febrl(t, "febrl_dataset1.csv")).File()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := linkage.ParseModel(file); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(modelFile, file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	built, err := os.ReadFile(modelFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, built) {
		t.Error("the built-in model is another than the records give; see -update")
	}
}

// febrl reads benchmark files; the test is skipped where they are not.
func febrl(t testing.TB, names ...string) (all []labelled.Record) {
	t.Helper()
	dir := Data()
	if dir == "" {
		t.Skip("the FEBRL files are not here: set CORRIDOR_DATA to the folder above febrl")
	}
	for _, name := range names {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Skip("a FEBRL file is not here: ", name)
		}
		list, err := labelled.Read(f)
		_ = f.Close()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
	}
	return all
}
