package focalpoint

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Source are the flags that say what to read.
type Source struct {
	File   string `arg:"" help:"File to read." type:"existingfile"`
	Format string `help:"Format of the file." enum:"ctdc" default:"ctdc"`

	FromRecord int    `help:"First record to take, counted from 0. Those before it are passed over: they were published already." default:"0" placeholder:"N"`
	Revision   uint32 `help:"Revision of the reports. Say a higher one to send them again with other content or other tokens." default:"1"`
}

// read imports the file for a sender.
func (s Source) read(ctx rule.Context, each func(Filing, tip.Report) error, problem func(Problem)) (err error) {
	f, err := os.Open(s.File)
	if err != nil {
		return fmt.Errorf("opening the file: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return importFrom(s.FromRecord, ctx, s.Format, f, func(f Filing, r tip.Report) error {
		f.Revision = max(f.Revision, s.Revision)
		return each(f, r)
	}, problem)
}

// input is a file of reports beside the identities, if there are any.
type input struct {
	Source
	out           io.Writer
	reports, rows problems
	roll          *roll
}

// open reads the identities, so that what is wrong with them is said before anything is sent.
func (s Source) open(who Who, out io.Writer) (*input, error) {
	in := &input{
		Source: s, out: out,
		reports: problems{manner: ofReports, w: out}, rows: problems{manner: ofIdentities, w: out},
	}
	var err error
	in.roll, err = who.roll(in.rows.add)
	in.rows.end()
	return in, err
}

// each hands on every record that may be sent, with its people, and prints what is wrong with
// the others.
func (in *input) each(ctx rule.Context, do func(Filing, tip.Report) error) error {
	err := in.read(ctx, func(f Filing, r tip.Report) (err error) {
		if f.People, err = in.roll.of(f); err != nil {
			return err
		}
		return do(f, r)
	}, in.reports.add)
	if err == nil || errors.Is(err, errEnough) {
		in.reports.end()
	}
	return err
}
