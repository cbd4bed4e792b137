package focalpoint

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/bus/bustest"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// who says who the victims of file are: of the first record all, of the third only the sex,
// which is not in it; one row is of no record, and one is damaged.
const who = `case_key;victim_ref;given;family;birth_date;birthplace;nationality;document
ctdc:0;1;Anafora;Rusu-Popescu;1985-04-23;Orhei;Moldova;A0123456
ctdc:2;1;Evanora;;;;Ruritania;
ctdc:9;1;Idanora;Marku;1990-01-01;;ALB;
ctdc:0;2;Inanora;Marku;1990-01-01;;ALB;
ctdc:0;1;Odanora;Marku;1990-01-01;;ALB;
`

// secrets are what of who must be in nothing that is printed or sent.
var secrets = []string{"nafora", "vanora", "danora", "nanora", "Rusu", "Popescu", "Orhei", "A0123456", "1985", "Marku", "Ruritania"}

func hides(t *testing.T, out string) {
	t.Helper()
	for _, s := range secrets {
		if strings.Contains(strings.ToLower(out), strings.ToLower(s)) {
			t.Errorf("%q is in\n%s", s, out)
		}
	}
}

// withWho is source with identities and the key of a trust anchor.
func withWho(t *testing.T) (Config, *sign.Key) {
	t.Helper()
	c := source(t)
	anchor, err := sign.NewKey()
	must(t, err)
	c.Identities, c.Anchor = filepath.Join(t.TempDir(), "who.csv"), anchor.Public()
	must(t, os.WriteFile(c.Identities, []byte(who), 0o600))
	return c, anchor
}

// trusted puts a trust list into force.
func trusted(t *testing.T, js jetstream.JetStream, anchor *sign.Key, l *pb.Linkage) {
	t.Helper()
	body, err := proto.Marshal(&pb.TrustListBody{Linkage: l})
	must(t, err)
	signature, err := anchor.Sign(sign.TrustListType, body)
	must(t, err)
	list, err := proto.Marshal(&pb.TrustList{Body: body, PublicKey: anchor.Public(), Signature: signature})
	must(t, err)
	data, err := proto.Marshal(&pb.Normalized{TrustList: list})
	must(t, err)
	_, err = js.Publish(soon(t), bus.TrustInForceSubject, data)
	must(t, err)
}

// keyHolders answer over NATS until the test ends: with a refusal, if it is one.
func keyHolders(t *testing.T, nc *nats.Conn, refusal pb.EvaluationRefusal) {
	t.Helper()
	keys := local(t, 1)
	for _, key := range []*token.HolderKey{keys.First, keys.Second} {
		sub, err := nc.Subscribe(bus.Evaluations(key.Holder()), func(msg *nats.Msg) {
			var r pb.EvaluationRequest
			var b pb.EvaluationRequestBody
			if proto.Unmarshal(msg.Data, &r) != nil || proto.Unmarshal(r.GetBody(), &b) != nil || b.GetCountry() != "ITA" {
				t.Error("a request that cannot be read")
			}
			e, err := key.Evaluate(b.GetBlinded())
			reply := &pb.EvaluationReply{Evaluated: e.Elements, Proof: e.Proof, Refusal: refusal}
			data, failed := proto.Marshal(reply)
			if err != nil || failed != nil {
				t.Error("a reply was not made")
			}
			_ = msg.Respond(data) // nobody may wait for it any more
		})
		must(t, err)
		t.Cleanup(func() { _ = sub.Unsubscribe() })
	}
	must(t, nc.Flush())
}

