package doctor

import "fmt"

// Stage is how far a stage has come, looked at twice, a while apart.
type Stage struct {
	Name, Input, Output string
	InputEnds           uint64 // last sequence of the input
	Decided             uint64 // input sequence that the last output was made of
	Before, Waiting     uint64 // inputs that waited at the first look, and at the second
	DecidedBefore       uint64
	Running             bool // false in a data directory, where nothing runs
	Error               error
}

// much is a lag that takes a stage seconds.
const much = 10_000

// Judge judges whether the input still holds what was decided, and whether the stage keeps up.
func (s Stage) Judge() []Finding {
	if s.Error != nil {
		return []Finding{fine("regression", "%s: the end of %s is not what the %s wrote: %v", s.Name, s.Output, s.Name, s.Error).fail(restore)}
	}
	if s.Decided > s.InputEnds {
		return []Finding{fine("regression", "%s has decided %d of %s, which ends at %d", s.Name, s.Decided, s.Input, s.InputEnds).fail(restore)}
	}
	return []Finding{fine("regression", "%s: %s holds all that was decided", s.Name, s.Input), s.lag()}
}

func (s Stage) lag() Finding {
	f := fine("lag", "%s: nothing waits", s.Name)
	if s.Waiting == 0 {
		return f
	}
	f.Found = fmt.Sprintf("%s: %d messages of %s wait", s.Name, s.Waiting, s.Input)
	switch {
	case !s.Running:
		return f.warn("They are decided at the next start; nothing is lost.")
	case s.Before > 0 && s.Decided == s.DecidedBefore:
		f.Found += ", and it decides none"
		return f.fail(fmt.Sprintf("Is the %s running? Read its log: docs/runbooks/CorridorStageStuck.md.", s.Name))
	case s.Waiting > much && s.Waiting > s.Before:
		return f.warn("More comes in than is decided: docs/runbooks/CorridorLagRising.md.")
	}
	return f
}

// Identity judges the books of the normalizer. submissions and receipts are counted in the
// log; difference is what the running normalizers say is left over, and seen how many said it.
func Identity(submissions, receipts, waiting uint64, difference float64, seen int) []Finding {
	const do = "Publish no figures. Make a backup and run corridor recompute: docs/runbooks/CorridorIdentityBroken.md."
	log := fine("identity", "%d submissions, each with its receipt", receipts)
	if receipts > submissions || receipts+waiting < submissions {
		log = fine("identity", "%d submissions and %d receipts, while %d messages wait", submissions, receipts, waiting).fail(do)
	}
	if seen == 0 {
		return []Finding{log}
	}
	sum := fine("identity", "received = accepted + duplicate + withdrawn + quarantined")
	if difference != 0 {
		sum = fine("identity", "received minus all verdicts is %v", difference).fail(do)
	}
	return []Finding{log, sum}
}

// Ready judges what running services say of themselves: the parts that wait, by the address
// that says so.
func Ready(answered int, waiting map[string]string) []Finding {
	if answered == 0 {
		return []Finding{Unseen("ready", false, "no service answers on a metrics port", "Name them with --metrics, or start the services.")}
	}
	if len(waiting) == 0 {
		return []Finding{fine("ready", "%d services work or stand by", answered)}
	}
	var found []Finding
	for _, address := range sorted(waiting) {
		found = append(found, fine("ready", "%s waits for %s", address, waiting[address]).
			fail("Read its log: docs/runbooks/CorridorNotReady.md."))
	}
	return found
}
