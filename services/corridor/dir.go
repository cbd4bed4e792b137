package corridor

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/corridor-tip/corridor/pkg/app"
)

// streamsDir is where the streams lie in a data directory.
func streamsDir(dir string) string { return filepath.Join(dir, "streams") }

// keysDir is where the keys lie in a data directory.
func keysDir(dir string) string { return filepath.Join(dir, "keys") }

// stateDir returns where data stays when nobody says where: $XDG_STATE_HOME, or
// ~/.local/state, and a folder for each use in it.
func stateDir(use string) (string, error) {
	base := os.Getenv("XDG_STATE_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("finding a place for data: %w; name one with --keep", err)
		}
		base = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(base, "corridor", use), nil
}

// lock makes sure that one process at a time works on a data directory: two servers on one
// store would destroy it. The lock goes with the process.
func lock(dir string) (release func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the data directory: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "LOCK"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("locking the data directory: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("the data in %s is in use by another process", dir)
	}
	return func() { _ = f.Close() }, nil
}

// noticeFile says what the data in a directory are, so that nobody takes a demo's for real.
const noticeFile = "NOTICE"

// notice returns what the data in a directory are; nothing for data of a deployment.
func notice(dir string) string {
	b, err := os.ReadFile(filepath.Join(dir, noticeFile))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}

// sentence says a notice to a reader; nothing where there is none.
func sentence(notice string) string {
	if notice == "" {
		return ""
	}
	return "These data are " + notice + "."
}

// setNotice marks a directory for one purpose, and refuses one that is marked for another.
func setNotice(dir, text string) error {
	if held := notice(dir); held != "" && held != text {
		return fmt.Errorf("%w: the data in %s are %s", app.ErrMisused, dir, held)
	}
	if err := os.WriteFile(filepath.Join(dir, noticeFile), []byte(text+"\n"), 0o600); err != nil {
		return fmt.Errorf("marking the data directory: %w", err)
	}
	return nil
}

// exists reports whether dir holds streams.
func exists(dir string) error {
	if _, err := os.Stat(streamsDir(dir)); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there are no data in %s; run corridor demo first, or name a place with --keep", dir)
	}
	return nil
}