func TestPublishWithIdentitiesSendsTokens(t *testing.T) {
	_, js := bustest.Start(t)
	hub(t, js)
	c, anchor := withWho(t)
	trusted(t, js, anchor, linkagePB(t, 1))
	keyHolders(t, js.Conn(), 0)
	var out bytes.Buffer
	c.Out = &out
	if err := c.Run(soon(t), env(js)); !errors.Is(err, app.ErrFound) || !strings.HasSuffix(err.Error(), "rows of the identities left out: 1") {
		t.Errorf("a row was left out: %v", err)
	}
	holds(t, out.String(),
		"row 3 of the identities, nationality: country not recognised (counts as not known)\n",
		"row 6 of the identities: this victim stands in an earlier row (row left out)\n",
		"received     2\n", "Linkage: victims with tokens: 1; tokens: ",
		"Linkage: victims of whom too little is known for a token: 1\n",
		"Linkage: rows of the identities that fit no victim of these reports: 2\n")
	hides(t, out.String())
	body := opened(stored(t, js)[0].Data)
	sheets := sheetsIn(t, body)
	if len(sheets) != 1 || sheets[0].GetVictimRef() != 1 || sheets[0].GetDetectionPeriod() != "2018" || sheets[0].GetCitizenships()[0] != "MDA" {
		t.Errorf("%d sheets, or others than the report is about", len(sheets))
	}
	bound(t, body)
	hides(t, string(stored(t, js)[0].Data))
}

func TestPublishingTwiceGivesTheSameItems(t *testing.T) {
	_, js := bustest.Start(t)
	hub(t, js)
	c, anchor := withWho(t)
	trusted(t, js, anchor, linkagePB(t, 1))
	keyHolders(t, js.Conn(), 0)
	c.Out = &bytes.Buffer{}
	for range 2 {
		if err := c.Run(soon(t), env(js)); !errors.Is(err, app.ErrFound) {
			t.Fatal(err)
		}
	}
	msgs := stored(t, js)
	one, two := opened(msgs[0].Data), opened(msgs[1].Data)
	for i, it := range one.GetItems() {
		if !proto.Equal(it, two.GetItems()[i]) {
			t.Errorf("item %d differs", i)
		}
	}
	if len(one.GetItems()[0].GetTokensDigest()) == 0 {
		t.Error("there are no tokens")
	}
}

func TestPublishWithIdentitiesStopsBeforeAnythingIsSent(t *testing.T) {
	for name, tt := range map[string]struct {
		linkage *pb.Linkage
		edit    func(*Config)
		refusal pb.EvaluationRefusal
		away    bool
		says    string
		misused bool
	}{
		"where no anchor is given":            {edit: func(c *Config) { c.Anchor = "" }, says: "--identities needs --anchor", misused: true},
		"where the anchor is no key":          {edit: func(c *Config) { c.Anchor = "A" }, says: "--identities needs --anchor", misused: true},
		"where the identities can't be read":  {edit: func(c *Config) { c.Identities = c.File }, says: "column case_key is missing"},
		"where the identities are not there":  {edit: func(c *Config) { c.Identities += "x" }, says: "opening the identities"},
		"where the list is another anchor's":  {linkage: &pb.Linkage{}, edit: func(c *Config) { c.Anchor = another(t) }, says: "not signed by the anchor"},
		"where there is no list":              {says: "ask its operator to put the key-holders' keys into the trust list"},
		"where the list says nothing of it":   {linkage: &pb.Linkage{Recipient: []byte{1}}, says: "ask its operator"},
		"where no key-holder is there":        {linkage: linkagePB(t, 1), away: true, says: "the key-holder is not available"},
		"where a key-holder has another key":  {linkage: linkagePB(t, 2), says: "the evaluation was not made with the key of the epoch"},
		"where the quota of the day is used":  {linkage: linkagePB(t, 1), refusal: pb.EvaluationRefusal_EVALUATION_REFUSAL_QUOTA, says: "used up for today. Submissions before"},
		"where the country is not trusted":    {linkage: linkagePB(t, 1), refusal: pb.EvaluationRefusal_EVALUATION_REFUSAL_UNTRUSTED, says: "does not trust this signing key"},
		"where the hub's sealing key is none": {linkage: &pb.Linkage{Recipient: []byte{1}, Epochs: linkagePB(t, 1).Epochs}, says: "the recipient's public key"},
	} {
		t.Run(name, func(t *testing.T) {
			_, js := bustest.Start(t)
			c, anchor := withWho(t)
			if tt.linkage != nil {
				trusted(t, js, anchor, tt.linkage)
			}
			if !tt.away {
				keyHolders(t, js.Conn(), tt.refusal)
			}
			if tt.edit != nil {
				tt.edit(&c)
			}
			var out bytes.Buffer
			c.Out = &out
			err := c.Run(soon(t), env(js))
			if err == nil || !strings.Contains(err.Error(), tt.says) || errors.Is(err, app.ErrMisused) != tt.misused || errors.Is(err, context.DeadlineExceeded) {
				t.Fatalf("got %v", err)
			}
			hides(t, out.String()+err.Error())
			if n := len(stored(t, js)); n > 0 {
				t.Errorf("%d messages were sent", n)
			}
		})
	}
}

