// Package demo shows the whole of Corridor at work in one process: focal points publish the
// reports of an invented world, or of a CTDC file, and what comes out is summed up for a
// person to read.
package demo

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/services/analyst"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
	"github.com/corridor-tip/corridor/services/corridor/internal/keyring"
	"github.com/corridor-tip/corridor/services/corridor/internal/world"
	"github.com/corridor-tip/corridor/services/focalpoint"
)

// Config says what the demo shows and where its data stays.
type Config struct {
	Dir      string     // holds streams and keys
	Seed     uint64     // of the invented world
	Victims  int        // in the invented world
	CTDC     string     // file to publish instead; empty for the invented world
	Produced tip.Period // when the CTDC file counts as sent
	Batch    int        // reports a submission
	Listen   string     // address of the page
	Metrics  string     // address of the metrics
	NATSPort int
	Exact    bool   // small counts as they are
	Headless bool   // the hub ends with the summary
	Notice   string // what the data are, for the page
	Program  string // how the user calls the program, for hints
	Log      zerolog.Logger
}

// Demo is a demo whose reports have all been counted. The hub goes on serving until Stop.
type Demo struct {
	*hub.Hub
	config Config
	feed   feed
	tokens *tokens
	sent   *sent
}

// feed is where reports come from.
type feed interface {
	title() string
	countries() []geo.Area
	items() int // about, for the progress bar
	publish(ctx context.Context, s *sent) error
	check(o focalpoint.Outcome) (text string, right bool) // against what the hub should have answered
	truth() *world.Truth                                  // who is who; nil where nobody knows
}

// Start runs the hub, publishes everything and waits until it is counted. Progress is drawn on
// bar.
func Start(ctx context.Context, c Config, bar io.Writer) (*Demo, error) {
	keys, err := keyring.Open(filepath.Join(c.Dir, "keys"))
	if err != nil {
		return nil, err
	}
	keys.Reproducible(c.Seed)
	feed, err := newFeed(c)
	if err != nil {
		return nil, err
	}
	t, err := newTokens(keys, c.Victims)
	if err != nil {
		return nil, err
	}
	h, err := hub.Start(ctx, hub.Config{
		Dir: filepath.Join(c.Dir, "streams"), NATSPort: c.NATSPort, Metrics: c.Metrics, Fallback: true,
		Anchor: keys.Anchor.Public(), Persons: t.persons, Holders: t.holders, Analyst: analyst.Config{Listen: c.Listen, SmallCells: smallCells(c.Exact), Notice: c.Notice}, Log: c.Log,
	})
	if err != nil {
		return nil, err
	}
	d := &Demo{Hub: h, config: c, feed: feed, tokens: t}
	if err := d.run(ctx, keys, bar); err != nil {
		_ = h.Stop()
		return nil, err
	}
	return d, nil
}

func newFeed(c Config) (feed, error) {
	if c.CTDC == "" {
		return newWorldFeed(c.Seed, c.Victims)
	}
	if _, err := os.Stat(c.CTDC); err != nil {
		return nil, fmt.Errorf("opening the CTDC file: %w", err)
	}
	return &ctdcFeed{path: c.CTDC, produced: c.Produced}, nil
}

func smallCells(exact bool) string {
	if exact {
		return "exact"
	}
	return "range"
}

func (d *Demo) run(ctx context.Context, keys *keyring.Keyring, bar io.Writer) error {
	public := map[geo.Area]string{}
	for _, c := range d.feed.countries() {
		id, err := keys.Identity(c)
		if err != nil {
			return err
		}
		public[c] = id.Key.Public()
	}
	if _, err := hub.Trust(ctx, d.JetStream, keys, hub.Countries(public), hub.Linkage(d.tokens.linkage)); err != nil {
		return err
	}
	js, err := d.Connect("focalpoints")
	if err != nil {
		return err
	}
	progress := newProgress(bar, d.feed.items())
	d.sent = newSent(js, keys, d.tokens, d.config.Batch, progress.sent)
	if err := d.feed.publish(ctx, d.sent); err != nil {
		return err
	}
	if err := d.sent.finish(ctx); err != nil {
		return err
	}
	if err := hub.Drained(ctx, d.JetStream, func(uint64) {}); err != nil {
		return err
	}
	progress.done()
	return nil
}
