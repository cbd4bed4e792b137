package doctor

import (
	"fmt"
	"maps"
	"slices"
)

// Key is a file with a secret. Error says why it could not be read, and nothing of its content.
type Key struct {
	Path  string
	Mode  uint32 // the permission bits
	Error error
}

// Keys judges key files.
func Keys(keys []Key) []Finding {
	var found []Finding
	for _, k := range keys {
		switch {
		case k.Error != nil:
			found = append(found, fine("keys", "%s cannot be used: %v", k.Path, k.Error).
				fail("Put the file back from its backup. Never make a new one in its place: link.key and key-holders' keys cannot be replaced."))
		case k.Mode&0o077 != 0:
			found = append(found, fine("keys", "%s can be read by others (mode %03o)", k.Path, k.Mode).
				fail(fmt.Sprintf("chmod go= %s; and think about who may have read it.", k.Path)))
		}
	}
	if len(found) == 0 && len(keys) > 0 {
		return []Finding{fine("keys", "%d files, for their owner alone", len(keys))}
	}
	return found
}

// Trust is the trust list in force. Error says what is wrong with it.
type Trust struct {
	Version   uint64
	Countries int
	Epochs    []uint32
	Foreign   bool // tokens are sealed to another key than the link key that was given
	None      bool
	Error     error
}

// Judge judges the trust list. It has no end: it counts until a newer one does.
func (t Trust) Judge() Finding {
	switch {
	case t.None:
		return fine("trust list", "none is in force, so every submission is refused").
			warn("Publish one: corridor keys trust-list.")
	case t.Error != nil:
		return fine("trust list", "%v", t.Error).
			fail("The normalizer was given another anchor, or --anchor here is wrong. Compare it with what corridor keys init printed.")
	}
	f := fine("trust list", "version %d, %d countries, key epochs %v", t.Version, t.Countries, t.Epochs)
	switch {
	case t.Foreign:
		f.Found += ", and tokens are sealed to another key than link.key"
		return f.fail("Publish the public part of the deduplicator's key: corridor keys linkage. Until then nothing is linked.")
	case t.Countries == 0:
		return f.warn("Nobody may publish. Add countries: corridor keys trust-list.")
	case len(t.Epochs) > 2:
		return f.warn("More than two key epochs. End the old ones: corridor keys linkage --drop-epoch.")
	}
	return f
}

func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
