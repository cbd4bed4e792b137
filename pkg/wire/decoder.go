package wire

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// decoder collects the faults of one message. It knows where it is as steps, not as text, so
// that a message without faults costs no path.
type decoder struct {
	faults    []Fault
	refused   bool // there is a fault beyond V21
	malformed bool // the bytes are no protobuf of this schema; nothing read from them counts
	at        [2]step
	depth     int
	steps     int // protection steps read so far in the victim or response
}

// step leads to a message field; index is single for a field that is no list.
type step struct {
	name  string
	index int
}

const single = -1

// mostFaults bounds what is noted of a hostile message; one fault that refuses is always kept.
const mostFaults = 256

// fault adds a fault to a field of the message being read, or to the message for "". A set
// with many wrong members is one fault.
func (d *decoder) fault(reason code.Reason, field string) {
	var path []string
	for _, s := range d.at[:d.depth] {
		if s.index != single {
			s.name = fmt.Sprintf("%s[%d]", s.name, s.index)
		}
		path = append(path, s.name)
	}
	if field != "" {
		path = append(path, field)
	}
	if len(d.faults) >= mostFaults && (d.refused || reason == code.ReasonV21) {
		return
	}
	d.refused = d.refused || reason != code.ReasonV21
	f := Fault{reason, strings.Join(path, ".")}
	if n := len(d.faults); n == 0 || d.faults[n-1] != f {
		d.faults = append(d.faults, f)
	}
}

func (d *decoder) area(name string, text []byte) geo.Area {
	area, ok := geo.ParseAlpha3(string(d.utf8(text)))
	if !ok {
		d.fault(code.ReasonV01, name)
	}
	return area
}

func (d *decoder) addArea(name string, set *tip.Areas, area geo.Area) {
	more, ok := tip.AreasOf(set[0], set[1], set[2], set[3], set[4], area)
	if !ok {
		d.fault(code.ReasonV11, name)
		return
	}
	*set = more
}

func (d *decoder) period(name string, text []byte) tip.Period {
	p, ok := tip.ParsePeriod(string(d.utf8(text)))
	if !ok {
		d.fault(code.ReasonV26, name)
	}
	return p
}

// id reads an id in a register or a code: at most 64 of A-Z 0-9 . _ / and -.
func (d *decoder) id(name string, text []byte) string {
	if len(d.utf8(text)) > 64 || bytes.ContainsFunc(text, notInID) {
		d.fault(code.ReasonV11, name)
		return ""
	}
	return string(text)
}

func notInID(r rune) bool {
	return (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("._/-", r)
}

// utf8 passes the bytes of a string on; what is no UTF-8 is no protobuf.
func (d *decoder) utf8(b []byte) []byte {
	d.malformed = d.malformed || !utf8.Valid(b)
	return b
}
