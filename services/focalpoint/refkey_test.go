package focalpoint

import (
	"bytes"
	"testing"

	"github.com/corridor-tip/corridor/pkg/geo"
)

func TestReferenceKeyFiles(t *testing.T) {
	italy, _ := geo.ParseAlpha3("ITA")
	spain, _ := geo.ParseAlpha3("ESP")
	key := []byte("an invented key of thirty-two by")
	file := FormatRefKey(italy, key)
	if got, err := ParseRefKey(italy, file); err != nil || !bytes.Equal(got, key) {
		t.Fatalf("got %q %v", got, err)
	}
	flipped := bytes.Clone(file)
	flipped[40] ^= 1
	for name, c := range map[string]struct {
		country geo.Area
		file    []byte
	}{
		"another country's":    {spain, file},
		"a signing key":        {italy, []byte("SAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")},
		"random bytes":         {italy, key},
		"nothing":              {italy, nil},
		"one with a bit wrong": {italy, flipped},
		"one cut short":        {italy, file[:len(file)-3]},
	} {
		if _, err := ParseRefKey(c.country, c.file); err == nil {
			t.Errorf("%s file was taken", name)
		}
	}
}
