package link

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"

	"github.com/corridor-tip/corridor/pkg/revision"
)

// report is what the state holds of one report, packed, because it holds millions: the
// version; then, if there are rows, the data key and the rows, strictly rising by kind and
// number, each as kind 1, number 4, length 4 big-endian, content. The empty string is a
// report that is not known. Being canonical, it is also its own snapshot.
type report string

const (
	rowsAt  = revision.Size + len(DataKey{})
	rowHead = 1 + 4 + 4
)

// row is a Row inside a report.
type row struct {
	kind    Kind
	ref     uint32
	content string // never empty
}

func compareRows(a, b row) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.ref, b.ref)) }

// pack returns the report that an item makes.
func pack(it Item) report {
	rows := canonical(it)
	length := rowsAt
	for _, r := range rows {
		length += rowHead + len(r.Content)
	}
	b, _ := it.Version.AppendBinary(make([]byte, 0, length))
	if len(rows) > 0 {
		b = append(b, it.DataKey[:]...)
	}
	for _, r := range rows {
		b = append(b, byte(r.Kind))
		b = binary.BigEndian.AppendUint32(b, r.Ref)
		b = binary.BigEndian.AppendUint32(b, uint32(len(r.Content)))
		b = append(b, r.Content...)
	}
	return report(b)
}

// canonical returns the rows of an item that count, in their order.
func canonical(it Item) []Row {
	if it.Version.Withdrawn {
		return nil
	}
	order := func(a, b Row) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Ref, b.Ref)) }
	rows := slices.DeleteFunc(slices.Clone(it.Rows), func(r Row) bool { return len(r.Content) == 0 })
	slices.SortStableFunc(rows, order)
	return slices.CompactFunc(rows, func(a, b Row) bool { return order(a, b) == 0 })
}

// version returns the version of a report, and whether the report is known.
func (r report) version() (v revision.Version, known bool) {
	return v, r != "" && v.UnmarshalBinary([]byte(r[:revision.Size])) == nil
}

// dataKey returns the key of the contents, zero where there are none.
func (r report) dataKey() (key DataKey) {
	if len(r) > revision.Size {
		copy(key[:], r[revision.Size:])
	}
	return key
}

// rows yields the rows in their order.
func (r report) rows() iter.Seq[row] {
	return func(yield func(row) bool) {
		for rest := r.body(); rest != ""; {
			next, end := cut(rest)
			if !yield(next) {
				return
			}
			rest = rest[end:]
		}
	}
}

func (r report) body() string { return string(r[min(len(r), rowsAt):]) }

// cut returns the first row of a body and where it ends.
func cut(body string) (row, int) {
	end := rowHead + int(number(body[5:]))
	return row{Kind(body[0]), number(body[1:]), body[rowHead:end]}, end
}

func number(s string) uint32 {
	return uint32(s[0])<<24 | uint32(s[1])<<16 | uint32(s[2])<<8 | uint32(s[3])
}

// victim returns the content of a victim's row, empty where there is none.
func (r report) victim(ref uint32) string {
	for row := range r.rows() {
		if row.kind == Victim && row.ref == ref {
			return row.content
		}
	}
	return ""
}

// check says in what a foreign report differs from one that pack makes.
func (r report) check() error {
	var v revision.Version
	if err := v.UnmarshalBinary([]byte(r[:min(len(r), revision.Size)])); err != nil {
		return err
	}
	if len(r) > revision.Size && (v.Withdrawn || len(r) <= rowsAt) {
		return fmt.Errorf("%d bytes follow the version where none may, or rows", len(r)-revision.Size)
	}
	var last row
	for rest := r.body(); rest != ""; {
		if len(rest) < rowHead || uint64(len(rest)-rowHead) < uint64(number(rest[5:])) {
			return fmt.Errorf("a row breaks off, %d bytes before the end", len(rest))
		}
		next, end := cut(rest)
		if next.content == "" || last.content != "" && compareRows(last, next) >= 0 {
			return fmt.Errorf("a row is empty or out of order, %d bytes before the end", len(rest))
		}
		last, rest = next, rest[end:]
	}
	return nil
}
