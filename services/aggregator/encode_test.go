package aggregator

import (
	"bytes"
	"testing"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/table"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func TestChangesAreWrittenAsTheLibraryDoes(t *testing.T) {
	for _, d := range table.Definitions() {
		e := newEncoder(d)
		rapid.Check(t, func(t *rapid.T) {
			cells := rapid.SliceOf(rapid.Custom(func(t *rapid.T) table.Cell {
				var k table.Key
				for i := range d.Dimensions {
					k = k.With(i, rapid.SampledFrom([]table.Code{table.Unknown, table.Total, 1, 2}).Draw(t, "code"))
				}
				return table.Cell{Key: k, Value: rapid.Int64Range(0, 1<<40).Draw(t, "value")}
			})).Draw(t, "cells")
			want := &pb.TableChange{Table: d.ID}
			for _, c := range cells {
				want.Cells = append(want.Cells, &pb.Cell{Key: d.Names(c.Key), Value: c.Value})
			}
			b, err := proto.MarshalOptions{Deterministic: true}.Marshal(want)
			if err != nil {
				t.Fatal(err)
			}
			if got := e.change(cells); !bytes.Equal(got, b) {
				t.Fatalf("%s: got %x, want %x", d.ID, got, b)
			}
		})
	}
}
