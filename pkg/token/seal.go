package token

import (
	"crypto/hpke"
	"fmt"
)

// What is sealed with: HPKE (RFC 9180) with the hybrid of ML-KEM-768 and X25519, because
// tokens are still personal data when somebody has a quantum computer.
var (
	sealKEM  = hpke.MLKEM768X25519()
	sealKDF  = hpke.HKDFSHA256()
	sealAEAD = hpke.AES256GCM()
)

// PublicSize is the length of a public sealing key in bytes.
const PublicSize = 1216

const sealLabel = "corridor token sheets v1 "

// Recipient is the private key that tokens are sealed to. It can be used from several
// goroutines at once.
type Recipient struct {
	key hpke.PrivateKey
}

// Format prints that there is a key and nothing of it, whatever the verb.
func (*Recipient) Format(f fmt.State, _ rune) { hidden(f, "recipient") }

// RecipientFromSeed derives the key from a seed of SeedSize bytes (HPKE, DeriveKeyPair).
func RecipientFromSeed(seed []byte) (*Recipient, error) {
	if len(seed) != SeedSize {
		return nil, fmt.Errorf("deriving a sealing key: %w: the seed has another length", ErrKey)
	}
	key, err := sealKEM.DeriveKeyPair(seed)
	if err != nil {
		return nil, fmt.Errorf("deriving a sealing key: %w", err)
	}
	return &Recipient{key: key}, nil
}

// Public returns the public key, PublicSize bytes.
func (r *Recipient) Public() []byte { return r.key.PublicKey().Bytes() }

// Seal encrypts to the holder of a public key what a country sends. The country is part of
// what is checked when it is opened, so that another one can't send a copy as its own.
func Seal(public []byte, country string, plaintext []byte) ([]byte, error) {
	key, err := sealKEM.NewPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w: the recipient's public key", ErrKey)
	}
	sealed, err := hpke.Seal(key, sealKDF, sealAEAD, []byte(sealLabel+country), plaintext)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	return sealed, nil
}

// Open decrypts what a country sealed. The error is ErrSealed when it is damaged, or was
// sealed to another key or by another country.
func (r *Recipient) Open(country string, sealed []byte) ([]byte, error) {
	plaintext, err := hpke.Open(r.key, sealKDF, sealAEAD, []byte(sealLabel+country), sealed)
	if err != nil {
		return nil, ErrSealed
	}
	return plaintext, nil
}
