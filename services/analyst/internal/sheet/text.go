package sheet

import (
	"bufio"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/corridor-tip/corridor/pkg/table"
)

// text writes columns as wide as their widest field, under the title and above the notes.
// Values stand to the right and have commas between thousands.
func (s Sheet) text(b *bufio.Writer) error {
	lines := [][]string{Columns(s.Definition)}
	for _, r := range s.Rows {
		f := fields(r)
		f[len(r.Key)] = Thousands(r.Value)
		lines = append(lines, f)
	}
	widths := make([]int, len(lines[0]))
	for _, line := range lines {
		for i, f := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(f))
		}
	}
	fmt.Fprintf(b, "%s %s (%s)\n\n", s.Definition.ID, s.Definition.Title, s.Definition.Unit)
	for _, line := range lines {
		_, _ = b.WriteString(aligned(line, widths, len(s.Definition.Dimensions)) + "\n")
	}
	_, err := fmt.Fprintf(b, "\n%s\n%s\nAs of change %d of the statistics.\n", s.Definition.Note, table.Caveat, s.Sequence)
	return err
}

// aligned pads the fields of a line; the one at right is moved to the right.
func aligned(line []string, widths []int, right int) string {
	var out strings.Builder
	for i, f := range line {
		pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(f))
		if i == right {
			f, pad = pad+f, ""
		}
		out.WriteString(f + pad + "  ")
	}
	return strings.TrimRight(out.String(), " ")
}
