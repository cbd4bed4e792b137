// Package sign signs and verifies bodies with Ed25519 nkeys. What is signed is the
// pre-authentication encoding of DSSE, which binds a body to its type, so that a signature
// over a submission can never pass as one over a trust list.
package sign

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/nats-io/nkeys"
)

// The payload types that Corridor signs.
const (
	// SubmissionType is signed by a focal point over a SubmissionBody.
	SubmissionType = "application/vnd.corridor.submission.v1+protobuf"
	// TrustListType is signed by the offline trust anchor over a TrustListBody.
	TrustListType = "application/vnd.corridor.trust-list.v1+protobuf"
	// EvaluationRequestType is signed by a focal point over an EvaluationRequestBody.
	EvaluationRequestType = "application/vnd.corridor.evaluation-request.v1+protobuf"
	// ReviewType is signed by a reviewer over a ReviewBody.
	ReviewType = "application/vnd.corridor.review.v1+protobuf"
)

// ErrSignature says that a signature does not verify: another key, type or body, or bytes
// that are no key or no signature at all. Callers need not tell these apart.
var ErrSignature = errors.New("signature does not verify")

// publicLength is the length of a public nkey in its text form: 35 bytes in base32.
const publicLength = 56

// Key is a private signing key; NewKey and KeyFromSeed make one. It can be used from several
// goroutines at once.
type Key struct {
	pair   nkeys.KeyPair
	public string
}

// NewKey returns a new random key of nkeys' account type.
func NewKey() (*Key, error) {
	pair, err := nkeys.CreateAccount()
	if err != nil {
		return nil, fmt.Errorf("making a signing key: %w", err)
	}
	return keyOf(pair)
}

// KeyFromSeed returns the key of a seed in its text form, 58 characters that begin with SA.
func KeyFromSeed(seed []byte) (*Key, error) {
	pair, err := nkeys.FromSeed(seed)
	if err != nil {
		return nil, fmt.Errorf("reading the seed of a signing key: %w", err)
	}
	return keyOf(pair)
}

func keyOf(pair nkeys.KeyPair) (*Key, error) {
	public, err := pair.PublicKey()
	if err != nil {
		return nil, fmt.Errorf("deriving the public key: %w", err)
	}
	if !nkeys.IsValidPublicAccountKey(public) {
		return nil, errors.New("the seed is of another type than a signing key")
	}
	return &Key{pair: pair, public: public}, nil
}

// Seed returns the secret that KeyFromSeed reads. The caller wipes it after use.
func (k *Key) Seed() ([]byte, error) {
	seed, err := k.pair.Seed()
	if err != nil {
		return nil, fmt.Errorf("reading the seed of a signing key: %w", err)
	}
	return append([]byte(nil), seed...), nil
}

// Public returns the public key in its text form, 56 characters that begin with A.
func (k *Key) Public() string { return k.public }

// Sign returns the signature over a body of the given type, 64 bytes.
func (k *Key) Sign(payloadType string, body []byte) ([]byte, error) {
	signature, err := k.pair.Sign(pae(payloadType, body))
	if err != nil {
		return nil, fmt.Errorf("signing: %w", err)
	}
	return signature, nil
}

// Valid reports whether a text is a public signing key.
func Valid(publicKey string) bool {
	// Base32 decoders skip line breaks, so the length keeps a key to a single text form.
	return len(publicKey) == publicLength && nkeys.IsValidPublicAccountKey(publicKey)
}

// Verify returns nil when the holder of publicKey signed this body as this type, and
// ErrSignature in every other case.
func Verify(publicKey, payloadType string, body, signature []byte) error {
	if !Valid(publicKey) {
		return ErrSignature
	}
	key, err := nkeys.FromPublicKey(publicKey)
	if err != nil || key.Verify(pae(payloadType, body), signature) != nil {
		return ErrSignature
	}
	return nil
}

// pae is the pre-authentication encoding of DSSE 1.0: both parts with their lengths in
// bytes, so that no other pair of type and body has the same encoding.
func pae(payloadType string, body []byte) []byte {
	b := make([]byte, 0, len(payloadType)+len(body)+64)
	b = append(b, "DSSEv1 "...)
	b = strconv.AppendInt(b, int64(len(payloadType)), 10)
	b = append(b, ' ')
	b = append(b, payloadType...)
	b = append(b, ' ')
	b = strconv.AppendInt(b, int64(len(body)), 10)
	b = append(b, ' ')
	return append(b, body...)
}
