package doctor

import "time"

// Server is what one NATS server, or its configuration file, says of itself. Sizes are in
// bytes; what is not known is zero, or Unknown for Used.
type Server struct {
	Name            string
	SyncAlways      bool
	Used, Limit     int64
	MaxPayload      int
	CertificateEnds time.Time
}

// Unknown is what a server uses whose configuration alone was seen.
const Unknown = -1

// The shares of room and the times from which on a check warns and fails.
const (
	warnShare, failShare = 0.70, 0.85
	warnEnds, failEnds   = 21 * 24 * time.Hour, 3 * 24 * time.Hour
)

// Servers judges each server. maxPayload is what services and focal points rely on.
func Servers(servers []Server, maxPayload int, now time.Time) (found []Finding) {
	if len(servers) == 0 {
		found = append(found, Unseen("sync_interval", true, "no NATS server and no configuration file tells it",
			"Name the monitoring page of each NATS server (--monitor http://127.0.0.1:8222) or its configuration (--config). Without sync_interval: always a power cut loses acknowledged reports."))
	}
	for _, s := range servers {
		found = append(found, s.sync(), s.room())
		if s.MaxPayload > 0 && s.MaxPayload != maxPayload {
			found = append(found, fine("max_payload", "%s takes messages of %d bytes, not %d", s.Name, s.MaxPayload, maxPayload).
				fail("Set max_payload to 1MB in every NATS configuration, leaf nodes included."))
		}
		if !s.CertificateEnds.IsZero() {
			found = append(found, s.certificate(now))
		}
	}
	return found
}

func (s Server) sync() Finding {
	if s.SyncAlways {
		return fine("sync_interval", "%s: always", s.Name)
	}
	return fine("sync_interval", "%s ACKNOWLEDGES BEFORE IT WRITES: not always", s.Name).
		fail("Put sync_interval: always into its block jetstream and restart it, now: the next power cut loses reports whose senders hold a receipt.")
}

func (s Server) room() Finding {
	if s.Limit <= 0 {
		return fine("max_file", "%s has no limit on what streams take", s.Name).
			fail("Set max_file below the size of the disk: a full disk can shut a server down, a full max_file only refuses.")
	}
	if s.Used == Unknown {
		return fine("max_file", "%s: %s", s.Name, size(s.Limit))
	}
	return full(fine("max_file", "%s: %s of %s used", s.Name, size(s.Used), size(s.Limit)), float64(s.Used)/float64(s.Limit),
		"Give the server a larger disk if it needs one, then raise max_file: when it is full, reports are refused.")
}

// full judges the share of some room that is used.
func full(f Finding, share float64, do string) Finding {
	switch {
	case share >= failShare:
		return f.fail(do)
	case share >= warnShare:
		return f.warn(do)
	}
	return f
}

func (s Server) certificate(now time.Time) Finding {
	left := s.CertificateEnds.Sub(now)
	f := fine("certificate", "%s: ends %s, in %d days", s.Name, s.CertificateEnds.UTC().Format(time.DateOnly), int(left.Hours()/24))
	const do = "Put a new certificate in its place and tell the server (nats-server --signal reload)."
	switch {
	case left < failEnds:
		return f.fail(do)
	case left < warnEnds:
		return f.warn(do)
	}
	return f
}
