package focalpoint

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/bus"
	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// ReceiptsCmd prints receipts.
type ReceiptsCmd struct {
	app.Client `embed:""`
	Country    string `help:"Country whose receipts to print: a code or a name." required:"" env:"CORRIDOR_COUNTRY"`
}

// Help shows how to use the command.
func (ReceiptsCmd) Help() string {
	return "Example: corridor focalpoint receipts --country XCT"
}

// Run prints a line for each receipt that there is now, in the order of the stream.
func (c *ReceiptsCmd) Run() error {
	return c.Do(context.Background(), Name, func(ctx context.Context, env app.Env) error {
		return c.print(ctx, env, orStdout(nil))
	})
}

func (c *ReceiptsCmd) print(ctx context.Context, env app.Env, w io.Writer) error {
	country, err := countryOf(c.Country)
	if err != nil {
		return err
	}
	last, err := lastOf(ctx, env.JetStream, country)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "TIME\tSUBMISSION\tACCEPTED\tDUPLICATE\tWITHDRAWN\tQUARANTINED\tREASONS")
	all := tail{js: env.JetStream, country: country, log: env.Log}
	if last > 0 {
		err = all.read(ctx, func(r receipt) (bool, error) { return r.seq >= last, printReceipt(t, r) })
	}
	return errors.Join(err, t.Flush())
}

// lastOf returns the sequence of the last receipt of a country in its stream, 0 for none.
func lastOf(ctx context.Context, js jetstream.JetStream, country geo.Area) (uint64, error) {
	s, err := answers(ctx, js, country)
	if err != nil {
		return 0, fmt.Errorf("looking at the receipts: %w", err)
	}
	msg, err := s.GetLastMsgForSubject(ctx, bus.ReceiptsSubject(country))
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound):
		return 0, nil
	case err != nil:
		return 0, fmt.Errorf("looking at the receipts: %w", err)
	}
	return msg.Sequence, nil
}

func printReceipt(w io.Writer, r receipt) error {
	counts, reasons := map[code.Verdict]int{}, map[code.Reason]int{}
	for _, v := range r.GetVerdicts() {
		counts[code.Verdict(v.GetVerdict())]++
		for _, f := range v.GetFindings() {
			reasons[code.Reason(f.GetReason())]++
		}
	}
	_, err := fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%d\t%s\n", r.at.UTC().Format(time.RFC3339), submissionOf(r.Receipt),
		counts[code.VerdictAccepted], counts[code.VerdictDuplicate],
		counts[code.VerdictWithdrawn], counts[code.VerdictQuarantined], listOf(reasons))
	return err
}

// submissionOf names a submission: by its id, or by its digest where the hub could not open it.
func submissionOf(r *pb.Receipt) string {
	if id := r.GetSubmissionId(); id != "" {
		return id
	}
	return fmt.Sprintf("sha256:%.8x", r.GetSubmissionDigest())
}

// listOf returns each reason with how often it was given, in the order of the code list.
func listOf(reasons map[code.Reason]int) string {
	var list []string
	for _, r := range slices.Sorted(maps.Keys(reasons)) {
		list = append(list, fmt.Sprintf("%s (%d)", Explain(r), reasons[r]))
	}
	return strings.Join(list, "; ")
}
