package token

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// seedOf returns a fixed seed, as golden bytes need.
func seedOf(b byte) []byte { return bytes.Repeat([]byte{b}, SeedSize) }

func keyPair(t testing.TB, epoch uint32) (first, second *HolderKey) {
	t.Helper()
	first, err := HolderKeyFromSeed(First, epoch, seedOf(1))
	if err != nil {
		t.Fatal(err)
	}
	second, err = HolderKeyFromSeed(Second, epoch, seedOf(2))
	if err != nil {
		t.Fatal(err)
	}
	return first, second
}

func epochOf(t testing.TB, first, second *HolderKey) Epoch {
	t.Helper()
	e, err := EpochOf(first, second)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func direct(t testing.TB, epoch uint32, inputs ...Input) []Token {
	t.Helper()
	first, second := keyPair(t, epoch)
	tokens, err := Direct(first, second, inputs)
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

func evaluate(t testing.TB, k *HolderKey, blinded [][]byte) Evaluation {
	t.Helper()
	e, err := k.Evaluate(blinded)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// inputsOf returns n invented inputs in a few families.
func inputsOf(n int) []Input {
	inputs := make([]Input, n)
	for i := range inputs {
		inputs[i] = Input{Family: i % 10, Value: fmt.Appendf(nil, "invented person %d", i)}
	}
	return inputs
}

// TestBlindedEqualsDirect is what lets a demonstration skip the blinding: the tokens are the
// same bytes.
func TestBlindedEqualsDirect(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		epoch := rapid.Uint32().Draw(r, "epoch")
		first, second := keyPair(t, epoch)
		inputs := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) Input {
			return Input{Family: rapid.IntRange(0, 20).Draw(r, "family"), Value: rapid.SliceOfN(rapid.Byte(), 1, 60).Draw(r, "value")}
		}), 1, 4).Draw(r, "inputs")
		b, err := Blind(epochOf(t, first, second), inputs)
		if err != nil {
			r.Fatal(err)
		}
		got, err := b.Finish(evaluate(t, first, b.First()), evaluate(t, second, b.Second()))
		if err != nil {
			r.Fatal(err)
		}
		want, err := Direct(first, second, inputs)
		if err != nil || !slices.Equal(got, want) {
			r.Fatalf("blinded and direct tokens differ: %v", err)
		}
	})
}

func TestTokensAreEqualWhereInputsAre(t *testing.T) {
	a := Input{Family: 3, Value: []byte("invented")}
	base := direct(t, 7, a)[0]
	if direct(t, 7, Input{Family: 3, Value: []byte("invented")})[0] != base {
		t.Error("equal inputs have different tokens")
	}
	others := map[string]Token{
		"another family": direct(t, 7, Input{Family: 4, Value: a.Value})[0],
		"another value":  direct(t, 7, Input{Family: 3, Value: []byte("inventec")})[0],
		"another epoch":  direct(t, 8, a)[0],
	}
	for name, other := range others {
		if other == base {
			t.Errorf("%s has the same token", name)
		}
	}
	swapped, err := HolderKeyFromSeed(First, 7, seedOf(3))
	if err != nil {
		t.Fatal(err)
	}
	_, second := keyPair(t, 7)
	tokens, err := Direct(swapped, second, []Input{a})
	if err != nil || tokens[0] == base {
		t.Errorf("another key of holder 1 has the same token: %v", err)
	}
}

// TestOneHolderAloneComputesNothing plays a hub with the first holder's key: whatever it takes
// for the second holder's output that it can make itself, it gets other tokens.
func TestOneHolderAloneComputesNothing(t *testing.T) {
	first, second := keyPair(t, 7)
	in := inputsOf(1)
	framed, err := frames(7, in)
	if err != nil {
		t.Fatal(err)
	}
	out, err := first.direct(framed)
	if err != nil {
		t.Fatal(err)
	}
	truth := direct(t, 7, in...)[0]
	for name, guess := range map[string][]byte{
		"nothing": nil, "zeros": make([]byte, 64), "the first output": out[0], "the input": framed[0],
		"the public key": second.Public(),
	} {
		if combine(7, in[0].Family, out[0], guess) == truth || combine(7, in[0].Family, guess, out[0]) == truth {
			t.Errorf("%s in place of the second output gives the token", name)
		}
	}
}

