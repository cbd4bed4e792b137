package varz

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// askTimeout bounds the questions of one scrape.
const askTimeout = 2 * time.Second

var (
	storage = prometheus.NewDesc("corridor_broker_storage_bytes",
		"Bytes that the streams of a NATS server take on its disk.", []string{"server"}, nil)
	storageLimit = prometheus.NewDesc("corridor_broker_storage_limit_bytes",
		"Most bytes that the streams of a NATS server may take (max_file). When it is full, reports are refused.", []string{"server"}, nil)
	syncAlways = prometheus.NewDesc("corridor_broker_sync_always",
		"1 where a NATS server writes to disk before it acknowledges. At 0 a power cut loses acknowledged reports.", []string{"server"}, nil)
	certificateEnds = prometheus.NewDesc("corridor_broker_certificate_expiry_timestamp_seconds",
		"When the certificate of a NATS server ends. From then on nobody can connect to it.", []string{"server"}, nil)
)

// collector asks servers when it is scraped.
type collector []Source

// Collector returns metrics of the servers behind some sources. A server that does not answer
// has none.
func Collector(sources ...Source) prometheus.Collector { return collector(sources) }

// Describe names all metrics.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{storage, storageLimit, syncAlways, certificateEnds} {
		out <- d
	}
}

// Collect asks each server once.
func (c collector) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	for _, ask := range c {
		if s, err := ask(ctx); err == nil {
			s.collect(out)
		}
	}
}

func (s Server) collect(out chan<- prometheus.Metric) {
	always := 0.0
	if s.JetStream.Config.SyncAlways {
		always = 1
	}
	out <- prometheus.MustNewConstMetric(syncAlways, prometheus.GaugeValue, always, s.Name)
	out <- prometheus.MustNewConstMetric(storage, prometheus.GaugeValue, float64(s.JetStream.Stats.Store), s.Name)
	out <- prometheus.MustNewConstMetric(storageLimit, prometheus.GaugeValue, float64(s.JetStream.Config.MaxStore), s.Name)
	if !s.CertificateEnds.IsZero() {
		out <- prometheus.MustNewConstMetric(certificateEnds, prometheus.GaugeValue, float64(s.CertificateEnds.Unix()), s.Name)
	}
}
