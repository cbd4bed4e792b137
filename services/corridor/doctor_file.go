package corridor

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/services/corridor/internal/doctor"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// keysDir is where key files are to be looked at; empty for nowhere.
func (c *doctorCommand) keysDir() string {
	if c.Keys != "" || c.Keep == "" {
		return c.Keys
	}
	return keysDir(c.Keep)
}

// keyFiles looks at each file that holds a secret.
func (c *doctorCommand) keyFiles() []doctor.Finding {
	dir := c.keysDir()
	if dir == "" {
		return []doctor.Finding{doctor.Unseen("keys", false, "no folder was named", "Name that of this machine's key files with --keys.")}
	}
	var keys []doctor.Key
	err := filepath.WalkDir(dir+"/", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch filepath.Ext(path) {
		case ".seed", ".key", ".ref":
			keys = append(keys, lookAtKey(path))
		}
		return nil
	})
	if err != nil {
		return []doctor.Finding{doctor.Unseen("keys", true, err.Error(), "Name the folder of the key files with --keys.")}
	}
	return doctor.Keys(keys)
}

func lookAtKey(path string) doctor.Key {
	k := doctor.Key{Path: path}
	info, err := os.Stat(path)
	if err != nil {
		k.Error = err
		return k
	}
	k.Mode = uint32(info.Mode().Perm())
	content, err := os.ReadFile(path)
	if err != nil {
		k.Error = err
		return k
	}
	k.Error = parseKey(filepath.Base(path), content)
	return k
}

// parseKey returns why a file is not the key that its name says.
func parseKey(name string, content []byte) (err error) {
	switch base, ext, _ := strings.Cut(name, "."); {
	case name == "link.key":
		_, err = token.ParseHubKey(content)
	case ext == "key":
		_, err = token.ParseHolderKey(content)
	case ext == "ref":
		country, _ := geo.ParseAlpha3(base)
		_, err = focalpoint.ParseRefKey(country, content)
	default:
		_, err = sign.KeyFromSeed(content)
	}
	return err
}

// anchor returns the public key of the trust anchor; empty where it is not known.
func (c *doctorCommand) anchor() string {
	if c.Anchor != "" {
		return c.Anchor
	}
	seed, err := os.ReadFile(filepath.Join(c.keysDir(), "anchor.seed"))
	if err != nil {
		return ""
	}
	key, err := sign.KeyFromSeed(seed)
	if err != nil {
		return ""
	}
	return key.Public()
}

// linkPublic returns the public part of the deduplicator's key; empty where it is not here.
func (c *doctorCommand) linkPublic() string {
	path := keyring.LinkPath(c.keysDir())
	file, err := os.ReadFile(path)
	if path == "" || err != nil {
		return ""
	}
	key, err := token.ParseHubKey(file)
	if err != nil {
		return ""
	}
	return string(key.Public())
}

// disk looks at the disk of the streams, where it is in this machine.
func (c *doctorCommand) disk(servers []doctor.Server, storeDirs []string) doctor.Finding {
	var promised int64
	for _, s := range servers {
		promised += max(0, s.Limit-max(0, s.Used))
	}
	dirs := append([]string{cmp.Or(c.Store, c.Keep)}, storeDirs...)
	for _, dir := range dirs {
		var fs syscall.Statfs_t
		if !filepath.IsAbs(dir) || syscall.Statfs(dir, &fs) != nil {
			continue
		}
		d := doctor.Disk{Path: dir, Free: int64(fs.Bavail) * fs.Bsize, Size: int64(fs.Blocks) * fs.Bsize}
		if len(servers) > 1 {
			promised = 0 // not all of it is on this disk
		}
		return d.Judge(promised)
	}
	return doctor.Unseen("disk", false, "the streams are not on a path of this machine", "Run this where they are, and name the folder with --store.")
}
