// Package token makes and keeps linkage tokens: keyed digests of what identifies a person,
// equal where the inputs are equal and otherwise telling nothing.
//
// A token needs the keys of two independent holders. Each applies its key to a blinded input
// (a verifiable oblivious pseudorandom function, RFC 9497, ristretto255-SHA512), so neither
// sees an input, and whoever lacks one of the keys can neither compute a token nor test a
// guess without asking a holder, which counts. A token of one epoch or family never equals
// one of another: both are in the input of the function and in the combination.
//
// The package is functions of values over cryptography: it knows no network, no log and no
// clock. No error of it holds a part of an input, a token or a key.
package token

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/cloudflare/circl/oprf"
)

// Sizes in bytes.
const (
	Size        = 16     // of a token
	ElementSize = 32     // of a group element: a public key, a blinded or an evaluated input
	ProofSize   = 64     // of the proof of an evaluation
	SeedSize    = 32     // of the seed that a key is made from
	MaxValue    = 4096   // of the value of an input
	MaxElements = 65_535 // elements of one evaluation; RFC 9497 counts them in 16 bits
)

// The two key-holders.
const (
	First  = 1
	Second = 2
)

// Errors that callers tell apart.
var (
	// ErrInput says that an input has no value, a longer one than MaxValue, or a negative family.
	ErrInput = errors.New("an input of a token is empty, too long or of no family")
	// ErrElement says that bytes are no element of the group, or the one that hides nothing.
	ErrElement = errors.New("not an element of ristretto255 in its canonical form, or the identity")
	// ErrProof says that an evaluation was not made with the key of the epoch.
	ErrProof = errors.New("the evaluation was not made with the key of the epoch")
	// ErrKey says that a key's file or seed is none, or is damaged.
	ErrKey = errors.New("no key, or a damaged one")
	// ErrSealed says that a ciphertext is damaged, or is meant for another key or purpose.
	ErrSealed = errors.New("the ciphertext does not open")
)

var suite = oprf.SuiteRistretto255

// Token is the combined output of both holders for one input. It is still personal data: it
// is sealed wherever it travels.
type Token [Size]byte

// Format prints that there is a token and nothing of it, whatever the verb.
func (Token) Format(f fmt.State, _ rune) { hidden(f, "token") }

// Input is what one token is made of. Equal families and values give equal tokens.
type Input struct {
	Family int    // which combination of fields, 0 or more
	Value  []byte // canonical form of the fields, 1 to MaxValue bytes
}

// Format prints that there is an input and nothing of it, whatever the verb.
func (Input) Format(f fmt.State, _ rune) { hidden(f, "input") }

// hidden keeps what it stands for out of every log line and error.
func hidden(w io.Writer, name string) { _, _ = io.WriteString(w, "["+name+"]") }

// Epoch names the public keys of the two holders in one epoch.
type Epoch struct {
	Number uint32 // never used again
	First  []byte // ElementSize bytes
	Second []byte // ElementSize bytes
}

// EpochOf returns the public epoch of a pair of keys. It refuses keys of different epochs or
// of the same holder.
func EpochOf(first, second *HolderKey) (Epoch, error) {
	if first.holder != First || second.holder != Second || first.epoch != second.epoch {
		return Epoch{}, fmt.Errorf("pairing keys: %w: they are not of both holders in one epoch", ErrKey)
	}
	return Epoch{Number: first.epoch, First: first.Public(), Second: second.Public()}, nil
}

const (
	inputLabel = "corridor token input v1"
	tokenLabel = "corridor token v1"
)

// frame is the input of the function: label, epoch, family and value. All but the last have a
// fixed length, so no two inputs share a frame.
func (in Input) frame(epoch uint32) ([]byte, error) {
	if len(in.Value) == 0 || len(in.Value) > MaxValue || in.Family < 0 || in.Family > 1<<31-1 {
		return nil, ErrInput
	}
	b := append(make([]byte, 0, len(inputLabel)+8+len(in.Value)), inputLabel...)
	b = binary.BigEndian.AppendUint32(b, epoch)
	b = binary.BigEndian.AppendUint32(b, uint32(in.Family))
	return append(b, in.Value...), nil
}

func frames(epoch uint32, inputs []Input) ([][]byte, error) {
	all := make([][]byte, len(inputs))
	for i, in := range inputs {
		f, err := in.frame(epoch)
		if err != nil {
			return nil, fmt.Errorf("input %d: %w", i, err)
		}
		all[i] = f
	}
	return all, nil
}

// combine returns the token of both holders' outputs, 64 bytes each: HMAC-SHA256 with the
// first as key over the label, epoch, family and the second. It is a pseudorandom function of
// either output, so a token stays random to whoever knows only one of them.
func combine(epoch uint32, family int, first, second []byte) (t Token) {
	mac := hmac.New(sha256.New, first)
	b := append(make([]byte, 0, len(tokenLabel)+8+len(second)), tokenLabel...)
	b = binary.BigEndian.AppendUint32(b, epoch)
	b = binary.BigEndian.AppendUint32(b, uint32(family))
	mac.Write(append(b, second...))
	copy(t[:], mac.Sum(nil))
	return t
}

func combineAll(epoch uint32, inputs []Input, first, second [][]byte) []Token {
	tokens := make([]Token, len(inputs))
	for i, in := range inputs {
		tokens[i] = combine(epoch, in.Family, first[i], second[i])
	}
	return tokens
}