func another(t *testing.T) string {
	t.Helper()
	key, err := sign.NewKey()
	must(t, err)
	return key.Public()
}

func TestADryRunChecksTheIdentities(t *testing.T) {
	c, _ := withWho(t)
	c.Anchor = ""
	var out bytes.Buffer
	cmd := PublishCmd{Config: c}
	cmd.DryRun, cmd.Out = true, &out
	if err := cmd.Run(); !errors.Is(err, app.ErrFound) {
		t.Errorf("a row would be left out: %v", err)
	}
	holds(t, out.String(), "row 6 of the identities: ", "Linkage: victims with tokens: 1; tokens: ", "Nothing was sent.")
	hides(t, out.String())
}

func TestPreviewShowsWhatIsMadeOfTheIdentities(t *testing.T) {
	c, _ := withWho(t)
	var out bytes.Buffer
	p := PreviewCmd{Source: c.Source, Sender: c.Sender, Who: c.Who, First: 2, Out: &out}
	must(t, p.Run())
	holds(t, out.String(),
		"  victim 1: ", " bytes in each key epoch: "+linkage.Families()[0].Name+" (", ", document + nationality\n",
		"  victim 1: no tokens, too little is known of her\n", "Linkage: victims with tokens: 1; tokens: ", "Nothing else of the identities leaves.\n",
		"Linkage: rows of the identities that fit no victim of these reports: 2\n", "Records shown: 2. Nothing was sent.\n")
	hides(t, out.String())

	out.Reset()
	p.First = 0
	must(t, p.Run())
	holds(t, out.String(), "Linkage: victims with tokens: 1; tokens: ", "Records shown: 0.")
	if strings.Contains(out.String(), "victim 1:") {
		t.Error("a record is shown")
	}
}

func TestAVictimWhoIsNotInTheIdentitiesIsSaidToBe(t *testing.T) {
	var out bytes.Buffer
	must(t, printVictims(&out, []tip.Victim{{Ref: 1}, {Ref: 3}}, []Person{ana(3)}))
	holds(t, out.String(), "victim 1: no tokens, she is not in the identities\n", fmt.Sprintf("victim 3: %d tokens, ", len(ana(3).Identity.Inputs())))
}

func TestTheMeasureIsThatOfTheSheet(t *testing.T) {
	o, _ := linked(t, 1)
	for _, p := range []Person{ana(1), eva(2)} {
		plain, err := proto.Marshal(&pb.TokenSheets{Sheets: sheetsIn(t, sent(t, o, with("a", p))[0])})
		must(t, err)
		if e := measure(&p); e.bytes != len(plain) || e.tokens() != len(p.Identity.Inputs()) {
			t.Errorf("%d tokens, %d bytes; sent were %d bytes", e.tokens(), e.bytes, len(plain))
		}
	}
}

func TestRecordsArePassedOverAndRevised(t *testing.T) {
	c := source(t)
	c.FromRecord, c.Revision = 2, 7
	in, err := c.open(Who{}, &bytes.Buffer{})
	must(t, err)
	var got []string
	must(t, in.each(rule.Context{Sender: area("ITA"), Produced: tip.QuarterPeriod(2019, 1)}, func(f Filing, _ tip.Report) error {
		got = append(got, f.CaseKey)
		if f.Revision != 7 || f.Action != code.ActionUpsert {
			t.Errorf("revision %d", f.Revision)
		}
		return nil
	}))
	if !slices.Equal(got, []string{"ctdc:2"}) || in.reports.refused != 2 {
		t.Errorf("got %v, %d kept back", got, in.reports.refused)
	}
}
