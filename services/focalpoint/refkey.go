package focalpoint

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/corridor-tip/corridor/pkg/geo"
)

// A reference key's file names its country and checks itself: with another file in its place
// every reference would be a new one, and every victim would count twice.
const refKeyHead = "corridor-reference-key"

// FormatRefKey returns the content of a reference key's file: head, country, key, check.
func FormatRefKey(country geo.Area, key []byte) []byte {
	return fmt.Appendf(nil, "%s %s %x %x\n", refKeyHead, country, key, refKeyCheck(country, key))
}

func refKeyCheck(country geo.Area, key []byte) []byte {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %x", refKeyHead, country, key))
	return sum[:4]
}

// ParseRefKey reads a reference key's file for a country. The error never holds a part of it.
func ParseRefKey(country geo.Area, file []byte) ([]byte, error) {
	f := bytes.Fields(file)
	if len(f) != 4 || string(f[0]) != refKeyHead {
		return nil, errors.New("this is no reference key: corridor keys add-country makes one, in a file that ends in .ref")
	}
	if string(f[1]) != country.String() {
		return nil, errors.New("this is the reference key of another country")
	}
	key, err := hex.DecodeString(string(f[2]))
	if err != nil || len(key) < leastRefKey || fmt.Sprintf("%x", refKeyCheck(country, key)) != string(f[3]) {
		return nil, errors.New("this reference key is damaged: take the copy that you put away")
	}
	return key, nil
}
