package analyst

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"golang.org/x/sync/errgroup"

	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/services/analyst/internal/sheet"
)

// Watch prints what changes in some tables, none for all, from now on until ctx ends. One
// report changes many cells; a line is printed for those of one year and single countries in
// which all else is added up. Small counts are ranges unless exact.
func Watch(ctx context.Context, js jetstream.JetStream, w io.Writer, tables []string, exact bool) error {
	from, err := lastSeq(ctx, js)
	if err != nil {
		return ended(ctx, err)
	}
	changes := make(chan change)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(changes)
		return follow(ctx, js, from, tablesOf(tables), changes)
	})
	g.Go(func() error {
		for c := range changes {
			if err := printRows(w, time.Now(), c.def, c.rows(table.Options{Exact: exact})); err != nil {
				return err
			}
		}
		return nil
	})
	return g.Wait()
}

// printRows prints a line a headline.
func printRows(w io.Writer, now time.Time, def table.Definition, rows []table.Row) error {
	for _, r := range rows {
		if !headline(def, r) {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s %s %s  = %s\n", now.Format(time.TimeOnly), def.ID, keyText(def, r.Key), sheet.Thousands(r.Value)); err != nil {
			return fmt.Errorf("printing a change: %w", err)
		}
	}
	return nil
}

// headline reports whether a row is of one year and single countries, or the sub-regions
// where a table has no countries, and of everything else the total where there is one.
func headline(def table.Definition, r table.Row) bool {
	k, err := def.Parse(r.Key)
	if err != nil {
		return false
	}
	for i, d := range def.Dimensions {
		c := k.At(i)
		switch {
		case d.Area() && d.Regions && table.Area(c).IsRegion():
			return false
		case d.Area() || d.ID == "TIME_PERIOD":
			if c == table.Total {
				return false
			}
		case d.List.Name(d.Total(c)) != "" && c != d.Total(c):
			return false
		}
	}
	return true
}

// keyText writes a key with an arrow from origin to destination.
func keyText(def table.Definition, key []string) string {
	text := strings.Join(key, " ")
	if i := def.Index("ORIGIN"); i >= 0 && def.Index("DESTINATION") == i+1 {
		text = strings.Join(slices.Concat(key[:i], []string{key[i] + "→" + key[i+1]}, key[i+2:]), " ")
	}
	return text
}
