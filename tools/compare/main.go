// Command compare measures a Watermill router over JetStream that does the plain part of what
// Corridor does: decode reports, drop those whose reference was seen, encode the others. It
// checks no signature, links nobody and counts nothing, so it is a generous comparison. Every
// acknowledged message is on disk, as with Corridor.
package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	wnats "github.com/ThreeDotsLabs/watermill-nats/v2/pkg/nats"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/broker"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

func main() {
	fmt.Println("Watermill router, every acknowledged message on disk")
	for _, c := range []struct{ reports, messages, subscribers int }{{1, 6_000, 1}, {1, 6_000, 8}, {500, 200, 1}, {500, 200, 8}} {
		rate, err := measure(c.reports, c.messages, c.subscribers)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Printf("%3d reports a message, %d subscribers  %8.0f reports/s\n", c.reports, c.subscribers, rate)
	}
}

// measure runs a router over a backlog of messages and returns the reports a second.
func measure(reports, messages, subscribers int) (rate float64, err error) {
	dir, err := os.MkdirTemp("", "corridor-compare-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	s, err := broker.Start(broker.Config{Dir: dir})
	if err != nil {
		return 0, err
	}
	defer broker.Stop(s)
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	js, done, err := fill(ctx, s.ClientURL(), reports, messages)
	if err != nil {
		return 0, err
	}
	defer done()
	begin := time.Now()
	stop, err := route(ctx, s.ClientURL(), subscribers)
	if err != nil {
		return 0, err
	}
	err = arrived(ctx, js, uint64(messages))
	rate = float64(reports*messages) / time.Since(begin).Seconds()
	return rate, errors.Join(err, stop())
}

// fill makes the streams and the backlog.
func fill(ctx context.Context, url string, reports, messages int) (js jetstream.JetStream, done func(), err error) {
	nc, err := nats.Connect(url)
	if err != nil {
		return nil, nil, err
	}
	if js, err = jetstream.New(nc); err != nil {
		return nil, nil, err
	}
	for _, name := range []string{"in", "out"} {
		if _, err = js.CreateStream(ctx, jetstream.StreamConfig{Name: name, Subjects: []string{name}}); err != nil {
			return nil, nil, err
		}
	}
	for i := range messages {
		data, err := submission(i*reports, reports)
		if err != nil {
			return nil, nil, err
		}
		m, err := (&wnats.NATSMarshaler{}).Marshal("in", message.NewMessage(watermill.NewUUID(), data))
		if err != nil {
			return nil, nil, err
		}
		if _, err := js.PublishMsg(ctx, m); err != nil {
			return nil, nil, err
		}
	}
	return js, nc.Close, nil
}

// submission returns so many reports of about 400 bytes each.
func submission(first, n int) ([]byte, error) {
	content, err := proto.Marshal(&pb.IncidentReport{
		Incident:      &pb.Incident{OriginCountry: "UKR", DestinationCountry: "POL", DetectionCountry: "POL", DetectionPeriod: "2024-Q1"},
		Victims:       []*pb.Victim{{VictimRef: 1, Citizenships: []string{"UKR"}}, {VictimRef: 2, Citizenships: []string{"UKR"}}},
		LegalBasisRef: string(make([]byte, 280)),
	})
	if err != nil {
		return nil, err
	}
	body := &pb.SubmissionBody{SenderCountry: "POL"}
	for i := range n {
		ref := make([]byte, 16)
		binary.BigEndian.PutUint64(ref, uint64(first+i))
		body.Items = append(body.Items, &pb.Item{ReportRef: ref, Revision: 1, Content: content})
	}
	return proto.Marshal(body)
}

// route runs the router from in to out.
func route(ctx context.Context, url string, subscribers int) (stop func() error, err error) {
	off := wnats.JetStreamConfig{}
	pub, err := wnats.NewPublisher(wnats.PublisherConfig{URL: url, JetStream: off}, watermill.NopLogger{})
	if err != nil {
		return nil, err
	}
	sub, err := wnats.NewSubscriber(wnats.SubscriberConfig{
		URL: url, SubscribersCount: subscribers, QueueGroupPrefix: "compare", CloseTimeout: 5 * time.Second, AckWaitTimeout: 30 * time.Second,
		JetStream: wnats.JetStreamConfig{DurablePrefix: "compare", SubscribeOptions: []nats.SubOpt{nats.DeliverAll(), nats.AckExplicit()}},
	}, watermill.NopLogger{})
	if err != nil {
		return nil, err
	}
	router, err := message.NewRouter(message.RouterConfig{CloseTimeout: 5 * time.Second}, watermill.NopLogger{})
	if err != nil {
		return nil, err
	}
	router.AddHandler("compare", "in", sub, "out", pub, (&seen{refs: map[string]struct{}{}}).handle)
	ended := make(chan error, 1)
	go func() { ended <- router.Run(ctx) }()
	<-router.Running()
	return func() error { return errors.Join(router.Close(), <-ended, pub.Close()) }, nil
}

// seen are the references of reports that came before.
type seen struct {
	mu   sync.Mutex
	refs map[string]struct{}
}

func (s *seen) handle(in *message.Message) ([]*message.Message, error) {
	var body pb.SubmissionBody
	if err := proto.Unmarshal(in.Payload, &body); err != nil {
		return nil, err
	}
	out := &pb.Normalized{Country: body.GetSenderCountry()}
	for _, it := range body.GetItems() {
		if !s.first(string(it.GetReportRef())) {
			continue
		}
		var r pb.IncidentReport
		if err := proto.Unmarshal(it.GetContent(), &r); err != nil {
			return nil, err
		}
		content, err := proto.Marshal(&r)
		if err != nil {
			return nil, err
		}
		out.Items = append(out.Items, &pb.NormalizedItem{ReportRef: it.GetReportRef(), Revision: it.GetRevision(),
			Records: []*pb.Record{{Content: content}}})
	}
	data, err := proto.Marshal(out)
	return []*message.Message{message.NewMessage(watermill.NewUUID(), data)}, err
}

func (s *seen) first(ref string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, known := s.refs[ref]
	s.refs[ref] = struct{}{}
	return !known
}

// arrived waits until out holds so many messages.
func arrived(ctx context.Context, js jetstream.JetStream, messages uint64) error {
	for {
		s, err := js.Stream(ctx, "out")
		if err != nil {
			return err
		}
		if s.CachedInfo().State.Msgs >= messages {
			return nil
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
