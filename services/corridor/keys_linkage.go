package corridor

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/sign"
	"github.com/corridor-tip/corridor/pkg/token"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
)

type keysAddHolderCommand struct {
	keyFlags `embed:""`
	Holder   int    `arg:"" help:"Which of the two key-holders, 1 or 2."`
	Epoch    uint32 `help:"Key epoch, from 1; a number is never used again." required:""`
}

// Help shows how to use the command.
func (keysAddHolderCommand) Help() string {
	return "Each key-holder makes its own, on its own machine, and hands on only what is printed.\n\n" +
		"Example: corridor keys add-holder 1 --epoch 1 --keys KEYS"
}

// Run makes the holder's key where there is none, and prints its public key.
func (c *keysAddHolderCommand) Run() error {
	if c.Holder != token.First && c.Holder != token.Second || c.Epoch < 1 || c.Epoch > mostEpoch {
		return fmt.Errorf("%w: the holder is 1 or 2, the epoch from 1 to %d", app.ErrMisused, mostEpoch)
	}
	k, err := keyring.At(c.Keys)
	if err != nil {
		return err
	}
	key, err := k.Holder(c.Holder, c.Epoch)
	if err != nil {
		return err
	}
	fmt.Printf("%x\n", key.Public())
	fmt.Fprintf(os.Stderr, "directory for --keys of this key-holder  %s\n", k.HolderDir(c.Holder))
	return nil
}

// mostEpoch is the highest number of an epoch that a hub takes.
const mostEpoch = 1<<16 - 1

type keysLinkageCommand struct {
	keyFlags     `embed:""`
	app.Client   `embed:""`
	Recipient    string   `help:"File with the deduplicator's public key, link.pub; by default the one in the directory where no list in force has one." type:"existingfile" placeholder:"FILE"`
	Epoch        []string `help:"Key epoch to add: N=FIRST,SECOND with the public keys of both key-holders in hexadecimal, or N for keys in the directory." sep:"none" placeholder:"EPOCH"`
	DropEpoch    []uint32 `help:"Key epoch to end." placeholder:"N"`
	Reviewer     []string `help:"Public key of a reviewer to add." placeholder:"KEY"`
	DropReviewer []string `help:"Public key of a reviewer to take out." placeholder:"KEY"`
}

// Help shows how to use the command.
func (keysLinkageCommand) Help() string {
	return "Without flags that change something it prints what is in force.\n\n" +
		"Example: corridor keys linkage --keys KEYS --epoch 1=FIRST,SECOND --reviewer REVIEWER\n\n" +
		"A rotation is two steps: corridor keys linkage --keys KEYS --epoch 2=FIRST,SECOND, and corridor keys linkage --keys KEYS --drop-epoch 1 once the open periods have been sent in both."
}

// Run edits what the trust list says of linkage, and prints what is then in force.
func (c *keysLinkageCommand) Run() error {
	k, err := keyring.Open(c.Keys)
	if err != nil {
		return err
	}
	edit, err := c.edit(k)
	if err != nil {
		return err
	}
	return c.Do(context.Background(), "keys", func(ctx context.Context, env app.Env) error {
		list, err := hub.Trust(ctx, env.JetStream, k, edit.apply)
		if edit.err != nil {
			return fmt.Errorf("%w: %w", app.ErrMisused, edit.err)
		}
		if err != nil {
			return err
		}
		return printLinkage(os.Stdout, list.GetLinkage())
	})
}

// edit reads what the flags ask for.
func (c *keysLinkageCommand) edit(k *keyring.Keyring) (*linkageEdit, error) {
	e := &linkageEdit{drop: c.DropEpoch, reviewers: c.Reviewer, dropReviewers: c.DropReviewer}
	for _, s := range c.Epoch {
		epoch, err := epochOf(k, s)
		if err != nil {
			return nil, err
		}
		e.add = append(e.add, epoch)
	}
	for _, key := range slices.Concat(c.Reviewer, c.DropReviewer) {
		if !sign.Valid(key) {
			return nil, fmt.Errorf("%w: a reviewer's key is 56 characters that begin with A", app.ErrMisused)
		}
	}
	var err error
	if c.Recipient != "" {
		e.recipient, err = recipientOf(c.Recipient)
	} else if path := filepath.Join(c.Keys, keyring.LinkPublic); isThere(path) {
		e.fallback, err = recipientOf(path)
	}
	return e, err
}

func isThere(path string) bool { _, err := os.Stat(path); return err == nil }

// recipientOf reads the deduplicator's public key.
func recipientOf(path string) ([]byte, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the deduplicator's public key: %w", err)
	}
	key, err := hex.DecodeString(string(bytes.TrimSpace(file)))
	if err != nil || len(key) != token.PublicSize {
		return nil, fmt.Errorf("%w: the file of the recipient is no public link key, as corridor keys init writes it to %s", app.ErrMisused, keyring.LinkPublic)
	}
	return key, nil
}

