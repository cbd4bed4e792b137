package analyst

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/services/analyst/internal/sheet"
)

const (
	mostAnswer = 1 << 30 // bytes of an answer
	mostLine   = 16 << 20
)

// Get asks the service at baseURL, e.g. http://127.0.0.1:8480, for the rows of a table that
// query, as ParseFilters takes it, asks for. The sequence is that of the change after which
// they stand so.
func Get(ctx context.Context, baseURL, id string, query url.Values) ([]table.Row, uint64, error) {
	def, ok := table.Find(id)
	if !ok {
		return nil, 0, errors.New("there is no such table")
	}
	resp, err := ask(ctx, baseURL, "/v1/tables/"+id, query, http.Header{"Accept": {"application/json"}})
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	var answer received
	if err := json.NewDecoder(io.LimitReader(resp.Body, mostAnswer)).Decode(&answer); err != nil {
		return nil, 0, fmt.Errorf("reading the answer: %w", err)
	}
	rows, err := answer.rows(def)
	return rows, answer.Sequence, err
}

// received is what the client reads of a table, or of a live event.
type received struct {
	Table    string              `json:"table"`
	Sequence uint64              `json:"sequence"`
	Rows     []map[string]string `json:"rows"`
}

func (r received) rows(def table.Definition) ([]table.Row, error) {
	rows := make([]table.Row, len(r.Rows))
	for i, object := range r.Rows {
		var err error
		if rows[i], err = sheet.Row(def, object); err != nil {
			return nil, fmt.Errorf("reading row %d: %w", i+1, err)
		}
	}
	return rows, nil
}

// refused is an answer that is a problem.
type refused struct{ problem }

// Error says what the service said.
func (r *refused) Error() string { return fmt.Sprintf("%d %s: %s", r.Status, r.Title, r.Detail) }

// ask sends a request; an answer other than 200 is an error, a *refused where the service
// gives its reason. The caller closes the body.
func ask(ctx context.Context, baseURL, path string, query url.Values, header http.Header) (*http.Response, error) {
	target := strings.TrimRight(baseURL, "/") + path + "?" + query.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return nil, fmt.Errorf("asking %s: %w", baseURL, err)
	}
	req.Header = header
	client := http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true, ResponseHeaderTimeout: time.Minute}}
	resp, err := client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("asking %s: %w", baseURL, err)
	}
	if resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	defer resp.Body.Close()
	r := &refused{problem{Title: http.StatusText(resp.StatusCode), Status: resp.StatusCode}}
	_ = json.NewDecoder(io.LimitReader(resp.Body, 1<<16)).Decode(&r.problem)
	return nil, r
}

// WatchURL prints, as Watch does, what the service at baseURL says changes from now on, until
// ctx ends. It comes back after a lost connection and misses nothing.
func WatchURL(ctx context.Context, baseURL string, w io.Writer, tables []string) error {
	query := url.Values{}
	if len(tables) > 0 {
		query.Set("table", strings.Join(tables, ","))
	}
	reader := liveReader{w: w, header: http.Header{"Accept": {"text/event-stream"}}}
	for {
		resp, err := ask(ctx, baseURL, "/v1/live", query, reader.header)
		if err == nil {
			err = reader.read(resp.Body)
			_ = resp.Body.Close()
		}
		if ctx.Err() == nil && !reader.again(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
		}
	}
}

// errPrint says that an event cannot be read or printed; to try again is of no use.
var errPrint = errors.New("printing live changes")

// liveReader prints server-sent events and remembers the last in its header.
type liveReader struct {
	w      io.Writer
	header http.Header
}

// again reports whether it is of use to come back after an error: there was a connection, and
// the service did not say that the question is wrong.
func (l *liveReader) again(err error) bool {
	var no *refused
	wrong := errors.As(err, &no) && no.Status < http.StatusInternalServerError
	return !wrong && !errors.Is(err, errPrint) && l.header.Get("Last-Event-ID") != ""
}

// read prints events until the connection ends.
func (l *liveReader) read(body io.Reader) error {
	lines := bufio.NewScanner(body)
	lines.Buffer(nil, mostLine)
	for id, data := "", ""; lines.Scan(); {
		field, value, _ := strings.Cut(lines.Text(), ": ")
		switch field {
		case "id":
			id = value
		case "data":
			data = value
		case "": // the end of an event, or a comment
			if err := l.print(data); err != nil {
				return fmt.Errorf("%w: %w", errPrint, err)
			}
			if id != "" {
				l.header.Set("Last-Event-ID", id)
			}
			data = ""
		}
	}
	return lines.Err()
}

// print prints the data of an event; some have none.
func (l *liveReader) print(data string) error {
	if data == "" {
		return nil
	}
	var e received
	if err := json.Unmarshal([]byte(data), &e); err != nil {
		return err
	}
	def, ok := table.Find(e.Table)
	if !ok {
		return errors.New("a change of a table that is not defined")
	}
	rows, err := e.rows(def)
	if err != nil {
		return err
	}
	return printRows(l.w, time.Now(), def, rows)
}
