// Package varz reads what a NATS server says of itself on its monitoring page: whether it
// writes before it acknowledges, how much room its streams have, and its clock.
package varz

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Server is what one NATS server says of itself. Sizes are in bytes; times that it does not
// tell are zero.
type Server struct {
	Name            string    `json:"server_name"`
	Version         string    `json:"version"`
	MaxPayload      int       `json:"max_payload"`
	Now             time.Time `json:"now"`
	CertificateEnds time.Time `json:"tls_cert_not_after"`
	JetStream       struct {
		Config struct {
			StoreDir   string `json:"store_dir"`
			MaxStore   int64  `json:"max_storage"`
			SyncAlways bool   `json:"sync_always"`
		} `json:"config"`
		Stats struct {
			Store uint64 `json:"storage"`
		} `json:"stats"`
	} `json:"jetstream"`
}

// Source asks one server.
type Source func(ctx context.Context) (Server, error)

// most bounds a page: a server's is a few kilobytes.
const most = 1 << 20

// Page returns a source that reads the monitoring page at a URL such as http://127.0.0.1:8222.
func Page(url string) Source {
	return func(ctx context.Context) (Server, error) {
		body, err := page(ctx, strings.TrimSuffix(url, "/")+"/varz")
		if err != nil {
			return Server{}, fmt.Errorf("reading the monitoring page of NATS: %w", err)
		}
		return Parse(body)
	}
}

// Pages returns a source for each of several URLs.
func Pages(urls []string) []Source {
	sources := make([]Source, 0, len(urls))
	for _, u := range urls {
		sources = append(sources, Page(u))
	}
	return sources
}

func page(ctx context.Context, url string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	return io.ReadAll(io.LimitReader(resp.Body, most))
}

// Parse reads a monitoring page, in JSON. A page that names no server is an error.
func Parse(body []byte) (Server, error) {
	var s Server
	if err := json.Unmarshal(body, &s); err != nil {
		return s, fmt.Errorf("reading the monitoring page of NATS: %w", err)
	}
	if s.Name == "" {
		return s, fmt.Errorf("reading the monitoring page of NATS: it names no server")
	}
	return s, nil
}
