package main

import "slices"

// A line of the kept runs is a run, or what the runs were made on.
type line struct {
	On      string `json:"on,omitempty"` // the machine and the versions; of a line that is no run
	Contest string `json:"contest,omitempty"`
	Entry   string `json:"entry,omitempty"`

	// Round counts from 1. Round 0 is not timed: in it memory is watched and the answers are compared.
	Round   int     `json:"round"`
	Seconds float64 `json:"s,omitempty"`
	CPU     float64 `json:"cpu_s,omitempty"`        // of all its processes
	Others  float64 `json:"others_cpu_s,omitempty"` // of everything else on the machine meanwhile
	Apart   float64 `json:"apart_s,omitempty"`      // from the end of the first of its processes that answered rows to that of the last

	Peak     float64 `json:"peak_mib,omitempty"` // the most that all its processes had at once, shared pages counted once
	Compared int     `json:"compared,omitempty"` // answers
	Differ   float64 `json:"differ,omitempty"`   // the largest difference, as the column has it
	Draws    float64 `json:"errors,omitempty"`   // the largest difference of random answers, in standard errors
	SHA256   string  `json:"sha256,omitempty"`   // of the answers
}

// find returns the run of an entry in a round, nil where there is none.
func find(kept []line, contest, entry string, round int) *line {
	i := slices.IndexFunc(kept, func(l line) bool { return l.On == "" && l.Contest == contest && l.Entry == entry && l.Round == round })
	if i < 0 {
		return nil
	}
	return &kept[i]
}
