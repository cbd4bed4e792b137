package linkage

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/corridor-tip/corridor/pkg/geo"
)

// String writes a record as people do: country, reference in hexadecimal and number, e.g.
// UKR-0f3a5b7c9d1e2f405162738495a6b7c8-1.
func (k Key) String() string {
	return fmt.Sprintf("%s-%x-%d", geo.Area(binary.BigEndian.Uint16(k[:])), k[2:18], binary.BigEndian.Uint32(k[18:]))
}

// ParseKey reads what String wrote; false where it is anything else.
func ParseKey(s string) (k Key, ok bool) {
	parts := strings.Split(s, "-")
	if len(parts) != 3 {
		return k, false
	}
	country, known := geo.ParseAlpha3(parts[0])
	number, err := strconv.ParseUint(parts[2], 10, 32)
	if n, badHex := hex.Decode(k[2:18], []byte(parts[1][:min(len(parts[1]), 32)])); !known || err != nil || badHex != nil || n != 16 {
		return Key{}, false
	}
	binary.BigEndian.PutUint16(k[:], uint16(country))
	binary.BigEndian.PutUint32(k[18:], uint32(number))
	if k.String() != s { // in capital letters, say, or with something behind
		return Key{}, false
	}
	return k, true
}

// SameReport reports whether two records are of one report, so that they are two persons.
func SameReport(a, b Key) bool { return sameReport(a, b) }
