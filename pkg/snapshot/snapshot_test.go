package snapshot

import (
	"errors"
	"testing"
)

func TestReader(t *testing.T) {
	r := Reader{Rest: []byte{1, 2, 3, 4, 5}}
	if n := r.Number(2); n != 0x0102 {
		t.Errorf("got %#x", n)
	}
	if b := r.Take(2); string(b) != "\x03\x04" {
		t.Errorf("got %v", b)
	}
	if b := r.Take(2); b != nil || r.Err == nil || r.Rest != nil {
		t.Errorf("two bytes of one: %v %v", b, r.Err)
	}
	first := r.Err
	r.Fail("again")
	if !errors.Is(r.Err, first) || r.Number(8) != 0 {
		t.Error("the first error does not stay")
	}
}
