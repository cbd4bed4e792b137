// Package keyring keeps the keys of a deployment that runs in one place: the trust anchor and,
// for demonstrations and tests, those of the focal points. In production the anchor stays
// offline and each country makes its own keys.
package keyring

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// Keyring is a directory of key files, which only their owner can read.
type Keyring struct {
	dir    string
	Anchor *sign.Key // nil where the directory is opened without
	shown  *uint64   // the number that reference keys follow from in a demonstration
}

// Reproducible makes the reference keys that are still to be made follow from a number, so that
// a demonstration prints the same figures each time. Such keys protect nothing.
func (k *Keyring) Reproducible(seed uint64) { k.shown = &seed }

// newRefKey returns 32 bytes for the reference key of a country.
func (k *Keyring) newRefKey(country geo.Area) ([]byte, error) {
	if k.shown != nil {
		sum := sha256.Sum256(fmt.Appendf(nil, "corridor demonstration %d %s", *k.shown, country))
		return sum[:], nil
	}
	b := make([]byte, 32)
	_, err := rand.Read(b)
	return b, err
}

// Open reads the keys in dir and makes the directory and the anchor where there are none.
func Open(dir string) (*Keyring, error) {
	k, err := At(dir)
	if err != nil {
		return nil, err
	}
	k.Anchor, err = k.signing("anchor")
	return k, err
}

// At returns the keys in dir without an anchor, for whoever has none, and makes the directory
// where there is none.
func At(dir string) (*Keyring, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("opening the keyring: %w", err)
	}
	return &Keyring{dir: dir}, nil
}

// Identity returns the keys of a country's focal point, and makes them the first time.
func (k *Keyring) Identity(country geo.Area) (focalpoint.Identity, error) {
	key, err := k.signing(country.String())
	if err != nil {
		return focalpoint.Identity{}, err
	}
	file, err := k.file(country.String()+".ref", func() ([]byte, error) {
		b, err := k.newRefKey(country)
		return focalpoint.FormatRefKey(country, b), err
	})
	if err != nil {
		return focalpoint.Identity{}, err
	}
	ref, err := focalpoint.ParseRefKey(country, file)
	return focalpoint.Identity{Country: country, Key: key, RefKey: ref}, err
}

func (k *Keyring) signing(name string) (*sign.Key, error) {
	seed, err := k.file(name+".seed", func() ([]byte, error) {
		key, err := sign.NewKey()
		if err != nil {
			return nil, err
		}
		return key.Seed()
	})
	if err != nil {
		return nil, err
	}
	return sign.KeyFromSeed(seed)
}

// file returns the content of a file, which is made first where it is missing.
func (k *Keyring) file(name string, content func() ([]byte, error)) ([]byte, error) {
	path := filepath.Join(k.dir, name)
	b, err := os.ReadFile(path)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return b, err
	}
	if b, err = content(); err != nil {
		return nil, fmt.Errorf("making key %s: %w", name, err)
	}
	return b, write(path, b)
}

// write puts a file in place whole and on disk, or not at all: half a key is worse than none.
func write(path string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-")
	if err != nil {
		return fmt.Errorf("writing a key: %w", err)
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("writing a key: %w", err), os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), path)
}

// Public returns the public signing key of a country whose keys are here; it makes none.
func (k *Keyring) Public(country geo.Area) (string, error) {
	seed, err := os.ReadFile(filepath.Join(k.dir, country.String()+".seed"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there is no key of %s here: make it with corridor keys add-country, or name the public key that the country made", country)
	}
	if err != nil {
		return "", fmt.Errorf("reading the key of %s: %w", country, err)
	}
	key, err := sign.KeyFromSeed(seed)
	if err != nil {
		return "", err
	}
	return key.Public(), nil
}

// TrustList returns a list signed by the anchor.
func (k *Keyring) TrustList(list *pb.TrustListBody) ([]byte, error) {
	body, err := proto.MarshalOptions{Deterministic: true}.Marshal(list)
	if err != nil {
		return nil, err
	}
	signature, err := k.Anchor.Sign(sign.TrustListType, body)
	if err != nil {
		return nil, err
	}
	return proto.Marshal(&pb.TrustList{Body: body, PublicKey: k.Anchor.Public(), Signature: signature})
}
