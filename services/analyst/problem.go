package analyst

import (
	"encoding/json"
	"errors"
	"net/http"
)

// problem is why there is no answer, in the form of RFC 9457. Its type is about:blank: the
// status says what kind it is.
type problem struct {
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail"`
	Parameter string `json:"parameter,omitempty"`
}

var (
	notReady = newProblem(http.StatusServiceUnavailable, "The statistics are still being read; try again in a moment.", "")
	full     = newProblem(http.StatusServiceUnavailable, "There are as many live readers as there may be; try again later.", "")
	noTable  = newProblem(http.StatusNotFound, "There is no such table; /v1/tables lists them.", "")
	noPage   = newProblem(http.StatusNotFound, "There is nothing here; /v1/tables lists the tables.", "")
	noMethod = newProblem(http.StatusMethodNotAllowed, "Everything here is read with GET.", "")
)

func newProblem(status int, detail, parameter string) *problem {
	return &problem{http.StatusText(status), status, detail, parameter}
}

// badFilter tells what is wrong with filters.
func badFilter(err error) *problem {
	var bad *FilterError
	if errors.As(err, &bad) {
		return newProblem(http.StatusBadRequest, bad.Error(), bad.Parameter)
	}
	return newProblem(http.StatusBadRequest, "The query makes no sense.", "")
}

// nowhere answers for every address that has nothing.
func nowhere(_ http.ResponseWriter, r *http.Request) *problem {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return noMethod
	}
	return noPage
}

// json writes the problem for programs.
func (p *problem) json(w http.ResponseWriter) {
	p.head(w, "application/problem+json")
	_ = json.NewEncoder(w).Encode(p)
}

// page writes the problem for people.
func (p *problem) page(w http.ResponseWriter) {
	p.head(w, "text/html; charset=utf-8")
	_ = pages.ExecuteTemplate(w, "problem.html", p)
}

func (p *problem) head(w http.ResponseWriter, contentType string) {
	h := w.Header()
	h.Del("ETag")
	h.Set("Content-Type", contentType)
	switch p.Status {
	case http.StatusServiceUnavailable:
		h.Set("Retry-After", "1")
	case http.StatusMethodNotAllowed:
		h.Set("Allow", "GET, HEAD")
	}
	w.WriteHeader(p.Status)
}
