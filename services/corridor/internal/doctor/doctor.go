// Package doctor judges what was seen of a hub: what is well, what is not, and what to do.
package doctor

import (
	"fmt"
	"io"
	"strings"
)

// Level says how bad a finding is.
type Level int

// The levels, each worse than the one before.
const (
	Fine    Level = iota // nothing to do
	Warning              // to be seen to in working hours
	Failure              // reports or figures are in danger
)

// String returns ok, warn or fail.
func (l Level) String() string { return [...]string{"ok", "warn", "fail"}[l] }

// MarshalText writes the level as String does.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Finding is one check and how it ended. Do is empty where nothing is to be done.
type Finding struct {
	Check string `json:"check"`
	Level Level  `json:"level"`
	Found string `json:"found"`
	Do    string `json:"do,omitempty"`
}

// Report is all findings of one visit.
type Report []Finding

// Add puts findings at the end.
func (r *Report) Add(f ...Finding) { *r = append(*r, f...) }

// Worst returns the worst level of all findings.
func (r Report) Worst() Level {
	worst := Fine
	for _, f := range r {
		worst = max(worst, f.Level)
	}
	return worst
}

// Print writes a line a finding, with what to do below it, and a last one that counts.
func (r Report) Print(w io.Writer) error {
	var b strings.Builder
	var count [3]int
	for _, f := range r {
		count[f.Level]++
		fmt.Fprintf(&b, "%-4s  %-14s  %s\n", f.Level, f.Check, f.Found)
		if f.Do != "" {
			fmt.Fprintf(&b, "%22s→ %s\n", "", f.Do)
		}
	}
	fmt.Fprintf(&b, "%d ok, %d warn, %d fail\n", count[Fine], count[Warning], count[Failure])
	_, err := io.WriteString(w, b.String())
	return err
}

func fine(check, found string, args ...any) Finding {
	return Finding{Check: check, Found: fmt.Sprintf(found, args...)}
}

func (f Finding) warn(do string) Finding { f.Level, f.Do = Warning, do; return f }

func (f Finding) fail(do string) Finding { f.Level, f.Do = Failure, do; return f }

// Unseen is the finding that a check could not be made, as a failure where it must be.
func Unseen(check string, must bool, why, do string) Finding {
	f := fine(check, "not seen: %s", why).warn(do)
	if must {
		f.Level = Failure
	}
	return f
}
