package focalpoint

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// PreviewCmd shows what would leave.
type PreviewCmd struct {
	app.LogFlags `embed:""`
	Source       `embed:""`
	Sender       `embed:""`
	Who          `embed:""`
	First        int       `help:"How many records to show." default:"3"`
	Out          io.Writer `kong:"-"` // where to print; standard output when nil
}

// Help shows how to use the command.
func (PreviewCmd) Help() string {
	return "Example: corridor focalpoint preview ctdc.csv --format ctdc --country XCT --ref-key XCT.ref --produced 2020-Q2 --first 1"
}

// errEnough ends the reading of a file.
var errEnough = errors.New("enough")

// Run prints the first records field by field: as recorded and as they would leave.
func (c *PreviewCmd) Run() error {
	id, produced, err := c.identity()
	if err != nil {
		return err
	}
	in, err := c.open(c.Who, orStdout(c.Out))
	if err != nil {
		return err
	}
	shown := 0
	err = in.each(rule.Context{Sender: id.Country, Produced: produced}, func(f Filing, r tip.Report) error {
		switch {
		case shown < c.First:
			shown++
			return in.preview(id, f, r)
		case in.roll == nil:
			return errEnough
		}
		return nil // the roll goes on counting
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	in.roll.print(in.out)
	_, err = fmt.Fprintf(in.out, "Records shown: %d. Nothing was sent.\n", shown)
	return err
}

// preview prints one record.
func (in *input) preview(id Identity, f Filing, r tip.Report) error {
	if err := previewOne(in.out, id, f, r); err != nil || in.roll == nil {
		return err
	}
	return printVictims(in.out, r.Victims, f.People)
}

// previewOne prints one record.
func previewOne(w io.Writer, id Identity, f Filing, r tip.Report) error {
	fields, err := compare(wire.EncodeReport(r), f.Content)
	if err != nil {
		return err
	}
	ref := id.Ref(f.CaseKey)
	it := &pb.Item{ReportRef: ref[:], Revision: f.Revision, Action: pb.Action(f.Action), Kind: pb.ItemKind_ITEM_KIND_INCIDENT_REPORT, Content: f.Content}
	if slices.ContainsFunc(f.People, func(p Person) bool { return measure(&p).slots != 0 }) {
		it.TokensDigest = make([]byte, len(tip.Digest{}))
	}
	fmt.Fprintf(w, "case %s leaves as report_ref %x, revision %d, %d bytes:\n", f.CaseKey, ref, f.Revision, proto.Size(it))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, d := range fields {
		fmt.Fprintf(t, "  %s\t%s\t%s\n", d.Fate, d.Field, d.shown())
	}
	fmt.Fprintln(t)
	return t.Flush()
}
