package token

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"sync"
)

// CacheKey stands for an input in an epoch, in one process: a keyed digest, so that nothing
// of the input can be read or guessed from it elsewhere.
type CacheKey [sha256.Size]byte

// Cache remembers tokens in memory, so that a person who is reported again costs no
// evaluation. It stores no input. It keeps two generations: when the young one is full it
// becomes the old one, and the old one is forgotten; what is asked for again stays young. It
// can be used from several goroutines at once.
type Cache struct {
	key        []byte // random, of this process
	size       int
	mu         sync.Mutex
	young, old map[CacheKey]Token
}

// Format prints that there is a cache and nothing of it, whatever the verb.
func (*Cache) Format(f fmt.State, _ rune) { hidden(f, "cache") }

// NewCache returns a cache of at most 2*size tokens and at least the last size ones, about
// 60 bytes each; size is 1 or more.
func NewCache(size int) *Cache {
	c := &Cache{key: make([]byte, 32), size: max(1, size), young: map[CacheKey]Token{}}
	_, _ = rand.Read(c.key) // never fails: it ends the process instead
	return c
}

// Key returns the key of an input in an epoch. Epochs with the same number and other keys
// have other keys.
func (c *Cache) Key(epoch Epoch, in Input) (k CacheKey) {
	mac := hmac.New(sha256.New, c.key)
	b := binary.BigEndian.AppendUint32(make([]byte, 0, 128+len(in.Value)), epoch.Number)
	for _, part := range [][]byte{epoch.First, epoch.Second} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	b = binary.BigEndian.AppendUint64(b, uint64(in.Family))
	b = append(b, in.Value...)
	mac.Write(b)
	clear(b)
	mac.Sum(k[:0])
	return k
}

// Get returns the token of a key, and whether it is known.
func (c *Cache) Get(k CacheKey) (Token, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t, ok := c.young[k]; ok {
		return t, true
	}
	t, ok := c.old[k]
	if ok {
		c.put(k, t)
	}
	return t, ok
}

// Put remembers a token.
func (c *Cache) Put(k CacheKey, t Token) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(k, t)
}

func (c *Cache) put(k CacheKey, t Token) {
	if _, known := c.young[k]; !known && len(c.young) >= c.size {
		c.old, c.young = c.young, make(map[CacheKey]Token, c.size)
	}
	c.young[k] = t
}

// Len returns the number of tokens in memory, repeated ones of both generations counted twice.
func (c *Cache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.young) + len(c.old)
}
