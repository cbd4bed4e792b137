package token

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func hubKey(t testing.TB) *HubKey {
	t.Helper()
	k, err := HubKeyFromSeed(seedOf(9))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// TestGoldenBytes fails when anything changes that stored tokens, codes or states depend on.
func TestGoldenBytes(t *testing.T) {
	first, second := keyPair(t, 7)
	hub := hubKey(t)
	token := direct(t, 7, Input{Family: 3, Value: []byte("invented")})[0]
	id := hub.ID()
	state, err := hub.SealState([]byte("invented state"), []byte("about"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ got, want string }{
		"public key of holder 1": {fmt.Sprintf("%x", first.Public()), "aef284b6d5736030f49d2ffa5949320dbb4a42f7855973e36f5c088f52538133"},
		"public key of holder 2": {fmt.Sprintf("%x", second.Public()), "da67551cce43ec4d7b0bde8b8f8bf2d19399092be564f771c5cf1849a4896914"},
		"token":                  {fmt.Sprintf("%x", token[:]), "69c4272e79b249d2fd6363867ca19691"},
		"code":                   {fmt.Sprintf("%016x", hub.Code(token)), "d94615bf5b5e0f06"},
		"id of the hub's key":    {fmt.Sprintf("%x", id), "980ee3fba5bbaa0735e42255b445cbf8"},
		"state":                  {fmt.Sprintf("%x", state), "cd003a5583c24e333be618342da458869635c55fcbe04eb8f6b4e368b446"},
		"public sealing key":     {fmt.Sprintf("%x", checkOf(string(hub.Public()))), "da65e56d"},
		"file of a holder's key": {string(first.File()), "corridor-holder-key 1 7 0101010101010101010101010101010101010101010101010101010101010101 d23dff03\n"},
		"file of the hub's key":  {string(hub.File()), "corridor-link-key 0909090909090909090909090909090909090909090909090909090909090909 85152670\n"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", name, c.got, c.want)
		}
	}
}

func TestKeyFiles(t *testing.T) {
	key, err := NewHolderKey(Second, 4_000_000_000)
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseHolderKey(key.File())
	if err != nil || !bytes.Equal(again.Public(), key.Public()) || again.Epoch() != 4_000_000_000 || again.Holder() != Second {
		t.Errorf("another holder's key came back: %v", err)
	}
	hub, err := NewHubKey()
	if err != nil {
		t.Fatal(err)
	}
	same, err := ParseHubKey(hub.File())
	if err != nil || same.ID() != hub.ID() || !bytes.Equal(same.Public(), hub.Public()) {
		t.Errorf("another hub's key came back: %v", err)
	}
}

// TestDamagedKeyFiles flips every character: none may give a key, or show itself in the error.
func TestDamagedKeyFiles(t *testing.T) {
	first, _ := keyPair(t, 7)
	for name, c := range map[string]struct {
		file  []byte
		parse func([]byte) error
	}{
		"of a holder": {first.File(), func(b []byte) error { _, err := ParseHolderKey(b); return err }},
		"of the hub":  {hubKey(t).File(), func(b []byte) error { _, err := ParseHubKey(b); return err }},
	} {
		for i := range len(c.file) - 1 {
			damaged := bytes.Clone(c.file)
			damaged[i] ^= 1
			if err := c.parse(damaged); !errors.Is(err, ErrKey) || strings.Contains(err.Error(), "0101") || strings.Contains(err.Error(), "0909") {
				t.Errorf("file %s with character %d changed: %v", name, i, err)
			}
			if err := c.parse(c.file[:i]); err == nil {
				t.Errorf("file %s cut after %d characters was taken", name, i)
			}
		}
	}
	if _, err := ParseHolderKey(hubKey(t).File()); !errors.Is(err, ErrKey) {
		t.Errorf("the hub's key as a holder's: %v", err)
	}
	if _, err := ParseHubKey(first.File()); !errors.Is(err, ErrKey) {
		t.Errorf("a holder's key as the hub's: %v", err)
	}
	if _, err := ParseHolderKey(formatFile(seedOf(1), holderHead, "3", "7")); !errors.Is(err, ErrKey) {
		t.Errorf("a third holder: %v", err)
	}
}

func FuzzParseKey(f *testing.F) {
	first, _ := keyPair(f, 7)
	f.Add(first.File())
	f.Add(hubKey(f).File())
	f.Add([]byte("corridor-holder-key 1 7 zz zz"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if k, err := ParseHolderKey(file); err == nil {
			if again, err := ParseHolderKey(k.File()); err != nil || !bytes.Equal(again.Public(), k.Public()) {
				t.Errorf("a file was taken that gives another key the second time: %v", err)
			}
		}
		_, _ = ParseHubKey(file)
	})
}

func TestSealOpensForItsCountryAlone(t *testing.T) {
	hub := hubKey(t)
	other, err := NewHubKey()
	if err != nil {
		t.Fatal(err)
	}
	plaintext := []byte("invented sheets")
	sealed, err := Seal(hub.Public(), "UKR", plaintext)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := hub.Open("UKR", sealed); err != nil || !bytes.Equal(got, plaintext) {
		t.Errorf("got %v", err)
	}
	for name, open := range map[string]func() ([]byte, error){
		"another country":  func() ([]byte, error) { return hub.Open("POL", sealed) },
		"no country":       func() ([]byte, error) { return hub.Open("", sealed) },
		"another key":      func() ([]byte, error) { return other.Open("UKR", sealed) },
		"a cut ciphertext": func() ([]byte, error) { return hub.Open("UKR", sealed[:len(sealed)-1]) },
		"nothing":          func() ([]byte, error) { return hub.Open("UKR", nil) },
	} {
		if _, err := open(); !errors.Is(err, ErrSealed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, i := range []int{0, 500, 1150, len(sealed) - 20, len(sealed) - 1} {
		damaged := bytes.Clone(sealed)
		damaged[i] ^= 1
		if _, err := hub.Open("UKR", damaged); !errors.Is(err, ErrSealed) {
			t.Errorf("byte %d changed: %v", i, err)
		}
	}
	if len(hub.Public()) != PublicSize {
		t.Errorf("a public key has %d bytes", len(hub.Public()))
	}
	if _, err := Seal(hub.Public()[1:], "UKR", plaintext); !errors.Is(err, ErrKey) {
		t.Errorf("a short public key: %v", err)
	}
}

func TestStateIsDeterministicAndBound(t *testing.T) {
	hub := hubKey(t)
	seal := func(plaintext, aad string) []byte {
		b, err := hub.SealState([]byte(plaintext), []byte(aad))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	sealed := seal("state", "aad")
	if !bytes.Equal(sealed, seal("state", "aad")) || len(sealed) != len("state")+16 {
		t.Error("the same state is sealed in two ways, or is longer than it says")
	}
	if bytes.Equal(sealed, seal("statf", "aad")) || bytes.Equal(sealed, seal("state", "abd")) {
		t.Error("other states are sealed alike")
	}
	if got, err := hub.OpenState(sealed, []byte("aad")); err != nil || string(got) != "state" {
		t.Errorf("opened: %v", err)
	}
	if _, err := hub.OpenState(sealed, []byte("other")); !errors.Is(err, ErrSealed) {
		t.Errorf("with another aad: %v", err)
	}
	for i := range sealed {
		damaged := bytes.Clone(sealed)
		damaged[i] ^= 1
		if _, err := hub.OpenState(damaged, []byte("aad")); !errors.Is(err, ErrSealed) {
			t.Errorf("byte %d changed: %v", i, err)
		}
	}
}

func TestCodeNeedsThePepper(t *testing.T) {
	hub := hubKey(t)
	other, err := NewHubKey()
	if err != nil {
		t.Fatal(err)
	}
	tokens := direct(t, 7, inputsOf(20)...)
	seen := map[uint64]bool{}
	for _, token := range tokens {
		code := hub.Code(token)
		if code == 0 || seen[code] || code != hub.Code(token) || code == other.Code(token) {
			t.Error("a code is 0, came twice, changed or needs no key")
		}
		seen[code] = true
	}
}
