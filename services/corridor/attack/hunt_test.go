package attack_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

// hunt looks for many secrets at once, in every form in which they are usually written.
type hunt struct {
	starts [1 << 20]bool // of the hashes of first bytes, so that most places cost one look
	by     map[string][]needle
}

// needle is one form of a secret.
type needle struct {
	form []byte
	what string // kind and form, never the secret
}

// least is the shortest needle: shorter ones are found by chance.
const least = 6

func newHunt() *hunt { return &hunt{by: map[string][]needle{}} }

func (h *hunt) add(what string, form []byte) {
	if len(form) < least {
		return
	}
	first := string(form[:least])
	h.starts[start(form)] = true
	h.by[first] = append(h.by[first], needle{bytes.Clone(form), what})
}

func start(b []byte) uint32 {
	return (binary.LittleEndian.Uint32(b)*2654435761 ^ uint32(b[4])<<7 ^ uint32(b[5])<<13) & (1<<20 - 1)
}

// text adds what people write, in capitals and small letters too.
func (h *hunt) text(what, s string) {
	for _, form := range []string{s, strings.ToLower(s), strings.ToUpper(s)} {
		h.binary(what, []byte(form))
	}
}

// binary adds bytes as they are, in hexadecimal, and in base64 wherever they begin.
func (h *hunt) binary(what string, b []byte) {
	if len(b) < least {
		return
	}
	h.add(what, b)
	h.add(what+" in hexadecimal", []byte(hex.EncodeToString(b)))
	h.add(what+" in hexadecimal", bytes.ToUpper([]byte(hex.EncodeToString(b))))
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for before := range 3 {
			whole := encoding.EncodeToString(append(make([]byte, before), b...))
			h.add(what+" in base64", []byte(whole[(before*8+5)/6:(len(b)+before)*8/6]))
		}
	}
}

// code adds a number of eight bytes.
func (h *hunt) code(what string, n uint64) {
	h.binary(what, binary.BigEndian.AppendUint64(nil, n))
	h.binary(what, binary.LittleEndian.AppendUint64(nil, n))
	h.add(what+" in decimals", fmt.Append(nil, n))
}

// in returns what is found in a text, with how often.
func (h *hunt) in(text []byte) map[string]int {
	found := map[string]int{}
	for i := 0; i+least <= len(text); i++ {
		if !h.starts[start(text[i:])] {
			continue
		}
		for _, n := range h.by[string(text[i:i+least])] {
			if bytes.HasPrefix(text[i:], n.form) {
				found[n.what]++
			}
		}
	}
	return found
}

// TestTheHuntBites hides each kind of secret in each form in the middle of other text.
func TestTheHuntBites(t *testing.T) {
	h := newHunt()
	h.text("a name", "Qwyxlandra Ωmega")
	h.binary("a token", []byte("\x00\x01\x02secret\xff\xfe\xfd"))
	h.code("a code", 0x0123456789abcdef)
	hide := func(secret string) []byte { return []byte("before " + secret + " behind") }
	for name, hidden := range map[string][]byte{
		"a name":                              hide("Qwyxlandra Ωmega"),
		"a name in capitals":                  hide("QWYXLANDRA ΩMEGA"),
		"a name in hexadecimal":               hide(hex.EncodeToString([]byte("qwyxlandra ωmega"))),
		"a name in base64":                    hide(base64.StdEncoding.EncodeToString([]byte("x Qwyxlandra Ωmega x"))),
		"a name in base64, two places on":     hide(base64.URLEncoding.EncodeToString([]byte("xy Qwyxlandra Ωmega x"))),
		"a token":                             hide("\x00\x01\x02secret\xff\xfe\xfd"),
		"a token in hexadecimal":              hide("000102736563726574FFFEFD"),
		"a code, big end first":               hide("\x01\x23\x45\x67\x89\xab\xcd\xef"),
		"a code, small end first":             hide("\xef\xcd\xab\x89\x67\x45\x23\x01"),
		"a code in hexadecimal":               hide("0123456789abcdef"),
		"a code in decimals":                  hide("81985529216486895"),
		"a code in base64":                    hide(base64.StdEncoding.EncodeToString([]byte("\x01\x23\x45\x67\x89\xab\xcd\xef"))),
		"a code in base64 among others":       hide(base64.StdEncoding.EncodeToString([]byte("a\x01\x23\x45\x67\x89\xab\xcd\xefb"))),
		"a name at the very end of the bytes": []byte("Qwyxlandra Ωmega"),
	} {
		if len(h.in(hidden)) == 0 {
			t.Errorf("%s was not found", name)
		}
	}
	if found := h.in(hide("Qwyxlandro Omega 0123456789abcdee 81985529216486894")); len(found) > 0 {
		t.Errorf("found what is not there: %v", found)
	}
}
