// Package revision decides which of two versions of a report counts. The decision is a total
// order, so the survivor of any history is the same in whatever order it arrives, and
// however often.
package revision

import (
	"bytes"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Version is what decides about a report: its revision, whether that withdraws it, and the
// digest of its content as it was sent.
type Version struct {
	Revision  uint32
	Withdrawn bool
	Digest    tip.Digest
}

// Beats reports whether v counts where w is known too: the higher revision does; in the same
// revision a withdrawal before an upsert; else the lower digest, so that no order of arrival
// shows. A version does not beat its equal.
func (v Version) Beats(w Version) bool {
	switch {
	case v.Revision != w.Revision:
		return v.Revision > w.Revision
	case v.Withdrawn != w.Withdrawn:
		return v.Withdrawn
	}
	return bytes.Compare(v.Digest[:], w.Digest[:]) < 0
}

// conflicts reports whether v and w are two contents under one revision.
func (v Version) conflicts(w Version) bool {
	return v.Revision == w.Revision && v.Digest != w.Digest && !v.Withdrawn && !w.Withdrawn
}

// Effect is what an offered version does to the report.
type Effect uint8

// The effects.
const (
	Duplicate  Effect = iota // nothing: the held version is the same or beats it
	New                      // the report was not known
	Revised                  // it replaces the held version
	Withdrawal               // the report is withdrawn, even if it was not known yet
)

// Outcome is what Judge found.
type Outcome struct {
	Effect Effect
	// Conflict says that held and offered are two contents under one revision. The winner
	// carries C01 as a warning, the loser is refused for it.
	Conflict bool
	// Known says that a version was held before.
	Known bool
}

// Judge says what offered does where held is the version that counts now; exists is false
// where there is none, and held is then not looked at.
func Judge(held Version, exists bool, offered Version) Outcome {
	effect := Revised
	switch {
	case exists && !offered.Beats(held):
		effect = Duplicate
	case offered.Withdrawn:
		effect = Withdrawal
	case !exists:
		effect = New
	}
	return Outcome{Effect: effect, Conflict: exists && offered.conflicts(held), Known: exists}
}

// Wins reports whether the offered version is now the one that counts.
func (o Outcome) Wins() bool { return o.Effect != Duplicate }

// Refused reports whether the offered version lost a conflict: its sender must hear of it,
// as the content is not the one that counts.
func (o Outcome) Refused() bool { return o.Conflict && !o.Wins() }

// Reason returns C01 for a conflict, as a refusal or as a warning; C02 for a withdrawal of what
// is not known, which a sender must hear of, because a mistyped case withdraws nothing; else
// unspecified.
func (o Outcome) Reason() code.Reason {
	switch {
	case o.Conflict:
		return code.ReasonC01
	case o.Effect == Withdrawal && !o.Known:
		return code.ReasonC02
	}
	return code.ReasonUnspecified
}
