package doctor

import "fmt"

// Stream is what NATS says of a stream. Error is what became of the attempt to read its last
// message; it never holds a part of one.
type Stream struct {
	Name            string
	First, Last     uint64 // sequences
	Messages, Bytes uint64
	Limit           int64  // in bytes, 0 or less where it has none of its own
	Forgets         string // the setting by which it would lose messages, e.g. max_age
	Replicas        int
	Error           error
}

const restore = "Stop all services and copy the folder of NATS before anything else. Then: docs/runbooks/CorridorLogRegression.md."

// Judge judges one stream: whether anything is missing in it, its settings and its room.
func (s Stream) Judge() (found []Finding) {
	held := fine("log", "%s: %d messages, none missing", s.Name, s.Messages)
	switch {
	case s.Messages > 0 && s.First != 1, s.Messages != s.Last:
		held = fine("log", "%s holds %d messages of %d to %d", s.Name, s.Messages, s.First, s.Last).fail(restore)
	case s.Error != nil:
		held = fine("log", "%s: the last message cannot be read: %v", s.Name, s.Error).fail(restore)
	}
	found = append(found, held)
	if s.Forgets != "" {
		found = append(found, fine("stream", "%s forgets messages: %s", s.Name, s.Forgets).
			fail("Somebody changed the stream. Start any service once: it puts the settings right. Then run corridor recompute."))
	}
	if s.Limit > 0 {
		found = append(found, full(fine("stream", "%s: %s of its %s used", s.Name, size(int64(s.Bytes)), size(s.Limit)),
			float64(s.Bytes)/float64(s.Limit), "Raise max_bytes of the stream: when it is full, it refuses."))
	}
	return found
}

// Replicas judges the copies of the streams on a number of servers.
func Replicas(streams []Stream, servers int) Finding {
	least := 0
	for i, s := range streams {
		if i == 0 || s.Replicas < least {
			least = s.Replicas
		}
	}
	f := fine("replicas", "%d of each stream", least)
	if servers > 1 && least < 3 {
		f.Found = fmt.Sprintf("%d servers, and a stream with %d", servers, least)
		return f.warn("Start every service with --replicas 3: one server more must not be one risk more.")
	}
	return f
}
