// Package bus knows every stream and subject of Corridor. No other package spells one.
package bus

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/geo"
)

// The streams, in the order of the pipeline. Each has one writer, but for REPORTS, which all
// focal points write.
const (
	Reports    = "REPORTS"
	Normalized = "NORMALIZED"
	Persons    = "PERSONS"
	Statistics = "STATISTICS"
)

// Snapshots is the object-store bucket for the states of the stages.
const Snapshots = "CORRIDOR_SNAPSHOTS"

// PersonsSubject is the one subject of PERSONS.
const PersonsSubject = "persons.v1"

// Trust lists travel in REPORTS, in line with the reports they judge, and in NORMALIZED once
// they are in force.
const (
	TrustOfferedSubject = "trust.v1.offered"
	TrustInForceSubject = "trust.v1.inforce"
	TrustRefusedSubject = "trust.v1.refused"
)

// Decisions of reviewers travel in REPORTS, and in NORMALIZED once they are accepted.
const (
	ReviewOfferedSubject  = "review.v1.offered"
	ReviewAcceptedSubject = "review.v1.accepted"
	ReviewRefusedSubject  = "review.v1.refused"
)

// Prefixes of the subjects that end in a country or a table.
const (
	ReportsPrefix    = "reports.v1."
	NormalizedPrefix = "normalized.v1."
	ReceiptsPrefix   = "receipts.v1."
	QuarantinePrefix = "quarantine.v1."
	PartnerPrefix    = "statistics.v1.partner."
)

// MaxPayload is the largest message with its headers, 1 MiB; submissions are cut to fit.
const MaxPayload = 1 << 20

// ReportsSubject returns the subject on which a country publishes.
func ReportsSubject(country geo.Area) string { return ReportsPrefix + country.String() }

// NormalizedSubject returns the subject of what a country's submissions added.
func NormalizedSubject(country geo.Area) string { return NormalizedPrefix + country.String() }

// ReceiptsSubject returns the subject on which a country finds its receipts.
func ReceiptsSubject(country geo.Area) string { return ReceiptsPrefix + country.String() }

// QuarantineSubject returns the subject of what was refused from a country.
func QuarantineSubject(country geo.Area) string { return QuarantinePrefix + country.String() }

// PartnerSubject returns the subject of the live changes of a table.
func PartnerSubject(table string) string { return PartnerPrefix + table }

// Alive returns the subject on which the instance in charge of a stage answers.
func Alive(stage string) string { return "corridor.alive." + stage }

// Evaluations returns the subject on which a key-holder, 1 or 2, answers requests.
func Evaluations(holder int) string { return fmt.Sprintf("keyholder.v1.%d.evaluate", holder) }

// Audit returns the stream of a key-holder's audit, and its one subject.
func Audit(holder int) (stream, subject string) {
	return fmt.Sprintf("KEYHOLDER_%d", holder), fmt.Sprintf("keyholder.v1.%d.audit", holder)
}

// Country returns the country that ends a reports subject; false when it is none.
func Country(subject string) (geo.Area, bool) {
	rest, ok := strings.CutPrefix(subject, ReportsPrefix)
	if !ok {
		return geo.None, false
	}
	a, ok := geo.ParseAlpha3(rest)
	return a, ok && a.Known()
}

// Options say how durable the streams are.
type Options struct {
	Replicas int              // 1, or 3 in a cluster
	MaxBytes map[string]int64 // room of a stream; a full one refuses new messages
}

// subjects of each stream.
var subjects = map[string][]string{
	Reports: {ReportsPrefix + "*", TrustOfferedSubject, ReviewOfferedSubject},
	Normalized: {NormalizedPrefix + "*", ReceiptsPrefix + "*", QuarantinePrefix + "*", TrustInForceSubject, TrustRefusedSubject,
		ReviewAcceptedSubject, ReviewRefusedSubject},
	Persons:    {PersonsSubject},
	Statistics: {PartnerPrefix + "*"},
}

// Streams are the names in the order of the pipeline.
func Streams() []string { return []string{Reports, Normalized, Persons, Statistics} }

// Ensure creates the streams of a hub with one partition and the snapshot bucket, or leaves
// them as they are, with the sources that an operator has given them. Nothing ages out and
// nothing can be deleted: the logs are the truth, and a full one refuses.
func Ensure(ctx context.Context, js jetstream.JetStream, o Options) error {
	if err := EnsureShared(ctx, js, o); err != nil {
		return err
	}
	return EnsurePartition(ctx, js, o, Partition{})
}

// EnsureShared is Ensure without NORMALIZED, which the normalizers create: they alone know how
// many they are.
func EnsureShared(ctx context.Context, js jetstream.JetStream, o Options) error {
	for _, name := range []string{Reports, Persons, Statistics} {
		c := config(name, o)
		s, err := js.Stream(ctx, name)
		if err == nil {
			c.Sources = s.CachedInfo().Config.Sources
		}
		if err != nil && !errors.Is(err, jetstream.ErrStreamNotFound) {
			return fmt.Errorf("looking at stream %s: %w", name, err)
		}
		if _, err := js.CreateOrUpdateStream(ctx, c); err != nil {
			return fmt.Errorf("creating stream %s: %w", name, err)
		}
	}
	_, err := js.CreateOrUpdateObjectStore(ctx, jetstream.ObjectStoreConfig{
		Bucket: Snapshots, Storage: jetstream.FileStorage, Replicas: max(1, o.Replicas),
	})
	if err != nil {
		return fmt.Errorf("creating bucket %s: %w", Snapshots, err)
	}
	return nil
}

func config(name string, o Options) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name:               name,
		Subjects:           subjects[name],
		Storage:            jetstream.FileStorage,
		Replicas:           max(1, o.Replicas),
		Retention:          jetstream.LimitsPolicy,
		Discard:            jetstream.DiscardNew,
		MaxBytes:           o.maxBytes(name),
		Duplicates:         2 * time.Minute,
		DenyDelete:         true,
		DenyPurge:          true,
		AllowDirect:        true,
		AllowAtomicPublish: true,
	}
}

func (o Options) maxBytes(name string) int64 {
	if n := o.MaxBytes[name]; n > 0 {
		return n
	}
	return -1
}

// Address returns the hosts that a connection goes to, for log lines: without the user and the
// password that an address can hold.
func Address(nc *nats.Conn) string {
	var hosts []string
	for _, s := range nc.Opts.Servers {
		if u, err := url.Parse(strings.TrimSpace(s)); err == nil {
			hosts = append(hosts, u.Host)
		}
	}
	return strings.Join(hosts, ",")
}

// Connect returns a connection that comes back by itself for as long as it takes. A name
// tells operators whose it is.
func Connect(address, name string, opts ...nats.Option) (*nats.Conn, jetstream.JetStream, error) {
	opts = append([]nats.Option{
		nats.Name(name), nats.MaxReconnects(-1), nats.ReconnectWait(200 * time.Millisecond),
		nats.RetryOnFailedConnect(true), nats.ReconnectBufSize(-1),
	}, opts...)
	nc, err := nats.Connect(address, opts...)
	if err != nil {
		return nil, nil, fmt.Errorf("connecting to NATS: %w", err)
	}
	js, err := jetstream.New(nc)
	if err != nil {
		nc.Close()
		return nil, nil, fmt.Errorf("opening JetStream: %w", err)
	}
	return nc, js, nil
}
