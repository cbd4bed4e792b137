package analyst

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/stage"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/services/analyst/internal/query"
	"github.com/corridor-tip/corridor/services/analyst/internal/sheet"
)

// event is the data of one live event.
type event struct {
	Table    string        `json:"table"`
	Sequence uint64        `json:"sequence"`
	Rows     sheet.Objects `json:"rows"`
}

// live sends each change as a server-sent event until the reader goes away. The id of an
// event is its sequence in the stream, so that a reader who comes back with it misses nothing.
func (s *server) live(w http.ResponseWriter, r *http.Request) *problem {
	tables, from, p := s.whatLive(r)
	if p != nil {
		return p
	}
	select {
	case s.places <- struct{}{}:
		defer func() { <-s.places }()
	default:
		return full
	}
	ctx, stop := context.WithCancel(r.Context())
	changes, done := make(chan change), make(chan error, 1)
	go func() { done <- follow(ctx, s.js, from, tables, changes) }()
	s.send(w, from, changes, done)
	stop()
	if err := <-done; err != nil {
		s.log.Warn().Err(err).Msg("a live reader was cut off")
	}
	return nil
}

// whatLive returns the tables asked for, none for all, and the sequence the reader has seen.
func (s *server) whatLive(r *http.Request) ([]string, uint64, *problem) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, 0, newProblem(http.StatusBadRequest, "The query cannot be read.", "")
	}
	tables, from := tablesOf(values["table"]), values.Get("from")
	delete(values, "table")
	delete(values, "from")
	for name := range values {
		return nil, 0, newProblem(http.StatusBadRequest, "There is no such parameter; there are table and from.", query.Safe(name))
	}
	if slices.ContainsFunc(tables, func(id string) bool { _, ok := table.Find(id); return !ok }) {
		return nil, 0, newProblem(http.StatusBadRequest, "There is no such table; /v1/tables lists them.", "table")
	}
	if id := r.Header.Get("Last-Event-ID"); id != "" {
		from = id // the reader lost the connection since it asked for from
	}
	seq, p := s.seen(r.Context(), from)
	return tables, seq, p
}

// tablesOf returns the tables that values, each of them several separated by commas, name.
func tablesOf(values []string) []string {
	var ids []string
	for _, list := range values {
		ids = append(ids, strings.Split(strings.ToUpper(list), ",")...)
	}
	return ids
}

// seen reads the sequence that a reader has seen; by default what the tables show now.
func (s *server) seen(ctx context.Context, from string) (uint64, *problem) {
	if from == "" {
		return s.board.Seq(), nil
	}
	seq, err := strconv.ParseUint(from, 10, 63)
	if err != nil {
		return 0, newProblem(http.StatusBadRequest, "from is the sequence of a change.", "from")
	}
	last, err := lastSeq(ctx, s.js)
	switch {
	case err != nil:
		return 0, newProblem(http.StatusServiceUnavailable, "The stream cannot be reached; try again in a moment.", "")
	case seq > last:
		return 0, newProblem(http.StatusBadRequest, "from lies beyond the last change; read the tables again.", "from")
	}
	return seq, nil
}

// follow sends the changes of some tables, none for all, that come after a sequence.
func follow(ctx context.Context, js jetstream.JetStream, after uint64, tables []string, to chan<- change) error {
	return ended(ctx, stage.Follow(ctx, js, bus.Statistics, after+1, func(m stage.Message) error {
		c, err := decode(m)
		if err != nil || (len(tables) > 0 && !slices.Contains(tables, c.def.ID)) {
			return err
		}
		select {
		case to <- c:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}))
}

// send writes changes until the reader is gone or too slow, or there are no more. It leaves
// the outcome of the follower in done.
func (s *server) send(w http.ResponseWriter, from uint64, changes <-chan change, done chan error) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // proxies that know it pass events on at once
	beat := time.NewTicker(s.beat)
	defer beat.Stop()
	// the first id has no data: no event, but what the reader comes back with
	for next := fmt.Sprintf("retry: 1000\nid: %d\n\n", from); ; {
		if err := push(w, next); err != nil {
			return
		}
		select {
		case c := <-changes:
			next = s.event(c)
		case <-beat.C:
			next = ": still here\n\n"
		case err := <-done:
			done <- err
			return
		}
	}
}

func (s *server) event(c change) string {
	data, _ := json.Marshal(event{c.def.ID, c.seq, sheet.Objects{Definition: c.def, Rows: c.rows(s.options)}}) // strings and numbers never fail
	return fmt.Sprintf("id: %d\ndata: %s\n\n", c.seq, data)
}

// push writes text at once; a reader who does not take it in time is cut off and may come
// back with the id of the last event.
func push(w http.ResponseWriter, text string) error {
	c := http.NewResponseController(w)
	if err := c.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := io.WriteString(w, text); err != nil {
		return err
	}
	return c.Flush()
}
