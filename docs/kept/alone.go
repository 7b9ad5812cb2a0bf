package kept

import (
	"fmt"
	"time"

	"serialfraction/harness/machine"
	"serialfraction/harness/meter"
)

// mostOthers is the share of the CPUs' time that other programs may have during a sweep that is
// to be alone: what a machine does that nobody uses is well below it, and a compiler is above.
const mostOthers = 0.05

// mostTries is how often a sweep is made that other programs disturb, before its table stops.
const mostTries = 5

// A disturbedError is why a sweep that was to be alone is not kept.
type disturbedError struct{ share float64 } // of the CPUs' time, of other programs

func (e disturbedError) Error() string {
	return fmt.Sprintf("other programs had %.0f %% of the CPUs' time, more than %.0f %%: the sweep was not alone", 100*e.share, 100*mostOthers)
}

// alone begins to watch the CPUs. What it returns ends that, and is a disturbedError where
// other programs had more than their share meanwhile. This program and the children that it
// has waited for are no others. Where the system does not report its CPUs nothing is known.
func alone() (end func() error) {
	gauge, start := meter.NewOtherWorkGauge(), time.Now()
	gauge.Start()
	return func() error {
		wall, others := time.Since(start), gauge.Stop()
		gauge.Close()
		if others == nil {
			return nil
		}
		return disturbed(others.CPU, wall, len(machine.AllowedCPUs()))
	}
}

// disturbed returns a disturbedError if others had so much of some CPUs that a sweep was not alone.
func disturbed(others, wall time.Duration, cpus int) error {
	if share := others.Seconds() / (wall.Seconds() * float64(cpus)); share > mostOthers {
		return disturbedError{share}
	}
	return nil
}
