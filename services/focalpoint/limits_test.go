package focalpoint

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// quick stands for key-holders where their tokens don't matter.
type quick struct{}

func (quick) Tokens(_ context.Context, epoch token.Epoch, inputs []token.Input) ([]token.Token, error) {
	tokens := make([]token.Token, len(inputs))
	for i, in := range inputs {
		sum := sha256.Sum256(fmt.Appendf(in.Value, "%d %d", epoch.Number, in.Family))
		copy(tokens[i][:], sum[:])
	}
	return tokens, nil
}

func TestASubmissionNeverExceedsItsLimits(t *testing.T) {
	const mostSealed = 384 << 10 // what a hub takes
	rapid.Check(t, func(r *rapid.T) {
		o := options()
		o.Batch, o.MaxBytes = rapid.IntRange(0, 600).Draw(r, "batch"), rapid.SampledFrom([]int{0, 64 << 10, 2 << 20}).Draw(r, "bytes")
		o.Linkage = LinkageOf(linkagePB(t, []uint32{1, 1<<16 - 1}[:rapid.IntRange(1, 2).Draw(r, "epochs")]...), quick{})
		var filings []Filing
		people := 0
		for i := range rapid.IntRange(1, 60).Draw(r, "filings") {
			f := with(fmt.Sprint("case ", i))
			f.Content = make([]byte, rapid.IntRange(1, 30<<10).Draw(r, "content"))
			for ref := range rapid.IntRange(0, 50).Draw(r, "people") {
				f.People = append(f.People, ana(uint32(1<<32-1-ref)))
			}
			people += len(f.People)
			filings = append(filings, f)
		}
		p, s := into(t, o)
		for _, f := range filings {
			must(t, p.Send(soon(t), f))
		}
		must(t, p.Flush(soon(t)))
		items, sheets := 0, 0
		for _, data := range s.sent {
			body := opened(data)
			items, sheets = items+len(body.GetItems()), sheets+bound(t, body)
			if len(data) > p.o.MaxBytes || len(data) > bus.MaxPayload || len(body.GetSealedTokens()) > mostSealed || len(body.GetItems()) > p.o.Batch {
				r.Fatalf("%d bytes, %d of them tokens, in %d items", len(data), len(body.GetSealedTokens()), len(body.GetItems()))
			}
		}
		if items != len(filings) || sheets != people*len(o.Linkage.Epochs) {
			r.Fatalf("%d items of %d filings, %d sheets of %d people", items, len(filings), sheets, people)
		}
	})
}

// bound checks that each item of a submission has the digest of its own sheets, and returns
// how many sheets there are.
func bound(t testing.TB, body *pb.SubmissionBody) int {
	t.Helper()
	sheets := sheetsIn(t, body)
	for i, it := range body.GetItems() {
		own := slices.DeleteFunc(slices.Clone(sheets), func(s *pb.TokenSheet) bool { return int(s.GetPosition()) != i })
		digest := wire.SheetsDigest("ITA", tip.Ref(it.GetReportRef()), own)
		if len(own) > 0 != (len(it.GetTokensDigest()) > 0) || len(own) > 0 && !bytes.Equal(digest[:], it.GetTokensDigest()) {
			t.Fatalf("item %d has another digest", i)
		}
	}
	return len(sheets)
}

func BenchmarkTokensOf100People(b *testing.B) {
	o, _ := linked(b, 1)
	p, _ := into(b, o)
	var all batch
	for i := range 100 {
		f := with(fmt.Sprint(i), ana(1))
		f.People[0].Identity.Document = fmt.Sprint(i)
		all.add(p.item(f), f.People, 0, 0, filed{})
	}
	for b.Loop() {
		if _, err := p.tokenize(b.Context(), &all); err != nil {
			b.Fatal(err)
		}
	}
}
