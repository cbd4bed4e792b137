package keyholder

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/token"
)

// keySuffix ends the names of key files; all other files are left alone.
const keySuffix = ".key"

// keys are the keys of this holder in a directory. An epoch begins when its file is put
// there and ends when it is taken out, without a restart.
type keys struct {
	dir     string
	holder  int
	metrics *metrics
	log     zerolog.Logger

	mu     sync.RWMutex
	epochs map[uint32]*token.HolderKey
	faults string
}

// openKeys reads the directory, and refuses one without a key of the holder.
func openKeys(dir string, holder int, m *metrics, log zerolog.Logger) (*keys, error) {
	k := &keys{dir: dir, holder: holder, metrics: m, log: log}
	if err := k.load(); err != nil {
		return nil, err
	}
	if len(k.epochs) == 0 {
		return nil, fmt.Errorf("the directory of keys has no key of holder %d in a file that ends in %s", holder, keySuffix)
	}
	return k, nil
}

// of returns the key of an epoch; nil when there is none.
func (k *keys) of(epoch uint32) *token.HolderKey {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.epochs[epoch]
}

// load reads the directory again. A directory that can't be read leaves all as it was; a file
// that can't be read ends its epoch.
func (k *keys) load() error {
	files, err := os.ReadDir(k.dir)
	if err != nil {
		return fmt.Errorf("reading the directory of keys: %w", err)
	}
	found, faults := map[uint32]*token.HolderKey{}, ""
	for _, f := range files {
		if f.IsDir() || !strings.HasSuffix(f.Name(), keySuffix) {
			continue
		}
		if err := k.take(found, f.Name()); err != nil {
			faults += fmt.Sprintf("%s: %v; ", f.Name(), err)
		}
	}
	k.replace(found, faults)
	return nil
}

// take reads a file into found, unless it is the other holder's: a demonstration keeps both
// in one place.
func (k *keys) take(found map[uint32]*token.HolderKey, name string) error {
	file, err := os.ReadFile(filepath.Join(k.dir, name))
	if err != nil {
		return errors.New("the file cannot be read")
	}
	key, err := token.ParseHolderKey(file)
	clear(file)
	if err != nil || key.Holder() != k.holder {
		return err
	}
	if other := found[key.Epoch()]; other != nil && !bytes.Equal(other.Public(), key.Public()) {
		return fmt.Errorf("another file has another key of epoch %d, and that one is served", key.Epoch())
	}
	found[key.Epoch()] = key
	return nil
}

// replace puts the found keys in force, and tells what has changed.
func (k *keys) replace(found map[uint32]*token.HolderKey, faults string) {
	k.mu.Lock()
	before, known := k.epochs, k.faults
	k.epochs, k.faults = found, faults
	k.mu.Unlock()
	k.metrics.epochs.Set(float64(len(found)))
	if faults != "" && faults != known {
		k.log.Warn().Str("files", faults).Msg("some key files are not served")
	}
	if now := slices.Sorted(maps.Keys(found)); !slices.Equal(now, slices.Sorted(maps.Keys(before))) {
		k.log.Info().Uints32("epochs", now).Msg("keys are served")
	}
}
