package token

import (
	"bytes"
	"fmt"
	"reflect"
	"sync"
	"testing"
)

func TestCacheRemembers(t *testing.T) {
	c := NewCache(2)
	epoch := Epoch{Number: 7, First: []byte{1}, Second: []byte{2}}
	inputs := inputsOf(5)
	tokens := direct(t, 7, inputs...)
	for i, in := range inputs {
		c.Put(c.Key(epoch, in), tokens[i])
		if got, ok := c.Get(c.Key(epoch, inputs[0])); !ok || got != tokens[0] {
			t.Fatalf("what is asked for again was forgotten after %d", i)
		}
		if c.Len() > 4 {
			t.Fatalf("%d tokens are in a cache of 2", c.Len())
		}
	}
	if _, ok := c.Get(c.Key(epoch, inputs[1])); ok {
		t.Error("the oldest is still there")
	}
	if got, ok := c.Get(c.Key(epoch, inputs[4])); !ok || got != tokens[4] {
		t.Error("the last one is not there")
	}
}

func TestCacheTellsInputsApart(t *testing.T) {
	c := NewCache(10)
	epoch := Epoch{Number: 7, First: []byte{1}, Second: []byte{2}}
	in := Input{Family: 1, Value: []byte("x")}
	base := c.Key(epoch, in)
	for name, k := range map[string]CacheKey{
		"another number":  c.Key(Epoch{Number: 8, First: []byte{1}, Second: []byte{2}}, in),
		"another key":     c.Key(Epoch{Number: 7, First: []byte{1}, Second: []byte{3}}, in),
		"another border":  c.Key(Epoch{Number: 7, First: []byte{1, 2}}, in),
		"another family":  c.Key(epoch, Input{Family: 2, Value: []byte("x")}),
		"another value":   c.Key(epoch, Input{Family: 1, Value: []byte("y")}),
		"another process": NewCache(10).Key(epoch, in),
	} {
		if k == base {
			t.Errorf("%s has the same key", name)
		}
	}
	if c.Key(epoch, in) != base {
		t.Error("the key of an input changed")
	}
}

// TestCacheHoldsNoInput looks through all bytes that a cache keeps.
func TestCacheHoldsNoInput(t *testing.T) {
	c := NewCache(3)
	epoch := Epoch{Number: 7}
	for i, in := range inputsOf(9) {
		c.Put(c.Key(epoch, in), Token{byte(i)})
	}
	var memory bytes.Buffer
	fmt.Fprintf(&memory, "%s", c.key)
	for _, generation := range []map[CacheKey]Token{c.young, c.old} {
		for k, token := range generation {
			memory.Write(k[:])
			memory.Write(token[:])
		}
	}
	for _, in := range inputsOf(9) {
		for i := range len(in.Value) - 4 {
			if bytes.Contains(memory.Bytes(), in.Value[i:i+5]) {
				t.Fatal("a part of an input is in the cache")
			}
		}
	}
	if n := reflect.TypeFor[Cache]().NumField(); n != 5 {
		t.Errorf("a cache has %d fields: look through the new ones too", n)
	}
}

func TestCacheIsForSeveral(t *testing.T) {
	c := NewCache(8)
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 200 {
				k := c.Key(Epoch{}, Input{Family: i % 20, Value: []byte("x")})
				c.Put(k, Token{byte(i % 20)})
				if got, ok := c.Get(k); ok && got[0] != byte(i%20) {
					t.Errorf("goroutine %d got the token of another input", g)
				}
			}
		})
	}
	wg.Wait()
}
