package token

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// A key's file is one line that checks itself: head, what it is for, seed and check. With a
// damaged or exchanged key every token would be a new one, and every victim would count twice.

func formatFile(seed []byte, head ...string) []byte {
	line := fmt.Sprintf("%s %x", strings.Join(head, " "), seed)
	return fmt.Appendf(nil, "%s %x\n", line, checkOf(line))
}

func checkOf(line string) []byte {
	sum := sha256.Sum256([]byte(line))
	return sum[:4]
}

// parseFile returns the words after the head, and the seed. The error holds no part of the file.
func parseFile(head string, words int, file []byte) ([]string, []byte, error) {
	f := strings.Fields(string(bytes.TrimSpace(file)))
	if len(f) != words+3 || f[0] != head {
		return nil, nil, fmt.Errorf("%w: not a file of %s", ErrKey, head)
	}
	seed, err := hex.DecodeString(f[words+1])
	line := strings.Join(f[:words+2], " ")
	if err != nil || len(seed) != SeedSize || fmt.Sprintf("%x", checkOf(line)) != f[words+2] {
		return nil, nil, fmt.Errorf("%w: take the copy that you put away", ErrKey)
	}
	return f[1 : words+1], seed, nil
}
