package faults_test

import "testing"

// TestTheCheckerBites gives the checker histories and ledgers that differ in one thing.
func TestTheCheckerBites(t *testing.T) {
	sound := func() (*history, *ledger) {
		h, l := newHistory(), newLedger()
		for _, ref := range []string{"a", "b", "c"} {
			h.attempted[ref], h.acknowledged[ref] = 1, 1
			l.stored[ref], l.judged[ref], l.accepted[ref], l.counted[ref] = 1, 1, 1, 1
			l.records++
		}
		return h, l
	}
	for name, c := range map[string]struct {
		spoil                        func(*history, *ledger)
		lost, unexpected, duplicated int
		unequal                      int
	}{
		"nothing": {spoil: func(*history, *ledger) {}},
		"sent and stored, and the acknowledgement lost": {spoil: func(h *history, _ *ledger) { delete(h.acknowledged, "a") }},
		"sent, neither acknowledged nor stored":         {spoil: func(h *history, _ *ledger) { h.attempted["d"] = 1 }},
		"sent twice, one of them a duplicate":           {spoil: func(h *history, l *ledger) { h.attempted["a"]++; l.stored["a"]++; l.judged["a"]++ }},
		"acknowledged and not counted":                  {spoil: func(_ *history, l *ledger) { l.counted["a"] = 0; l.records-- }, lost: 1},
		"acknowledged and nowhere":                      {spoil: func(h *history, _ *ledger) { h.attempted["d"], h.acknowledged["d"] = 1, 1 }, lost: 1},
		"accepted by a receipt and not counted":         {spoil: func(h *history, l *ledger) { h.attempted["d"], l.stored["d"], l.accepted["d"] = 1, 1, 1 }, lost: 1},
		"counted and not in the statistics":             {spoil: func(_ *history, l *ledger) { l.records-- }, lost: 1},
		"stored and never sent":                         {spoil: func(_ *history, l *ledger) { l.stored["x"] = 1 }, unexpected: 1},
		"counted and never sent":                        {spoil: func(_ *history, l *ledger) { l.counted["x"] = 1; l.records++ }, unexpected: 1},
		"accepted twice":                                {spoil: func(_ *history, l *ledger) { l.accepted["a"] = 2 }, duplicated: 1},
		"counted in two persons":                        {spoil: func(_ *history, l *ledger) { l.counted["a"] = 2; l.records++ }, duplicated: 1},
		"counted by the statistics once more":           {spoil: func(_ *history, l *ledger) { l.records++ }, duplicated: 1},
		"a submission whose verdicts don't add up":      {spoil: func(_ *history, l *ledger) { l.unequal++ }, unequal: 1},
	} {
		t.Run(name, func(t *testing.T) {
			h, l := sound()
			c.spoil(h, l)
			v := compare(h, l)
			if v.Lost != c.lost || v.Unexpected != c.unexpected || v.Duplicated != c.duplicated || v.Unequal != c.unequal {
				t.Errorf("got %v", v)
			}
			if want := c.lost+c.unexpected+c.duplicated+c.unequal == 0; v.sound() != want {
				t.Errorf("sound is %v, want %v", v.sound(), want)
			}
		})
	}
}

// TestNothingIsNoProof checks that a run in which nothing was acknowledged is not taken for
// one in which nothing was lost.
func TestNothingIsNoProof(t *testing.T) {
	if compare(newHistory(), newLedger()).sound() {
		t.Error("an empty run counts as sound")
	}
}
