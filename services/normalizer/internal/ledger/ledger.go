// Package ledger is the state of the normalizer: the version that counts of every report, and
// the trust list in force.
package ledger

import (
	"maps"
	"slices"

	"github.com/corridor-tip/corridor/pkg/code"
	"github.com/corridor-tip/corridor/pkg/geo"
	"github.com/corridor-tip/corridor/pkg/revision"
	"github.com/corridor-tip/corridor/pkg/tip"
)

// Key is the identity of a report: a reference is unique inside its country.
type Key struct {
	Country geo.Area
	Ref     tip.Ref
}

// Ledger knows of every report the version that counts, and the trust list in force. It is
// not safe for concurrent use.
type Ledger struct {
	held  map[Key]revision.Version
	trust Trust
}

// New returns an empty ledger, in which nobody is trusted.
func New() *Ledger { return &Ledger{held: map[Key]revision.Version{}} }

// Offer decides about a version of a report and keeps it if it is now the one that counts. A
// withdrawal is kept like any version, so a report that it overtook stays withdrawn.
func (l *Ledger) Offer(k Key, v revision.Version) revision.Outcome {
	held, exists := l.held[k]
	outcome := revision.Judge(held, exists, v)
	if outcome.Wins() {
		l.held[k] = v
	}
	return outcome
}

// Set keeps a version that was decided on before, whatever is held.
func (l *Ledger) Set(k Key, v revision.Version) { l.held[k] = v }

// Len returns the number of reports known, withdrawn ones among them.
func (l *Ledger) Len() int { return len(l.held) }

// Trust says which signing key may speak for which country.
type Trust struct {
	Version   uint64                // rises with every list, from 1
	Keys      map[string]TrustedKey // by public key
	Reviewers []string              // public keys, rising
}

// TrustedKey is what a signing key stands for.
type TrustedKey struct {
	Country      geo.Area
	FinestPeriod code.PeriodGrain // as in the trust list; unspecified is a quarter
}

// Trust returns the trust list in force, to be read only; before the first it has version 0
// and no keys.
func (l *Ledger) Trust() *Trust { return &l.trust }

// SetTrust puts a trust list in force. It refuses a list that is not newer, and reports
// whether it took it.
func (l *Ledger) SetTrust(t Trust) bool {
	if t.Version <= l.trust.Version {
		return false
	}
	l.trust = Trust{Version: t.Version, Keys: maps.Clone(t.Keys), Reviewers: slices.Clone(t.Reviewers)}
	return true
}
