package sign

import (
	"bytes"
	"errors"
	"testing"

	"github.com/nats-io/nkeys"
)

func newKey(t testing.TB) *Key {
	t.Helper()
	k, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func signed(t testing.TB, k *Key, body []byte) []byte {
	t.Helper()
	signature, err := k.Sign(SubmissionType, body)
	if err != nil {
		t.Fatal(err)
	}
	return signature
}

func TestPreAuthenticationEncoding(t *testing.T) {
	tests := map[string]struct {
		payloadType string
		body        []byte
		want        string
	}{
		"the example of the DSSE specification":   {"http://example.com/HelloWorld", []byte("hello world"), "DSSEv1 29 http://example.com/HelloWorld 11 hello world"},
		"a submission":                            {SubmissionType, []byte{0x0a, 0x00, 0xff}, "DSSEv1 47 application/vnd.corridor.submission.v1+protobuf 3 \x0a\x00\xff"},
		"a trust list without a body":             {TrustListType, nil, "DSSEv1 47 application/vnd.corridor.trust-list.v1+protobuf 0 "},
		"a type counted in bytes, not in letters": {"é", []byte("é"), "DSSEv1 2 é 2 é"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := pae(tt.payloadType, tt.body); string(got) != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestVerify(t *testing.T) {
	key, other := newKey(t), newKey(t)
	body := []byte("an invented body")
	signature := signed(t, key, body)
	user, err := nkeys.CreateUser()
	if err != nil {
		t.Fatal(err)
	}
	userPublic, err := user.PublicKey()
	if err != nil {
		t.Fatal(err)
	}
	userSignature, err := user.Sign(pae(SubmissionType, body))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		public, payloadType string
		body, signature     []byte
		want                error
	}{
		"what was signed verifies":                   {key.Public(), SubmissionType, body, signature, nil},
		"another key is refused":                     {other.Public(), SubmissionType, body, signature, ErrSignature},
		"another type is refused":                    {key.Public(), TrustListType, body, signature, ErrSignature},
		"another body is refused":                    {key.Public(), SubmissionType, body[1:], signature, ErrSignature},
		"a short signature is refused":               {key.Public(), SubmissionType, body, signature[:63], ErrSignature},
		"no signature is refused":                    {key.Public(), SubmissionType, body, nil, ErrSignature},
		"no key is refused":                          {"", SubmissionType, body, signature, ErrSignature},
		"a key with a line break is refused":         {key.Public() + "\n", SubmissionType, body, signature, ErrSignature},
		"a user key is refused although it verifies": {userPublic, SubmissionType, body, userSignature, ErrSignature},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if err := Verify(tt.public, tt.payloadType, tt.body, tt.signature); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestEveryFlippedBitIsRefused(t *testing.T) {
	key := newKey(t)
	body := []byte("an invented body")
	signature := signed(t, key, body)
	for name, part := range map[string][]byte{"body": body, "signature": signature} {
		for bit := range len(part) * 8 {
			part[bit/8] ^= 1 << (bit % 8)
			if Verify(key.Public(), SubmissionType, body, signature) == nil {
				t.Errorf("bit %d of the %s flipped and it still verifies", bit, name)
			}
			part[bit/8] ^= 1 << (bit % 8)
		}
	}
	if err := Verify(key.Public(), SubmissionType, body, signature); err != nil {
		t.Errorf("with all bits restored: %v", err)
	}
}

func TestKeyFromSeed(t *testing.T) {
	key := newKey(t)
	seed, err := key.Seed()
	if err != nil {
		t.Fatal(err)
	}
	again, err := KeyFromSeed(seed)
	if err != nil {
		t.Fatal(err)
	}
	clear(seed)
	if again.Public() != key.Public() || len(key.Public()) != publicLength {
		t.Errorf("got %s, want %s", again.Public(), key.Public())
	}
	body := []byte("an invented body")
	if !bytes.Equal(signed(t, again, body), signed(t, key, body)) {
		t.Error("the two keys sign differently")
	}
}

func TestKeyFromSeedRefuses(t *testing.T) {
	user, err := nkeys.CreateUser()
	if err != nil {
		t.Fatal(err)
	}
	userSeed, err := user.Seed()
	if err != nil {
		t.Fatal(err)
	}
	for name, seed := range map[string][]byte{
		"nothing":               nil,
		"text that is no seed":  []byte("not a seed"),
		"the seed of a user":    userSeed,
		"a public key":          []byte(newKey(t).Public()),
		"a seed cut in its end": userSeed[:40],
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := KeyFromSeed(seed); err == nil {
				t.Error("accepted")
			}
		})
	}
}

// fixedKey is the same in every process, as fuzzing spreads over several.
func fixedKey(t testing.TB) *Key {
	t.Helper()
	pair, err := nkeys.FromRawSeed(nkeys.PrefixByteAccount, bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	key, err := keyOf(pair)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func FuzzVerify(f *testing.F) {
	key := fixedKey(f)
	body := []byte("an invented body")
	signature := signed(f, key, body)
	f.Add(key.Public(), SubmissionType, body, signature)
	f.Add(key.Public(), TrustListType, body, signature)
	f.Add("", "", []byte(nil), []byte(nil))
	f.Fuzz(func(t *testing.T, public, payloadType string, b, s []byte) {
		err := Verify(public, payloadType, b, s)
		same := public == key.Public() && payloadType == SubmissionType && bytes.Equal(b, body) && bytes.Equal(s, signature)
		if same != (err == nil) {
			t.Errorf("signed by us: %v, verdict: %v", same, err)
		}
		if err != nil && !errors.Is(err, ErrSignature) {
			t.Errorf("another error than ErrSignature: %v", err)
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	key := newKey(b)
	body := make([]byte, 200<<10)
	signature := signed(b, key, body)
	b.ReportAllocs()
	for b.Loop() {
		if err := Verify(key.Public(), SubmissionType, body, signature); err != nil {
			b.Fatal(err)
		}
	}
}
