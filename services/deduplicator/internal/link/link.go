// Package link keeps which reports count and which of their victims are one person. State is
// a fold over items; what it returns as Changes is all that it takes to follow it.
package link

import (
	"bytes"
	"cmp"

	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/pkg/revision"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// ReportKey is the identity of a report: a reference is unique inside its country.
type ReportKey struct {
	Country geo.Area
	Ref     tip.Ref
}

func compareReports(a, b ReportKey) int {
	return cmp.Or(cmp.Compare(a.Country, b.Country), bytes.Compare(a.Ref[:], b.Ref[:]))
}

// VictimKey is the identity of a victim: her number in a report, the same in every revision.
type VictimKey struct {
	ReportKey
	VictimRef uint32
}

// compareVictims is the canonical order of victims: country, reference, number.
func compareVictims(a, b VictimKey) int {
	return cmp.Or(compareReports(a.ReportKey, b.ReportKey), cmp.Compare(a.VictimRef, b.VictimRef))
}

// DataKey is the id of the key that the contents of an item are sealed with; zero means that
// they are not sealed.
type DataKey [16]byte

// Kind says what the content of a row is; the numbers are those of the wire.
type Kind uint8

// The kinds. Victims become persons, all else is carried.
const (
	Victim          Kind = 1
	Perpetrator     Kind = 2
	JusticeSummary  Kind = 3
	AggregateReturn Kind = 4
)

// Row is one record of an item. Content is opaque: it may be sealed, and it never links.
type Row struct {
	Kind    Kind
	Ref     uint32 // victim_ref or perpetrator_ref; 0 for a return
	Content []byte
}

// Item is a report or return that passed, or its withdrawal, whose rows do not matter. A row
// without content says nothing, and of rows with one kind and number the first counts.
type Item struct {
	Key      ReportKey
	Version  revision.Version
	Rows     []Row
	DataKey  DataKey
	Evidence []Evidence // on its victims, of those for whom tokens came
}

// Evidence is what links a victim of a report.
type Evidence struct {
	Ref    uint32 // her number in the report
	Sheets []linkage.Sheet
}

// Member is a victim's record as part of a person.
type Member struct {
	Key     VictimKey
	Content []byte
	DataKey DataKey
}

func (m Member) equal(n Member) bool {
	return m.Key == n.Key && m.DataKey == n.DataKey && bytes.Equal(m.Content, n.Content)
}

// PersonID names a person as long as she exists.
type PersonID [16]byte

// PersonChange is a person before and after, with the members in canonical order; a person
// without members before is new, without members after is gone.
type PersonChange struct {
	ID            PersonID
	Before, After []Member
}

// Carried is a row that is not linked, before and after: empty before it came, and after it
// went. DataKey is that of After.
type Carried struct {
	Kind          Kind
	Key           ReportKey
	Ref           uint32
	Before, After []byte
	DataKey       DataKey
}

// Head is the version of a report that counts now, with the evidence on its victims in the
// order of their numbers.
type Head struct {
	Key      ReportKey
	Version  revision.Version
	Evidence []Evidence
}

// Changes is what a batch of items changed: persons rising by id, carried rows by report,
// kind and number, heads by report; or what a decision changed. Whatever is the same before
// and after is left out.
type Changes struct {
	Persons   []PersonChange
	Carried   []Carried
	Heads     []Head
	Decisions []linkage.Decision // that count from now on
}
