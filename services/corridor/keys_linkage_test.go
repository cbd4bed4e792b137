package corridor

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/trust"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
)

// holders returns the public keys of both key-holders in an epoch.
func holders(t testing.TB, epoch uint32) *pb.KeyEpoch {
	t.Helper()
	e := &pb.KeyEpoch{Epoch: epoch}
	for holder, public := range map[int]*[]byte{token.First: &e.First, token.Second: &e.Second} {
		k, err := token.HolderKeyFromSeed(holder, epoch, bytes.Repeat([]byte{byte(holder)}, token.SeedSize))
		must(t, err)
		*public = k.Public()
	}
	return e
}

func TestLinkageEdits(t *testing.T) {
	e1, e2, e3 := holders(t, 1), holders(t, 2), holders(t, 3)
	other := proto.CloneOf(e1)
	other.First = e2.First
	to, key := []byte("recipient"), "REVIEWER"
	linkage := func(recipient []byte, reviewers []string, epochs ...*pb.KeyEpoch) *pb.Linkage {
		return &pb.Linkage{Recipient: recipient, Reviewers: reviewers, Epochs: epochs}
	}
	tests := map[string]struct {
		before *pb.Linkage
		edit   linkageEdit
		want   *pb.Linkage // nil: as before
		wrong  string
	}{
		"nothing asked of nothing":                   {nil, linkageEdit{fallback: to}, nil, ""},
		"nothing asked":                              {linkage(to, nil, e1), linkageEdit{fallback: []byte("x")}, nil, ""},
		"the first epoch takes the key that lies by": {nil, linkageEdit{add: []*pb.KeyEpoch{e1}, fallback: to}, linkage(to, nil, e1), ""},
		"an epoch beside another, in order":          {linkage(to, nil, e2), linkageEdit{add: []*pb.KeyEpoch{e1}}, linkage(to, nil, e1, e2), ""},
		"the same epoch again":                       {linkage(to, nil, e1), linkageEdit{add: []*pb.KeyEpoch{e1}}, nil, ""},
		"an epoch in the place of one that ends":     {linkage(to, nil, e1, e2), linkageEdit{add: []*pb.KeyEpoch{e3}, drop: []uint32{1}}, linkage(to, nil, e2, e3), ""},
		"an epoch ends":                              {linkage(to, nil, e1, e2), linkageEdit{drop: []uint32{1}}, linkage(to, nil, e2), ""},
		"another recipient":                          {linkage(to, nil, e1), linkageEdit{recipient: []byte("x")}, linkage([]byte("x"), nil, e1), ""},
		"a reviewer comes, and another goes":         {linkage(nil, []string{"A", "B"}), linkageEdit{reviewers: []string{key, key, "B"}, dropReviewers: []string{"A"}}, linkage(nil, []string{"B", key}), ""},
		"an epoch that is not in force ends":         {linkage(to, nil, e1), linkageEdit{drop: []uint32{2}}, nil, "not in force"},
		"an epoch with other keys":                   {linkage(to, nil, e1), linkageEdit{add: []*pb.KeyEpoch{other}}, nil, "never used again"},
		"three epochs":                               {linkage(to, nil, e1, e2), linkageEdit{add: []*pb.KeyEpoch{e3}}, nil, "more than two"},
		"an epoch, and nobody to seal to":            {nil, linkageEdit{add: []*pb.KeyEpoch{e1}}, nil, "--recipient"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			list := &pb.TrustListBody{Linkage: proto.CloneOf(tt.before)}
			if tt.before == nil {
				list.Linkage = nil
			}
			want := tt.want
			if want == nil {
				want = tt.before
			}
			tt.edit.apply(list)
			if !proto.Equal(list.GetLinkage(), want) || (list.Linkage == nil) != (want == nil) {
				t.Errorf("got %v, want %v", list.GetLinkage(), want)
			}
			if (tt.edit.err != nil) != (tt.wrong != "") || tt.wrong != "" && !strings.Contains(tt.edit.err.Error(), tt.wrong) {
				t.Errorf("got %v, want %q", tt.edit.err, tt.wrong)
			}
		})
	}
}

