package spec

import (
	"fmt"
	"time"
)

// Data describes the rows that a workload makes where no data is named. Cost and Memory are
// declared, not measured, so that the number of rows that follows from them is the same on
// every machine; on a slower machine the rows take longer than declared.
type Data struct {
	Source string // of --data, with %d in place of the number of rows; "" = the workload has no rows
	Rows   int    // where no N is named
	Memory int    // bytes of a row, with its id and its answers

	// Cost returns the time of the kernel for a row with these settings, on a CPU that has its
	// memory for itself. It is 0 where the settings do not determine it; a nil Cost is always 0.
	Cost func(args Args) time.Duration

	Waits bool // the rows wait without using the CPU, so that many workers share few CPUs
}

// Of returns the source with that many rows.
func (d Data) Of(rows int) string { return fmt.Sprintf(d.Source, rows) }

// Usual returns the source where no N is named; "" where the workload has no rows.
func (d Data) Usual() string {
	if d.Source == "" {
		return ""
	}
	return d.Of(d.Rows)
}

// Takes returns a Cost that is the same for all settings.
func Takes(cost time.Duration) func(Args) time.Duration {
	return func(Args) time.Duration { return cost }
}
