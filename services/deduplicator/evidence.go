package deduplicator

import (
	"bytes"
	"errors"
	"fmt"
	"math/bits"

	"google.golang.org/protobuf/proto"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/snapshot"
	"github.com/corridor-tip/corridor/pkg/tip"
	"github.com/corridor-tip/corridor/pkg/token"
	"github.com/corridor-tip/corridor/pkg/wire"
	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
	"github.com/corridor-tip/corridor/services/deduplicator/internal/link"
)

// This file turns sealed tokens into evidence and evidence into sealed state. A focal point
// seals what it likes, so whatever does not fit is left out and counted: the report counts
// all the same, and its victim is a person of her own.

// evidence opens the tokens of a submission and returns the evidence on the victims of each
// item, by its position.
func (l *linking) evidence(n *pb.Normalized, m *metrics) map[uint32][]link.Evidence {
	if l == nil || len(n.GetSealedTokens()) == 0 {
		return nil
	}
	var sheets pb.TokenSheets
	plain, err := l.key.Open(n.GetCountry(), n.GetSealedTokens())
	if err == nil {
		err = proto.Unmarshal(plain, &sheets)
	}
	if err != nil {
		m.unreadable.Inc()
		return nil
	}
	sent := map[uint32][]*pb.TokenSheet{}
	for _, s := range sheets.GetSheets() {
		sent[s.GetPosition()] = append(sent[s.GetPosition()], s)
	}
	list := map[uint32][]link.Evidence{}
	for _, it := range n.GetItems() {
		list[it.GetPosition()] = l.evidenceOf(n.GetCountry(), it, sent[it.GetPosition()], m)
	}
	return list
}

// mostSheets bounds the sheets of a victim: two epochs overlap, and one may be late.
const mostSheets = 4

// evidenceOf returns the evidence on the victims of an item; none when the sheets are not
// those that belong to its version.
func (l *linking) evidenceOf(country string, it *pb.NormalizedItem, sheets []*pb.TokenSheet, m *metrics) (list []link.Evidence) {
	if len(sheets) == 0 {
		return nil
	}
	if digest := wire.SheetsDigest(country, tip.Ref(it.GetReportRef()), sheets); !bytes.Equal(digest[:], it.GetTokensDigest()) {
		m.unusable.Add(float64(len(sheets)))
		return nil
	}
	victims := map[uint32]int{}
	for _, r := range it.GetRecords() {
		if r.GetKind() == pb.RecordKind_RECORD_KIND_VICTIM {
			victims[r.GetRef()] = 0
		}
	}
	for _, s := range sheets {
		at, there := victims[s.GetVictimRef()]
		sheet, ok := linkage.Sheet{}, false
		if there && (at == 0 || len(list[at-1].Sheets) < mostSheets) {
			sheet, ok = l.sheet(s)
		}
		switch {
		case !ok:
			m.unusable.Inc()
		case at == 0:
			list = append(list, link.Evidence{Ref: s.GetVictimRef(), Sheets: []linkage.Sheet{sheet}})
			victims[s.GetVictimRef()] = len(list)
		default:
			list[at-1].Sheets = append(list[at-1].Sheets, sheet)
		}
	}
	return list
}

// sheet turns tokens into codes; false where the sheet has another scheme or shape.
func (l *linking) sheet(s *pb.TokenSheet) (sheet linkage.Sheet, ok bool) {
	mask, tokens := s.GetSlots(), s.GetTokens()
	if mask == 0 || s.GetScheme() != linkage.Scheme || s.GetEpoch() == 0 || s.GetEpoch() > 0xffff ||
		bits.Len32(mask) > linkage.Slots || len(tokens) != token.Size*bits.OnesCount32(mask) {
		return sheet, false
	}
	sheet.Epoch, sheet.Traits = uint16(s.GetEpoch()), traits(s)
	codes := l.key.Codes(tokens)
	for slot := range sheet.Codes {
		if mask>>slot&1 == 1 {
			sheet.Codes[slot], codes = codes[0], codes[1:]
		}
	}
	return sheet, true
}

// traits reads what a sheet says in the words of the report. What it does not say well is not
// known.
func traits(s *pb.TokenSheet) (t linkage.Traits) {
	t.Sex = code.Sex(s.GetSex())
	if period, ok := tip.ParsePeriod(s.GetDetectionPeriod()); ok {
		t.BornFrom, t.BornTo = linkage.Born(code.AgeBand(s.GetAge()), period.Year())
	}
	for _, c := range s.GetCitizenships() {
		a, ok := geo.ParseAlpha3(c)
		switch {
		case !ok || !a.Known():
		case !t.Nationality.Known():
			t.Nationality = a
		case !t.Nationality2.Known():
			t.Nationality2 = a
		}
	}
	return t
}

// seal encrypts the evidence on a report's victims for this service alone.
func (l *linking) seal(k link.ReportKey, all []link.Evidence) ([]byte, error) {
	if l == nil || len(all) == 0 {
		return nil, nil
	}
	var plain []byte
	for _, e := range all {
		plain = append(plain, byte(e.Ref>>24), byte(e.Ref>>16), byte(e.Ref>>8), byte(e.Ref))
		plain = linkage.AppendSheets(plain, e.Sheets)
	}
	return l.key.SealState(plain, nameOf(k))
}

// open decrypts what seal encrypted.
func (l *linking) open(k link.ReportKey, sealed []byte) ([]link.Evidence, error) {
	if len(sealed) == 0 {
		return nil, nil
	}
	if l == nil {
		return nil, errors.New("there is evidence, and this hub links nothing")
	}
	plain, err := l.key.OpenState(sealed, nameOf(k))
	if err != nil {
		return nil, fmt.Errorf("opening evidence: %w", err)
	}
	r := snapshot.Reader{Rest: plain}
	var all []link.Evidence
	for len(r.Rest) > 0 {
		all = append(all, link.Evidence{Ref: uint32(r.Number(4)), Sheets: linkage.ReadSheets(&r)})
	}
	return all, r.Err
}

// nameOf is the report that sealed evidence is bound to.
func nameOf(k link.ReportKey) []byte {
	name := link.VictimKey{ReportKey: k}.LinkageKey()
	return name[:]
}
