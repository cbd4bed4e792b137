package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sourceFile returns country-codes.csv of the test data, or skips the test.
func sourceFile(t *testing.T) string {
	t.Helper()
	const name = "geo/country-codes.csv"
	folders := []string{os.Getenv("CORRIDOR_DATA")}
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		folders = append(folders, filepath.Join(dir, "../shared/data"))
	}
	for _, folder := range folders {
		path := filepath.Join(folder, name)
		if _, err := os.Stat(path); folder != "" && err == nil {
			return path
		}
	}
	t.Skipf("%s is not here; set CORRIDOR_DATA to the folder of the test data", name)
	return ""
}

func TestTheTableIsWhatTheGeneratorMakesOfTheSource(t *testing.T) {
	out := filepath.Join(t.TempDir(), "table.go")
	if err := run(sourceFile(t), out); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../table.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("table.go is out of date: run go generate in pkg/geo")
	}
}

func TestOneNameForTwoCountriesIsRefused(t *testing.T) {
	const two = "ISO3166-1-Alpha-3,ISO3166-1-Alpha-2,M49,CLDR display name\n" +
		"AAA,AA,1,Ruritania\nBBB,BB,2,ruritania\n"
	_, err := read(strings.NewReader(two))
	if err == nil || !strings.Contains(err.Error(), "AAA and BBB") {
		t.Errorf("got %v", err)
	}
}
