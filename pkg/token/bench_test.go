package token

import (
	"fmt"
	"testing"
)

func BenchmarkClient12(b *testing.B) {
	first, second := keyPair(b, 7)
	epoch, inputs := epochOf(b, first, second), inputsOf(12)
	b.ReportAllocs()
	for b.Loop() {
		bl, err := Blind(epoch, inputs)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		one, two := evaluate(b, first, bl.First()), evaluate(b, second, bl.Second())
		b.StartTimer()
		if _, err := bl.Finish(one, two); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHolder(b *testing.B) {
	first, second := keyPair(b, 7)
	for _, n := range []int{12, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			bl, err := Blind(epochOf(b, first, second), inputsOf(n))
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				evaluate(b, first, bl.First())
			}
			b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

func BenchmarkDirect12(b *testing.B) {
	first, second := keyPair(b, 7)
	inputs := inputsOf(12)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Direct(first, second, inputs); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCode(b *testing.B) {
	hub, t := hubKey(b), Token{1}
	b.ReportAllocs()
	for b.Loop() {
		hub.Code(t)
	}
}

func BenchmarkCacheKey(b *testing.B) {
	c, in := NewCache(10), inputsOf(1)[0]
	b.ReportAllocs()
	for b.Loop() {
		c.Key(Epoch{Number: 7}, in)
	}
}

func BenchmarkSeal100KB(b *testing.B) {
	hub, plaintext := hubKey(b), make([]byte, 100_000)
	public := hub.Public()
	b.SetBytes(int64(len(plaintext)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Seal(public, "UKR", plaintext); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen100KB(b *testing.B) {
	hub := hubKey(b)
	sealed, err := Seal(hub.Public(), "UKR", make([]byte, 100_000))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := hub.Open("UKR", sealed); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkState100KB(b *testing.B) {
	hub, plaintext := hubKey(b), make([]byte, 100_000)
	b.SetBytes(int64(len(plaintext)))
	for b.Loop() {
		if _, err := hub.SealState(plaintext, nil); err != nil {
			b.Fatal(err)
		}
	}
}
