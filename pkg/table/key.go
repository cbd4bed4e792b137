package table

import "cmp"

// Code is one code of a dimension as a number below 1,024. Which code it is depends on the
// dimension's List, save for the three that mean the same in every list.
type Code uint16

// The codes that all lists share.
const (
	None    Code = 0    // no code: fills a Key beyond the dimensions
	Unknown Code = 1022 // _U
	Total   Code = 1023 // _T, or the last total of a list; all bits are set
)

// MaxDimensions is the most dimensions a table can have.
const MaxDimensions = 6

// codeBits is the width of a code in a key.
const codeBits = 10

// Key names a cell: the codes of all dimensions, ten bits each, the first dimension highest.
// To add up over a dimension is to set its ten bits, save the one that parts two families of
// codes. The order of keys as numbers is the canonical order of cells: countries by alphabet,
// then regions, other codes as their list numbers them, Unknown and Total last.
type Key uint64

// KeyOf returns the key of at most MaxDimensions codes, in the order of the dimensions.
func KeyOf(codes ...Code) Key {
	var k Key
	for i, c := range codes {
		k |= Key(c) << shift(i)
	}
	return k
}

// Mask returns the key with all bits of one dimension, counted from 0, and no others.
func Mask(dimension int) Key { return Key(Total) << shift(dimension) }

func shift(dimension int) int { return codeBits * (MaxDimensions - 1 - dimension) }

// At returns the code of the dimension at a position, counted from 0.
func (k Key) At(dimension int) Code { return Code(k>>shift(dimension)) & Total }

// With returns the key with another code in one dimension.
func (k Key) With(dimension int, c Code) Key {
	return k&^Mask(dimension) | Key(c)<<shift(dimension)
}

// Cell is one cell of a table and its exact count.
type Cell struct {
	Key   Key
	Value int64
}

// CompareCells orders cells by their keys.
func CompareCells(a, b Cell) int { return cmp.Compare(a.Key, b.Key) }
