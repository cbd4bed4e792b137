package cell

import (
	"slices"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for name, c := range map[string]struct {
		line string
		want []string
		ok   bool
	}{
		"an empty line is one cell":          {"", []string{""}, true},
		"a separator at the end adds a cell": {"a;", []string{"a", ""}, true},
		"a cell in quotation marks":          {`"a;b";c`, []string{"a;b", "c"}, true},
		"a mark inside is doubled":           {`"a""b"`, []string{`a"b`}, true},
		"an empty cell in quotation marks":   {`"";""`, []string{"", ""}, true},
		"a mark later in a cell is a letter": {`5" pipe;x`, []string{`5" pipe`, "x"}, true},
		"a mark that is never closed":        {`x;"a`, []string{"x"}, false},
		"a lone mark":                        {`"`, nil, false},
		"three marks are not closed":         {`"""`, nil, false},
		"letters behind the closing mark":    {`"a"b;c`, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := Split(c.line, ';', nil)
			if !slices.Equal(got, c.want) || ok != c.ok {
				t.Errorf("got %q, %v", got, ok)
			}
		})
	}
}

func TestSeparator(t *testing.T) {
	for header, want := range map[string]byte{"": ',', "a": ',', "a,b": ',', "a;b": ';', "a;b,c": ',', "a;b;c,d": ';'} {
		if got := Separator(header); got != want {
			t.Errorf("%q is separated by %c", header, got)
		}
	}
}

// FuzzSplit checks that whatever was split without marks comes back when it is joined.
func FuzzSplit(f *testing.F) {
	f.Add(`a;"b;c";`)
	f.Add(`"`)
	f.Fuzz(func(t *testing.T, line string) {
		cells, ok := Split(line, ';', nil)
		if !strings.Contains(line, `"`) && (!ok || strings.Join(cells, ";") != line) {
			t.Errorf("%q is split into %q, %v", line, cells, ok)
		}
	})
}
