package plan

import (
	"slices"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// A Remedy is what the job would be without some causes of its S. What a cause takes of one
// worker would then be done by the workers side by side, as in [analysis.Removal]: by Karp and
// Flatt's identity a cause of share c has A_c(N) − A_c(1)/N = c·T(1)·(1−1/N), and that is what
// every law loses.
type Remedy struct {
	Without   []string     `json:"without"`
	Owners    []string     `json:"owners"`          // of each, as in a report
	Parts     float64      `json:"parts"`           // of S that the causes are
	Serial    fit.Interval `json:"serial_fraction"` // that remains
	Reachable Answer       `json:"reachable"`
	Best      fit.Interval `json:"best_seconds"`
}

// mostRemedies bounds the causes that are tried one by one.
const mostRemedies = 4

// remedies returns what the largest causes are worth one by one, and then the fewest of the
// largest that together make the target reachable, or all. The removals are those that the
// report of a sweep promises something of. Where the law is in doubt, so is the share of a
// cause beyond the N measured, and no remedy surely reaches the target.
func (s setting) remedies(removals []analysis.Removal, doubt analysis.Unpromised, target, limit float64) []Remedy {
	all := []Remedy{}
	try := func(some []analysis.Removal) Answer {
		r := s.without(some, target, limit)
		if doubt == analysis.NoLaw && r.Reachable == Yes {
			r.Reachable = CannotTell
		}
		all = append(all, r)
		return r.Reachable
	}
	for _, r := range removals[:min(len(removals), mostRemedies)] {
		try([]analysis.Removal{r})
	}
	if slices.ContainsFunc(all, func(r Remedy) bool { return r.Reachable == Yes }) {
		return all
	}
	one := len(all)
	for k := 2; k <= len(removals); k++ {
		all = all[:one] // only the last
		if try(removals[:k]) == Yes {
			break
		}
	}
	return all
}

// without returns the remedy of causes. What S loses has the interval of the causes.
func (s setting) without(causes []analysis.Removal, target, limit float64) Remedy {
	var r Remedy
	gone := fit.Interval{Level: s.serial.Level}
	for _, c := range causes {
		name := c.Cause
		if c.Part != "" {
			name += " (" + c.Part + ")"
		}
		r.Without, r.Owners = append(r.Without, name), append(r.Owners, c.Owner)
		gone.Value += c.Serial.Value
		gone.Lo += max(0, c.Serial.Lo)
		gone.Hi += min(c.Serial.Hi, max(c.Serial.Value, 1)) // measured once: no end
	}
	r.Parts = gone.Value
	s.removed = fit.Interval{Value: s.removed.Value + gone.Value, Lo: s.removed.Lo + gone.Lo, Hi: s.removed.Hi + gone.Hi, Level: gone.Level}
	s.serial = fit.Interval{Value: s.serial.Value - gone.Value, Lo: min(s.serial.Lo-gone.Hi, s.serial.Value-gone.Value), Hi: s.serial.Hi - gone.Lo, Level: gone.Level}
	o := s.look(target, limit, 0, nil)
	r.Serial, r.Reachable, r.Best = s.serial, o.Reachable, o.BestSeconds
	return r
}
