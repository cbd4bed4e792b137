package stage

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/nats-io/nats.go"
)

// Headers of an output. Both are infrastructure: no equality of streams looks at them.
const (
	markHeader = "Corridor-Mark"
	bornHeader = "Corridor-Born" // stream time of the first message in the chain, Unix nanoseconds
)

// mark says which part of which step of which input an output is.
type mark struct {
	input    uint64 // sequence in the input stream
	step     int    // step of that input, from 0
	part     int    // place in the step, from 1
	parts    int    // outputs of the step
	next     int    // step of the same input that follows; 0 after the last
	digest   string // first 16 hex digits of SHA-256 over the input's data
	instance string // who published it
	from     string // place of the input among partitions, empty for an input of one stream
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// String returns e.g. "17.0 2/3 0 9f86d081884c7d65 Ha2k": input and step, part and parts, the
// next step, digest, instance, and the place among partitions if there are any.
func (m mark) String() string {
	s := fmt.Sprintf("%d.%d %d/%d %d %s %s", m.input, m.step, m.part, m.parts, m.next, m.digest, m.instance)
	if m.from != "" {
		s += " " + m.from
	}
	return s
}

func parseMark(s string) (mark, error) {
	var m mark
	f := strings.Fields(s)
	if len(f) == 6 {
		f, m.from = f[:5], f[5]
	}
	if len(f) != 5 {
		return m, fmt.Errorf("%w: malformed mark", ErrCorrupt)
	}
	input, step, ok1 := strings.Cut(f[0], ".")
	part, parts, ok2 := strings.Cut(f[1], "/")
	var errs [5]error
	m.input, errs[0] = strconv.ParseUint(input, 10, 64)
	m.step, errs[1] = strconv.Atoi(step)
	m.part, errs[2] = strconv.Atoi(part)
	m.parts, errs[3] = strconv.Atoi(parts)
	m.next, errs[4] = strconv.Atoi(f[2])
	if !ok1 || !ok2 || errs != [5]error{} || m.input == 0 || m.step < 0 || m.part < 1 || m.part > m.parts || !m.rises() {
		return m, fmt.Errorf("%w: malformed mark", ErrCorrupt)
	}
	m.digest, m.instance = f[3], f[4]
	return m, nil
}

// answered returns the input that a message answers by its mark, 0 where it has none.
func answered(h nats.Header) uint64 {
	m, err := parseMark(h.Get(markHeader))
	if err != nil {
		return 0
	}
	return m.input
}

func (m mark) rises() bool { return m.next == 0 || m.next > m.step }

// follows reports whether m may stand right behind p in an output stream.
func (m mark) follows(p mark) bool {
	switch {
	case p.part < p.parts:
		return m.input == p.input && m.step == p.step && m.part == p.part+1 && m.parts == p.parts
	case m.part != 1:
		return false
	case p.next > 0:
		return m.input == p.input && m.step == p.next
	}
	return m.input > p.input && m.step == 0
}
