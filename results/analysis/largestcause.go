package analysis

import (
	"fmt"
)

// largestCause returns the sentence that names the cause, and its part, with the largest
// share of S. The shares of two owners in one cause are compared one by one.
func largestCause(a *Report) string {
	var all []Cause
	for _, o := range a.Owners {
		all = append(all, o.Causes...)
	}
	c, ok := largest(all)
	if !ok {
		return ""
	}
	share := asPrecise(c.SerialFraction, *a.SerialFraction)
	p, ok := largest(c.Parts)
	switch {
	case !ok:
		return fmt.Sprintf("Largest cause: %s, %s.", c.Name, share)
	case len(c.Parts) == 1:
		return fmt.Sprintf("Largest cause: %s (%s), %s.", c.Name, p.Name, share)
	}
	of := "its largest part "
	if p.SerialFraction > c.SerialFraction/2 {
		of = "most of it "
	}
	return fmt.Sprintf("Largest cause: %s, %s (%s%s, %s).", c.Name, share, of, p.Name, asPrecise(p.SerialFraction, *a.SerialFraction))
}

// largestCause returns the sentence of the same name, unless the machine's part of S or the
// start of the workers has named it already.
func (s *study) largestCause(a *Report) string {
	var all []Cause
	for _, o := range a.Owners {
		all = append(all, o.Causes...)
	}
	c, ok := largest(all)
	if ok && (c.Owner == ownerMachine && s.machineAdds() != "" || c.Name == "spawn" && s.startOfWorkers() != "") {
		return ""
	}
	return largestCause(a)
}

// largest returns the cause with the largest share, if any share is above 0.
func largest(causes []Cause) (Cause, bool) {
	var most Cause
	for _, c := range causes {
		if c.SerialFraction > most.SerialFraction {
			most = c
		}
	}
	return most, most.SerialFraction > 0
}
