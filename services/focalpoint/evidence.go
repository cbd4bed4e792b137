package focalpoint

import (
	"fmt"
	"io"
	"math/bits"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
)

// evidence is what would be made of a person in one key epoch.
type evidence struct {
	slots uint32 // of tokens
	bytes int    // of her sheet, before it is sealed
}

// measure returns what would be made of a person, and asks nobody for it.
func measure(p *Person) evidence {
	s, inputs := p.blank()
	if len(inputs) == 0 {
		return evidence{}
	}
	s.Epoch, s.Tokens = 1, make([]byte, len(inputs)*token.Size)
	s.Salt = make([]byte, len(tip.Ref{})) // as long as the salt that it leaves with
	return evidence{s.GetSlots(), 1 + protowire.SizeBytes(proto.Size(s))}
}

func (e evidence) tokens() int { return bits.OnesCount32(e.slots) }

// families names what the tokens are of; behind a family that has more than one, how many.
func (e evidence) families() string {
	var names []string
	for _, f := range linkage.Families() {
		switch n := bits.OnesCount32(e.slots >> f.Slot & (1<<f.Width - 1)); n {
		case 0:
		case 1:
			names = append(names, f.Name)
		default:
			names = append(names, fmt.Sprintf("%s (%d)", f.Name, n))
		}
	}
	return strings.Join(names, ", ")
}

// tally adds up evidence.
type tally struct{ victims, tokens, bytes, without int }

func (t *tally) add(e evidence) {
	if e.slots == 0 {
		t.without++
		return
	}
	t.victims++
	t.tokens += e.tokens()
	t.bytes += e.bytes
}

// printVictims prints what would be made of each victim of a report.
func printVictims(w io.Writer, victims []tip.Victim, people []Person) error {
	for _, v := range victims {
		i := slices.IndexFunc(people, func(p Person) bool { return p.Victim.Ref == v.Ref })
		if i < 0 {
			fmt.Fprintf(w, "  victim %d: no tokens, she is not in the identities\n", v.Ref)
			continue
		}
		e := measure(&people[i])
		if e.slots == 0 {
			fmt.Fprintf(w, "  victim %d: no tokens, too little is known of her\n", v.Ref)
			continue
		}
		fmt.Fprintf(w, "  victim %d: %d tokens, %d bytes in each key epoch: %s\n", v.Ref, e.tokens(), e.bytes, e.families())
	}
	_, err := fmt.Fprintln(w)
	return err
}

// print says what is made of the people of a roll; nothing without one.
func (r *roll) print(w io.Writer) {
	if r == nil {
		return
	}
	t := r.tally
	fmt.Fprintf(w, "Linkage: victims with tokens: %d; tokens: %d; bytes in each key epoch: %d. Nothing else of the identities leaves.\n", t.victims, t.tokens, t.bytes)
	if t.without > 0 {
		fmt.Fprintf(w, "Linkage: victims of whom too little is known for a token: %d\n", t.without)
	}
	if n := r.strangers(); n > 0 {
		fmt.Fprintf(w, "Linkage: rows of the identities that fit no victim of these reports: %d\n", n)
	}
}
