// Package snapshot takes the binary form of a state apart, which is big-endian and has no
// slack: whatever is cut short or left over is malformed.
package snapshot

import "fmt"

// Reader reads from the front of Rest. After the first error it yields zeroes, so that a
// caller asks for Err once, at the end.
type Reader struct {
	Rest []byte
	Err  error
}

// Fail notes what is wrong, unless something was before.
func (r *Reader) Fail(what string) {
	if r.Err == nil {
		r.Err = fmt.Errorf("%s, %d bytes before the end", what, len(r.Rest))
	}
	r.Rest = nil
}

// Take returns the next n bytes, or nil where there are not as many.
func (r *Reader) Take(n uint32) []byte {
	if uint64(len(r.Rest)) < uint64(n) {
		r.Fail("it breaks off")
		return nil
	}
	taken := r.Rest[:n]
	r.Rest = r.Rest[n:]
	return taken
}

// Number returns the next size bytes as a number; size is at most 8.
func (r *Reader) Number(size uint32) (n uint64) {
	for _, c := range r.Take(size) {
		n = n<<8 | uint64(c)
	}
	return n
}
