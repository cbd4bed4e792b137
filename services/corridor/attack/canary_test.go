package attack_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/identity"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
)

// canaries are people whose every word is found nowhere else.
func canaries(t testing.TB, n int) (list []identity.Identity) {
	t.Helper()
	const sounds = "ktmnrlsp" // that no spelling confounds
	odd := func(prefix string, i int) string {
		return fmt.Sprintf("%sa%ca%ca%cyx", prefix, sounds[i%8], sounds[i/8%8], sounds[i/64%8])
	}
	for i := range n {
		list = append(list, identity.Identity{
			Given: odd("Qwyx", i), Family: odd("Brzgarth", i), Birth: identity.Date{Year: 1961 + i%40, Month: 1 + i%12, Day: 2 + i%27},
			Birthplace: odd("Zhymk", i), District: odd("Xylob", i), Address: odd("Wrugd", i), Document: fmt.Sprintf("QXJ%07d", 7_730_914+i*137),
			Nationality: area(t, "UKR"),
		})
	}
	return list
}

// secrets are what must be found nowhere: who the canaries are, and their tokens; and, in a
// hunt of their own, the codes of these.
func (r *rig) secrets(people []identity.Identity, epoch uint32) (secret, codes *hunt) {
	r.t.Helper()
	secret, codes = newHunt(), newHunt()
	first, second, hub := r.holderKey(token.First, epoch), r.holderKey(token.Second, epoch), r.linkKey()
	for _, who := range people {
		for what, s := range map[string]string{"a given name": who.Given, "a family name": who.Family, "a birthplace": who.Birthplace,
			"a district": who.District, "an address": who.Address, "a document": who.Document} {
			secret.text(what, s)
		}
		tokens, err := token.Direct(first, second, inputs(who))
		must(r.t, err)
		for i, in := range inputs(who) {
			secret.binary("an input", in.Value)
			for part := range bytes.SplitSeq(in.Value, []byte{0}) { // canonical words and whole dates
				secret.text("a part of an input", string(part))
			}
			secret.binary("a token", tokens[i][:])
			secret.binary("half a token", tokens[i][:8])
			codes.code("a code", hub.Code(tokens[i]))
		}
	}
	return secret, codes
}

// TestNothingOfAnIdentityIsAnywhere runs the whole pipeline on canaries, reported by three
// countries with tokens of both key-holders, and looks for them wherever anything is stored,
// sent, shown or logged. Codes stand in the deduplicator's snapshot, which is encrypted.
func TestNothingOfAnIdentityIsAnywhere(t *testing.T) {
	lines, forPeople := &record{}, &record{}
	log := zerolog.New(zerolog.MultiLevelWriter(lines, zerolog.ConsoleWriter{Out: forPeople, NoColor: true})).Level(zerolog.TraceLevel)
	r := newRig(t, log, []uint32{1}, "POL", "ITA", "DEU")
	people := canaries(t, 90)
	for i, by := range []string{"POL", "ITA", "DEU"} {
		r.send(r.focalPoint(by, 1), "case", tellings(t, by, tip.QuarterPeriod(2021+i, 1), people[25*i:25*i+40]...)...)
	}
	if n := len(r.persons()); n != len(people) {
		t.Fatalf("%d persons of %d: the canaries were not linked", n, len(people))
	}
	secret, codes := r.secrets(people, 1)
	places := map[string][]byte{
		"the metrics": []byte(fetch(t, "http://"+r.Metrics+"/metrics")), "errors": r.errors(people[0]),
		"the live page": r.live(10), "what is decoded": r.decoded(),
	}
	for _, path := range paths() {
		places[path] = []byte(fetch(t, "http://"+r.Analyst+path))
	}
	r.stop() // and snapshots are stored
	places["the log"], places["the log for people"] = lines.bytes(), forPeople.bytes()
	snapshots := 0
	for name, content := range files(t, r.dir) {
		if strings.Contains(name, bus.Snapshots) {
			snapshots += len(content)
		}
		places[name] = content
	}
	total := 0
	for place, content := range places {
		if len(content) == 0 {
			t.Errorf("%s is empty", place)
		}
		total += len(content)
		noneIn(t, secret, place, content)
		noneIn(t, codes, place, content)
	}
	if len(secret.in(append(lines.bytes(), people[41].Family...))) == 0 {
		t.Error("a name at the end of the log is not found")
	}
	if snapshots < 50*len(people) {
		t.Errorf("the snapshots have %d bytes: they were not stored", snapshots)
	}
	t.Logf("looked through %d bytes in %d places", total, len(places))
}

func noneIn(t testing.TB, h *hunt, place string, content []byte) {
	t.Helper()
	for what, n := range h.in(content) {
		t.Errorf("%s shows %s, %d times", place, what, n)
	}
}

// paths are what the analyst service answers to.
func paths() (list []string) {
	list = []string{"/", "/v1/tables"}
	for _, d := range table.Definitions() {
		list = append(list, "/tables/"+d.ID, "/v1/tables/"+d.ID)
	}
	return list
}

// live returns the first events from the beginning of the statistics.
func (r *rig) live(events int) []byte {
	r.t.Helper()
	req, err := http.NewRequestWithContext(soon(r.t), http.MethodGet, "http://"+r.Analyst+"/v1/live?from=0", nil)
	must(r.t, err)
	resp, err := http.DefaultClient.Do(req)
	must(r.t, err)
	defer resp.Body.Close()
	var seen bytes.Buffer
	in := bufio.NewReader(resp.Body)
	for events > 0 {
		line, err := in.ReadBytes('\n')
		must(r.t, err)
		seen.Write(line)
		if bytes.HasPrefix(line, []byte("data:")) {
			events--
		}
	}
	return seen.Bytes()
}

// decoded is what corridor decode prints of every stream, audits aside.
func (r *rig) decoded() (all []byte) {
	r.t.Helper()
	for _, stream := range bus.Streams() {
		for _, m := range r.stored(stream, "") {
			line, err := wire.JSON(m.Subject, m.Data)
			must(r.t, err)
			all = append(all, line...)
		}
	}
	return all
}

// errors provokes errors while somebody is tokenised.
func (r *rig) errors(who identity.Identity) (all []byte) {
	r.t.Helper()
	missing := token.Epoch{Number: 9, First: r.linkage.GetEpochs()[0].GetFirst(), Second: r.linkage.GetEpochs()[0].GetSecond()}
	_, unknown := r.client("POL").Tokens(soon(r.t), missing, inputs(who))
	_, stranger := r.client("FRA").Tokens(soon(r.t), token.Epoch{Number: 1, First: missing.First, Second: missing.Second}, inputs(who))
	_, swapped := r.client("POL").Tokens(soon(r.t), token.Epoch{Number: 1, First: missing.Second, Second: missing.First}, inputs(who))
	long := who
	long.Given = strings.Repeat(who.Given+" ", 1000)
	_, tooLong := r.client("POL").Tokens(soon(r.t), missing, append(inputs(long), token.Input{Value: make([]byte, token.MaxValue+1)}))
	for _, err := range []error{unknown, stranger, swapped, tooLong} {
		if err == nil {
			r.t.Error("no error where one was provoked")
		}
		all = fmt.Appendf(all, "%v\n%+v\n%#v\n", err, err, err)
	}
	return all
}

// files returns every file below a directory.
func files(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if len(content) > 0 {
			all[strings.TrimPrefix(path, dir)] = content
		}
		return err
	}))
	return all
}
