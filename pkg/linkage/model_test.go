package linkage_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/corridor-tip/corridor/pkg/linkage"
)

// A log is decided by one model from its start to its end, so nobody changes it in passing.
func TestTheBuiltInModelIsThatOfThisVersion(t *testing.T) {
	const want = "242bc380577a9bddfa1302b3cd043aa5"
	if got := fmt.Sprintf("%x", linkage.Standard().Digest()); got != want {
		t.Errorf("the built-in model has the digest %s, not %s: tell operators in the change log, and change this line", got, want)
	}
}

func TestWhatIsWrongInAModelFile(t *testing.T) {
	file, err := linkage.Standard().File()
	if err != nil {
		t.Fatal(err)
	}
	for about, c := range map[string]struct{ old, new, says string }{
		"an unknown field":       {`"Version"`, `"Vision"`, `unknown field "Vision"`},
		"another scheme":         {`"Scheme": 1`, `"Scheme": 2`, "scheme 2"},
		"a corpus of one":        {`"Corpus": 1000000`, `"Corpus": 1`, "corpus must be 2 or more"},
		"thresholds in disorder": {`"Strong": 0.98`, `"Strong": 0.5`, "review <= link <= strong"},
		"a field that is none":   {`"birth": {`, `"berth": {`, "field birth"},
		"no file":                {"{", "", "reading a linkage model"},
	} {
		t.Run(about, func(t *testing.T) {
			bad := bytes.Replace(file, []byte(c.old), []byte(c.new), 1)
			if _, err := linkage.ParseModel(bad); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want something with %q", err, c.says)
			}
		})
	}
}

func FuzzParseModel(f *testing.F) {
	file, err := linkage.Standard().File()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := linkage.ParseModel(file)
		if err != nil {
			return
		}
		again, err := m.File()
		if err != nil {
			t.Fatal(err)
		}
		if o, err := linkage.ParseModel(again); err != nil || o.Digest() != m.Digest() {
			t.Errorf("a model is not read as it is written: %v", err)
		}
	})
}
