package wire_test

import (
	"bytes"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func cells(d table.Definition) *rapid.Generator[[]table.Cell] {
	return rapid.SliceOf(rapid.Custom(func(t *rapid.T) table.Cell {
		var k table.Key
		for i, dim := range d.Dimensions {
			codes := []table.Code{table.Unknown, table.Total}
			for c := table.Code(1); c < table.Unknown; c++ {
				if dim.List.Name(c) != "" {
					codes = append(codes, c)
				}
			}
			codes = slices.DeleteFunc(codes, func(c table.Code) bool { return dim.List.Name(c) == "" })
			k = k.With(i, rapid.SampledFrom(codes).Draw(t, "code"))
		}
		return table.Cell{Key: k, Value: rapid.Int64().Draw(t, "value")}
	}))
}

func TestCellsAreWrittenAndReadAsTheLibraryDoes(t *testing.T) {
	for _, d := range table.Definitions() {
		e := wire.NewCellEncoder(d)
		rapid.Check(t, func(t *rapid.T) {
			list := cells(d).Draw(t, "cells")
			want := &pb.TableChange{Table: d.ID}
			for _, c := range list {
				want.Cells = append(want.Cells, &pb.Cell{Key: d.Names(c.Key), Value: c.Value})
			}
			b, err := proto.MarshalOptions{Deterministic: true}.Marshal(want)
			if err != nil {
				t.Fatal(err)
			}
			got := e.TableChange(list)
			if !bytes.Equal(got, b) {
				t.Fatalf("%s: got %x, want %x", d.ID, got, b)
			}
			def, again, err := wire.DecodeTableChange(got)
			if err != nil || def.ID != d.ID || !slices.Equal(again, list) {
				t.Fatalf("%s: read back as %v of %s: %v", d.ID, again, def.ID, err)
			}
		})
	}
}

// FuzzDecodeTableChange compares with the protobuf library: what we read it reads, to the same.
func FuzzDecodeTableChange(f *testing.F) {
	d, _ := table.Find("T10")
	f.Add(wire.NewCellEncoder(d).TableChange([]table.Cell{{Key: table.KeyOf(1, 2, 3, table.Unknown, table.Total), Value: 7}}))
	f.Add([]byte("\x0a\x03T01"))
	f.Fuzz(func(t *testing.T, b []byte) {
		def, list, err := wire.DecodeTableChange(b)
		if err != nil {
			return
		}
		var want pb.TableChange
		if err := proto.Unmarshal(b, &want); err != nil {
			return // of strings that are not UTF-8, in fields that we pass over
		}
		if want.GetTable() != def.ID || len(want.GetCells()) != len(list) {
			t.Fatalf("got %s with %d cells, want %s with %d", def.ID, len(list), want.GetTable(), len(want.GetCells()))
		}
		for i, c := range want.GetCells() {
			if !slices.Equal(def.Names(list[i].Key), c.GetKey()) || list[i].Value != c.GetValue() {
				t.Fatalf("cell %d: got %v", i, list[i])
			}
		}
	})
}
