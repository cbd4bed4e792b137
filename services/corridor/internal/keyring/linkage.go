package keyring

import (
	"fmt"
	"os"
	"path/filepath"

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

// LinkPath returns the path of the deduplicator's key, empty where there is none.
func LinkPath(dir string) string {
	path := filepath.Join(dir, "link.key")
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

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
