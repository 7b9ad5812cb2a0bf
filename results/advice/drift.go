package advice

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// Drifted is the fact that the machine changed during a sweep, at some N more than at others.
type Drifted struct{ fit.Drift }

// Code returns Drift.
func (Drifted) Code() Code { return Drift }

// Message names how times changed at each N, and what to do.
func (d Drifted) Message() string {
	var at []string
	for i, r := range d.Ratios {
		more, time := "more", ""
		if r.Value < 1 {
			more = "less"
		}
		if i == 0 {
			time = " time"
		}
		at = append(at, fmt.Sprintf("%s %s%s at N = %d", number.Percent(math.Abs(r.Value-1)), more, time, r.Workers))
	}
	return fmt.Sprintf("the machine changed during the sweep (p = %.1g): in its last third runs took %s than in its first (%s each), and the order of the runs does not cancel what one N alone has; see what else the machine does, and sweep again",
		d.P, wording.And(at...), wording.Count(d.Blocks, "block"))
}

// Need returns the same sweep again.
func (Drifted) Need() Need { return Need{Again: true} }
