package proto_test

import (
	"encoding/csv"
	"maps"
	"os"
	"slices"
	"strconv"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// written are the enumerations that stand in the schema itself, as they are no code lists.
var written = []protoreflect.Name{"RecordKind", "Shape", "EvaluationRefusal", "ReviewVerdict"}

// codeList is an enumeration as numbers by name.
type codeList map[string]int

func TestEnumerationsAreTheCodeLists(t *testing.T) {
	want, got := codeLists(t), enumerations(t)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !maps.Equal(got[name], want[name]) {
			t.Errorf("%s: the schema has %v, codelists.csv %v", name, got[name], want[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if want[name] == nil {
			t.Errorf("%s is in the schema and not in codelists.csv", name)
		}
	}
}

func TestCodeListsUseNothingTwice(t *testing.T) {
	seen := make(map[[3]string]bool)
	for i, row := range rows(t) {
		for column, name := range map[int]string{2: "number", 3: "code", 4: "short"} {
			key := [3]string{row[0], name, row[column]}
			if seen[key] || row[column] == "" {
				t.Errorf("line %d: %s of %s is empty or used before", i+2, name, row[0])
			}
			seen[key] = true
		}
		// The domain finds codes in arrays of this length.
		if n, err := strconv.Atoi(row[2]); err != nil || n < 1 || n > 511 {
			t.Errorf("line %d: the number is not between 1 and 511", i+2)
		}
	}
}

// codeLists reads codelists.csv, with the zero that every enumeration has.
func codeLists(t *testing.T) map[string]codeList {
	t.Helper()
	lists := make(map[string]codeList)
	for _, row := range rows(t) {
		list := lists[row[0]]
		if list == nil {
			list = codeList{row[1] + "_UNSPECIFIED": 0}
			lists[row[0]] = list
		}
		number, err := strconv.Atoi(row[2])
		if err != nil {
			t.Fatal(err)
		}
		list[row[1]+"_"+row[3]] = number
	}
	return lists
}

// rows returns the lines of codelists.csv: enum, prefix, number, code, short, definition.
func rows(t *testing.T) [][]string {
	t.Helper()
	f, err := os.Open("codelists.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 2 || len(rows[0]) != 6 {
		t.Fatal("codelists.csv has no lines of six columns")
	}
	return rows[1:]
}

func enumerations(t *testing.T) map[string]codeList {
	t.Helper()
	lists := make(map[string]codeList)
	protoregistry.GlobalFiles.RangeFilesByPackage(ours, func(file protoreflect.FileDescriptor) bool {
		for i := range file.Enums().Len() {
			enum := file.Enums().Get(i)
			if slices.Contains(written, enum.Name()) {
				continue
			}
			list := make(codeList)
			for j := range enum.Values().Len() {
				value := enum.Values().Get(j)
				list[string(value.Name())] = int(value.Number())
			}
			lists[string(enum.Name())] = list
		}
		return true
	})
	return lists
}
