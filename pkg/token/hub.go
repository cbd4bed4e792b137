package token

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/daead/subtle"
)

const hubHead = "corridor-link-key"

// Labels of what a hub's key is expanded to. Stored data depends on them.
const (
	recipientLabel = "corridor link key v1 recipient"
	pepperLabel    = "corridor link key v1 pepper"
	stateLabel     = "corridor link key v1 state"
	idLabel        = "corridor link key v1 id"
)

// HubKey is the deduplicator's key: what opens sealed tokens, what turns them into codes, and
// what its own state is encrypted with, all derived from one seed by HKDF-SHA256. It can be
// used from several goroutines at once.
type HubKey struct {
	*Recipient
	seed  []byte
	id    [16]byte
	codes cipher.Block // keyed with the pepper
	state *subtle.AESSIV
}

// Format prints that there is a key and nothing of it, whatever the verb.
func (*HubKey) Format(f fmt.State, _ rune) { hidden(f, "link key") }

// NewHubKey returns a new random key.
func NewHubKey() (*HubKey, error) {
	seed := make([]byte, SeedSize)
	_, _ = rand.Read(seed) // never fails: it ends the process instead
	return HubKeyFromSeed(seed)
}

// HubKeyFromSeed derives the key from a seed of SeedSize bytes.
func HubKeyFromSeed(seed []byte) (*HubKey, error) {
	if len(seed) != SeedSize {
		return nil, fmt.Errorf("deriving a link key: %w: the seed has another length", ErrKey)
	}
	parts := map[string][]byte{recipientLabel: nil, pepperLabel: nil, stateLabel: nil, idLabel: nil}
	for label, length := range map[string]int{recipientLabel: SeedSize, pepperLabel: 32, stateLabel: subtle.AESSIVKeySize, idLabel: 16} {
		part, err := hkdf.Key(sha256.New, seed, nil, label, length)
		if err != nil {
			return nil, fmt.Errorf("deriving a link key: %w", err)
		}
		parts[label] = part
	}
	recipient, err := RecipientFromSeed(parts[recipientLabel])
	if err != nil {
		return nil, err
	}
	state, err := subtle.NewAESSIV(parts[stateLabel])
	if err != nil {
		return nil, fmt.Errorf("deriving a link key: %w", err)
	}
	codes, err := aes.NewCipher(parts[pepperLabel])
	if err != nil {
		return nil, fmt.Errorf("deriving a link key: %w", err)
	}
	return &HubKey{Recipient: recipient, seed: bytes.Clone(seed), id: [16]byte(parts[idLabel]), codes: codes, state: state}, nil
}

// ParseHubKey reads what File returned. The error never holds a part of it.
func ParseHubKey(file []byte) (*HubKey, error) {
	_, seed, err := parseFile(hubHead, 0, file)
	if err != nil {
		return nil, err
	}
	return HubKeyFromSeed(seed)
}

// File returns the secret content of the key's file: one line with head, seed and check.
func (k *HubKey) File() []byte { return formatFile(k.seed, hubHead) }

// ID identifies the key without telling anything of it, so that data made with another key is
// noticed.
func (k *HubKey) ID() [16]byte { return k.id }

// Code returns what the hub keeps of a token: the first 8 bytes of AES-256(pepper, token), as
// a token is one block, as a big-endian number, and 1 in place of 0. Equal tokens give equal
// codes; without the key a code cannot be matched with a token, and not even with it can the
// token be had from a code.
func (k *HubKey) Code(t Token) uint64 { return k.Codes(t[:])[0] }

// Codes returns the codes of tokens that stand one behind the other, Size bytes each.
func (k *HubKey) Codes(tokens []byte) []uint64 {
	codes, block := make([]uint64, len(tokens)/Size), make([]byte, Size)
	for i := range codes {
		k.codes.Encrypt(block, tokens[i*Size:])
		codes[i] = max(1, binary.BigEndian.Uint64(block))
	}
	return codes
}

// SealState encrypts a part of the deduplicator's own state, 16 bytes longer. It is
// deterministic (AES-SIV, RFC 5297): the same state gives the same bytes, so a replay writes
// what the first run wrote. Whoever sees two ciphertexts learns whether they are equal.
func (k *HubKey) SealState(plaintext, aad []byte) ([]byte, error) {
	sealed, err := k.state.EncryptDeterministically(plaintext, aad)
	if err != nil {
		return nil, fmt.Errorf("sealing state: %w", err)
	}
	return sealed, nil
}

// OpenState decrypts what SealState returned for the same aad; else the error is ErrSealed.
func (k *HubKey) OpenState(sealed, aad []byte) ([]byte, error) {
	plaintext, err := k.state.DecryptDeterministically(sealed, aad)
	if err != nil {
		return nil, ErrSealed
	}
	return plaintext, nil
}
