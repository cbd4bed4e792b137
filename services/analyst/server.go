package analyst

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/services/analyst/internal/board"
)

const (
	// patience is how long a client may take to read an answer, or one live change.
	patience = 30 * time.Second
	// heartbeat is how often a live reader hears that the connection stands.
	heartbeat = 15 * time.Second
	// mostLive is how many live readers there may be: each holds a consumer of the stream.
	mostLive = 256
)

// server answers over HTTP out of a board.
type server struct {
	board    *Board
	js       jetstream.JetStream
	options  table.Options
	notice   string // first on every page
	log      zerolog.Logger
	ready    atomic.Bool
	requests *prometheus.CounterVec
	places   chan struct{} // of live readers
	beat     time.Duration
}

func newServer(env app.Env, o table.Options) *server {
	s := &server{board: board.New(), js: env.JetStream, options: o, log: env.Log, beat: heartbeat,
		requests: newRequests(env.Registry), places: make(chan struct{}, mostLive)}
	measureCells(env.Registry, s.board)
	return s
}

// answer writes a response, or returns why there is none.
type answer func(w http.ResponseWriter, r *http.Request) *problem

func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	for pattern, a := range map[string]answer{
		"GET /v1/tables":                        s.list,
		"GET /v1/tables/{id}":                   s.rows,
		"GET /v1/tables/{id}/codes/{dimension}": s.codes,
		"GET /v1/live":                          s.live,
		"/":                                     nowhere,
	} {
		mux.HandleFunc(pattern, s.serve(a, (*problem).json))
	}
	mux.HandleFunc("GET /{$}", s.serve(s.front, (*problem).page))
	mux.HandleFunc("GET /tables/{id}", s.serve(s.page, (*problem).page))
	mux.HandleFunc("GET /style.css", style)
	return s.count(mux)
}

// serve lets tell write the problem of an answer. Nothing is answered before the board is
// complete, because half of the persons look like a statistic too.
func (s *server) serve(a answer, tell func(*problem, http.ResponseWriter)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p := notReady
		if s.ready.Load() {
			p = a(w, r)
		}
		if p != nil {
			tell(p, w)
		}
	}
}

// count counts the answers, and sets the headers and the deadline that all of them have.
func (s *server) count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "private, no-cache")
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(patience))
		seen := &status{ResponseWriter: w, code: http.StatusOK}
		defer func() { s.requests.WithLabelValues(classOf(seen.code)).Inc() }()
		next.ServeHTTP(seen, r)
	})
}

// status remembers the status of a response.
type status struct {
	http.ResponseWriter
	code int
}

// WriteHeader remembers the status.
func (s *status) WriteHeader(code int) {
	s.code = code
	s.ResponseWriter.WriteHeader(code)
}

// Unwrap gives http.ResponseController the connection behind.
func (s *status) Unwrap() http.ResponseWriter { return s.ResponseWriter }
