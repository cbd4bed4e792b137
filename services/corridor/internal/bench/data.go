package bench

import (
	"os"
	"path/filepath"
)

// Data returns the folder with the FEBRL benchmarks: in that which CORRIDOR_DATA names, or in
// shared/data beside the checkout. It is empty where there is none.
func Data() string {
	if dir := os.Getenv("CORRIDOR_DATA"); dir != "" {
		return folder(filepath.Join(dir, "febrl"))
	}
	dir, err := os.Getwd()
	for err == nil {
		if found := folder(filepath.Join(dir, "..", "shared", "data", "febrl")); found != "" {
			return found
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return ""
}

func folder(path string) string {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return ""
	}
	return path
}

// Set is a benchmark out of the files of the FEBRL folder.
type Set struct {
	Name   string
	Files  []string
	Fitted string // file that the model is fitted on before; empty: it stays as it is
}

// Sets returns the benchmarks that the bench command runs.
func Sets() []Set {
	const first, third = "febrl_dataset1.csv", "febrl_dataset3.csv"
	return []Set{
		{Name: "FEBRL 1", Files: []string{first}},
		{Name: "FEBRL 2", Files: []string{"febrl_dataset2.csv"}},
		{Name: "FEBRL 3", Files: []string{third}},
		{Name: "FEBRL 3, fitted on 1", Files: []string{third}, Fitted: first},
		{Name: "dirty_1000_50", Files: []string{"dirty_1000_50_1.csv", "dirty_1000_50_2.csv"}},
	}
}
