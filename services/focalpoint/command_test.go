package focalpoint

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
)

// source is the file of the import test, and the keys of a country beside it.
func source(t *testing.T) Config {
	t.Helper()
	dir, id := t.TempDir(), italy(t)
	put := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, content, 0o600))
		return path
	}
	seed, err := id.Key.Seed()
	must(t, err)
	var c Config
	c.File, c.Format = put("cases.csv", []byte(file)), "ctdc"
	c.Country, c.Produced = "Italy", "2019-Q1"
	c.Key, c.RefKey = put("key", append(seed, '\n')), put("ref", FormatRefKey(id.Country, id.RefKey))
	return c
}

func env(js jetstream.JetStream) app.Env { return app.Env{JetStream: js, Log: zerolog.Nop()} }

func holds(t *testing.T, out string, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if !strings.Contains(out, line) {
			t.Errorf("%q is not in\n%s", line, out)
		}
	}
}

func TestPublishTellsWhatBecameOfAFile(t *testing.T) {
	s, js := bustest.Start(t)
	hub(t, js)
	var out bytes.Buffer
	c := source(t)
	c.Out = &out
	if err := c.Run(soon(t), env(js)); !errors.Is(err, app.ErrFound) {
		t.Errorf("two records were kept back: %v", err)
	}
	holds(t, out.String(), "row 3 of the file (record 1): not as many cells as the header (not sent)",
		"row 5 of the file (record 3), victims[0].age_band_entry: V07", "row 4 of the file (record 2), gender: label not recognised (sent as unknown)\n",
		"received     2\n", "accepted     2\n", "quarantined  0\n")

	w := WithdrawCmd{Signer: c.Signer, Case: "ctdc:0", Revision: 2}
	w.LogFlags, w.NATS = app.LogFlags{Log: "json", LogLevel: "error"}, s.ClientURL()
	must(t, w.Run())
	if body := opened(stored(t, js)[1].Data); len(body.GetItems()) != 1 || len(body.GetItems()[0].GetContent()) > 0 {
		t.Error("not one withdrawal without content")
	}
}

func TestADryRunSendsNothing(t *testing.T) {
	var out bytes.Buffer
	c := PublishCmd{Config: source(t)}
	c.DryRun, c.Out = true, &out
	if err := c.Run(); !errors.Is(err, app.ErrFound) {
		t.Errorf("two records would be kept back: %v", err)
	}
	holds(t, out.String(), "Could be sent: 2 records, ", "Nothing was sent.")
}

func TestPreviewShowsWhatLeaves(t *testing.T) {
	var out bytes.Buffer
	c := source(t)
	p := PreviewCmd{Source: c.Source, Sender: c.Sender, First: 1, Out: &out}
	must(t, p.Run())
	id, _, err := c.identity()
	must(t, err)
	holds(t, out.String(), fmt.Sprintf("case ctdc:0 leaves as report_ref %x, revision 1, ", id.Ref("ctdc:0")),
		"kept", "incident.detection_period", "2018\n", "Records shown: 1. Nothing was sent.")
}

func TestDifferencesFieldByField(t *testing.T) {
	several, _ := tip.AreasOf(area("MDA"), area("ROU"))
	one, _ := tip.AreasOf(area("MDA"))
	before := tip.Report{
		Incident: tip.Incident{DetectionPeriod: tip.MonthPeriod(2024, 8), Destination: area("ITA")},
		Victims:  []tip.Victim{{Ref: 1, Sex: code.SexFemale, Citizenships: several, Displaced: code.TernaryYes}},
	}
	after := tip.Report{
		Incident: tip.Incident{Origin: area("MDA"), DetectionPeriod: tip.QuarterPeriod(2024, 3), Destination: area("ITA")},
		Victims:  []tip.Victim{{Ref: 1, Sex: code.SexFemale, Citizenships: one}},
	}
	got, err := compare(wire.EncodeReport(before), wire.EncodeReport(after))
	must(t, err)
	want := []difference{
		{"incident.origin_country", "", "MDA", generalised},
		{"incident.destination_country", "ITA", "ITA", kept},
		{"incident.detection_period", "2024-08", "2024-Q3", generalised},
		{"victims[0].victim_ref", "1", "1", kept},
		{"victims[0].sex", "SEX_FEMALE", "SEX_FEMALE", kept},
		{"victims[0].citizenships", "MDA, ROU", "MDA", generalised},
		{"victims[0].displaced", "TERNARY_YES", "", dropped},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	shown := []string{"MDA (was not set)", "ITA", "2024-Q3 (was 2024-08)", "1", "SEX_FEMALE", "MDA (was MDA, ROU)", "(was TERNARY_YES)"}
	for i, d := range got {
		if d.shown() != shown[i] {
			t.Errorf("%s is shown as %s", d.Field, d.shown())
		}
	}
}

func TestReceiptsAreListed(t *testing.T) {
	_, js := bustest.Start(t)
	hub(t, js)
	list := func() string {
		var out bytes.Buffer
		c := ReceiptsCmd{Country: "it"}
		must(t, c.print(soon(t), env(js), &out))
		return out.String()
	}
	if got := list(); strings.Count(got, "\n") != 1 {
		t.Errorf("before any: %s", got)
	}
	p := publisher(t, js, options())
	must(t, p.Send(soon(t), upsert("a", 1)))
	must(t, p.Send(soon(t), upsert("b", 3)))
	must(t, p.Flush(soon(t)))
	must(t, p.Raw(soon(t), []byte("not a submission")))
	_, err := p.Wait(soon(t))
	must(t, err)
	got := list()
	if strings.Count(got, "\n") != 3 {
		t.Errorf("not a head and two receipts: %s", got)
	}
	holds(t, got, "TIME", "V02: No purpose given, not even UNKNOWN (1)", "sha256:", "D01: Submission cannot be decoded (1)")
}

func TestRefusalsArePrintedByCase(t *testing.T) {
	_, js := bustest.Start(t)
	hub(t, js)
	p := publisher(t, js, options())
	must(t, p.Send(soon(t), upsert("ITA-7", 3)))
	must(t, p.Send(soon(t), upsert("ITA-8", 4)))
	must(t, p.Raw(soon(t), []byte("not a submission")))
	o, err := p.Wait(soon(t))
	must(t, err)
	var out bytes.Buffer
	printOutcome(&out, &o)
	holds(t, out.String(), "case ITA-7, revision 3, victims[0].exploitation_forms: V02: No purpose",
		"a submission (1 in it): D01", "warned       1  V05: Confirmed adult")
}

func TestTheCommandLineIsDeclaredRightly(t *testing.T) {
	if _, err := kong.New(&Commands{}); err != nil {
		t.Error(err)
	}
	tests := map[string]func(*Config){
		"a country that is none":     func(c *Config) { c.Country = "Atlantis" },
		"a period that is none":      func(c *Config) { c.Produced = "spring" },
		"a key that is none":         func(c *Config) { c.Key = c.File },
		"a reference key too short":  func(c *Config) { c.RefKey = short(t) },
		"a key file that is missing": func(c *Config) { c.Key += "x" },
	}
	for name, edit := range tests {
		c := source(t)
		edit(&c)
		if _, _, err := c.identity(); err == nil {
			t.Errorf("accepted: %s", name)
		}
	}
}

func short(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "short")
	must(t, os.WriteFile(path, make([]byte, 31), 0o600))
	return path
}
