package stage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Headers of a snapshot in the object store, which itself keeps and checks a SHA-256.
const (
	snapshotVersion = "Corridor-Version"
	snapshotOutput  = "Corridor-Output"
	snapshotInput   = "Corridor-Input"
)

// errForeign says that a snapshot was made by other code or of another log.
var errForeign = errors.New("snapshot of other code or another log")

func (r *runner) snapshotWhenDue(ctx context.Context) error {
	if r.sinceSnp < r.SnapshotEvery {
		return nil
	}
	if err := r.die("snapshot"); err != nil {
		return err
	}
	return r.snapshot(ctx)
}

// snapshotTime bounds one snapshot.
const snapshotTime = 30 * time.Second

// snapshot stores the state with its position. A failure is logged and nothing more: a
// snapshot only saves time. The end of the run does not cut it off, so that the next start is
// quick.
func (r *runner) snapshot(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), snapshotTime)
	defer cancel()
	if r.Snapshots == "" || r.sinceSnp == 0 {
		return nil
	}
	r.sinceSnp = 0
	state, err := r.fold.AppendBinary(nil)
	if err != nil {
		return fmt.Errorf("%w: encoding the state: %w", ErrFold, err)
	}
	if err := r.putSnapshot(ctx, state); err != nil {
		r.metrics.snapshot("failed")
		r.events.Warn().Err(err).Msg("snapshot not stored")
		return nil
	}
	r.metrics.snapshot("stored")
	return nil
}

func (r *runner) putSnapshot(ctx context.Context, state []byte) error {
	store, err := r.JetStream.ObjectStore(ctx, r.Snapshots)
	if err != nil {
		return err
	}
	_, err = store.Put(ctx, jetstream.ObjectMeta{Name: r.Name, Headers: nats.Header{
		snapshotVersion: {r.Version},
		snapshotOutput:  {strconv.FormatUint(r.at.output, 10)},
		snapshotInput:   {strconv.FormatUint(r.at.input, 10)},
		markHeader:      {r.at.mark.String()},
	}}, bytes.NewReader(state))
	return err
}

// loadSnapshot starts the fold from the last snapshot. One that is missing, damaged, of other
// code or of another log is left aside, and the whole output is folded instead.
func (r *runner) loadSnapshot(ctx context.Context) error {
	if r.Snapshots == "" {
		return nil
	}
	err := r.readSnapshot(ctx)
	switch {
	case err == nil:
		r.metrics.snapshot("loaded")
		return nil
	case isFatal(err) || ctx.Err() != nil:
		return err
	case !errors.Is(err, jetstream.ErrObjectNotFound):
		r.metrics.snapshot("refused")
		r.events.Warn().Err(err).Msg("snapshot left aside; folding the whole output")
	}
	r.fold, r.at = r.New(), position{}
	return nil
}

func (r *runner) readSnapshot(ctx context.Context) error {
	store, err := r.JetStream.ObjectStore(ctx, r.Snapshots)
	if err != nil {
		return err
	}
	object, err := store.Get(ctx, r.Name) // description and content of one and the same snapshot
	if err != nil {
		return err
	}
	defer func() { _ = object.Close() }()
	info, err := object.Info()
	if err != nil {
		return err
	}
	if info.Headers.Get(snapshotVersion) != r.Version {
		return errForeign
	}
	state, err := io.ReadAll(object)
	if err != nil {
		return err
	}
	at, err := snapshotPosition(info.Headers)
	if err != nil {
		return err
	}
	if err := r.fold.UnmarshalBinary(state); err != nil {
		return err
	}
	r.at = at
	return r.checkSnapshot(ctx)
}

func snapshotPosition(h nats.Header) (position, error) {
	var at position
	m, err := parseMark(h.Get(markHeader))
	if err != nil {
		return at, errForeign // it costs time only, unlike a bad mark in the log
	}
	output, err := strconv.ParseUint(h.Get(snapshotOutput), 10, 64)
	if err != nil {
		return at, errForeign
	}
	input, err := strconv.ParseUint(h.Get(snapshotInput), 10, 64)
	if err != nil || input < m.input {
		return at, errForeign
	}
	if m.from != "" { // what had no outputs since left no trace in the state either
		input = m.input
	}
	return position{mark: m, output: output, input: input, from: m.from}, nil
}

// checkSnapshot compares the snapshot's mark with the log's. A log that ends before the
// snapshot has lost outputs, which is for the caller's reader to find.
func (r *runner) checkSnapshot(ctx context.Context) error {
	msg, err := r.out.get(ctx, r.at.output)
	if isNotFound(err) {
		return fmt.Errorf("%w: %s no longer holds %d, of which there is a snapshot", ErrLogRegression, r.Output, r.at.output)
	}
	if err != nil {
		return err
	}
	m, err := parseMark(msg.Header.Get(markHeader))
	if err != nil || m != r.at.mark {
		return errForeign
	}
	return nil
}