// epochOf reads N=FIRST,SECOND, or N for keys that are here.
func epochOf(k *keyring.Keyring, s string) (*pb.KeyEpoch, error) {
	wrong := fmt.Errorf("%w: an epoch is N=FIRST,SECOND with two public keys of key-holders in hexadecimal, or N", app.ErrMisused)
	number, keys, given := strings.Cut(s, "=")
	n, err := strconv.ParseUint(number, 10, 16)
	if err != nil || n == 0 {
		return nil, wrong
	}
	e := &pb.KeyEpoch{Epoch: uint32(n)}
	if !given {
		e.First, e.Second, err = k.PublicHolders(e.Epoch)
		return e, err
	}
	first, second, _ := strings.Cut(keys, ",")
	var err2 error
	e.First, err = hex.DecodeString(first)
	e.Second, err2 = hex.DecodeString(second)
	if err != nil || err2 != nil || token.CheckElements([][]byte{e.First, e.Second}) != nil || bytes.Equal(e.First, e.Second) {
		return nil, wrong
	}
	return e, nil
}

// linkageEdit changes what a trust list says of linkage. Where it can't be changed so, err
// says why and the list stays as it was.
type linkageEdit struct {
	recipient, fallback      []byte // the latter where a list has none
	add                      []*pb.KeyEpoch
	drop                     []uint32
	reviewers, dropReviewers []string
	err                      error
}

func (e *linkageEdit) apply(list *pb.TrustListBody) {
	l := &pb.Linkage{}
	if list.GetLinkage() != nil {
		l = proto.CloneOf(list.GetLinkage())
	}
	if e.err = e.epochs(l); e.err != nil {
		return
	}
	e.people(l)
	switch {
	case len(e.recipient) > 0:
		l.Recipient = e.recipient
	case len(l.Recipient) == 0 && len(l.Epochs) > 0:
		l.Recipient = e.fallback
	}
	if len(l.Recipient) == 0 && len(l.Epochs) > 0 {
		e.err = errors.New("there is nobody to seal tokens to: name the deduplicator's public key with --recipient")
		return
	}
	if list.GetLinkage() != nil || !proto.Equal(l, &pb.Linkage{}) {
		list.Linkage = l
	}
}

// epochs takes epochs out and puts others in.
func (e *linkageEdit) epochs(l *pb.Linkage) error {
	for _, n := range e.drop {
		i := slices.IndexFunc(l.Epochs, func(k *pb.KeyEpoch) bool { return k.GetEpoch() == n })
		if i < 0 {
			return fmt.Errorf("epoch %d is not in force", n)
		}
		l.Epochs = slices.Delete(l.Epochs, i, i+1)
	}
	for _, add := range e.add {
		i := slices.IndexFunc(l.Epochs, func(k *pb.KeyEpoch) bool { return k.GetEpoch() == add.GetEpoch() })
		switch {
		case i < 0:
			l.Epochs = append(l.Epochs, add)
		case !proto.Equal(l.Epochs[i], add):
			return fmt.Errorf("epoch %d is in force with other keys, and a number is never used again", add.GetEpoch())
		}
	}
	if len(l.Epochs) > 2 {
		return errors.New("more than two epochs at a time: end the oldest one first")
	}
	slices.SortFunc(l.Epochs, func(a, b *pb.KeyEpoch) int { return cmp.Compare(a.GetEpoch(), b.GetEpoch()) })
	return nil
}

// people takes reviewers out and puts others in.
func (e *linkageEdit) people(l *pb.Linkage) {
	l.Reviewers = slices.DeleteFunc(l.Reviewers, func(key string) bool { return slices.Contains(e.dropReviewers, key) })
	for _, key := range e.reviewers {
		if !slices.Contains(l.Reviewers, key) {
			l.Reviewers = append(l.Reviewers, key)
		}
	}
}

// printLinkage prints what is in force; of the long key that tokens are sealed to a digest.
func printLinkage(w io.Writer, l *pb.Linkage) error {
	if len(l.GetEpochs()) == 0 {
		fmt.Fprintln(w, "no key epoch is in force: focal points send no tokens")
	}
	if len(l.GetRecipient()) > 0 {
		fmt.Fprintf(w, "recipient  sha256 %x\n", sha256.Sum256(l.GetRecipient()))
	}
	for _, e := range l.GetEpochs() {
		fmt.Fprintf(w, "epoch %-4d first %x\n           second %x\n", e.GetEpoch(), e.GetFirst(), e.GetSecond())
	}
	for _, key := range l.GetReviewers() {
		if _, err := fmt.Fprintf(w, "reviewer   %s\n", key); err != nil {
			return err
		}
	}
	return nil
}
