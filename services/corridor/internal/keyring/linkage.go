package keyring

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// Link returns the deduplicator's key and the path of its file, and makes it the first time.
func (k *Keyring) Link() (*token.HubKey, string, error) {
	const name = "link.key"
	file, err := k.file(name, func() ([]byte, error) {
		key, err := token.NewHubKey()
		if err != nil {
			return nil, err
		}
		return key.File(), nil
	})
	if err != nil {
		return nil, "", err
	}
	key, err := token.ParseHubKey(file)
	return key, filepath.Join(k.dir, name), err
}

// LinkPublic is the name of the file with the public part of the deduplicator's key, in
// hexadecimal: it is too long for a command line.
const LinkPublic = "link.pub"

// WriteLinkPublic writes the public part of the deduplicator's key, which is made the first
// time, and returns the path of the file.
func (k *Keyring) WriteLinkPublic() (string, error) {
	key, _, err := k.Link()
	if err != nil {
		return "", err
	}
	path := filepath.Join(k.dir, LinkPublic)
	return path, write(path, fmt.Appendf(nil, "%x\n", key.Public()))
}

// LinkPath returns the path of the deduplicator's key, empty where there is none.
func LinkPath(dir string) string { return existing(filepath.Join(dir, "link.key")) }

func existing(path string) string {
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

const modelFile = "link-model.json"

// Model returns the path of the linkage model, which is the given one the first time: a log is
// decided by one model from its start to its end.
func (k *Keyring) Model(m *linkage.Model) (string, error) {
	_, err := k.file(modelFile, m.File)
	return filepath.Join(k.dir, modelFile), err
}

// ModelPath returns the path of the linkage model, empty where there is none and the built-in
// one counts.
func ModelPath(dir string) string { return existing(filepath.Join(dir, modelFile)) }

// Reviewer returns the key that signs decisions on the review queue, and makes it the first
// time.
func (k *Keyring) Reviewer() (*sign.Key, error) { return k.signing("reviewer") }

// HolderDir returns the directory with the keys of a key-holder, 1 or 2.
func (k *Keyring) HolderDir(holder int) string {
	return filepath.Join(k.dir, fmt.Sprintf("holder-%d", holder))
}

// Holder returns the key of a key-holder in an epoch, and makes it the first time.
func (k *Keyring) Holder(holder int, epoch uint32) (*token.HolderKey, error) {
	if err := os.MkdirAll(k.HolderDir(holder), 0o700); err != nil {
		return nil, fmt.Errorf("making the directory of a key-holder: %w", err)
	}
	file, err := k.file(fmt.Sprintf("holder-%d/%d.key", holder, epoch), func() ([]byte, error) {
		key, err := token.NewHolderKey(holder, epoch)
		if err != nil {
			return nil, err
		}
		return key.File(), nil
	})
	if err != nil {
		return nil, err
	}
	return token.ParseHolderKey(file)
}

// PublicHolders returns the public keys of both key-holders in an epoch, if they are here; it
// makes none.
func (k *Keyring) PublicHolders(epoch uint32) (first, second []byte, err error) {
	var public [2][]byte
	for i, holder := range []int{token.First, token.Second} {
		file, err := os.ReadFile(filepath.Join(k.HolderDir(holder), fmt.Sprintf("%d.key", epoch)))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("there is no key of key-holder %d in epoch %d here: make it with corridor keys add-holder, or name the public keys that the key-holders made", holder, epoch)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("reading the key of key-holder %d: %w", holder, err)
		}
		key, err := token.ParseHolderKey(file)
		if err != nil {
			return nil, nil, err
		}
		public[i] = key.Public()
	}
	return public[0], public[1], nil
}

// Linkage returns how tokens are made with the keys that are here, in one epoch, and makes
// those keys the first time.
func (k *Keyring) Linkage(epoch uint32) (*pb.Linkage, error) {
	link, _, err := k.Link()
	if err != nil {
		return nil, err
	}
	reviewer, err := k.Reviewer()
	if err != nil {
		return nil, err
	}
	first, err := k.Holder(token.First, epoch)
	if err != nil {
		return nil, err
	}
	second, err := k.Holder(token.Second, epoch)
	if err != nil {
		return nil, err
	}
	return &pb.Linkage{
		Recipient: link.Public(), Reviewers: []string{reviewer.Public()},
		Epochs: []*pb.KeyEpoch{{Epoch: epoch, First: first.Public(), Second: second.Public()}},
	}, nil
}
