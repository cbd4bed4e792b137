// Command gentable writes table.go, the countries and M49 regions of package geo, from
// country-codes.csv of https://datahub.io/core/country-codes (Public Domain Dedication and
// Licence), which is its one argument. It runs in the folder of package geo.
package main

import (
	"log"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: gentable country-codes.csv")
	}
	if err := run(os.Args[1], "table.go"); err != nil {
		log.Fatal(err)
	}
}

func run(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	w, err := read(f)
	if err != nil {
		return err
	}
	src, err := source(w)
	if err != nil {
		return err
	}
	return os.WriteFile(to, src, 0o644)
}