// TestBlindedInputsTellNothing checks that the same input never looks the same, neither to one
// holder twice nor to both.
func TestBlindedInputsTellNothing(t *testing.T) {
	first, second := keyPair(t, 7)
	in := inputsOf(1)
	seen := map[string]bool{}
	for range 50 {
		b, err := Blind(epochOf(t, first, second), []Input{in[0], in[0]})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range slices.Concat(b.First(), b.Second()) {
			if seen[string(e)] || len(e) != ElementSize {
				t.Fatalf("a blinded input came twice or has %d bytes", len(e))
			}
			seen[string(e)] = true
		}
	}
}

func TestFinishRefuses(t *testing.T) {
	first, second := keyPair(t, 7)
	wrong, err := NewHolderKey(Second, 7)
	if err != nil {
		t.Fatal(err)
	}
	inputs := inputsOf(3)
	b, err := Blind(epochOf(t, first, second), inputs)
	if err != nil {
		t.Fatal(err)
	}
	good := evaluate(t, second, b.Second())
	flipped := bytes.Clone(good.Proof)
	flipped[0] ^= 1
	tests := map[string]Evaluation{
		"another key":                         evaluate(t, wrong, b.Second()),
		"the key of another epoch":            evaluate(t, keyOfEpoch(t, 8), b.Second()),
		"elements in another order":           {Elements: [][]byte{good.Elements[1], good.Elements[0], good.Elements[2]}, Proof: good.Proof},
		"an element too few":                  {Elements: good.Elements[:2], Proof: good.Proof},
		"an element too many":                 {Elements: append(slices.Clone(good.Elements), good.Elements[0]), Proof: good.Proof},
		"no element":                          {Proof: good.Proof},
		"the identity":                        {Elements: [][]byte{good.Elements[0], good.Elements[1], make([]byte, ElementSize)}, Proof: good.Proof},
		"a flipped bit in the proof":          {Elements: good.Elements, Proof: flipped},
		"a short proof":                       {Elements: good.Elements, Proof: good.Proof[:63]},
		"no proof":                            {Elements: good.Elements},
		"a proof for other inputs":            {Elements: good.Elements, Proof: evaluate(t, second, b.First()).Proof},
		"an honest answer for other elements": evaluate(t, second, b.First()),
	}
	for name, answer := range tests {
		t.Run(name, func(t *testing.T) {
			tokens, err := b.Finish(evaluate(t, first, b.First()), answer)
			if !errors.Is(err, ErrProof) || tokens != nil || !strings.Contains(err.Error(), "holder 2") {
				t.Errorf("got %v", err)
			}
		})
	}
	if _, err := b.Finish(evaluate(t, first, b.First()), good); err != nil {
		t.Errorf("the good answer: %v", err)
	}
}

func keyOfEpoch(t testing.TB, epoch uint32) *HolderKey {
	t.Helper()
	_, second := keyPair(t, epoch)
	return second
}

// nonCanonical are encodings that RFC 9496 refuses (its appendix A.2), and the identity.
var nonCanonical = map[string][]byte{
	"the identity":              make([]byte, ElementSize),
	"nothing":                   nil,
	"a byte too few":            bytes.Repeat([]byte{2}, ElementSize-1),
	"a byte too many":           bytes.Repeat([]byte{2}, ElementSize+1),
	"a field element too large": append(bytes.Repeat([]byte{0xff}, ElementSize-1), 0x7f),
	"a negative field element":  append([]byte{1}, make([]byte, ElementSize-1)...),
	"all bits":                  bytes.Repeat([]byte{0xff}, ElementSize),
	"the prime, which is 0":     append(append([]byte{0xed}, bytes.Repeat([]byte{0xff}, ElementSize-2)...), 0x7f),
	"a number above the prime":  append(append([]byte{0xf3}, bytes.Repeat([]byte{0xff}, ElementSize-2)...), 0x7f),
}

