package e2e_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/bits"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// TestTokensAndCodesStayWhereTheyBelong runs the demo as a user does, opens its sealed tokens
// with the hub's key, and looks for them and for their codes in everything that the program
// prints or stores: they are nowhere but under the key.
func TestTokensAndCodesStayWhereTheyBelong(t *testing.T) {
	dir := t.TempDir()
	args := append([]string{"demo", "--headless", "--victims", "200", "--keep", dir, "--log", "json", "--log-level", "debug"}, quiet...)
	out, stderr, err := tryCorridor(t, args...)
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr)
	}
	places := map[string][]byte{"the summary": out, "the log": stderr}
	for _, stream := range bus.Streams() {
		places["decode "+stream] = corridor(t, "decode", "--stream", stream, "--keep", dir)
	}
	for _, table := range []string{"T01", "T30"} {
		places["stats "+table] = corridor(t, "stats", table, "--keep", dir, "--format", "json", "--exact")
	}
	for name, args := range map[string][]string{
		"link explain": append([]string{"link", "explain", "--keep", dir}, linkedPair(t, places["decode "+bus.Persons])...),
		"link review":  {"link", "review", "list", "--format", "json", "--keep", dir},
	} {
		places[name] = corridor(t, args...)
	}
	tokens, codes := opened(t, filepath.Join(dir, "keys", "link.key"), places["decode "+bus.Normalized])
	if len(tokens) < 400 {
		t.Fatalf("only %d tokens were opened", len(tokens))
	}
	for name, content := range filesIn(t, filepath.Join(dir, "streams")) {
		places[name] = content
	}
	for name, content := range places {
		if n, m := count(content, tokens), count(content, codes); n+m > 0 {
			t.Errorf("%s shows %d tokens and %d codes", name, n, m)
		}
	}
}

// linkedPair returns two victims that are one person, as link explain takes them.
func linkedPair(t *testing.T, persons []byte) []string {
	t.Helper()
	for line := range bytes.Lines(persons) {
		var c struct {
			Persons []struct {
				After []struct {
					Country   string `json:"country"`
					ReportRef []byte `json:"report_ref"`
					VictimRef uint32 `json:"victim_ref"`
				} `json:"after"`
			} `json:"persons"`
		}
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		for _, p := range c.Persons {
			if len(p.After) == 2 {
				var names []string
				for _, m := range p.After {
					names = append(names, fmt.Sprintf("%s-%x-%d", m.Country, m.ReportRef, m.VictimRef))
				}
				return names
			}
		}
	}
	t.Fatal("nobody was linked")
	return nil
}

// opened returns the first halves of the tokens that NORMALIZED holds, and their codes.
func opened(t *testing.T, linkKey string, normalized []byte) (tokens, codes map[uint64]bool) {
	t.Helper()
	key, err := token.ParseHubKey([]byte(read(t, linkKey)))
	if err != nil {
		t.Fatal(err)
	}
	tokens, codes = map[uint64]bool{}, map[uint64]bool{}
	for line := range bytes.Lines(normalized) {
		var n struct {
			Country      string `json:"country"`
			SealedTokens []byte `json:"sealed_tokens"`
		}
		if err := json.Unmarshal(line, &n); err != nil {
			t.Fatal(err)
		}
		if len(n.SealedTokens) == 0 {
			continue
		}
		plain, err := key.Open(n.Country, n.SealedTokens)
		var sheets pb.TokenSheets
		if err != nil || proto.Unmarshal(plain, &sheets) != nil {
			t.Fatalf("the hub's key does not open the tokens of %s: %v", n.Country, err)
		}
		for _, s := range sheets.GetSheets() {
			for b := s.GetTokens(); len(b) > 0; b = b[token.Size:] {
				tokens[binary.BigEndian.Uint64(b)], codes[key.Code(token.Token(b[:token.Size]))] = true, true
			}
		}
	}
	return tokens, codes
}

// count returns how often secrets are in a text: as they are, back to front, in hexadecimal, in
// base64 wherever that can begin, or in decimals.
func count(text []byte, secrets map[uint64]bool) (n int) {
	slide := func(b []byte) {
		for ; len(b) >= 8; b = b[1:] {
			if v := binary.BigEndian.Uint64(b); secrets[v] || secrets[bits.ReverseBytes64(v)] {
				n++
			}
		}
	}
	slide(text)
	for _, run := range runs(text, "0123456789") {
		if number, err := strconv.ParseUint(string(run), 10, 64); err == nil && secrets[number] {
			n++
		}
	}
	for _, run := range runs(text, "0123456789abcdefABCDEF") {
		for i := range min(2, len(run)) {
			b, _ := hex.DecodeString(string(run[i:])) // but for half a byte at the end
			slide(b)
		}
	}
	for _, run := range runs(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		for i := range min(4, len(run)) {
			b, _ := base64.RawStdEncoding.DecodeString(string(run[i:]))
			slide(b)
		}
	}
	return n
}

// runs returns the parts of a text that are written in some digits, 8 or more of them.
func runs(text []byte, digits string) [][]byte {
	var is [256]bool
	for _, d := range []byte(digits) {
		is[d] = true
	}
	var list [][]byte
	for i := 0; i < len(text); i++ {
		from := i
		for i < len(text) && is[text[i]] {
			i++
		}
		if i-from >= 8 {
			list = append(list, text[from:i])
		}
	}
	return list
}

// TestTheSearchForTokensBites hides a token and a code in each form.
func TestTheSearchForTokensBites(t *testing.T) {
	secret := "\x01\x23\x45\x67\x89\xab\xcd\xef"
	for name, text := range map[string]string{
		"as it is": "before " + secret + " behind", "back to front": "before \xef\xcd\xab\x89\x67\x45\x23\x01 behind",
		"in hexadecimal": "id=" + hex.EncodeToString([]byte(secret)) + ";", "in capitals": "id=0123456789ABCDEF;",
		"in decimals": `"code":81985529216486895,`, "in base64": `"` + base64.StdEncoding.EncodeToString([]byte(secret)) + `"`,
		"in base64 among others": `"` + base64.StdEncoding.EncodeToString([]byte("x"+secret+"yz")) + `"`,
	} {
		if count([]byte(text), map[uint64]bool{0x0123456789abcdef: true}) == 0 {
			t.Errorf("%s: was not found", name)
		}
		if count([]byte(text), map[uint64]bool{0x0123456789abcdee: true}) != 0 {
			t.Errorf("%s: another was found", name)
		}
	}
}

// filesIn returns every file below a directory.
func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all[strings.TrimPrefix(path, dir)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
