package corridor

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/trust"
	"github.com/corridor-tip/corridor/services/corridor/internal/doctor"
	"github.com/corridor-tip/corridor/services/corridor/internal/hub"
)

// look makes the checks that read the streams.
func (c *doctorCommand) look(ctx context.Context, p *patient, pages pages, r *doctor.Report) {
	streams, ahead, newest, err := lookAtStreams(ctx, p)
	if err != nil {
		r.Add(doctor.Unseen("nats", true, err.Error(), "Are these the right server and account? The services make the streams when they first start."))
		return
	}
	r.Add(doctor.Clock(ahead, newest))
	for _, s := range streams {
		r.Add(s.Judge()...)
	}
	r.Add(doctor.Replicas(streams, len(c.Monitor)))
	for _, s := range c.stages(ctx, p) {
		r.Add(s.Judge()...)
	}
	r.Add(identity(ctx, p, pages)...)
	r.Add(c.trust(ctx, p))
}

// lookAtStreams returns what NATS says of each stream, how far its clock is ahead, and how far
// in the future the newest message lies.
func lookAtStreams(ctx context.Context, js jetstream.JetStream) (streams []doctor.Stream, ahead, newest time.Duration, err error) {
	for _, name := range bus.Streams() {
		info, difference, err := bus.Look(ctx, js, name)
		if err != nil {
			return nil, 0, 0, err
		}
		if len(streams) == 0 {
			ahead = difference
		}
		if !info.State.LastTime.IsZero() {
			newest = max(newest, time.Until(info.State.LastTime))
		}
		s := doctor.Stream{
			Name: name, First: info.State.FirstSeq, Last: info.State.LastSeq, Messages: info.State.Msgs, Bytes: info.State.Bytes,
			Limit: info.Config.MaxBytes, Replicas: info.Config.Replicas, Forgets: forgets(info.Config),
		}
		if s.Last > 0 {
			s.Error = readLast(ctx, js, name, s.Last)
		}
		streams = append(streams, s)
	}
	return streams, ahead, newest, nil
}

func readLast(ctx context.Context, js jetstream.JetStream, name string, seq uint64) error {
	s, err := js.Stream(ctx, name)
	if err == nil {
		_, err = s.GetMsg(ctx, seq)
	}
	return err
}

// forgets returns the setting by which a stream would lose messages.
func forgets(c jetstream.StreamConfig) string {
	switch {
	case c.MaxAge > 0:
		return "max_age"
	case c.MaxMsgs > 0:
		return "max_msgs"
	case c.MaxMsgsPerSubject > 0:
		return "max_msgs_per_subject"
	case c.Retention != jetstream.LimitsPolicy:
		return "retention"
	case c.MaxBytes > 0 && c.Discard != jetstream.DiscardNew:
		return "discard"
	case c.Storage != jetstream.FileStorage:
		return "storage"
	}
	return ""
}

// stages looks at each stage, and once more where one has something to do.
func (c *doctorCommand) stages(ctx context.Context, p *patient) []doctor.Stage {
	before := progress(ctx, p)
	busy := slices.ContainsFunc(before, func(s doctor.Stage) bool { return s.Waiting > 0 })
	if !p.running() || !busy {
		return before
	}
	time.Sleep(cmp.Or(c.wait, 3*time.Second))
	after := progress(ctx, p)
	for i := range after {
		after[i].Running, after[i].Before, after[i].DecidedBefore = true, before[i].Waiting, before[i].Decided
	}
	return after
}

func progress(ctx context.Context, js jetstream.JetStream) (stages []doctor.Stage) {
	hub.Lag(ctx, js, func(p hub.Progress, err error) {
		stages = append(stages, doctor.Stage{Name: p.Stage, Input: p.Input, Output: p.Output,
			InputEnds: p.Ends, Decided: p.Decided, Waiting: p.Waiting, Error: err})
	})
	return stages
}

// identity counts submissions and receipts. What was decided is asked first and what came in
// last, so that work in between looks like waiting and not like a loss.
func identity(ctx context.Context, js jetstream.JetStream, pages pages) []doctor.Finding {
	var decided uint64
	hub.Lag(ctx, js, func(p hub.Progress, _ error) {
		if p.Input == bus.Reports {
			decided = p.Decided
		}
	})
	receipts, _, err := count(ctx, js, bus.Normalized, bus.ReceiptsPrefix)
	if err != nil {
		return []doctor.Finding{doctor.Unseen("identity", true, err.Error(), "Look at NATS first.")}
	}
	submissions, ends, err := count(ctx, js, bus.Reports, bus.ReportsPrefix)
	if err != nil {
		return []doctor.Finding{doctor.Unseen("identity", true, err.Error(), "Look at NATS first.")}
	}
	difference, seen := pages.identity()
	return doctor.Identity(submissions, receipts, ends-min(ends, decided), difference, seen)
}

// count returns how many messages a stream has on subjects with a prefix, and where it ends.
func count(ctx context.Context, js jetstream.JetStream, name, prefix string) (n, ends uint64, err error) {
	s, err := js.Stream(ctx, name)
	if err != nil {
		return 0, 0, err
	}
	info, err := s.Info(ctx, jetstream.WithSubjectFilter(prefix+">"))
	if err != nil {
		return 0, 0, err
	}
	for _, on := range info.State.Subjects {
		n += on
	}
	return n, info.State.LastSeq, nil
}

// trust looks at the trust list in force.
func (c *doctorCommand) trust(ctx context.Context, p *patient) doctor.Finding {
	anchor := c.anchor()
	if anchor == "" {
		return doctor.Unseen("trust list", false, "the anchor is not known", "Name it with --anchor, or the folder of anchor.seed with --keys.")
	}
	list, _, err := trust.InForce(ctx, p, anchor)
	if err != nil {
		return doctor.Trust{None: errors.Is(err, trust.ErrNone), Error: err}.Judge()
	}
	t := doctor.Trust{Version: list.GetVersion(), Countries: len(list.GetKeys())}
	for _, e := range list.GetLinkage().GetEpochs() {
		t.Epochs = append(t.Epochs, e.GetEpoch())
	}
	public := c.linkPublic()
	t.Foreign = public != "" && len(t.Epochs) > 0 && public != string(list.GetLinkage().GetRecipient())
	return t.Judge()
}
