package analysis

import (
	"math"
	"slices"

	"serialfraction/harness"
)

// A FlaggedRun is a timed run that something disturbed, or that took longer than typical runs at its N
// do. It is fitted like any other.
type FlaggedRun struct {
	Block   int      `json:"block"`
	Order   int      `json:"order"`
	Workers int      `json:"workers"`
	Seconds float64  `json:"seconds"`
	Flags   []string `json:"flags"` // as those of a Point, of this run alone; "slow runs" by the scatter of those that were fitted, whatever it does to the mean
}

// FlagsOf returns the function that returns the flags of a run of the sweep; none = nothing disturbed it.
func (a *Report) FlagsOf() func(r harness.Run) []string {
	type place struct{ block, order, workers int }
	flags := map[place][]string{}
	for _, r := range a.FlaggedRuns {
		flags[place{r.Block, r.Order, r.Workers}] = r.Flags
	}
	return func(r harness.Run) []string { return flags[place{r.Block, r.Order, r.Workers}] }
}

// flaggedRuns returns the flagged ones of all timed runs.
func (s *study) flaggedRuns() []FlaggedRun {
	typical, slow := map[int]float64{}, math.Inf(1)
	if s.fit != nil {
		slow = s.fit.SlowFactor()
	}
	for _, p := range s.points {
		typical[p.Workers] = p.Seconds.Value
	}
	var flagged []FlaggedRun
	for i, e := range s.all.runs {
		flags, seconds := s.all.disturbed(s.all.runs[i:i+1]), s.all.obs[i].Seconds
		if seconds > slow*typical[e.Workers] {
			flags = slices.Insert(flags, 0, flagSlow)
		}
		if len(flags) > 0 {
			flagged = append(flagged, FlaggedRun{e.Block, e.Order, e.Workers, seconds, flags})
		}
	}
	return flagged
}
