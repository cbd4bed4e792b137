package corridor

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/corridor-tip/corridor/pkg/varz"
	"github.com/corridor-tip/corridor/services/corridor/internal/doctor"
)

// pages are the metrics of services by their address; nil for one that does not answer.
type pages map[string][]sample

// sample is one line of a metrics page. label is the value of its only label, if it has one.
type sample struct {
	name, label string
	value       float64
}

// pageTimeout bounds the wait for one page.
const pageTimeout = 5 * time.Second

func (c *doctorCommand) readPages(ctx context.Context) pages {
	all := pages{}
	for _, address := range c.Metrics {
		url := strings.TrimSuffix(strings.TrimSuffix(address, "/"), "/metrics") + "/metrics"
		if !strings.Contains(url, "://") {
			url = "http://" + url
		}
		all[address] = readPage(ctx, url)
	}
	return all
}

func readPage(ctx context.Context, url string) []sample {
	ctx, cancel := context.WithTimeout(ctx, pageTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 16<<20))
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil
	}
	return parsePage(string(body))
}

var line = regexp.MustCompile(`^(corridor_[a-z_]+)(?:\{[a-z_]+="([^"]*)"\})? (\S+)$`)

// parsePage returns the samples of ours that have at most one label.
func parsePage(body string) (samples []sample) {
	for l := range strings.Lines(body) {
		m := line.FindStringSubmatch(strings.TrimSpace(l))
		if m == nil {
			continue
		}
		if v, err := strconv.ParseFloat(m[3], 64); err == nil {
			samples = append(samples, sample{m[1], m[2], v})
		}
	}
	return samples
}

// ready tells which parts of which service wait.
func (p pages) ready() []doctor.Finding {
	waiting, answered := map[string]string{}, 0
	for address, samples := range p {
		if samples == nil {
			waiting[address] = "nothing that it tells: it does not answer"
		}
		answered++
		for _, s := range samples {
			if s.name == "corridor_ready" && s.value == 0 {
				waiting[address] = strings.TrimPrefix(waiting[address]+", "+s.label, ", ")
			}
		}
	}
	return doctor.Ready(answered, waiting)
}

// identity returns what running normalizers have left over in sum, and how many told.
func (p pages) identity() (difference float64, seen int) {
	for _, samples := range p {
		for _, s := range samples {
			if s.name == "corridor_normalizer_identity_difference" {
				seen++
				if difference == 0 {
					difference = s.value
				}
			}
		}
	}
	return difference, seen
}

// servers returns what NATS servers say of themselves: on their monitoring pages, in the
// metrics of services that look at them, and in configuration files.
func (c *doctorCommand) servers(ctx context.Context, p *patient, pages pages, r *doctor.Report) (all []doctor.Server, storeDirs []string) {
	sources := varz.Pages(c.Monitor)
	if p != nil && p.embedded != nil {
		sources = append(sources, p.embedded)
	}
	for _, ask := range sources {
		ctx, cancel := context.WithTimeout(ctx, pageTimeout)
		v, err := ask(ctx)
		cancel()
		if err != nil {
			r.Add(doctor.Unseen("sync_interval", true, err.Error(), "Start the server, or name its right page: --monitor."))
			continue
		}
		all = append(all, doctor.Server{Name: v.Name, SyncAlways: v.JetStream.Config.SyncAlways, Used: int64(v.JetStream.Stats.Store),
			Limit: v.JetStream.Config.MaxStore, MaxPayload: v.MaxPayload, CertificateEnds: v.CertificateEnds})
		storeDirs = append(storeDirs, v.JetStream.Config.StoreDir)
	}
	for _, path := range c.Config {
		all = append(all, configured(path, r)...)
	}
	return append(all, pages.servers(all)...), storeDirs
}

// configured returns the server that a configuration file describes.
func configured(path string, r *doctor.Report) []doctor.Server {
	o, err := server.ProcessConfigFile(path)
	if err != nil {
		r.Add(doctor.Unseen("sync_interval", true, err.Error(), "Correct the configuration: nats-server -t -c "+path+"."))
		return nil
	}
	return []doctor.Server{{Name: fmt.Sprintf("%s (in %s)", o.ServerName, path), SyncAlways: o.SyncAlways, Used: doctor.Unknown,
		Limit: max(0, o.JetStreamMaxStore), MaxPayload: int(o.MaxPayload)}}
}

// servers returns those that services tell of and that are not known already.
func (p pages) servers(known []doctor.Server) []doctor.Server {
	told := map[string]*doctor.Server{}
	for _, samples := range p {
		for _, s := range samples {
			if !strings.HasPrefix(s.name, "corridor_broker_") || s.label == "" {
				continue
			}
			if told[s.label] == nil {
				told[s.label] = &doctor.Server{Name: s.label}
			}
			tell(told[s.label], s)
		}
	}
	for _, k := range known {
		delete(told, k.Name)
	}
	var all []doctor.Server
	for _, s := range told {
		all = append(all, *s)
	}
	return all
}

func tell(s *doctor.Server, m sample) {
	switch m.name {
	case "corridor_broker_sync_always":
		s.SyncAlways = m.value == 1
	case "corridor_broker_storage_bytes":
		s.Used = int64(m.value)
	case "corridor_broker_storage_limit_bytes":
		s.Limit = int64(m.value)
	case "corridor_broker_certificate_expiry_timestamp_seconds":
		s.CertificateEnds = time.Unix(int64(m.value), 0)
	}
}