func TestEpochsOnTheCommandLine(t *testing.T) {
	k, err := keyring.At(t.TempDir())
	must(t, err)
	e := holders(t, 7)
	text := fmt.Sprintf("7=%x,%x", e.First, e.Second)
	if got, err := epochOf(k, text); err != nil || !proto.Equal(got, e) {
		t.Errorf("got %v, %v", got, err)
	}
	for name, s := range map[string]string{
		"no number": "=" + text[2:], "epoch 0": "0" + text[1:], "an epoch that is too high": "65536" + text[1:],
		"one key": text[:2+64], "one key twice": text[:2+64] + "," + text[2:2+64], "a short key": text[:len(text)-2],
		"the identity": "7=" + strings.Repeat("00", 32) + text[2+64:], "no hexadecimal": "7=x,y", "nothing": "",
	} {
		if _, err := epochOf(k, s); !errors.Is(err, app.ErrMisused) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := epochOf(k, "7"); err == nil || !strings.Contains(err.Error(), "keys add-holder") {
		t.Errorf("keys that are not here: got %v", err)
	}
	first, err := k.Holder(token.First, 7)
	must(t, err)
	second, err := k.Holder(token.Second, 7)
	must(t, err)
	if got, err := epochOf(k, "7"); err != nil || !bytes.Equal(got.First, first.Public()) || !bytes.Equal(got.Second, second.Public()) {
		t.Errorf("keys that are here: got %v, %v", got, err)
	}
}

func TestRecipientsAreReadAsTheyAreWritten(t *testing.T) {
	dir := t.TempDir()
	k, err := keyring.At(dir)
	must(t, err)
	path, err := k.WriteLinkPublic()
	must(t, err)
	key, secret, err := k.Link()
	must(t, err)
	if got, err := recipientOf(path); err != nil || !bytes.Equal(got, key.Public()) || path != filepath.Join(dir, keyring.LinkPublic) {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
	if _, err := recipientOf(secret); !errors.Is(err, app.ErrMisused) || strings.Contains(err.Error(), hex.EncodeToString(key.Public())) {
		t.Errorf("the secret key was taken for the public one: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "anchor.seed")); err == nil {
		t.Error("a directory without an anchor has one now")
	}
}

// TestARotationOverlaps edits the trust list of a running hub.
func TestARotationOverlaps(t *testing.T) {
	w := newLinked(t)
	ctx, anchor := soon(t), w.keys.Anchor.Public()
	reviewer, err := sign.NewKey()
	must(t, err)
	command := func(c keysLinkageCommand) (*pb.Linkage, error) {
		c.Keys = keysDir(w.dir)
		edit, err := c.edit(w.keys)
		must(t, err)
		list, err := hub.Trust(ctx, w.js, w.keys, edit.apply)
		return list.GetLinkage(), errors.Join(err, edit.err)
	}
	epochs := func(l *pb.Linkage) (all []uint32) {
		for _, e := range l.GetEpochs() {
			all = append(all, e.GetEpoch())
		}
		return all
	}
	for _, holder := range []int{token.First, token.Second} {
		_, err := w.keys.Holder(holder, 2)
		must(t, err)
	}
	both, err := command(keysLinkageCommand{Epoch: []string{"2"}, Reviewer: []string{reviewer.Public()}})
	if err != nil || fmt.Sprint(epochs(both)) != "[1 2]" || len(both.GetReviewers()) != 2 {
		t.Fatalf("the overlap: %v, %v", both, err)
	}
	if _, err := command(keysLinkageCommand{DropEpoch: []uint32{9}}); err == nil {
		t.Error("an epoch ended that never began")
	}
	after, err := command(keysLinkageCommand{DropEpoch: []uint32{1}, DropReviewer: []string{reviewer.Public()}})
	if err != nil || fmt.Sprint(epochs(after)) != "[2]" || len(after.GetReviewers()) != 1 {
		t.Errorf("after it: %v, %v", after, err)
	}
	list, _, err := trust.InForce(ctx, w.js, anchor)
	if err != nil || list.GetVersion() != 3 || len(list.GetKeys()) != 4 || !proto.Equal(list.GetLinkage(), after) {
		t.Errorf("in force is version %d, %v", list.GetVersion(), err)
	}
	var out bytes.Buffer
	must(t, printLinkage(&out, after))
	for _, want := range []string{"epoch 2", "reviewer ", hex.EncodeToString(after.Epochs[0].First)} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not printed", want)
		}
	}
}