func TestElementsThatAreNoneAreRefused(t *testing.T) {
	first, second := keyPair(t, 7)
	good := first.Public() // an element like any other
	top := bytes.Clone(good)
	top[ElementSize-1] |= 0x80
	nonCanonical["the unused bit set"] = top
	for name, e := range nonCanonical {
		t.Run(name, func(t *testing.T) {
			if _, err := second.Evaluate([][]byte{good, e}); !errors.Is(err, ErrElement) {
				t.Errorf("evaluated: %v", err)
			}
			if err := CheckElements([][]byte{e}); !errors.Is(err, ErrElement) {
				t.Errorf("checked: %v", err)
			}
			if _, err := Blind(Epoch{Number: 7, First: good, Second: e}, inputsOf(1)); !errors.Is(err, ErrKey) {
				t.Errorf("taken for a public key: %v", err)
			}
		})
	}
	if _, err := first.Evaluate(nil); !errors.Is(err, ErrElement) {
		t.Errorf("no element: %v", err)
	}
	if err := CheckElements([][]byte{good}); err != nil {
		t.Errorf("a good one: %v", err)
	}
}

func FuzzEvaluate(f *testing.F) {
	key, _ := keyPair(f, 7)
	f.Add(key.Public())
	for _, e := range nonCanonical {
		f.Add(e)
	}
	f.Fuzz(func(t *testing.T, e []byte) {
		got, err := key.Evaluate([][]byte{e})
		if err == nil && (len(e) != ElementSize || len(got.Elements) != 1 || CheckElements(got.Elements) != nil) {
			t.Error("evaluated what is no element, or into what is none")
		}
		if err != nil && !errors.Is(err, ErrElement) {
			t.Errorf("another error than ErrElement: %v", err)
		}
	})
}

func TestInputsThatAreNoneAreRefused(t *testing.T) {
	first, second := keyPair(t, 7)
	epoch := epochOf(t, first, second)
	for name, in := range map[string]Input{
		"no value":          {Family: 1},
		"a long value":      {Family: 1, Value: make([]byte, MaxValue+1)},
		"a negative family": {Family: -1, Value: []byte("x")},
		"a huge family":     {Family: 1 << 31, Value: []byte("x")},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Blind(epoch, []Input{in}); !errors.Is(err, ErrInput) {
				t.Errorf("blinded: %v", err)
			}
			if _, err := Direct(first, second, []Input{in}); !errors.Is(err, ErrInput) {
				t.Errorf("evaluated: %v", err)
			}
		})
	}
	if _, err := Blind(epoch, nil); !errors.Is(err, ErrInput) {
		t.Errorf("nothing: %v", err)
	}
}

func TestKeysThatAreNoPairAreRefused(t *testing.T) {
	first, second := keyPair(t, 7)
	_, later := keyPair(t, 8)
	for name, pair := range map[string][2]*HolderKey{
		"the same key twice": {first, first}, "in the wrong order": {second, first}, "of different epochs": {first, later},
	} {
		if _, err := Direct(pair[0], pair[1], inputsOf(1)); !errors.Is(err, ErrKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNothingPrints formats every secret with every verb that somebody may use.
func TestNothingPrints(t *testing.T) {
	first, second := keyPair(t, 7)
	hub := hubKey(t)
	in := Input{Family: 1, Value: []byte("Zzyzx")}
	b, err := Blind(epochOf(t, first, second), []Input{in})
	if err != nil {
		t.Fatal(err)
	}
	cache := NewCache(1)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%c"} {
		got := fmt.Sprintf(verb, []any{direct(t, 7, in)[0], in, &in, []Input{in}, b, first, hub, hub.Recipient, cache})
		for _, secret := range []string{"Zzyzx", "5a7a797a78", "5A7A797A78", "90 122", "0101", "[1 1", "0x1, 0x1"} {
			if strings.Contains(got, secret) {
				t.Errorf("%s prints %s", verb, got)
			}
		}
		if !strings.Contains(got, "[token]") || !strings.Contains(got, "[holder key]") {
			t.Errorf("%s prints %s", verb, got)
		}
	}
}
