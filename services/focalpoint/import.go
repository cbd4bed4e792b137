package focalpoint

import (
	"fmt"
	"io"
	"strconv"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/rule"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/wire"
	"github.com/corridor-tip/corridor/services/focalpoint/internal/ctdc"
)

// Problem is something in a file that could not be read or may not be sent. It never holds a
// value.
type Problem struct {
	Position int    // record from 0; HeaderPosition for the head of the file
	Field    string // column, or path in the report as in a receipt; empty for the whole record
	Reason   string // in plain English
	Refused  bool   // the record is not sent; otherwise the field counts as unknown
}

// HeaderPosition is the position of the head of a file in a Problem.
const HeaderPosition = ctdc.HeaderPosition

// Import reads a file in the given format, which is "ctdc", and hands each record that may be
// sent to each: a filing with the report as it may leave, and the report as it was read. What
// could not be read or may not be sent goes to problem. What depends on who sends and when
// (V13, V27) only the hub says; ImportAs says it too.
//
// The case key of CTDC's row n, from 0, is "ctdc:n", and its revision 1: the file knows no
// cases, and equal rows are different people.
func Import(format string, r io.Reader, each func(Filing, tip.Report) error, problem func(Problem)) error {
	return ImportAs(rule.Context{}, format, r, each, problem)
}

// ImportAs is Import for a known sender, time and agreement.
func ImportAs(ctx rule.Context, format string, r io.Reader, each func(Filing, tip.Report) error, problem func(Problem)) error {
	return importFrom(0, ctx, format, r, each, problem)
}

// importFrom is ImportAs from a record on; of those before it nothing is said.
func importFrom(first int, ctx rule.Context, format string, r io.Reader, each func(Filing, tip.Report) error, problem func(Problem)) error {
	if format != "ctdc" {
		return fmt.Errorf("importing: %q is no format; ctdc is", format)
	}
	row := func(r ctdc.Row) error {
		if r.Position < first {
			return nil
		}
		content, refused := prepare(r.Report, ctx)
		for _, f := range refused {
			problem(Problem{Position: r.Position, Field: f.Field, Reason: Explain(f.Reason), Refused: true})
		}
		if len(refused) > 0 {
			return nil
		}
		key := "ctdc:" + strconv.Itoa(r.Position)
		return each(Filing{CaseKey: key, Revision: 1, Action: code.ActionUpsert, Content: content}, r.Report)
	}
	return ctdc.Read(r, row, func(p ctdc.Problem) {
		if p.Position < first && p.Position != HeaderPosition {
			return
		}
		problem(Problem{
			Position: p.Position, Field: p.Column, Reason: string(p.Reason),
			Refused: p.Reason == ctdc.ReasonCells || p.Reason == ctdc.ReasonQuotes,
		})
	})
}

// prepare returns a report as it may leave, encoded, or why it may not be sent. It is judged
// as it was recorded, because a contradiction between months is gone once both are years; only
// a detection period that is too fine is no fault, as it leaves coarser.
func prepare(r tip.Report, ctx rule.Context) ([]byte, []rule.Finding) {
	recorded := ctx
	recorded.FinestPeriod = code.PeriodGrainMonth
	var refused []rule.Finding
	for _, f := range rule.Check(r, recorded) {
		if rule.Refuses(f.Reason) {
			refused = append(refused, f)
		}
	}
	if len(refused) > 0 {
		return nil, refused
	}
	return wire.EncodeReport(rule.Generalise(r, ctx.FinestPeriod)), nil
}
