package token

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"strconv"

	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/oprf"
)

const holderHead = "corridor-holder-key"

// HolderKey is the private key of one holder in one epoch. It can be used from several
// goroutines at once.
type HolderKey struct {
	holder int
	epoch  uint32
	seed   []byte
	server oprf.VerifiableServer
	public []byte
}

// Format prints that there is a key and nothing of it, whatever the verb.
func (*HolderKey) Format(f fmt.State, _ rune) { hidden(f, "holder key") }

// NewHolderKey returns a new random key of a holder, First or Second, in an epoch.
func NewHolderKey(holder int, epoch uint32) (*HolderKey, error) {
	seed := make([]byte, SeedSize)
	_, _ = rand.Read(seed) // never fails: it ends the process instead
	return HolderKeyFromSeed(holder, epoch, seed)
}

// HolderKeyFromSeed derives the key from a seed of SeedSize bytes (RFC 9497, DeriveKeyPair
// with holder and epoch as info), so that one seed gives unrelated keys in every epoch.
func HolderKeyFromSeed(holder int, epoch uint32, seed []byte) (*HolderKey, error) {
	if holder != First && holder != Second {
		return nil, fmt.Errorf("deriving a holder's key: %w: the holder is neither 1 nor 2", ErrKey)
	}
	if len(seed) != SeedSize {
		return nil, fmt.Errorf("deriving a holder's key: %w: the seed has another length", ErrKey)
	}
	private, err := oprf.DeriveKey(suite, oprf.VerifiableMode, seed, fmt.Appendf(nil, "corridor holder key v1 %d %d", holder, epoch))
	if err != nil {
		return nil, fmt.Errorf("deriving a holder's key: %w", err)
	}
	public, err := private.Public().MarshalBinary() // also computes it before goroutines share the key
	if err != nil {
		return nil, fmt.Errorf("deriving a holder's key: %w", err)
	}
	return &HolderKey{holder: holder, epoch: epoch, seed: bytes.Clone(seed), server: oprf.NewVerifiableServer(suite, private), public: public}, nil
}

// ParseHolderKey reads what File returned. The error never holds a part of it.
func ParseHolderKey(file []byte) (*HolderKey, error) {
	words, seed, err := parseFile(holderHead, 2, file)
	if err != nil {
		return nil, err
	}
	holder, err := strconv.Atoi(words[0])
	if err != nil {
		return nil, fmt.Errorf("reading a holder's key: %w: the holder is neither 1 nor 2", ErrKey)
	}
	epoch, err := strconv.ParseUint(words[1], 10, 32)
	if err != nil {
		return nil, fmt.Errorf("reading a holder's key: %w: the epoch is no number", ErrKey)
	}
	return HolderKeyFromSeed(holder, uint32(epoch), seed)
}

// File returns the secret content of the key's file: one line with head, holder, epoch, seed
// and check.
func (k *HolderKey) File() []byte {
	return formatFile(k.seed, holderHead, strconv.Itoa(k.holder), strconv.FormatUint(uint64(k.epoch), 10))
}

// Holder returns whose key it is, First or Second.
func (k *HolderKey) Holder() int { return k.holder }

// Epoch returns the number of the key's epoch.
func (k *HolderKey) Epoch() uint32 { return k.epoch }

// Public returns the public key, ElementSize bytes.
func (k *HolderKey) Public() []byte { return bytes.Clone(k.public) }

// Evaluation is a holder's answer to blinded inputs.
type Evaluation struct {
	Elements [][]byte // one of ElementSize bytes for each input, in their order
	Proof    []byte   // ProofSize bytes: the key of the epoch was applied to all of them
}

// Evaluate applies the key to blinded inputs, 1 to MaxElements of ElementSize bytes each, and
// proves it. The error is ErrElement when one of them is no element.
func (k *HolderKey) Evaluate(blinded [][]byte) (Evaluation, error) {
	in, err := elements(blinded)
	if err != nil {
		return Evaluation{}, fmt.Errorf("reading blinded inputs: %w", err)
	}
	out, err := k.server.Evaluate(&oprf.EvaluationRequest{Elements: in})
	if err != nil {
		return Evaluation{}, fmt.Errorf("evaluating: %w", err)
	}
	proof, err := out.Proof.MarshalBinary()
	if err != nil {
		return Evaluation{}, fmt.Errorf("writing a proof: %w", err)
	}
	evaluated, err := compressed(out.Elements)
	return Evaluation{Elements: evaluated, Proof: proof}, err
}

// CheckElements returns ErrElement unless Evaluate would take the elements.
func CheckElements(blinded [][]byte) error {
	_, err := elements(blinded)
	return err
}

// elements decodes 1 to MaxElements elements. It refuses the identity, and a second form of
// an element, which RFC 9496 has not.
func elements(encoded [][]byte) ([]group.Element, error) {
	if len(encoded) == 0 || len(encoded) > MaxElements {
		return nil, ErrElement
	}
	out := make([]group.Element, len(encoded))
	for i, b := range encoded {
		e, err := element(b)
		if err != nil {
			return nil, fmt.Errorf("element %d: %w", i, err)
		}
		out[i] = e
	}
	return out, nil
}

func element(b []byte) (group.Element, error) {
	e := suite.Group().NewElement()
	if len(b) != ElementSize || e.UnmarshalBinary(b) != nil || e.IsIdentity() {
		return nil, ErrElement
	}
	if again, err := e.MarshalBinaryCompress(); err != nil || !bytes.Equal(again, b) {
		return nil, ErrElement
	}
	return e, nil
}

func compressed(in []group.Element) ([][]byte, error) {
	out := make([][]byte, len(in))
	for i, e := range in {
		b, err := e.MarshalBinaryCompress()
		if err != nil {
			return nil, fmt.Errorf("writing element %d: %w", i, err)
		}
		out[i] = b
	}
	return out, nil
}
