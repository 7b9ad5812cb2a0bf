package remote

import "time"

// A Gathering is what has happened, since the last one, while the engine waits for workers.
type Gathering struct {
	Joined     []Member
	TurnedAway []Refusal
	Have, Want int  // workers
	Left       bool // so many were there before, and these are left

	// Outage, where not 0, is for how long a server that is gone is waited for. All else is then zero.
	Outage time.Duration
}

// A Refusal is a worker process that may not join.
type Refusal struct {
	Host   string
	Reason string
}

// mostRefusals bounds the refusals that are kept: a process that may not join can ask again and again.
const mostRefusals = 1000

// seen is how many of those who came a Gathering has been about.
type seen struct {
	any                bool
	joined, turnedAway int
}

// showGathering calls Options.Gathering where something has happened, at the beginning, and where workers
// that were there are waited for, which left reports.
func (e *Engine) showGathering(want, have int, left bool) {
	if e.options.Gathering == nil {
		return
	}
	m := &e.members
	m.mu.Lock()
	g := Gathering{Have: have, Want: want, Left: left, TurnedAway: m.turned[m.seen.turnedAway:]}
	for _, one := range m.all[m.seen.joined:] {
		g.Joined = append(g.Joined, one.Member)
	}
	first := !m.seen.any
	m.seen = seen{true, len(m.all), len(m.turned)}
	m.mu.Unlock()
	if first || left || len(g.Joined) > 0 || len(g.TurnedAway) > 0 {
		e.options.Gathering(g)
	}
}
