// Package wire turns protobuf into the domain's values and back. It decides nothing: what it
// cannot read it names by reason and place, and the caller decides which faults refuse.
//
// Reports pass through here several times each, so bytes become domain values in one step,
// without the generated structs between them: schema.go lists every field once, with its
// number and its place in the domain. Tests hold that list against the schema's descriptors
// and every result against the protobuf library.
package wire

import (
	"errors"
	"fmt"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Fault is one thing in a message that has no meaning in the domain. It never repeats a
// value.
type Fault struct {
	Reason code.Reason
	Field  string // path from the message, e.g. victims[0].age_band_entry; empty for all of it
}

// DecodeReport reads an IncidentReport that a focal point sent, and every fault in it: D02
// undecodable (then the report is zero), V10 unknown fields, V01 countries, V26 periods, V11
// strings that are no register id and areas that are too many, V21 unlisted numbers. What a
// fault names is left out of the report, or read as the list's UNKNOWN for V21. There are 256
// faults at most, and one that refuses is always among them.
func DecodeReport(content []byte) (tip.Report, []Fault) {
	return decodeForeign(reportFields, content)
}

// DecodeRecord reads a VictimRecord of our own streams, where any fault is corruption.
func DecodeRecord(content []byte) (tip.Record, error) {
	if len(content) == 0 {
		return tip.Record{}, errors.New("decoding a victim record: it is empty")
	}
	r, err := decodeOwn(recordFields, content)
	if err != nil {
		return tip.Record{}, fmt.Errorf("decoding a victim record: %w", err)
	}
	return r, nil
}

// DecodePerpetrator reads a Perpetrator of our own streams, where any fault is corruption.
func DecodePerpetrator(content []byte) (tip.Perpetrator, error) {
	p, err := decodeOwn(perpetratorFields, content)
	if err != nil {
		return tip.Perpetrator{}, fmt.Errorf("decoding a perpetrator: %w", err)
	}
	return p, nil
}

// DecodeJusticeSummary reads a JusticeSummary that a focal point sent, and every fault in it.
func DecodeJusticeSummary(content []byte) (tip.JusticeSummary, []Fault) {
	return decodeForeign(justiceSummaryFields, content)
}

// DecodeAggregateReturn reads an AggregateReturn that a focal point sent, and every fault.
func DecodeAggregateReturn(content []byte) (tip.AggregateReturn, []Fault) {
	return decodeForeign(aggregateReturnFields, content)
}

func decodeForeign[M any](fields message[M], content []byte) (M, []Fault) {
	var d decoder
	m := decode(&d, fields, content)
	if d.malformed {
		var none M
		return none, []Fault{{Reason: code.ReasonD02}}
	}
	return m, d.faults
}

func decodeOwn[M any](fields message[M], content []byte) (M, error) {
	var d decoder
	m := decode(&d, fields, content)
	switch {
	case d.malformed:
		return m, errors.New("the bytes are no such message")
	case len(d.faults) > 0:
		f := d.faults[0]
		return m, fmt.Errorf("%s at %q", f.Reason, f.Field)
	}
	return m, nil
}

// EncodeReport returns a report as an IncidentReport. Equal values have equal bytes, here
// and in the other encoders: fields and sets rise in number, areas in letters.
func EncodeReport(r tip.Report) []byte { return encode(reportFields, &r) }

// EncodeRecord returns a record as a VictimRecord.
func EncodeRecord(r tip.Record) []byte { return encode(recordFields, &r) }

// EncodeJusticeSummary returns a summary as a JusticeSummary.
func EncodeJusticeSummary(j tip.JusticeSummary) []byte { return encode(justiceSummaryFields, &j) }

// EncodeAggregateReturn returns a return as an AggregateReturn.
func EncodeAggregateReturn(a tip.AggregateReturn) []byte { return encode(aggregateReturnFields, &a) }

// EncodePerpetrator returns a perpetrator as a Perpetrator.
func EncodePerpetrator(p tip.Perpetrator) []byte { return encode(perpetratorFields, &p) }
